"""A table that goes on with the one before it, overleaf: with its header again or none, in as many columns or not."""

import math
import re
from collections.abc import Sequence

from wardmote.plan.reading import contents
from wardmote.plan.reading.boxes import box_of
from wardmote.plan.reading.bullets import run_on
from wardmote.plan.reading.grids import Grid
from wardmote.plan.reading.header_words import plain
from wardmote.plan.reading.lists import UNFINISHED
from wardmote.plan.reading.not_plans import why_never
from wardmote.plan.reading.rag import looks_rated
from wardmote.plan.reading.types import IGNORE, Cell, FoundTable, RawRow, one_line

# For each column of a table the column that it is in the one before; -1 for one that is left out.
Places = list[int]
_TRAILING = re.compile(r"^(.*?)(\d{1,4})$")
# What it costs to take two columns for one, to find nothing of a column, and the dearest fit that is one.
_TWICE, _PASSED, _DEAREST = 1.5, 0.3, 1.6
# How long the texts of a column are of which no row has one.
_USUAL = {"ref": 3.0, "rag": 2.0, "due": 8.0, "start": 8.0}
_FEW_ROWS = 4
# How unlike columns may be that are taken for the same under another heading, and a number that begins anew.
_ALIKE = 1.0
_FIRST = re.compile(r"(?<!\d)1[.)]?$|^A[.)]?$")


def goes_on(
    tables: Sequence[FoundTable], grid: Grid, header: Sequence[str], height: int, rows: Sequence[RawRow]
) -> tuple[FoundTable, Places] | None:
    """Return the table that rows go on with, and where their columns stand in it ([]: in the same places)."""
    previous = tables[-1]
    if previous.box or not rows:
        return None
    same_place = grid.headings == previous.headings
    if height:
        alike = [plain(each) for each in header] == [plain(each) for each in previous.header]
        return (previous, []) if same_place and alike else None
    if grid.apart and not same_place:
        return None
    if grid.width == len(previous.columns):
        numbered = _numbers_go_on(previous, tables, rows, previous.columns)
        known = previous.columns.count(IGNORE) < len(previous.columns)
        other = why_never(rows) or _numbered_otherwise(previous, rows)
        return (previous, previous.places) if known and (numbered or not other) else None
    if "action" not in previous.columns or box_of(rows):
        return None
    places = _aligned(source_of(previous, tables), rows)
    return (previous, places) if places and _carries_on(previous, tables, rows, places, grid) else None


def _numbered_otherwise(previous: FoundTable, rows: Sequence[RawRow]) -> bool:
    """Return whether words stand where the numbers of the table before stand, as in a list of names below a plan."""
    refs = _texts(rows, previous.columns, "ref")
    before = _texts(previous.rows, previous.columns, "ref")
    return bool(refs and before) and all(map(contents.is_ref, before)) and not any(map(contents.is_ref, refs))


def _texts(rows: Sequence[RawRow], columns: Sequence[str], field: str) -> list[str]:
    """Return what stands in the columns of a field, each joined cell once."""
    cells = (cell for row in rows for name, cell in zip(columns, row.cells, strict=False) if name == field)
    return [one_line(cell.text) for cell in cells if cell.text and not cell.merged]


def as_before(tables: Sequence[FoundTable], grid: Grid, rows: Sequence[RawRow]) -> FoundTable | None:
    """Return the last plan before a table without a header, under another heading, where the columns are the same.

    They are where there are as many, what stands in them is alike, and the numbers go on or begin anew; without
    numbers, where all dates are dates or somebody leads in both.
    """
    previous = next((table for table in reversed(tables) if "action" in table.columns), None)
    if previous is None or previous.places or grid.width != len(previous.columns):
        return None
    refs = _texts(rows, previous.columns, "ref")
    if "ref" in previous.columns:
        follows = bool(refs) and (_follows(_last_ref(previous, tables), refs[0]) or bool(_FIRST.search(refs[0])))
        like = follows and all(map(contents.is_ref, refs))
    else:
        dates = _texts(rows, previous.columns, "due")
        known = set(_texts(rows, previous.columns, "leads")) & set(_texts(previous.rows, previous.columns, "leads"))
        like = bool(known) or (bool(dates) and all(map(contents.is_dated, dates)))
    if not like:
        return None
    cells = [[row.cells for row in each] for each in (rows, previous.rows)]
    pairs = [[contents.column(each, place) for each in cells] for place in range(grid.width)]
    costs = [_distance(here, there, previous.columns[place]) for place, (here, there) in enumerate(pairs) if here]
    return previous if sum(costs) <= _ALIKE * len(costs) else None


def source_of(table: FoundTable, tables: Sequence[FoundTable]) -> FoundTable:
    """Return the table whose columns those of this one were matched with: itself, or the one it goes on with."""
    while table.places and table.continues:
        table = tables[table.continues - 1]
    return table


def _carries_on(
    previous: FoundTable, tables: Sequence[FoundTable], rows: Sequence[RawRow], places: Places, grid: Grid
) -> bool:
    """Return whether the numbers go on from the last one, or the first rows are the rest of the row above."""
    source = source_of(previous, tables).columns
    columns = [source[place] if place >= 0 else IGNORE for place in places]
    if _texts(rows, columns, "ref"):
        return _numbers_go_on(previous, tables, rows, columns)
    first = next((text for cell in rows[0].cells if (text := one_line(cell.text))), "")
    cut = first.lstrip("'‘“\"")[:1].islower() or any(UNFINISHED.search(cell.text) for cell in previous.rows[-1].cells)
    last = _last_ref(previous, tables)
    return not grid.apart and bool(last) and len(rows) <= _FEW_ROWS and cut and not why_never(rows)


def _numbers_go_on(
    previous: FoundTable, tables: Sequence[FoundTable], rows: Sequence[RawRow], columns: Sequence[str]
) -> bool:
    """Return whether the first number in rows of these columns is the next after the last one before."""
    refs = _texts(rows, columns, "ref")
    return bool(refs) and _follows(_last_ref(previous, tables), refs[0])


def _last_ref(table: FoundTable, tables: Sequence[FoundTable]) -> str:
    while True:
        if "ref" in table.columns:
            at = table.columns.index("ref")
            found = [row.cells[at].text for row in table.rows if at < len(row.cells) and row.cells[at].text]
            if found:
                return one_line(found[-1])
        if not table.continues:
            return ""
        table = tables[table.continues - 1]


def _follows(last: str, ref: str) -> bool:
    """Return whether a number is the next, or the next but one: 19 and 20, 3.5 and 3.6."""
    before, after = _TRAILING.match(last.strip(" .)(")), _TRAILING.match(ref.strip(" .)("))
    if before is None or after is None or before[1] != after[1]:
        return False
    return 0 < int(after[2]) - int(before[2]) <= 2


def _aligned(source: FoundTable, rows: Sequence[RawRow]) -> Places:
    """Return the places that fit best in order, by what stands in the columns; [] where nothing fits."""
    width = max(len(row.cells) for row in rows)
    cells = [contents.column([row.cells for row in rows], at) for at in range(width)]
    full = [at for at in range(width) if any(run_on(cell.text) or cell.colour for cell in cells[at])]
    wanted = [contents.column([row.cells for row in source.rows], at) for at in range(len(source.columns))]
    if not full or not wanted:
        return []
    # best[at]: the cheapest way to place the columns so far with the last of them at `at`.
    best: dict[int, tuple[float, list[int]]] = {-1: (0.0, [])}
    for column in full:
        after: dict[int, tuple[float, list[int]]] = {}
        for at, target in enumerate(wanted):
            ways = [(cost + _step(last, at), way) for last, (cost, way) in best.items() if last <= at]
            cost, way = min(ways)
            after[at] = (cost + _distance(cells[column], target, source.columns[at]), [*way, at])
        best = after
    cost, way = min((cost + _PASSED * (len(wanted) - 1 - at), way) for at, (cost, way) in best.items())
    if cost / len(full) > _DEAREST:
        return []
    return [way[full.index(at)] if at in full else -1 for at in range(width)]


def _step(last: int, at: int) -> float:
    return _TWICE if last == at else _PASSED * (at - last - 1)


def _distance(cells: Sequence[Cell], wanted: Sequence[Cell], field: str) -> float:
    """Return how unlike two columns are: in length, and in how much of them are numbers, dates and ratings."""
    if not wanted:
        usual = _USUAL.get(field)
        return _length(contents.mean_length(cells), usual) if usual else 1.0
    kinds = sum(abs(_share(cells, kind) - _share(wanted, kind)) for kind in range(3))
    return _length(contents.mean_length(cells), contents.mean_length(wanted)) + kinds


def _length(one: float, other: float) -> float:
    return min(3.0, abs(math.log((1 + one) / (1 + other))))


def _share(cells: Sequence[Cell], kind: int) -> float:
    tests = (
        lambda cell: contents.is_ref(cell.text),
        lambda cell: contents.is_dated(cell.text),
        looks_rated,
    )
    return sum(bool(tests[kind](cell)) for cell in cells) / len(cells) if cells else 0.0
