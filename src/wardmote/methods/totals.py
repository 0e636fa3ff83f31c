"""Do the parts of a printed table sum to its printed total?

Totals are found by their labels. A pointed-out total that is right would do more harm than one passed over, so where a
table can be read in several ways, each is tried, and a total is pointed out only when none comes out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wardmote.methods.decimals import divided, rounded
from wardmote.methods.printed_numbers import PrintedNumber, is_nothing, read_number

_PLAIN_TOTAL = re.compile(r"((grand|overall|sub)[ -]?)?totals?:?|all", re.IGNORECASE)
_TOTAL = re.compile(r"((grand|overall|sub)[ -]?)?totals?\b.*", re.IGNORECASE | re.DOTALL)
# All Saints is a ward.
_ALL = re.compile(r"all\b(?! (saints|hallows|souls)).*", re.IGNORECASE | re.DOTALL)
_NOT_ADDED = re.compile(r"\b(rates?|averages?|mean|median|per|change|difference|variance|rank|year|date|ref)\b", re.I)
_ROUNDED_MONEY = re.compile(r"£ ?(m\b|k\b|000|million|thousand|bn)|\b(000s?|millions?|thousands?)\b", re.IGNORECASE)
_HUNDRED = Decimal(100)
# A named total in mid-table is looked for among this many rows above it.
_ROWS_JUST_ABOVE = 30

Cell = PrintedNumber | None
_NOTHING = PrintedNumber(Decimal(0))


@dataclass(frozen=True)
class TotalProblem:
    """A printed total that its parts do not come to. `difference` is printed − sum, in the table's own unit."""

    column: str
    row_label: str
    printed: Decimal
    sum: Decimal
    difference: Decimal


@dataclass(frozen=True)
class ShareProblem:
    """A printed percentage that is not its amount's share of the whole; `right` is rounded as the printed one is."""

    label: str
    printed: Decimal
    right: Decimal


@dataclass(frozen=True)
class _Column:
    """One column: its name, its cells (None: cannot be read), and by how much one of them may be rounded."""

    name: str
    cells: Sequence[Cell]
    half_unit: Decimal
    percent: bool


@dataclass(frozen=True)
class _Parts:
    """One way to read a total's parts: what they sum to, and how many they are."""

    sum: Decimal
    count: int

    def __add__(self, other: "_Parts") -> "_Parts":
        return _Parts(self.sum + other.sum, self.count + other.count)


def check_totals(table: Sequence[Sequence[str]]) -> list[TotalProblem]:
    """Return the totals of a table (a header row, then rows of text) that its parts do not sum to.

    Total rows are those labelled total, subtotal or all …; total columns are headed so. Whole numbers and money must
    agree exactly; percentages (only under a total of 100) and other decimals may differ by the rounding of each part.
    What cannot be read, `fewer than 5` among them, cannot be checked and is passed over. Columns of rates, averages
    and changes are not summed.
    """
    if len(table) < 2:
        return []
    width = max(len(row) for row in table)
    header, *rows = [[*row, *[""] * (width - len(row))] for row in table]
    if any(_is_amount(cell) for cell in header):
        header, rows = [f"column {at + 1}" for at in range(width)], [header, *rows]
    labels = [_label(row) for row in rows]
    columns = [_column(header[at], [row[at] for row in rows]) for at in range(width)]
    problems = [
        problem
        for column in columns
        if not _NOT_ADDED.search(column.name)
        for problem in _down(column, labels)
    ]  # fmt: skip
    return problems + _across(columns, [label or row[0].strip() for label, row in zip(labels, rows, strict=True)])


def check_shares(parts: Sequence[tuple[str, Decimal, str]]) -> list[ShareProblem]:
    """Return the printed percentages that are not their amount's share of the sum of all amounts.

    `parts` are label, amount and the percentage as printed; one that cannot be read, or a sum of nought, is passed
    over.
    """
    whole = sum((amount for _, amount, _ in parts), Decimal(0))
    problems = []
    for label, amount, text in parts:
        printed = read_number(text)
        if printed is None or not whole:
            continue
        right = rounded(divided(amount * 100, whole), printed.places)
        if right != printed.value:
            problems.append(ShareProblem(label, printed.value, right))
    return problems


def _is_amount(cell: str) -> bool:
    """A heading may be a year; a number of any other kind means that the table has no headings."""
    read = read_number(cell)
    return read is not None and (read.money or read.percent or not 1900 <= read.value <= 2100)


def _label(row: Sequence[str]) -> str:
    """The words that make a row a total, or nothing."""
    words = [cell.strip() for cell in row if not is_nothing(cell) and read_number(cell) is None]
    total = next((cell for cell in words if _TOTAL.fullmatch(cell)), "")
    return total or (row[0].strip() if _ALL.fullmatch(row[0].strip()) else "")


def _column(name: str, texts: Sequence[str]) -> _Column:
    cells = [_NOTHING if is_nothing(text) else read_number(text) for text in texts]
    read = [cell for cell in cells if cell is not None]
    places = max((cell.places for cell in read), default=0)
    money, percent = "£" in name or any(cell.money for cell in read), any(cell.percent for cell in read)
    rounded_cells = percent or (
        bool(_ROUNDED_MONEY.search(name)) if money else places > 0 or bool(_ROUNDED_MONEY.search(name))
    )
    return _Column(name.strip(), cells, Decimal(5).scaleb(-places - 1) if rounded_cells else Decimal(0), percent)


class _Reader:
    """The parts of any stretch of a column's rows, from sums made once: a pasted table may have thousands of totals."""

    def __init__(self, column: _Column, labels: Sequence[str]) -> None:
        self.column, self.labels = column, labels
        self.ordinary = self._running([not label for label in labels])
        self.totals = self._running([bool(label) for label in labels])

    def _running(self, chosen: Sequence[bool]) -> list[tuple[Decimal, int, int]]:
        """Sum, number and unreadable ones among the chosen cells of all rows before each."""
        running = [(Decimal(0), 0, 0)]
        for cell, wanted in zip(self.column.cells, chosen, strict=True):
            whole, count, unread = running[-1]
            if wanted:
                running.append((whole + (cell.value if cell else 0), count + 1, unread + (cell is None)))
            else:
                running.append(running[-1])
        return running

    @staticmethod
    def _between(running: list[tuple[Decimal, int, int]], start: int, stop: int) -> _Parts | None:
        """None where a cell cannot be read."""
        (low, few, bad), (high, many, worse) = running[start], running[stop]
        return None if worse > bad else _Parts(high - low, many - few)

    def rows(self, start: int, stop: int) -> _Parts | None:
        """Return the rows that are no totals."""
        return self._between(self.ordinary, start, stop)

    def all_rows(self, start: int, stop: int) -> _Parts | None:
        """Return all rows, totals included."""
        ordinary, totals = self.rows(start, stop), self._between(self.totals, start, stop)
        return None if ordinary is None or totals is None else ordinary + totals

    def sections(self, since: int, stop: int) -> _Parts | None:
        """Return the totals before `since` and the rows after it."""
        totals, rest = self._between(self.totals, 0, since), self.rows(since, stop)
        return None if totals is None or rest is None else totals + rest

    def readings(self, at: int, since: int, following: int) -> list[_Parts]:
        """Return the ways to mean a total's parts, from the row `since` the last total to the `following` one."""
        if self.ordinary[at][1] == 0:
            ways = [self.rows(at + 1, following)]
        else:
            ways = [self.rows(0, at), self.rows(since, at), self.sections(since, at)]
            first = next(row for row, label in enumerate(self.labels) if not label)
            if self.column.cells[first] == self.column.cells[at]:
                ways.append(self.rows(first + 1, at))  # the whole stands above its parts too, and is not one of them
            if not _PLAIN_TOTAL.fullmatch(self.labels[at]):
                longest = min(at, _ROWS_JUST_ABOVE)
                ways += [self.all_rows(at - count, at) for count in range(2, longest + 1)]
        return [way for way in ways if way is not None and way.count]

    def may_be_pointed_out(self, at: int, parts: _Parts, printed: Decimal) -> bool:
        """A total of something named, mid-table or far from its parts, may be of other rows; one at the top of more."""
        plain = bool(_PLAIN_TOTAL.fullmatch(self.labels[at]))
        if self.ordinary[at][1] == 0:
            return plain and parts.sum > printed
        last = self.ordinary[-1][1] == self.ordinary[at][1]
        return plain or (last and 4 * abs(printed - parts.sum) <= abs(printed))


def _down(column: _Column, labels: Sequence[str]) -> list[TotalProblem]:
    """The total rows of one column."""
    reader, problems = _Reader(column, labels), []
    totals = [at for at, label in enumerate(labels) if label]
    for place, at in enumerate(totals):
        printed = column.cells[at]
        if printed is None or printed is _NOTHING or (column.percent and printed.value != _HUNDRED):
            continue
        since = totals[place - 1] + 1 if place else 0
        following = totals[place + 1] if place + 1 < len(totals) else len(labels)
        readings = reader.readings(at, since, following)
        off = [abs(printed.value - parts.sum) - column.half_unit * (parts.count + 1) for parts in readings]
        if not off or min(off) <= 0:
            continue
        nearest = min(readings, key=lambda parts: abs(printed.value - parts.sum))
        if reader.may_be_pointed_out(at, nearest, printed.value):
            problems.append(_problem(column.name, labels[at], printed.value, nearest.sum))
    return problems


@dataclass
class _Row:
    """The parts of one row so far, from the left."""

    sum: Decimal = Decimal(0)
    unread: bool = False
    empty: bool = True

    def take(self, cell: Cell) -> None:
        self.unread = self.unread or cell is None
        if cell is not None:
            self.sum += cell.value
            self.empty = self.empty and not cell.value


def _across(columns: Sequence[_Column], labels: Sequence[str]) -> list[TotalProblem]:
    """The total columns: the columns before one are its parts only if most rows say so."""
    problems: list[TotalProblem] = []
    rows, parts, half_unit = [_Row() for _ in labels], 0, Decimal(0)
    for column in columns:
        if _TOTAL.fullmatch(column.name):
            if parts > 1 and not column.percent:
                problems += _against(column, rows, labels, max(half_unit, column.half_unit) * (parts + 1))
        elif _may_be_part(column):
            parts, half_unit = parts + 1, max(half_unit, column.half_unit)
            for row, cell in zip(rows, column.cells, strict=True):
                row.take(cell)
    return problems


def _against(column: _Column, rows: Sequence[_Row], labels: Sequence[str], allowed: Decimal) -> list[TotalProblem]:
    wrong, right = [], 0
    for printed, row, label in zip(column.cells, rows, labels, strict=True):
        if printed is None or row.unread or row.empty:
            continue
        if abs(printed.value - row.sum) <= allowed:
            right += 1
        else:
            wrong.append(_problem(column.name, label, printed.value, row.sum))
    return wrong if right > len(wrong) else []


def _may_be_part(column: _Column) -> bool:
    if column.percent or _NOT_ADDED.search(column.name):
        return False
    return any(cell is not None and cell.value for cell in column.cells)


def _problem(column: str, label: str, printed: Decimal, whole: Decimal) -> TotalProblem:
    return TotalProblem(column, label, printed, whole, printed - whole)
