"""One sheet of an Excel workbook, row by row."""

import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from wardmote.plan.reading import limits
from wardmote.plan.reading.bullets import bullet_of
from wardmote.plan.reading.grids import Grid, Reading, repeated, squared, too_wide
from wardmote.plan.reading.package import Element, attribute, child, children, local
from wardmote.plan.reading.side_by_side import apart
from wardmote.plan.reading.types import CannotRead, Cell, RawRow
from wardmote.plan.reading.xlsx_styles import Look, Looks
from wardmote.plan.reading.xlsx_values import NO_RESULT, shown

_PLACE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})$")
_GAP = 200
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol")


@dataclass(frozen=True)
class Workbook:
    """What the sheets of a workbook share."""

    strings: list[str]
    looks: Looks
    date_1904: bool = False


@dataclass
class _Sheet:
    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    joined: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0
    coloured_by_rule: list[str] = field(default_factory=list)
    without_result: int = 0
    next_row: int = 1


def read_sheet(
    content: bytes,
    name: str,
    book: Workbook,
    notes: dict[str, str],
    reading: Reading,
    *,
    damaged: Callable[[str], CannotRead],
) -> list[Grid]:
    """Return the grids of a sheet, two where tables stand side by side, with rows numbered as in Excel.

    Raises CannotRead when damaged or too large.
    """
    sheet = _Sheet(name)
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content),
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            if _take(element, sheet, book, notes, reading):
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError, TypeError) as error:
        raise damaged(f"the sheet ‘{name}’ is not well formed") from error
    _say(sheet, reading)
    return _grids(sheet)


def _take(element: Element, sheet: _Sheet, book: Workbook, notes: dict[str, str], reading: Reading) -> bool:
    """Keep what one element says; True when it is a row, which is then let go."""
    name = local(element)
    if name == "row":
        _row(element, sheet, book, notes, reading)
        return True
    if name == "mergeCell":
        sheet.joined += _range(attribute(element, "ref"))
    elif name == "conditionalFormatting":
        sheet.coloured_by_rule.append(attribute(element, "sqref")[:60])
    elif name == "col" and attribute(element, "hidden") in ("1", "true"):
        sheet.hidden_columns += 1
    return False


def _row(element: Element, sheet: _Sheet, book: Workbook, notes: dict[str, str], reading: Reading) -> None:
    given = attribute(element, "r")
    number = int(given) if given.isdigit() and len(given) < 8 else sheet.next_row
    sheet.next_row = number + 1
    cells: dict[int, Cell] = {}
    at = 0
    for each in children(element, "c"):
        place = _PLACE.match(attribute(each, "r"))
        at = _column(place[1]) if place else at + 1
        cell = _cell(each, book, notes.get(attribute(each, "r"), ""), reading, sheet)
        if cell != Cell():
            cells[at] = cell
    if any(cell.text for cell in cells.values()):
        if (width := sum(1 for cell in cells.values() if cell.text)) > limits.COLUMNS:
            raise too_wide(f"Row {number:,} of sheet ‘{sheet.name}’", width)
        reading.count_row(f"Sheet ‘{sheet.name}’")
        sheet.hidden_rows += attribute(element, "hidden") in ("1", "true")
    if cells and len(sheet.rows) < limits.ROWS * 4:
        sheet.rows[number] = cells


def _cell(element: Element, book: Workbook, note: str, reading: Reading, sheet: _Sheet) -> Cell:
    kind = attribute(element, "t")
    look = book.looks.of(attribute(element, "s"))
    value = child(element, "v")
    words = "" if value is None else value.text or ""
    if kind == "inlineStr":
        words = "".join(part.text or "" for part in element.iter() if local(part) == "t")
    text = shown(kind, words, look, strings=book.strings, date_1904=book.date_1904) if words else ""
    notes = [note] if note else []
    if child(element, "f") is not None and not words and kind != "str":
        sheet.without_result += 1
        notes.append(NO_RESULT)
    if kind == "e":
        notes.append(f"Excel shows an error here: {text}")
    text, colour = _sign(text, look)
    lines = reading.cut(text.replace("\r\n", "\n").replace("_x000D_", "").strip(), f"sheet ‘{sheet.name}’").split("\n")
    bullets = [each for line in lines if (each := bullet_of(line))]
    plain = [line.strip() if (each := bullet_of(line)) is None else each for line in lines]
    return Cell("\n".join(plain).strip(), colour, bullets, "; ".join(notes))


def _sign(text: str, look: Look) -> tuple[str, str]:
    """Return the text and colour of a cell; a lone sign such as ● says its colour by its letters."""
    if len(text) == 1 and look.letters and not look.fill:
        if look.font.lower().startswith(_SYMBOL_FONTS):
            return "●", look.letters
        if not text.isalnum():
            return text, look.letters
    return text, look.fill


def _say(sheet: _Sheet, reading: Reading) -> None:
    name = sheet.name
    if sheet.hidden_rows:
        reading.note(f"Sheet ‘{name}’ has {sheet.hidden_rows} hidden row(s); they were read all the same.")
    if sheet.hidden_columns:
        reading.note(f"Sheet ‘{name}’ has hidden columns; they were read all the same.")
    if sheet.coloured_by_rule:
        reading.note(
            f"Sheet ‘{name}’ colours {', '.join(sheet.coloured_by_rule[:3])} by rule (conditional formatting). A "
            "colour that a rule gives is not in the file: write the letter R, A or G into the cell, or set it here."
        )
    if sheet.without_result:
        reading.note(f"Sheet ‘{name}’ has {sheet.without_result} formula(s) without a kept result. {NO_RESULT}")


def _grids(sheet: _Sheet) -> list[Grid]:
    written = sorted(number for number, cells in sheet.rows.items() if any(cell.text for cell in cells.values()))
    grid = Grid(f"Sheet ‘{sheet.name}’", [sheet.name], [])
    if not written:
        return []
    _join(sheet)
    first = min(min(sheet.rows[number]) for number in written)
    last = max(max(at for at, cell in sheet.rows[number].items() if cell.text or cell.merged) for number in written)
    before = written[0]
    for number in written:
        # Rows between that are blank are kept as blank ones, to be counted; a long gap is only a gap.
        between = range(before + 1, number) if number - before < _GAP else range(0)
        grid.rows += [RawRow(each, _cells(sheet, each, first, last)) for each in (*between, number)]
        before = number
    grids = apart(grid, first)
    for each in grids:
        each.rows = squared(each.rows, drop_empty=True)
    return grids


def _cells(sheet: _Sheet, number: int, first: int, last: int) -> list[Cell]:
    cells = sheet.rows.get(number, {})
    present = sorted(at for at in cells if first <= at <= last)
    if last - first < limits.COLUMNS * 2:
        return [cells.get(at, Cell()) for at in range(first, last + 1)]
    raise too_wide(f"Row {number:,} of sheet ‘{sheet.name}’", max(present, default=last))


def _join(sheet: _Sheet) -> None:
    """Write each joined cell into every place it covers, in rows that are there."""
    numbers = sorted(sheet.rows)
    for left, top, right, bottom in sheet.joined[: limits.ROWS]:
        origin = sheet.rows.get(top, {}).get(left)
        if origin is None or not origin.text or right - left > limits.COLUMNS:
            continue
        for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
            for at in range(left, right + 1):
                if (number, at) != (top, left):
                    sheet.rows[number][at] = repeated(origin)


def _range(text: str) -> list[tuple[int, int, int, int]]:
    start, _, end = text.partition(":")
    first, last = _PLACE.match(start), _PLACE.match(end)
    if not first or not last:
        return []
    return [(_column(first[1]), int(first[2]), _column(last[1]), int(last[2]))]


def _column(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - ord("A") + 1
    return number
