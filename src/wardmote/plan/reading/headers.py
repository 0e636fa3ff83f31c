"""Finding the header row of a table: which rows name columns, and which are the title above or data below."""

from collections.abc import Sequence

from wardmote.plan.reading import contents
from wardmote.plan.reading.contents import is_dated, is_ref
from wardmote.plan.reading.header_words import field_of, plain, tells
from wardmote.plan.reading.types import IGNORE, Cell, RawRow, one_line

# How far down a header is looked for when nothing above it was one.
_DEEPEST = 25
_LONGEST = 80
_NEEDED = {"action", "measures", "leads", "due", "status", "rag", "ref"}


def is_header(row: RawRow) -> bool:
    """Return whether a row names columns: at least two that are known, half of all, and no sentence among them."""
    cells = [cell for cell in row.cells if cell.text and not cell.merged]
    if len(cells) < 2 or any(len(cell.text) > _LONGEST for cell in cells):
        return False
    if any(_is_data(cell.text) for cell in cells):
        return False
    fields = {field_of(cell.text)[0] for cell in cells} - {IGNORE}
    known = sum(tells(cell.text) for cell in cells)
    return len(fields) >= 2 and known * 2 >= len(cells) and bool(fields & _NEEDED)


def begins_anew(row: RawRow) -> bool:
    """Return whether a row further down names other columns: surer than the first header, with data around it."""
    cells = [cell for cell in row.cells if cell.text and not cell.merged]
    # Most rows end here: they begin with a number, or some cell of theirs is a sentence.
    if len(cells) < 3 or _number(cells[0].text) or len(cells) < len([cell for cell in row.cells if cell.text]):
        return False
    if any(field_of(cell.text)[1] < 0.7 for cell in cells) or not is_header(row):
        return False
    return len({field_of(cell.text)[0] for cell in cells} - {IGNORE}) >= 3


def looks_like_header(rows: Sequence[RawRow]) -> bool:
    """Return whether the first row has names of whatever words: short, no figures, over a column of another kind."""
    first, below = rows[0].cells, [row.cells for row in rows[1:]]
    if len(below) < 2 or len(first) < 2 or not all(cell.text and not cell.merged for cell in first):
        return False
    if any(len(cell.text) > _LONGEST // 2 or any(sign.isdigit() for sign in cell.text) for cell in first):
        return False
    columns = [contents.column(below, at) for at in range(len(first))]
    return any(contents.are_refs(cells) or contents.are_dates(cells) for cells in columns)


def _is_data(text: str) -> bool:
    """Return whether a text with figures is a number or a date and names no column, as `Q1 update` does."""
    return any(sign.isdigit() for sign in text) and (_number(text) or (is_dated(text) and not tells(text)))


def _number(text: str) -> bool:
    return is_ref(text) and any(sign.isdigit() for sign in text) and not text.lower().startswith("q")


def header_at(rows: Sequence[RawRow], start: int) -> int:
    """Return the index of the first header row at or after `start` within reach; -1 where there is none."""
    for at in range(start, min(len(rows), start + _DEEPEST)):
        if is_header(rows[at]):
            return at
    return -1


def header_height(rows: Sequence[RawRow], at: int) -> int:
    """Return 2 where the header's joined cells stand over a second row of names, else 1."""
    if at + 1 >= len(rows):
        return 1
    above, below = rows[at].cells, rows[at + 1].cells
    named = [place for place, cell in enumerate(below) if cell.text and not cell.merged]
    spans = _spanned(above)
    if len(named) < 2 or any(len(below[place].text) > _LONGEST // 2 for place in named):
        return 1
    if any(_number(below[place].text) or is_dated_with_figure(below[place].text) for place in named):
        return 1
    return 2 if all(place in spans or not above[place].text for place in named) else 1


def is_dated_with_figure(text: str) -> bool:
    """Return whether a text is a date rather than the name of a quarter."""
    return is_dated(text) and not plain(text).startswith("q") and any(sign.isdigit() for sign in text)


def _spanned(cells: Sequence[Cell]) -> set[int]:
    """Return the places that a cell joined across columns covers."""
    found: set[int] = set()
    for at in range(1, len(cells)):
        if cells[at].merged and cells[at].text == cells[at - 1].text:
            found |= {at - 1, at}
    return found


def header_texts(rows: Sequence[RawRow], at: int, height: int) -> list[str]:
    """Return the name of each column; over two rows the lower one where it is known by itself, else both."""
    upper = [one_line(cell.text) for cell in rows[at].cells]
    if height == 1:
        return upper
    lower = [one_line(cell.text) if not cell.merged else "" for cell in rows[at + 1].cells]
    joined = []
    for first, second in zip(upper, lower, strict=True):
        both = f"{first} {second}".strip()
        joined.append(second if second and tells(second) and not plain(second).startswith("q") else both)
    return joined


def repeats(row: RawRow, header: Sequence[str]) -> bool:
    """Return whether a row says the header again, as where a table goes on overleaf."""
    texts = [plain(cell.text) for cell in row.cells]
    names = [plain(name) for name in header]
    return bool(header) and any(texts) and texts[: len(names)] == names[: len(texts)] and not any(texts[len(names) :])
