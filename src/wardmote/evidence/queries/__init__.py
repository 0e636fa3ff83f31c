"""Reads of crime records and of surveys. Import what is about surveys from its own module."""

from wardmote.evidence.queries.files import (
    KindHeld,
    files_held,
    get_file,
    loads,
    months_held,
    recorded_crime_for,
    rejected_lines,
    store,
)

__all__ = [
    "KindHeld", "files_held", "get_file", "loads", "months_held", "recorded_crime_for", "rejected_lines", "store",
]  # fmt: skip
