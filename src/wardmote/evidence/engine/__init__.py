"""Crime records on one machine: police.uk street files in, one Parquet file a force and month, and a cube of counts.

Plain functions over folders; no Django. Words: a *store* is the folder that holds everything loaded; a *force-month* is
one force's file for one month, the unit that is loaded, repeated or replaced; the *cube* counts records by area, month,
type and force, and is the only thing that questions are put to. `load` changes a store, `recorded_crime` asks it.
"""

from wardmote.evidence.engine.load import load, preparing
from wardmote.evidence.engine.questions import Counts, months_held, recorded_crime
from wardmote.evidence.engine.report import FileReport, LoadReport, Rejection

__all__ = [
    "Counts", "FileReport", "LoadReport", "Rejection", "load", "months_held", "preparing", "recorded_crime",
]  # fmt: skip
