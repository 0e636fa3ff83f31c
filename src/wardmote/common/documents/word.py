"""Writes a document as a Word file: real headings, captions, repeated header rows, page numbers, named pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from wardmote.common.charts import Chart
from wardmote.common.documents import word_style, word_xml
from wardmote.common.documents.outline import Contents, Figure, Piece, headings, leading
from wardmote.common.documents.pictures import pictures
from wardmote.common.documents.tree import (
    Bullets,
    ChartGrid,
    Document,
    Heading,
    KeyFigures,
    Line,
    Notice,
    PageBreak,
    Panel,
    Panels,
    Paragraph,
    Table,
)
from wardmote.common.documents.word_tables import add_table, marked

_CHART_WIDTH = 11.5
_LONG_ENOUGH_FOR_CONTENTS = 5
# Of one line each, with room to spare.
_ROWS_OF_FIVE_PAGES = 300


@dataclass
class _Paper:
    """The file as far as it is written, how its last page lies, and the pictures of its charts.

    `breaks`: what comes next begins a page.
    """

    file: WordFile
    document: Document
    landscape: bool
    pictures: Mapping[int, bytes] = field(default_factory=dict)
    breaks: bool = False

    @property
    def width(self) -> float:
        """The width of the text, in centimetres."""
        return word_style.text_width(self.landscape)


def to_docx(document: Document) -> bytes:
    """Return the Word file; the same document gives the same bytes."""
    file = docx.Document()
    word_style.prepare(file, document)
    _title_block(file, document)
    held = list(leading(document))
    paper = _Paper(file, document, document.landscape, pictures(piece for piece, _ in held))
    for piece, leads in held:
        _add(paper, piece)
        if leads:
            WordParagraph(file.element.body[-2], file._body).paragraph_format.keep_with_next = True
    made = BytesIO()
    file.save(made)
    return _undated(made.getvalue())


def _title_block(file: WordFile, document: Document) -> None:
    _paragraph(file, document.partnership, "Partnership")
    _paragraph(file, document.title, "Title")
    _paragraph(file, document.period, "Subtitle")
    made = f"{document.version}. Made {document.made.day} {document.made:%B %Y}."
    word_xml.rule_below(_paragraph(file, made, "Quiet"))


def _add(paper: _Paper, piece: Piece) -> None:
    file = paper.file
    if isinstance(piece, PageBreak):
        _turn(paper, piece.landscape)
    elif isinstance(piece, Contents):
        _contents(paper)
    else:
        begins, paper.breaks = paper.breaks, False
        if begins and not isinstance(piece, Heading):
            _paragraph(file, "", "Gap").add_run().add_break(WD_BREAK.PAGE)
        _add_words(paper, piece, begins=begins)


def _add_words(paper: _Paper, piece: Piece, *, begins: bool) -> None:
    file = paper.file
    match piece:
        case Heading(level=level, text=text):
            heading = _paragraph(file, text, f"Heading {level}")
            if begins:  # a break of its own could stand alone on a page
                heading.paragraph_format.page_break_before = True
        case Paragraph(text=text) | Notice(text=text):
            _paragraph(file, text, "Notice" if isinstance(piece, Notice) else "Normal")
        case Bullets(items=items):
            for item in items:
                _paragraph(file, item, "List Bullet")
        case _:
            _add_drawn(paper, piece)


def _add_drawn(paper: _Paper, piece: Piece) -> None:
    """Add what is laid out or drawn, and not merely written."""
    match piece:
        case KeyFigures():
            _key_figures(paper, piece)
        case Panels():
            _panels(paper, piece)
        case Figure():
            _paragraph(paper.file, piece.caption, "Caption")
            _picture(paper, _paragraph(paper.file, "", "Picture"), piece.block.chart, _CHART_WIDTH)
        case ChartGrid():
            _chart_grid(paper, piece)
        case Table():
            _paragraph(paper.file, piece.caption, "Caption")
            add_table(paper.file, piece, paper.width)
            _paragraph(paper.file, piece.note, "Quiet" if piece.note else "Gap")


def _row_of_cells(paper: _Paper, across: int) -> tuple[_Cell, ...]:
    """Add a table of one row that only lays things out: it has no header and its cells read in order."""
    grid = paper.file.add_table(rows=1, cols=across)
    word_xml.lay_out(grid, [paper.width / across] * across)
    word_xml.keep_row(grid.rows[0])
    return grid.rows[0].cells


def _key_figures(paper: _Paper, block: KeyFigures) -> None:
    across = min(len(block.figures), 3)
    for start in range(0, len(block.figures), 3):
        for cell, fact in zip(_row_of_cells(paper, across), block.figures[start : start + 3], strict=False):
            _fill(cell.paragraphs[0], fact.value, "Key figure")
            _fill(cell.add_paragraph(), fact.label, "Key label")
            if fact.note:
                _fill(cell.add_paragraph(), fact.note, "Quiet")
            word_xml.rule_left(cell)
        _paragraph(paper.file, "", "Gap")


def _panels(paper: _Paper, block: Panels) -> None:
    across = min(len(block.panels), block.across)
    for start in range(0, len(block.panels), across):
        for cell, panel in zip(_row_of_cells(paper, across), block.panels[start : start + across], strict=False):
            _panel(cell, panel)
            word_xml.rule_left(cell)
        _paragraph(paper.file, "", "Gap")


def _panel(cell: _Cell, panel: Panel) -> None:
    _fill(cell.paragraphs[0], panel.title, "Heading 2")
    for name, lines in panel.groups:
        if name:
            _fill(cell.add_paragraph(), name, "Panel label")
        for line in lines:
            _line(cell.add_paragraph(), line)


def _line(paragraph: WordParagraph, line: Line) -> None:
    paragraph._p.style = "Panelline"
    if line.mark is not None:
        for run in parse_xml(f"<w:p {nsdecls('w')}>{marked(line.mark)}</w:p>"):
            paragraph._p.append(run)
        paragraph.add_run(" ")
    paragraph.add_run(line.text)


def _chart_grid(paper: _Paper, block: ChartGrid) -> None:
    across = min(len(block.charts), block.across)
    for start in range(0, len(block.charts), across):
        for cell, (name, chart) in zip(
            _row_of_cells(paper, across), block.charts[start : start + across], strict=False
        ):
            _fill(cell.paragraphs[0], name, "Panel label")
            _picture(paper, _fill(cell.add_paragraph(), "", "Panel line"), chart, paper.width / across - 0.6)
    _paragraph(paper.file, "", "Gap")


def _picture(paper: _Paper, paragraph: WordParagraph, chart: Chart, width: float) -> None:
    picture = paragraph.add_run().add_picture(BytesIO(paper.pictures[id(chart)]), width=Cm(width))
    word_xml.describe(picture, chart.title, chart.alternative)


def _paragraph(file: WordFile, text: str, style: str) -> WordParagraph:
    return _fill(file.add_paragraph(), text, style)


def _fill(paragraph: WordParagraph, text: str, style: str) -> WordParagraph:
    """Write into an empty paragraph. The style goes in by its id: by its name it is looked for among all of them."""
    paragraph._p.style = style.replace(" ", "")
    if text:
        paragraph.add_run(text)
    return paragraph


def _turn(paper: _Paper, landscape: bool | None) -> None:
    """Begin a page; where the paper is turned, a section."""
    if landscape is None or landscape == paper.landscape:
        paper.breaks = True
        return
    paper.landscape = landscape
    section = paper.file.add_section(WD_SECTION.NEW_PAGE)
    word_style.lay_page(section, paper.document, landscape=landscape)
    word_xml.small_section_end(paper.file, "Gap")


def _contents(paper: _Paper) -> None:
    """Add a contents field where the paper fills more than five pages, as counted by the PDF's own layout."""
    if not _is_long(paper.document):
        return
    title = _paragraph(paper.file, "Contents", "Contents title")
    title.paragraph_format.page_break_before = paper.breaks
    lines = [(each.level, each.text) for each in headings(paper.document) if each.level <= 2]
    word_xml.contents_field(paper.file, lines)
    paper.breaks = True


def _is_long(document: Document) -> bool:
    """Whether it fills more than five pages. Only where that is not plain is it laid out to be counted."""
    from wardmote.common.documents.pdf import page_count

    turned = sum(isinstance(block, PageBreak) for block in document.blocks)
    rows = sum(len(block.rows) for block in document.blocks if isinstance(block, Table))
    if turned > _LONG_ENOUGH_FOR_CONTENTS or rows > _ROWS_OF_FIVE_PAGES:
        return True
    return page_count(document) > _LONG_ENOUGH_FOR_CONTENTS


def _undated(made: bytes) -> bytes:
    """Write the archive again with one fixed date in it, for the writer puts the time of day there."""
    fixed = BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(fixed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), ZIP_DEFLATED)
    return fixed.getvalue()
