"""Reading a plan out of a Word, Excel or CSV file: no database and no Django, so that a limited child process can.

Words: a *grid* is rows of cells as the file holds them; a *table* is a grid whose header and columns were found; rows
are *understood* into actions, and each one that is not says why. `read_plan_file` reads in the child,
`understand` gives the rows, and `CannotRead` is the only way in which either fails.
"""

from wardmote.plan.reading.types import (
    FIELDS,
    IGNORE,
    CannotRead,
    Cell,
    Due,
    FoundTable,
    Match,
    PlanFile,
    PlanRow,
    RawRow,
    RejectedRow,
    Source,
    Understood,
)

__all__ = [
    "FIELDS",
    "IGNORE",
    "CannotRead",
    "Cell",
    "Due",
    "FoundTable",
    "Match",
    "PlanFile",
    "PlanRow",
    "RawRow",
    "RejectedRow",
    "Source",
    "Understood",
]
