"""The child that reads a workbook or a CSV file: bytes on standard input, one JSON object on standard output.

Nothing of Django is imported here, and nothing of the file is run: a formula is read as the value it was saved with.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from wardmote.common.confined import MEGABYTE, Limits, answer_parent
from wardmote.common.csv_text import NotText, decoded, separated

CHILD = Limits(file_bytes=10 * MEGABYTE, answer_bytes=20 * MEGABYTE)
EXPANDED_BYTES = 60 * MEGABYTE
ROWS, COLUMNS, CELL, SHEETS, ENTRIES = 20_000, 100, 500, 20, 3_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_NOT_READ = "The file is neither an Excel workbook (.xlsx) nor a CSV file. Save it as one of these and try again."
_DAMAGED = "The workbook is damaged or is not a workbook. Open it, save it again under another name and try that."
_TOO_MUCH = f"The file holds more than {ROWS:,} rows. Take out what is not needed and try again."
_BOMB = "The file unpacks to far more than a table of figures holds, so it was not opened."


class CannotReadSheet(Exception):
    """The file was not read; the message says why, for the person who chose it."""


def read(content: bytes, name: str = "") -> dict[str, Any]:
    """Return `{"sheets": [{"name", "rows": [[number, [text, …]], …]}], "notes": [text]}`. Raises CannotReadSheet."""
    if len(content) > CHILD.file_bytes:
        raise CannotReadSheet(f"The file is larger than {CHILD.file_bytes // MEGABYTE} MB.")
    if not content.strip():
        raise CannotReadSheet("The file is empty.")
    if content.startswith(_OLE):
        raise CannotReadSheet(
            "The file is an old .xls workbook or has a password. Save it as .xlsx without a password."
        )
    if content.startswith(b"PK"):
        return _workbook(content)
    return {"sheets": [{"name": "", "rows": list(_csv(content))}], "notes": []}


def _workbook(content: bytes) -> dict[str, Any]:
    _check_zip(content)
    import openpyxl

    notes: list[str] = []
    try:
        # Saved values: what a formula comes to is as old as the file. The other reading shows where formulas stand.
        values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets, left = [], ROWS
        for sheet in values.worksheets[:SHEETS]:
            rows = []
            for number, (cells, written) in enumerate(zip(sheet.rows, formulas[sheet.title].rows, strict=False), 1):
                texts = [_text(cell) for cell in cells[:COLUMNS]]
                lost = [
                    place for place, cell in enumerate(written[: len(texts)])
                    if cell.data_type == "f" and not texts[place]
                ]  # fmt: skip
                if lost:
                    notes.append(f"{sheet.title}, row {number}: a formula was saved without its value, so it is blank.")
                left -= 1
                if left < 0:
                    raise CannotReadSheet(_TOO_MUCH)
                if any(texts):
                    rows.append([number, texts])
            sheets.append({"name": sheet.title[:100], "rows": rows})
    except CannotReadSheet:
        raise
    except Exception as error:  # the library raises whatever a damaged part leads it to
        raise CannotReadSheet(_DAMAGED) from error
    return {"sheets": sheets, "notes": notes[:50]}


def _check_zip(content: bytes) -> None:
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except Exception as error:  # damaged zips raise many things
        raise CannotReadSheet(_DAMAGED) from error
    if len(entries) > ENTRIES or sum(each.file_size for each in entries) > EXPANDED_BYTES:
        raise CannotReadSheet(_BOMB)
    if any(each.filename.lower().endswith("vbaproject.bin") for each in entries):
        raise CannotReadSheet("The workbook holds macros. Save it as .xlsx, which has none, and try again.")
    if not any(each.filename.lower() == "xl/workbook.xml" for each in entries):
        raise CannotReadSheet(_NOT_READ)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if "%" in str(getattr(cell, "number_format", "")):
            return f"{(number * 100).normalize():f}%"
        return f"{number.normalize():f}"
    return " ".join(str(value).split())[:CELL]


def _csv(content: bytes) -> Iterator[list[Any]]:
    try:
        text, separator = separated(decoded(content))
    except NotText as error:
        raise CannotReadSheet(_NOT_READ) from error
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            if number > ROWS:
                raise CannotReadSheet(_TOO_MUCH)
            texts = [" ".join(each.split())[:CELL] for each in values[:COLUMNS]]
            if any(texts):
                yield [number, texts]
    except csv.Error as error:
        raise CannotReadSheet("The file is damaged: a quotation mark is opened and never closed.") from error


if __name__ == "__main__":
    sys.exit(answer_parent(read, CannotReadSheet, CHILD))
