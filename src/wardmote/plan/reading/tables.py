"""From grids to tables: where each begins, what its header says, and which one goes on with the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wardmote.plan.reading.boxes import box_of
from wardmote.plan.reading.forms import forms_of
from wardmote.plan.reading.grids import Grid, Reading
from wardmote.plan.reading.guess import Guess, guess_columns
from wardmote.plan.reading.header_words import tells
from wardmote.plan.reading.headers import (
    begins_anew,
    header_at,
    header_height,
    header_texts,
    looks_like_header,
    repeats,
)
from wardmote.plan.reading.not_plans import NO_HEADER, WEAK, is_weak, names_action, names_plan, why_never
from wardmote.plan.reading.overleaf import Places, as_before, goes_on, source_of
from wardmote.plan.reading.types import IGNORE, FoundTable, PlanFile, RawRow, one_line


@dataclass
class _Block:
    """Rows of one grid that are one table: `above` its header, the header's height (0 for none), and its rows."""

    grid: Grid
    above: list[RawRow]
    header: list[str]
    height: int
    rows: list[RawRow] = field(default_factory=list)
    whole: bool = True
    first_row: int = 0


def find_tables(reading: Reading, *, name: str, kind: str) -> PlanFile:
    """Return what was read as tables with guessed columns, numbered through the file, and all notes."""
    blocks = [(grid is reading.grids[0], block) for grid in reading.grids for block in _blocks(grid)]
    headers = [block.header for _, block in blocks if block.height]
    headed, surely = any(map(names_action, headers)), any(map(names_plan, headers))
    tables: list[FoundTable] = []
    for first, block in blocks:
        before = None
        if tables and kind == "docx" and not first and not block.above:
            before = goes_on(tables, block.grid, block.header, block.height, block.rows)
        like = None if before or block.height else as_before(tables, block.grid, block.rows)
        table = _table(block, len(tables) + 1, before, tables, kind)
        if like is not None:
            table = replace(
                table, header=like.header, columns=list(like.columns), confidence=like.confidence, why=like.why
            )
        tables.append(_without(table, _why_out(table, headed=headed, surely=surely)))
    found = PlanFile(name, kind, tables, list(reading.notes))
    found.notes.extend(note for table in tables for note in _notes(table))
    return found


def _blocks(grid: Grid) -> list[_Block]:
    """Cut a grid at each row that begins a new table; a header that is only said again does not."""
    rows = grid.rows
    forms = forms_of(rows)
    if forms:
        # The names of a form are its header; all its rows but one are counted with it, and blank ones between forms.
        made = [_Block(grid, [], names, size - 1, [row], first_row=row.row) for names, row, size in forms]
        made[0].above = [row for row in rows if row.blank]
        return made
    at = header_at(rows, 0)
    if at < 0:
        return _without_known_header(grid)
    blocks: list[_Block] = []
    start = _title_start(rows, 0, at)
    if any(len(_filled(row)) > 2 for row in rows[:start]):
        blocks.append(_Block(grid, [], [], 0, list(rows[:start]), first_row=rows[0].row))
    else:
        start = 0
    while at >= 0:
        height = header_height(rows, at)
        block = _Block(grid, list(rows[start:at]), header_texts(rows, at, height), height, first_row=rows[start].row)
        begin = at + height
        at = _next_header(rows, begin, block.header)
        start = _title_start(rows, begin, at) if at >= 0 else len(rows)
        block.rows = list(rows[begin:start])
        blocks.append(block)
    for block in blocks:
        block.whole = len(blocks) == 1
    return blocks


def _without_known_header(grid: Grid) -> list[_Block]:
    """Return the grid as one block: its first row is the header where it only looks like one, in words not known."""
    rows = grid.rows
    if not rows:
        return []
    height = 1 if looks_like_header(rows) else 0
    header = header_texts(rows, 0, 1) if height else []
    return [_Block(grid, [], header, height, list(rows[height:]), first_row=rows[0].row)]


def _next_header(rows: Sequence[RawRow], start: int, header: Sequence[str]) -> int:
    for at in range(start, len(rows)):
        if begins_anew(rows[at]) and not repeats(rows[at], header):
            return at
    return -1


def _title_start(rows: Sequence[RawRow], begin: int, at: int) -> int:
    """Return where the rows begin that stand as titles right above a header: one cell each."""
    while at > begin and len(_filled(rows[at - 1])) <= 1:
        at -= 1
    return at


def _filled(row: RawRow) -> list[str]:
    return [cell.text for cell in row.cells if cell.text and not cell.merged]


def _table(
    block: _Block, number: int, before: tuple[FoundTable, Places] | None, tables: Sequence[FoundTable], kind: str
) -> FoundTable:
    titles = [one_line(row.text) for row in block.above if not row.blank]
    previous, places = before or (None, [])
    if previous is not None and not block.height:
        header, guesses = _carried(previous, places, tables)
    else:
        header, guesses = block.header, guess_columns(block.header, [row.cells for row in block.rows])
    box = _above(block) if block.height else box_of(block.rows)
    headings = _headings(block, titles, kind)
    return FoundTable(
        number=number,
        heading=headings[-1] if headings else "",
        headings=headings,
        place=_place(block),
        header=header,
        columns=[guess.field for guess in guesses],
        confidence=[guess.confidence for guess in guesses],
        rows=block.rows,
        title_rows=[row.text for row in block.above],
        header_rows=block.height,
        continues=previous.number if previous is not None else 0,
        box=box,
        why=[guess.why for guess in guesses],
        places=places,
    )


def _carried(previous: FoundTable, places: Places, tables: Sequence[FoundTable]) -> tuple[list[str], list[Guess]]:
    """Return the header and columns of a table without a header, from the one that it goes on with."""
    source = source_of(previous, tables) if places else previous
    at = places or list(range(len(source.columns)))
    header = [source.header[place] if 0 <= place < len(source.header) else "" for place in at]
    guesses = [
        Guess(source.columns[place], source.confidence[place]) if place >= 0 else Guess(IGNORE, 0.0) for place in at
    ]
    return header if source.header else [], guesses


def _why_out(table: FoundTable, *, headed: bool, surely: bool) -> str:
    """Return why a table is no plan beside those that have a header, or whatever stands beside it; "" if it may be."""
    if table.box or table.continues:
        return ""
    if not table.header and (why := why_never(table.rows)):
        return why
    if headed and not any(map(tells, table.header)):
        return NO_HEADER
    return WEAK if surely and is_weak(table.columns, table.confidence) else ""


def _without(table: FoundTable, why: str) -> FoundTable:
    """Return a table that is left out with the reason, its columns for a person to name; one that stays as it is."""
    if not why:
        return table
    width = len(table.columns)
    return replace(table, columns=[IGNORE] * width, confidence=[0.0] * width, why=[""] * width, left_out=why)


def _above(block: _Block) -> dict[str, str]:
    """Return what the rows above a header name as a box; one text alone there is a title, and no box."""
    return {field: text for field, text in box_of(block.above).items() if field != "banner"}


def _headings(block: _Block, titles: list[str], kind: str) -> list[str]:
    """Return the headings above a table; those of a sheet are its own name and the title rows above the header."""
    if kind == "docx":
        return list(block.grid.headings) + (titles if block.height and not _above(block) else [])
    return [each for each in (*block.grid.headings, *titles) if each]


def _place(block: _Block) -> str:
    if block.grid.number and block.whole:
        return block.grid.place
    last = block.rows[-1].row if block.rows else block.first_row
    return f"{block.grid.place}, rows {block.first_row} to {last}"


def _notes(table: FoundTable) -> list[str]:
    """Say which columns of a table that looks like a plan were left out, and why."""
    if table.continues or table.box or "action" not in table.columns:
        return []
    notes = []
    for at, (column, why) in enumerate(zip(table.columns, table.why, strict=True)):
        if column == IGNORE and why:
            name = f"“{table.header[at]}”" if at < len(table.header) and table.header[at] else f"{at + 1}"
            notes.append(f"{table.place}: column {name} was left out: {why}.")
    if not table.header_rows and table.header:
        notes.append(f"{table.place} has no header; it was read like the plan before it, whose columns look the same.")
    elif not table.header_rows:
        notes.append(f"{table.place} has no header; its columns were guessed from what stands in them.")
    return notes
