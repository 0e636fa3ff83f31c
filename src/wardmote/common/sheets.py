"""Tables of a workbook or CSV file as plain text, read in a limited child process and never in a web worker."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import wardmote
from wardmote.common.sheets_worker import ANSWER_BYTES, FILE_BYTES, MEGABYTE, CannotReadSheet

__all__ = ["CannotReadSheet", "Row", "Sheet", "Workbook", "read_sheets"]

WALL_SECONDS = 30
_WORKER = "wardmote.common.sheets_worker"
_DIED = "The file could not be read: reading it was stopped because it needed more than a table should. Save it anew."
_TOO_LONG = "The file took too long to read. Take out what is not needed, or save it anew, and try again."


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


def read_sheets(content: bytes, *, seconds: float = WALL_SECONDS, worker: str = _WORKER) -> Workbook:
    """Read a .xlsx or .csv file. Raises CannotReadSheet, with words for the person, however reading it ends badly."""
    if len(content) > FILE_BYTES:
        raise CannotReadSheet(f"The file is larger than {FILE_BYTES // MEGABYTE} MB.")
    with tempfile.TemporaryDirectory(prefix="wardmote-sheet-") as folder:
        answer = _run(content, folder, seconds, worker)
    try:
        said = json.loads(answer)
        if "refused" in said:
            raise CannotReadSheet(str(said["refused"]))
        sheets = [Sheet(each["name"], [Row(*row) for row in each["rows"]]) for each in said["sheets"]]
        return Workbook(sheets, said["notes"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotReadSheet(_DIED) from error


def _run(content: bytes, folder: str, seconds: float, worker: str) -> bytes:
    """Return what the child wrote. Its output goes to a file, so that a flood of it fills no memory here."""
    answer = Path(folder) / "answer.json"
    here = str(Path(wardmote.__file__).resolve().parent.parent)
    start = f"import sys; sys.path.insert(0, {here!r}); import runpy; runpy.run_module({worker!r}, run_name='__main__')"
    try:
        with answer.open("wb") as out:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module, with nothing from the file
                [sys.executable, "-I", "-c", start], input=content, stdout=out, stderr=subprocess.DEVNULL, cwd=folder,
                env={"LANG": "C.UTF-8", "PATH": os.defpath}, timeout=seconds, check=False, close_fds=True,
            )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise CannotReadSheet(_TOO_LONG) from None
    except OSError as error:
        raise CannotReadSheet("The file could not be read: no process could be started for it. Try again.") from error
    if done.returncode != 0 or answer.stat().st_size > ANSWER_BYTES:
        raise CannotReadSheet(_DIED)
    return answer.read_bytes()
