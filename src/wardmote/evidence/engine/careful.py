"""The slow road: judge a file line by line, keep the lines that are right, and say of each other line what is wrong.

Most files are wholly right and never come here. A record is one line: a quote that is never closed spoils its own line
and not the rest of the file.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wardmote.evidence.engine import layout
from wardmote.evidence.engine.finding import Unreadable
from wardmote.evidence.engine.report import Rejection

_BOM = b"\xef\xbb\xbf"
_TEXT_KEPT = 300


@dataclass
class Sorted:
    """Lines that are right, as CSV in the published order of columns, and those that are not."""

    clean: bytes
    rows: int
    rejections: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class BadLine(Exception):
    """A line that cannot be accepted; the message is the reason."""


def header_of(data: bytes) -> list[str]:
    """Return the column names of the first line. Raises Unreadable when the file is no street file, saying why."""
    start = data[: layout.LONGEST_LINE]
    if not start.strip():
        raise Unreadable("The file is empty. Download it again.")
    first = start.removeprefix(_BOM).split(b"\n", 1)[0]
    try:
        header = [name.strip() for name in _fields(first.rstrip(b"\r"))]
    except BadLine as error:
        raise Unreadable("The first line is not the heading line of a street file. Download it again.") from error
    other = layout.named_otherwise(header)
    if other:
        raise Unreadable(f"This is {other}; only street files are loaded.")
    missing = layout.missing_columns(header)
    if len(missing) == len(layout.REQUIRED):
        raise Unreadable("The first line is not the heading line of a street file. Download it again.")
    if missing:
        word = "column" if len(missing) == 1 else "columns"
        raise Unreadable(f"The {word} {', '.join(missing)} is missing. Download the file again; do not edit it.")
    twice = [name for name, times in Counter(header).items() if times > 1 and name in layout.COLUMNS]
    if twice:
        raise Unreadable(f"The column {twice[0]} appears twice. Download the file again; do not edit it.")
    return header


def usual(data: bytes) -> tuple[str, str]:
    """Return (month, force name) that most rows print, for a file whose name does not tell. Empty when no row does."""
    header = header_of(data)
    months: Counter[str] = Counter()
    forces: Counter[str] = Counter()
    for _, line in _lines(data):
        try:
            row = _row(header, line)
        except BadLine:
            continue
        if layout.MONTH.match(row["Month"]):
            months[row["Month"]] += 1
            forces[row["Falls within"]] += 1
    return _commonest(months), _commonest(forces)


def sort_out(data: bytes, month: str) -> Sorted:
    """Judge every line of a file of `month`. Blank lines are no rows. Raises Unreadable as `header_of` does."""
    header = header_of(data)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(layout.COLUMNS)
    result = Sorted(b"", 0)
    for number, line in _lines(data):
        result.rows += 1
        try:
            row = _row(header, line)
            _judge(row, month)
            writer.writerow([row.get(column, "") for column in layout.COLUMNS])
        except BadLine as error:
            text = line[:_TEXT_KEPT].decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
            result.rejections.append(Rejection(number, str(error), text))
    extra = [name for name in header if name not in layout.COLUMNS]
    if extra:
        result.notes.append(f"Columns that are not in the published layout were left out: {', '.join(extra)[:200]}.")
    result.clean = out.getvalue().encode()
    return result


def without_repeats(data: bytes) -> tuple[bytes, int]:
    """Return `data` with one of each set of lines that share a Crime ID and everything else, and how many were dropped.

    Lines without an identifier all stay: two incidents at one map point look exactly alike. `data` starts with the
    heading line in the published order, so a line without an identifier starts with a comma.
    """
    lines = data.split(b"\n")
    if len(set(lines)) == len(lines):
        return data, 0
    seen: set[bytes] = set()
    kept: list[bytes] = lines[:1]
    for line in lines[1:]:
        if line in seen and line.strip():
            continue
        if not line.startswith((b",", b'"",')):
            seen.add(line)
        kept.append(line)
    return b"\n".join(kept), len(lines) - len(kept)


def _commonest(counted: Counter[str]) -> str:
    return min(counted, key=lambda name: (-counted[name], name)) if counted else ""


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(data.split(b"\n"), start=1):
        line = line.removesuffix(b"\r")
        if number > 1 and line.strip():
            yield number, line


def _fields(line: bytes) -> Sequence[str]:
    if len(line) > layout.LONGEST_LINE:
        raise BadLine(f"the line is longer than {layout.LONGEST_LINE:,} bytes")
    if b"\0" in line:
        raise BadLine("the line holds a null character")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise BadLine("the line is not UTF-8 text") from None
    if "\r" in text:
        raise BadLine("the line is broken by a stray carriage return")
    try:
        return next(csv.reader([text], strict=True))
    except csv.Error:
        raise BadLine("a quotation mark is opened and not closed, or stands where none may") from None


def _row(header: list[str], line: bytes) -> dict[str, str]:
    fields = _fields(line)
    if len(fields) != len(header):
        raise BadLine(f"the line has {len(fields)} field{'s' * (len(fields) != 1)} and the heading {len(header)}")
    return dict(zip(header, fields, strict=True))


def _judge(row: dict[str, str], month: str) -> None:
    if row["Month"] == "Month" and row["Crime type"] == "Crime type":
        raise BadLine("the heading line again")
    if not layout.MONTH.match(row["Month"]):
        raise BadLine("the month is not written as 2025-01")
    if row["Month"] != month:
        raise BadLine(f"the month is not the file's month, {month}")
    if not row["Crime type"]:
        raise BadLine("there is no crime type")
    for column, limit in (("Longitude", 180), ("Latitude", 90)):
        if row[column] and not (layout.DEGREES.match(row[column]) and abs(float(row[column])) <= limit):
            raise BadLine(f"the {column.lower()} is not a number of degrees")
    if row["LSOA code"] and not layout.LSOA_CODE.match(row["LSOA code"]):
        raise BadLine("the LSOA code is not written as E01012345")
