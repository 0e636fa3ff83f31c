"""Tables of a Word file. Written as XML at one go: cell by cell, python-docx takes minutes for a long report."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from wardmote.common.documents.tree import Mark, Table

_TWIPS = 567  # to the centimetre
# A table of no more rows stays on one page.
_SHORT = 8
# Ground and ink of a mark.
MARKS = {
    "red": ("B3170D", "FFFFFF"),
    "amber": ("FFBF47", "0B0C0C"),
    "green": ("00603A", "FFFFFF"),
    "blue": ("1A4F8A", "FFFFFF"),
    "grey": ("FFFFFF", "0B0C0C"),
}


def add_table(file: WordFile, table: Table, width: float) -> None:
    """Add a table `width` centimetres wide: repeated header row, no row parted between pages, ruled, named."""
    shares = [column.share for column in table.columns]
    widths = [round(width * _TWIPS * share / sum(shares)) for share in shares]
    styles = {name: file.styles[name].style_id for name in _STYLES}
    append(file, parse_xml("".join(_table(table, widths, styles))))


def append(file: WordFile, element: BaseOxmlElement) -> None:
    """Put an element at the end of the text, before the properties of the last section, which must stay last."""
    file.element.body[-1].addprevious(element)


_STYLES = ("Table head", "Table head number", "Table cell", "Table cell number")


def _table(table: Table, widths: Sequence[int], styles: dict[str, str]) -> Iterator[str]:
    # In by the cells' own margin, so that rules begin where the text does.
    yield (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="108" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:firstColumn="1" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr><w:tblGrid>"
    )
    yield from (f'<w:gridCol w:w="{each}"/>' for each in widths)
    yield "</w:tblGrid>"
    numeric = [column.numeric for column in table.columns]
    yield from _row([column.title for column in table.columns], widths, numeric, styles, head=True)
    for place, row in enumerate(table.rows, 1):
        keep = len(table.rows) <= _SHORT and place < len(table.rows)
        yield from _row(row, widths, numeric, styles, head=False, keep=keep)
    yield "</w:tbl>"


def _row(
    cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool], styles: dict[str, str], *, head: bool,
    keep: bool = False,
) -> Iterator[str]:  # fmt: skip
    rule = ("8", "0B0C0C") if head else ("4", "B1B4B6")
    edge = f'<w:tcBorders><w:bottom w:val="single" w:sz="{rule[0]}" w:space="0" w:color="{rule[1]}"/></w:tcBorders>'
    kept = "<w:keepNext/>" if keep else ""
    repeated = '<w:tblHeader w:val="true"/>' if head else ""
    yield f'<w:tr><w:trPr><w:cantSplit w:val="true"/>{repeated}</w:trPr>'
    for cell, width, right in zip(cells, widths, numeric, strict=True):
        style = styles[f"Table {'head' if head else 'cell'}{' number' if right else ''}"]
        yield (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edge}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{_runs(cell)}</w:p></w:tc>'
        )
    yield "</w:tr>"


def _runs(cell: str) -> str:
    return marked(cell) if isinstance(cell, Mark) else _run(cell)


def marked(mark: Mark) -> str:
    """Return the runs of a mark: its letter on its colour, then its word."""
    ground, ink = MARKS[mark.colour]
    look = f'<w:b/><w:color w:val="{ink}"/><w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    return _run(f"\u00a0{mark.letter}\u00a0", look) + _run(f" {mark}")


def _run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
