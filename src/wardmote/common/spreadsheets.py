"""A document's tables as an Excel file. Every text goes in as text: nothing that was typed is ever run as a formula."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from wardmote.common.documents.outline import pieces
from wardmote.common.documents.tree import Document, Mark, Notice, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# What cannot stand in a sheet's name, and how long one may be.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_LONGEST_CELL = 32_767
_NUMBER = re.compile(
    r"(?P<sign>[−+-]?)(?P<pound>£?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?(?P<percent>%?)"
)
_WIDTH_A_SHARE = 14
_INK = {"red": "#FFFFFF", "green": "#FFFFFF", "blue": "#FFFFFF"}
_GROUND = {"red": "#B3170D", "amber": "#FFBF47", "green": "#00603A", "blue": "#1A4F8A"}


@dataclass(frozen=True)
class _Number:
    """A figure as a spreadsheet holds it, and how it is shown there."""

    value: float
    shown: str


def to_xlsx(document: Document) -> bytes:
    """Return a workbook: a sheet that says what it is, then one a table, in the paper's order and under its numbers.

    Cells of number columns that hold nothing but a number, an amount of money or a percentage are numbers; all else is
    text. The same document gives the same bytes.
    """
    from xlsxwriter import Workbook

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(made, options)
    book.set_properties({
        "title": document.title[:255], "subject": document.period[:255], "author": "Wardmote",
        "created": document.made.astimezone(UTC).replace(tzinfo=None, microsecond=0),
    })  # fmt: skip
    looks = _Looks(book)
    tables = [piece for piece in pieces(document) if isinstance(piece, Table)]
    names = _names(table.caption for table in tables)
    _about(book.add_worksheet("About"), document, dict(zip(names, tables, strict=True)), looks)
    for name, table in zip(names, tables, strict=True):
        _sheet(book.add_worksheet(name), document, table, looks)
    book.close()
    return made.getvalue()


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": "Arial", "font_size": 11, "valign": "top"} | look)
        return self._made[key]


def _about(sheet: "Worksheet", document: Document, tables: Mapping[str, Table], looks: _Looks) -> None:
    """Say whose figures these are and which sheet holds what."""
    lines = [
        (document.marking, looks(bold=True)),
        (document.partnership, looks()),
        (document.title, looks(bold=True, font_size=16)),
        (document.period, looks()),
        (f"{document.version}. Made {document.made.day} {document.made:%B %Y}.", looks()),
        ("", looks()),
        *((block.text, looks(bold=True, text_wrap=True)) for block in document.blocks if isinstance(block, Notice)),
        *((note, looks(text_wrap=True)) for note in document.notes),
        ("", looks()),
        *((f"Sheet “{name}”: {table.caption}", looks(text_wrap=True)) for name, table in tables.items()),
    ]
    sheet.set_column(0, 0, 100)
    for number, (text, look) in enumerate(lines):
        _write_text(sheet, number, 0, text, look)
    _for_print(sheet, document)


def _sheet(sheet: "Worksheet", document: Document, table: Table, looks: _Looks) -> None:
    _write_text(sheet, 0, 0, table.caption, looks(bold=True))
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, min(_WIDTH_A_SHARE * column.share, 60))
        align = "right" if column.numeric else "left"
        _write_text(sheet, 2, at, column.title, looks(bold=True, text_wrap=True, bottom=2, align=align))
    for number, row in enumerate(table.rows, 3):
        for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write(sheet, number, at, cell, looks, numeric=column.numeric)
    if table.note:
        _write_text(sheet, len(table.rows) + 4, 0, table.note, looks(italic=True))
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    _for_print(sheet, document, landscape=True)


def _for_print(sheet: "Worksheet", document: Document, *, landscape: bool = False) -> None:
    sheet.set_paper(9)  # A4
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    # An ampersand begins a code in a header.
    sheet.set_header("&C" + document.marking.replace("&", "&&")[:200])
    sheet.set_footer("&RPage &P of &N")


def _write(sheet: "Worksheet", row: int, at: int, cell: str, looks: _Looks, *, numeric: bool) -> None:
    number = _number(cell) if numeric else None
    if isinstance(cell, Mark) and cell.colour in _GROUND:
        look = looks(bg_color=_GROUND[cell.colour], font_color=_INK.get(cell.colour, "#000000"), bold=True)
        _write_text(sheet, row, at, cell, look)
    elif number is not None:
        sheet.write_number(row, at, number.value, looks(num_format=number.shown, align="right"))
    else:
        _write_text(sheet, row, at, cell, looks(text_wrap=True, align="right" if numeric else "left"))


def _write_text(sheet: "Worksheet", row: int, at: int, text: str, look: Any) -> None:
    sheet.write_string(row, at, str(text)[:_LONGEST_CELL], look)


def _number(text: str) -> _Number | None:
    """Read `1,234`, `−3.5%`, `£20`. Anything with a word in it, `fewer than 5` among them, stays the text it is."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    decimals = found["decimals"] or ""
    value = Decimal(found["digits"].replace(",", "") + decimals) * (-1 if found["sign"] in ("−", "-") else 1)
    places = "0" * (len(decimals) - 1) if decimals else ""
    shown = "#,##0" + (f".{places}" if places else "")
    if found["percent"]:
        value, shown = value / 100, shown + "%"
    if found["pound"]:
        shown = f"£{shown}"
    if found["sign"] == "+":
        shown = f"+{shown};−{shown};{shown}"
    return _Number(float(value), shown)


def _names(captions: Iterable[str]) -> list[str]:
    """Name a sheet after each caption: short, allowed, and each name once whatever its case."""
    names: list[str] = []
    used = {"about", "history"}  # Excel keeps the second for itself
    for number, caption in enumerate(captions, 1):
        words = _NOT_IN_NAMES.sub(" ", caption.partition(": ")[2] or caption)
        plain = " ".join(words.split()).strip("'")[:_LONGEST_NAME].strip(" '") or f"Table {number}"
        name, again = plain, 2
        while name.lower() in used:
            ending = f" {again}"
            name, again = plain[: _LONGEST_NAME - len(ending)] + ending, again + 1
        used.add(name.lower())
        names.append(name)
    return names
