"""Writes a document as a Word file: real headings, captions, repeated header rows, page numbers, named pictures."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_BREAK
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from wardmote.common.documents import word_style, word_xml
from wardmote.common.documents.outline import Contents, Figure, Piece, headings, pieces
from wardmote.common.documents.tree import Bullets, Document, Heading, KeyFigures, Notice, PageBreak, Paragraph, Table

_TEXT_WIDTH = 16.6
_LONG_ENOUGH_FOR_CONTENTS = 5


def to_docx(document: Document) -> bytes:
    """Return the Word file; the same document gives the same bytes."""
    file = docx.Document()
    word_style.prepare(file, document)
    _title_block(file, document)
    for piece in pieces(document):
        _add(file, document, piece)
    made = BytesIO()
    file.save(made)
    return _undated(made.getvalue())


def _title_block(file: WordFile, document: Document) -> None:
    file.add_paragraph(document.partnership, style="Partnership")
    file.add_paragraph(document.title, style="Title")
    file.add_paragraph(document.period, style="Subtitle")
    made = f"{document.version}. Made {document.made.day} {document.made:%B %Y}."
    word_xml.rule_below(file.add_paragraph(made, style="Quiet"))


def _add(file: WordFile, document: Document, piece: Piece) -> None:
    match piece:
        case Heading(level=level, text=text):
            file.add_heading(text, level)
        case Paragraph(text=text) | Notice(text=text):
            file.add_paragraph(text, style="Notice" if isinstance(piece, Notice) else "Normal")
        case Bullets(items=items):
            for item in items:
                file.add_paragraph(item, style="List Bullet")
        case KeyFigures():
            _key_figures(file, piece)
        case Figure():
            _chart(file, piece)
        case Table():
            _table(file, piece)
        case PageBreak():
            _page_break(file)
        case Contents():
            _contents(file, document)


def _key_figures(file: WordFile, block: KeyFigures) -> None:
    """Set the figures side by side; a table only lays them out, so it has no header and its cells read in order."""
    across = min(len(block.figures), 3)
    for start in range(0, len(block.figures), 3):
        row = block.figures[start : start + 3]
        grid = file.add_table(rows=1, cols=across)
        word_xml.lay_out(grid, [_TEXT_WIDTH / across] * across)
        word_xml.keep_row(grid.rows[0])
        for cell, fact in zip(grid.rows[0].cells, row, strict=False):
            _fill(cell.paragraphs[0], fact.value, "Key figure")
            _fill(cell.add_paragraph(), fact.label, "Key label")
            if fact.note:
                _fill(cell.add_paragraph(), fact.note, "Quiet")
            word_xml.rule_left(cell)
        file.add_paragraph(style="Gap")


def _chart(file: WordFile, piece: Figure) -> None:
    file.add_paragraph(piece.caption, style="Caption")
    paragraph = file.add_paragraph(style="Picture")
    picture = paragraph.add_run().add_picture(BytesIO(piece.block.chart.png), width=Cm(11.5))
    word_xml.describe(picture, piece.block.chart.title, piece.block.chart.alternative)


def _table(file: WordFile, table: Table) -> None:
    file.add_paragraph(table.caption, style="Caption")
    grid = file.add_table(rows=1 + len(table.rows), cols=len(table.columns))
    shares = [column.share for column in table.columns]
    word_xml.lay_out(grid, [_TEXT_WIDTH * share / sum(shares) for share in shares])
    word_xml.name_table(grid, table.caption)
    word_xml.repeat_row(grid.rows[0])
    titles = [column.title for column in table.columns]
    for number, (row, cells) in enumerate(zip(grid.rows, [titles, *table.rows], strict=True)):
        word_xml.keep_row(row)
        for cell, text, column in zip(row.cells, cells, table.columns, strict=True):
            style = "Table head" if number == 0 else "Table cell"
            _fill(cell.paragraphs[0], text, f"{style} number" if column.numeric else style)
            word_xml.rule_under(cell, heavy=number == 0)
    file.add_paragraph(table.note, style="Quiet" if table.note else "Gap")


def _fill(paragraph: WordParagraph, text: str, style: str) -> None:
    paragraph.style = style
    paragraph.add_run(text)


def _page_break(file: WordFile) -> None:
    paragraph = file.add_paragraph(style="Gap")
    paragraph.add_run().add_break(WD_BREAK.PAGE)


def _contents(file: WordFile, document: Document) -> None:
    """Add a contents field where the paper fills more than five pages, as counted by the PDF's own layout."""
    from wardmote.common.documents.pdf import page_count

    if page_count(document) <= _LONG_ENOUGH_FOR_CONTENTS:
        return
    file.add_paragraph("Contents", style="Contents title")
    word_xml.contents_field(file, [(each.level, each.text) for each in headings(document) if each.level <= 2])
    _page_break(file)


def _undated(made: bytes) -> bytes:
    """Write the archive again with one fixed date in it, for the writer puts the time of day there."""
    fixed = BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(fixed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), ZIP_DEFLATED)
    return fixed.getvalue()
