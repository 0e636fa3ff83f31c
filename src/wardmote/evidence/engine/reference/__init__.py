"""Data about areas: in which ward, district, partnership and force each LSOA lies, who lives there, shapes, weights.

Plain functions over the store's folder; no Django. Words: a *dataset* is one file about areas, held as of a day; a
*kind* is what it tells; *places* is what all lookups held say together, one row an LSOA and validity. `load_reference`
changes what is held; `areas`, `people`, `ground` and `weights` ask it.
"""

from wardmote.evidence.engine.reference.columns import recognise
from wardmote.evidence.engine.reference.held import Entry, read_reference
from wardmote.evidence.engine.reference.load import is_reference, load_reference, preparing_reference
from wardmote.evidence.engine.reference.reports import ReferenceReport

__all__ = [
    "Entry", "ReferenceReport", "is_reference", "load_reference", "preparing_reference", "read_reference", "recognise",
]  # fmt: skip
