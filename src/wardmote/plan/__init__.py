"""What a partnership has promised to do, and how each promise is counted.

Words: a *plan* has numbered *priorities*; under each stand *actions*, each with its number in the plan, its wording,
the organisations that lead it, when it is due and the measure that shows it.
"""
