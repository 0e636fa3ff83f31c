"""CSV as spreadsheets save it: any of four separators and the usual encodings. Formulas are text and stay text."""

import csv
import io

from wardmote.common.csv_text import NotText, decoded, separated
from wardmote.plan.reading import limits
from wardmote.plan.reading.grids import Grid, Reading, too_wide
from wardmote.plan.reading.side_by_side import apart
from wardmote.plan.reading.types import CannotRead, Cell, RawRow

_NOT_TEXT = (
    "This is neither a Word file, an Excel workbook nor text. Save the plan as .docx, .xlsx or .csv and try again."
)


def read_csv(content: bytes) -> Reading:
    """Return the one grid of a CSV file. Raises CannotRead when it is not text or has no columns."""
    reading = Reading()
    try:
        text, separator = separated(decoded(content))
    except NotText as error:
        raise CannotRead(_NOT_TEXT) from error
    rows: list[RawRow] = []
    usual = csv.field_size_limit(limits.FILE_BYTES)
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            rows.append(_row(reading, number, values))
    except csv.Error as error:
        raise CannotRead(
            "The file is damaged: a quotation mark is opened and never closed, or it is not text."
        ) from error
    finally:
        csv.field_size_limit(usual)
    if max((len(row.cells) for row in rows), default=0) < 2:
        raise CannotRead("No table was found: the file has only one column. Is a comma, semicolon or tab between them?")
    reading.grids += apart(Grid("The file", [], rows))
    return reading


def _row(reading: Reading, number: int, values: list[str]) -> RawRow:
    reading.count_row("The file")
    while values and not values[-1].strip():
        values.pop()
    if len(values) > limits.COLUMNS:
        raise too_wide(f"Row {number:,}", len(values))
    where = f"row {number}"
    return RawRow(number, [Cell(reading.cut(value.replace("\r\n", "\n").strip(), where)) for value in values])
