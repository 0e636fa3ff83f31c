"""Crime records on one machine: the police's files in, one Parquet file a kind, force and month, and cubes of counts.

Plain functions over folders; no Django. Words: a *store* is the folder that holds everything loaded; a *kind* is street
crime, outcomes or stop and search; a *force-month* is one force's file of a kind for one month, the unit that is
loaded, repeated or replaced; a *cube* counts the records of a kind, and is what questions are put to. `load` changes a
store, `rebuild_cubes` counts it anew when the data about areas changed, `recorded_crime` asks it.
"""

from wardmote.evidence.engine.load import load, preparing, rebuild_cubes
from wardmote.evidence.engine.questions import Counts, months_held, recorded_crime
from wardmote.evidence.engine.report import FileReport, LoadReport, Rejection

__all__ = [
    "Counts", "FileReport", "LoadReport", "Rejection", "load", "months_held", "preparing", "rebuild_cubes",
    "recorded_crime",
]  # fmt: skip
