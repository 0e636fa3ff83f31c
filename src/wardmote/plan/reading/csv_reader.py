"""CSV as spreadsheets save it: any of four separators and the usual encodings. Formulas are text and stay text."""

import codecs
import csv
import io
from collections import Counter

from wardmote.plan.reading import limits
from wardmote.plan.reading.grids import Grid, Reading, too_wide
from wardmote.plan.reading.side_by_side import apart
from wardmote.plan.reading.types import CannotRead, Cell, RawRow

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    "This is neither a Word file, an Excel workbook nor text. Save the plan as .docx, .xlsx or .csv and try again."
)
_SEPARATORS = ",;\t|"


def read_csv(content: bytes) -> Reading:
    """Return the one grid of a CSV file. Raises CannotRead when it is not text or has no columns."""
    text = _text(content)
    reading = Reading()
    text, separator = _separator(text)
    csv.field_size_limit(limits.FILE_BYTES)
    rows: list[RawRow] = []
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            rows.append(_row(reading, number, values))
    except csv.Error as error:
        raise CannotRead(
            "The file is damaged: a quotation mark is opened and never closed, or it is not text."
        ) from error
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


def _text(content: bytes) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    start = content[:2000]
    if start.count(b"\x00") > len(start) // 4:
        return _decoded(content, "utf-16-le" if start[1:2] == b"\x00" else "utf-16-be")
    if b"\x00" in content:
        raise CannotRead(_NOT_TEXT)
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return _checked(content.decode(encoding))
    except UnicodeError as error:
        raise CannotRead(_NOT_TEXT) from error


def _checked(text: str) -> str:
    strange = sum(1 for each in text[:20_000] if ord(each) < 32 and each not in "\t\r\n\f\x0b")
    if strange > len(text[:20_000]) // 200 or "\x00" in text:
        raise CannotRead(_NOT_TEXT)
    return text


def _separator(text: str) -> tuple[str, str]:
    """Return the text without Excel's `sep=` line, and the separator that gives the most even columns."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]
    return text, max(_SEPARATORS, key=lambda each: _evenness(text, each))


def _evenness(text: str, separator: str) -> float:
    """Score a separator: how many rows share the commonest number of columns above one, times that number."""
    widths: Counter[int] = Counter()
    try:
        for at, values in enumerate(csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator)):
            if at == 60:
                break
            widths[len(values)] += 1
    except csv.Error:
        return 0.0
    return max((count * min(width, 20) ** 0.5 for width, count in widths.items() if width > 1), default=0.0)
