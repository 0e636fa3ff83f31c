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

    @property
    def percent(self) -> bool:
        return any(cell is not None and cell.percent for cell in self.cells)


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
    money = "£" in name or any(cell.money for cell in read)
    rounded_cells = any(cell.percent for cell in read) or (
        bool(_ROUNDED_MONEY.search(name)) if money else places > 0 or bool(_ROUNDED_MONEY.search(name))
    )
    return _Column(name.strip(), cells, Decimal(5).scaleb(-places - 1) if rounded_cells else Decimal(0))


def _down(column: _Column, labels: Sequence[str]) -> list[TotalProblem]:
    """The total rows of one column."""
    totals = [at for at, label in enumerate(labels) if label]
    problems = []
    for at in totals:
        printed = column.cells[at]
        if printed is None or printed is _NOTHING:
            continue
        if column.percent and printed.value != _HUNDRED:
            continue
        readings = _readings(column, labels, at)
        if not readings or any(_agree(printed, reading, column) for reading in readings):
            continue
        parts = min(readings, key=lambda reading: abs(printed.value - _sum(reading)))
        if _may_be_pointed_out(labels, at, parts, printed):
            problems.append(_problem(column.name, labels[at], printed, parts))
    return problems


def _may_be_pointed_out(labels: Sequence[str], at: int, parts: Sequence[PrintedNumber], printed: PrintedNumber) -> bool:
    """A total of something named, in mid-table, may be of other rows; one at the top, of a choice of its parts."""
    if at == 0 or not any(not label for label in labels[:at]):
        return bool(_PLAIN_TOTAL.fullmatch(labels[at])) and _sum(parts) > printed.value
    return bool(_PLAIN_TOTAL.fullmatch(labels[at])) or not any(not label for label in labels[at + 1 :])


def _readings(column: _Column, labels: Sequence[str], at: int) -> list[list[PrintedNumber]]:
    """The ways in which a total row's parts may be meant; those with a cell that cannot be read are left out."""
    before = [place for place in range(at) if not labels[place]]
    if not before:
        stop = next((place for place in range(at + 1, len(labels)) if labels[place]), len(labels))
        chosen = [list(range(at + 1, stop))]
    else:
        since = max((place for place in range(at) if labels[place]), default=-1)
        sections = [place for place in range(at) if labels[place]] + list(range(since + 1, at))
        chosen = [before, list(range(since + 1, at)), sections]
        if column.cells[before[0]] == column.cells[at]:
            chosen.append(before[1:])  # the whole stands above its parts too, and is not one of them
        if not _PLAIN_TOTAL.fullmatch(labels[at]):
            chosen += [list(range(at - count, at)) for count in range(2, at)]  # a named total of the rows just above
    read = [[column.cells[place] for place in places] for places in chosen if places]
    return [[cell for cell in cells if cell is not None] for cells in read if None not in cells]


def _agree(printed: PrintedNumber, parts: Sequence[PrintedNumber], column: _Column) -> bool:
    return abs(printed.value - _sum(parts)) <= column.half_unit * (len(parts) + 1)


def _across(columns: Sequence[_Column], labels: Sequence[str]) -> list[TotalProblem]:
    """The total columns: the columns before one are its parts only if most rows say so."""
    problems = []
    for at, total in enumerate(columns):
        parts = [each for each in columns[:at] if _may_be_part(each)]
        if not _TOTAL.fullmatch(total.name) or total.percent or len(parts) < 2:
            continue
        wrong, right = [], 0
        for row, label in enumerate(labels):
            printed, cells = total.cells[row], [part.cells[row] for part in parts]
            known = [cell for cell in cells if cell is not None]
            if printed is None or len(known) < len(cells) or not any(cell.value for cell in known):
                continue
            allowed = max([total.half_unit, *(part.half_unit for part in parts)]) * (len(parts) + 1)
            if abs(printed.value - _sum(known)) <= allowed:
                right += 1
            else:
                wrong.append(_problem(total.name, label, printed, known))
        problems += wrong if right > len(wrong) else []
    return problems


def _may_be_part(column: _Column) -> bool:
    if column.percent or _NOT_ADDED.search(column.name) or _TOTAL.fullmatch(column.name):
        return False
    return any(cell is not None and cell.value for cell in column.cells)


def _problem(column: str, label: str, printed: PrintedNumber, parts: Sequence[PrintedNumber]) -> TotalProblem:
    whole = _sum(parts)
    return TotalProblem(column, label, printed.value, whole, printed.value - whole)


def _sum(parts: Sequence[PrintedNumber]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))
