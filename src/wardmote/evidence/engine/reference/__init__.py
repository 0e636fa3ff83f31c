"""Data about areas: which LSOA lies in which ward, district, partnership and force; who lives there; boundaries; weights.

Plain functions over the store's folder; no Django. Words: a *dataset* is one file about areas, held as of a day; a *kind*
is what it tells; *places* is what all lookups held say together, one row an LSOA and validity. `load_reference` changes
what is held, `answers` asks it.
"""

from wardmote.evidence.engine.reference.columns import recognise
from wardmote.evidence.engine.reference.held import Entry, read_reference
from wardmote.evidence.engine.reference.load import ReferenceReport, is_reference, load_reference, preparing_reference

__all__ = [
    "Entry", "ReferenceReport", "is_reference", "load_reference", "preparing_reference", "read_reference", "recognise",
]  # fmt: skip
