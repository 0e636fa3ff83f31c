"""Tables of a workbook or CSV file as plain text, read in a limited child process and never in a web worker."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardmote.common.confined import MEGABYTE, ChildEnded, How, ask_child
from wardmote.common.sheets_worker import CHILD, CannotReadSheet

__all__ = ["CannotReadSheet", "Row", "Sheet", "Workbook", "read_sheets"]

_WORKER = "wardmote.common.sheets_worker"
_DIED = "The file could not be read: reading it was stopped because it needed more than a table should. Save it anew."
_WORDS = {
    How.DIED: _DIED,
    How.TOO_LONG: "The file took too long to read. Take out what is not needed, or save it anew, and try again.",
    How.TOO_MUCH: _DIED,
    How.NOT_STARTED: "The file could not be read: no process could be started for it. Try again.",
}


@dataclass(frozen=True)
class Row:
    """A row that is not blank; `number` as a person counts it. Dates are ISO, percentages keep their sign."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """One sheet; a CSV file is one without a name."""

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Workbook:
    """A file that was read. `notes` say what a person should know, such as a formula without its value."""

    sheets: Sequence[Sheet]
    notes: Sequence[str]


def read_sheets(content: bytes, *, seconds: float = CHILD.wall_seconds, worker: str = _WORKER) -> Workbook:
    """Read a .xlsx or .csv file. Raises CannotReadSheet, with words for the person, however reading it ends badly."""
    if len(content) > CHILD.file_bytes:
        raise CannotReadSheet(f"The file is larger than {CHILD.file_bytes // MEGABYTE} MB.")
    try:
        said = ask_child(worker, content, replace(CHILD, wall_seconds=seconds))
        if "refused" in said:
            raise CannotReadSheet(str(said["refused"]))
        sheets = [Sheet(each["name"], [Row(*row) for row in each["rows"]]) for each in said["sheets"]]
        return Workbook(sheets, said["notes"])
    except ChildEnded as ended:
        raise CannotReadSheet(_WORDS[ended.how]) from ended
    except (ValueError, KeyError, TypeError) as error:
        raise CannotReadSheet(_DIED) from error
