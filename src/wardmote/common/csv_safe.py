"""CSV that a spreadsheet opens as text and never as a formula."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

# How a cell may not begin: spreadsheets run what follows these.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """Return a value as text; one that a spreadsheet would run gets an apostrophe before it. A number is a number."""
    if isinstance(value, (int, float, Decimal)):
        return str(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV with safe cells and the byte-order mark by which spreadsheets know UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[safe_cell(cell) for cell in row] for row in rows])
    return "\ufeff" + out.getvalue()
