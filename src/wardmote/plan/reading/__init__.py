"""Reading a plan out of a Word, Excel or CSV file: no database and no Django, so that a limited child process can.

Words: a *grid* is rows of cells as the file holds them; a *table* is a grid whose header and columns were found; rows
are *understood* into actions, and each one that is not says why. `door.read_plan_file` reads in the child,
`understand.understand` gives the rows, and `types.CannotRead` is the only way in which a file fails.
"""
