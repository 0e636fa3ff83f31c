"""The child that reads a file of incidents: a long table, with the times of day that a table of figures has no use for.

Bytes on standard input, one JSON object on standard output. Nothing of Django is imported here.
"""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from wardmote.common.confined import MEGABYTE, Limits, answer_parent
from wardmote.common.csv_text import NotText, decoded, separated

CHILD = Limits(file_bytes=25 * MEGABYTE, answer_bytes=60 * MEGABYTE, seconds=60, wall_seconds=75)
EXPANDED_BYTES, ENTRIES, SHEETS = 400 * MEGABYTE, 3_000, 20
ROWS, COLUMNS, CELL = 100_000, 60, 300
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_NOT_READ = "The file is neither an Excel workbook (.xlsx) nor a CSV file. Save it as one of these and try again."
_DAMAGED = "The workbook is damaged or is not a workbook. Open it, save it again under another name and try that."
_TOO_MUCH = f"The file holds more than {ROWS:,} rows. Split it by year and load the parts."


class CannotReadIncidents(Exception):
    """The file was not read; the message says why, for the person who chose it."""


def read(content: bytes, name: str = "") -> dict[str, Any]:
    """Return `{"sheet": name, "others": [name], "rows": [[number, [text, …]], …]}` of the first sheet with two rows.

    Raises CannotReadIncidents.
    """
    if len(content) > CHILD.file_bytes:
        raise CannotReadIncidents(f"The file is larger than {CHILD.file_bytes // MEGABYTE} MB.")
    if not content.strip():
        raise CannotReadIncidents("The file is empty.")
    if content.startswith(_OLE):
        raise CannotReadIncidents(
            "The file is an old .xls workbook or has a password. Save it as .xlsx without a password, or as CSV."
        )
    if content.startswith(b"PK"):
        return _workbook(content)
    return {"sheet": "", "others": [], "rows": _rows(_csv(content))}


def _workbook(content: bytes) -> dict[str, Any]:
    _check_zip(content)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        names = [sheet.title[:100] for sheet in book.worksheets]
        for place, sheet in enumerate(book.worksheets[:SHEETS]):
            rows = _rows([_text(cell) for cell in cells[:COLUMNS]] for cells in sheet.rows)
            if len(rows) > 1:
                return {"sheet": names[place], "others": names[:place] + names[place + 1 :], "rows": rows}
    except CannotReadIncidents:
        raise
    except Exception as error:  # the library raises whatever a damaged part leads it to
        raise CannotReadIncidents(_DAMAGED) from error
    return {"sheet": "", "others": [], "rows": []}


def _check_zip(content: bytes) -> None:
    import zipfile

    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except Exception as error:  # damaged zips raise many things
        raise CannotReadIncidents(_DAMAGED) from error
    names = {each.filename.lower() for each in entries}
    if len(entries) > ENTRIES or sum(each.file_size for each in entries) > EXPANDED_BYTES:
        raise CannotReadIncidents("The file unpacks to far more than a table holds, so it was not opened.")
    if any(each.endswith("vbaproject.bin") for each in names):
        raise CannotReadIncidents("The workbook holds macros. Save it as .xlsx, which has none, and try again.")
    if "xl/workbook.xml" not in names:
        raise CannotReadIncidents(_NOT_READ)


def _rows(rows: Iterable[list[str]]) -> list[list[Any]]:
    """Number the rows as a person counts them and leave the blank ones out."""
    found: list[list[Any]] = []
    for number, texts in enumerate(rows, start=1):
        if not any(texts):
            continue
        if len(found) > ROWS:
            raise CannotReadIncidents(_TOO_MUCH)
        found.append([number, texts])
    return found


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, datetime):
        # A day and a moment at midnight are the same number in a workbook; how it is shown tells them apart.
        timed = value.time() != time() or "h" in str(getattr(cell, "number_format", "")).lower()
        return value.isoformat(sep=" ", timespec="seconds") if timed else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{Decimal(repr(value)).normalize():f}"
    return " ".join(str(value).split())[:CELL]


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text, separator = separated(decoded(content))
    except NotText as error:
        raise CannotReadIncidents(_NOT_READ) from error
    try:
        for values in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [" ".join(each.split())[:CELL] for each in values[:COLUMNS]]
    except csv.Error as error:
        raise CannotReadIncidents("The file is damaged: a quotation mark is opened and never closed.") from error


if __name__ == "__main__":
    sys.exit(answer_parent(read, CannotReadIncidents, CHILD))
