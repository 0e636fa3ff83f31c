"""Paper: one tree of plain values, printed as HTML, Word and tagged PDF with the same words and figures."""

from wardmote.common.documents.html import to_html, to_html_fragment
from wardmote.common.documents.pdf import to_pdf
from wardmote.common.documents.tree import (
    Block,
    Bullets,
    ChartBlock,
    ChartGrid,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Line,
    Linked,
    Mark,
    Notice,
    PageBreak,
    Panel,
    Panels,
    Paragraph,
    Table,
)
from wardmote.common.documents.word import to_docx

__all__ = [
    "Block",
    "Bullets",
    "ChartBlock",
    "ChartGrid",
    "Column",
    "Document",
    "Heading",
    "KeyFigure",
    "KeyFigures",
    "Line",
    "Linked",
    "Mark",
    "Notice",
    "PageBreak",
    "Panel",
    "Panels",
    "Paragraph",
    "Table",
    "to_docx",
    "to_html",
    "to_html_fragment",
    "to_pdf",
]
