"""Two tables that stand side by side in one sheet, with an empty column between them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from wardmote.plan.reading.grids import Grid
from wardmote.plan.reading.header_words import field_of
from wardmote.plan.reading.headers import header_at, header_height, header_texts
from wardmote.plan.reading.types import IGNORE, Cell, RawRow

_LETTERS = 26


def apart(grid: Grid, first: int = 1) -> list[Grid]:
    """Return each of the tables of a grid that stand side by side; [grid] where it holds one. `first`: its column.

    An empty column parts two tables where each side has a header that names its own actions, and one field more that
    the other side names too. Otherwise it is a gap within one table.
    """
    rows = _padded(grid.rows)
    blocks = _blocks(rows)
    if len(blocks) < 2:
        return [grid]
    fields = [_fields(_columns(rows, start, end)) for start, end in blocks]
    starts = [at for at, found in enumerate(fields) if "action" in found]
    if len(starts) < 2 or any(len(fields[one] & fields[other]) < 2 for one, other in pairwise(starts)):
        return [grid]
    begins = [0, *(blocks[at][0] for at in starts[1:])]
    ends = [*(blocks[at - 1][1] for at in starts[1:]), blocks[-1][1]]
    return [
        replace(
            grid,
            place=f"{grid.place}, columns {_letters(first + start)} to {_letters(first + end - 1)}",
            rows=_trimmed(_with_titles(rows, start, end)),
        )
        for start, end in zip(begins, ends, strict=True)
    ]


def _padded(rows: Sequence[RawRow]) -> list[RawRow]:
    width = max((len(row.cells) for row in rows), default=0)
    return [RawRow(row.row, row.cells + [Cell()] * (width - len(row.cells))) for row in rows]


def _blocks(rows: Sequence[RawRow]) -> list[tuple[int, int]]:
    """Return (first, one after the last) of each run of columns with something in them."""
    width = len(rows[0].cells) if rows else 0
    full = [any(cell.text or cell.colour for row in rows if not (cell := row.cells[at]).merged) for at in range(width)]
    starts = [at for at in range(width) if full[at] and not (at and full[at - 1])]
    ends = [at + 1 for at in range(width) if full[at] and not (at + 1 < width and full[at + 1])]
    return list(zip(starts, ends, strict=True))


def _columns(rows: Sequence[RawRow], start: int, end: int) -> list[RawRow]:
    return [RawRow(row.row, row.cells[start:end]) for row in rows]


def _fields(rows: Sequence[RawRow]) -> set[str]:
    """Return which fields the header of a block names; none where it has no header."""
    at = header_at(rows, 0)
    if at < 0:
        return set()
    return {field_of(name)[0] for name in header_texts(rows, at, header_height(rows, at))} - {IGNORE}


def _with_titles(rows: Sequence[RawRow], start: int, end: int) -> list[RawRow]:
    """Return some columns; a title over all of them that is joined from the left stands at their head too."""
    found = _columns(rows, start, end)
    if not start:
        return found
    header = header_at(found, 0)
    for at in range(header):
        cells = found[at].cells
        if cells[0].merged and rows[at].cells[start - 1].text == cells[0].text:
            found[at] = RawRow(found[at].row, [replace(cells[0], merged=False), *cells[1:]])
    return found


def _trimmed(rows: list[RawRow]) -> list[RawRow]:
    """Return rows without the blank ones at either end, which are the longer table's beside it."""
    while rows and rows[-1].blank:
        rows.pop()
    while rows and rows[0].blank:
        rows.pop(0)
    return rows


def _letters(number: int) -> str:
    """Return what a sheet calls a column: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
