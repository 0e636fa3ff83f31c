"""The slow road: judge a file line by line, keep the lines that are right, and say of each other line what is wrong.

Most files are wholly right and never come here. A record is one line: a quote that is never closed spoils its own line
and not the rest of the file.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wardmote.evidence.engine import kinds, layout
from wardmote.evidence.engine.finding import Unreadable
from wardmote.evidence.engine.kinds import Kind
from wardmote.evidence.engine.report import Rejection

_BOM = b"\xef\xbb\xbf"
_TEXT_KEPT = 300
_NO_HEADING = "The first line is not the heading line of a police file. Download it again."


@dataclass
class Sorted:
    """Lines that are right, as CSV in the published order of columns, and those that are not."""

    clean: bytes
    rows: int
    rejections: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class BadLine(Exception):
    """A line that cannot be accepted; the message is the reason."""


def first_line(data: bytes) -> list[str]:
    """Return the column names of the first line. Raises Unreadable when there is none."""
    start = data[: layout.LONGEST_LINE]
    if not start.strip():
        raise Unreadable("The file is empty. Download it again.")
    first = start.removeprefix(_BOM).split(b"\n", 1)[0]
    try:
        return [name.strip() for name in _fields(first.rstrip(b"\r"))]
    except BadLine as error:
        raise Unreadable(_NO_HEADING) from error


def kind_of(data: bytes, named: Kind | None) -> tuple[Kind, list[str]]:
    """Return the kind and the column names of a file. `named` is what its name says.

    Raises Unreadable when it is no police file, is another than it is named, or lacks a column, saying why.
    """
    header = first_line(data)
    kind = kinds.of_header(header, named)
    if kind is None:
        raise Unreadable(_NO_HEADING)
    if named is not None and kind is not named:
        raise Unreadable(f"It is named as {named.words} and its columns are those of {kind.words}. Name it as it is.")
    missing = [column for column in kind.required if column not in header]
    if missing:
        word, verb = ("column", "is") if len(missing) == 1 else ("columns", "are")
        raise Unreadable(f"The {word} {', '.join(missing)} {verb} missing. Download the file again; do not edit it.")
    twice = [name for name, times in Counter(header).items() if times > 1 and name in kind.columns]
    if twice:
        raise Unreadable(f"The column {twice[0]} appears twice. Download the file again; do not edit it.")
    return kind, header


def usual(data: bytes, header: list[str]) -> tuple[str, str]:
    """Return (month, force name) that most rows print, for a file whose name does not tell. Empty when no row does."""
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


def sort_out(data: bytes, kind: Kind, header: list[str], month: str) -> Sorted:
    """Judge every line of a file of `month`. Blank lines are no rows."""
    clean = io.StringIO()
    writer = csv.writer(clean, lineterminator="\n")
    writer.writerow(kind.columns)
    judge = _judge_search if kind is kinds.STOPS else _judge_crime
    result = Sorted(b"", 0)
    for number, line in _lines(data):
        result.rows += 1
        try:
            row = _row(header, line)
            if all(row[column] == column for column in kind.required):
                raise BadLine("the heading line again")
            judge(row, kind, month)
            _on_the_map(row)
            writer.writerow([row.get(column, "") for column in kind.columns])
        except BadLine as error:
            text = line[:_TEXT_KEPT].decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
            result.rejections.append(Rejection(number, str(error), text))
    extra = [name for name in header if name not in kind.columns]
    if extra:
        result.notes.append(f"Columns that are not in the published layout were left out: {', '.join(extra)[:200]}.")
    result.clean = clean.getvalue().encode()
    return result


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


def _judge_crime(row: dict[str, str], kind: Kind, month: str) -> None:
    if not layout.MONTH.match(row["Month"]):
        raise BadLine("the month is not written as 2025-01")
    if row["Month"] != month:
        raise BadLine(f"the month is not the file's month, {month}")
    category = kind.kept[kind.category]
    if not row[category]:
        raise BadLine(f"there is no {category.casefold()}")
    if row["LSOA code"] and not layout.LSOA_CODE.match(row["LSOA code"]):
        raise BadLine("the LSOA code is not written as E01012345")


def _judge_search(row: dict[str, str], kind: Kind, month: str) -> None:
    written = row["Date"]
    if not layout.MOMENT.match(written) or not _is_moment(written):
        raise BadLine("the date is not written as 2025-01-31T23:59:00+00:00")
    # A file may begin with the last searches of the month before.
    if written[:7] not in (month, layout.month_before(month)):
        raise BadLine(f"the date is not in the file's month, {month}, or the one before")
    if not row["Type"]:
        raise BadLine("there is no type of search")


def _is_moment(written: str) -> bool:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True


def _on_the_map(row: dict[str, str]) -> None:
    for column, limit in (("Longitude", 180), ("Latitude", 90)):
        if row[column] and not (layout.DEGREES.match(row[column]) and abs(float(row[column])) <= limit):
            raise BadLine(f"the {column.lower()} is not a number of degrees")
