"""The look of a Word file: page, styles, header and footer, properties."""

from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from wardmote.common.documents import word_xml
from wardmote.common.documents.tree import Document

_TEAL, _QUIET, _INK = RGBColor(0x0B, 0x55, 0x63), RGBColor(0x48, 0x49, 0x49), RGBColor(0x0B, 0x0C, 0x0C)
_FONT = "Arial"
_MARGIN = 2.2
# name, based on, size, bold, colour, space before, space after, kept with the next paragraph
_STYLES = [
    ("Normal", None, 11, False, _INK, 0, 8, False),
    ("Title", None, 24, True, _TEAL, 2, 4, True),
    ("Subtitle", None, 13, False, _INK, 0, 4, True),
    ("Heading 1", None, 16, True, _TEAL, 18, 6, True),
    ("Heading 2", None, 13, True, _TEAL, 14, 4, True),
    ("Heading 3", None, 11.5, True, _TEAL, 12, 4, True),
    ("Caption", None, 11, True, _INK, 12, 4, True),
    ("List Bullet", None, 11, False, _INK, 0, 4, False),
    ("Partnership", "Normal", 11, True, _QUIET, 0, 2, True),
    ("Quiet", "Normal", 9.5, False, _QUIET, 2, 6, False),
    ("Notice", "Normal", 11, True, _INK, 8, 12, False),
    ("Key figure", "Normal", 22, True, _TEAL, 0, 2, True),
    ("Key label", "Normal", 11, True, _INK, 0, 2, True),
    ("Panel label", "Normal", 10, True, _QUIET, 4, 2, True),
    ("Panel line", "Normal", 10, False, _INK, 0, 3, False),
    ("Picture", "Normal", 11, False, _INK, 0, 6, False),
    ("Gap", "Normal", 6, False, _INK, 0, 0, False),
    ("Contents title", "Normal", 16, True, _TEAL, 0, 8, True),
    ("Contents line", "Normal", 11, False, _INK, 0, 4, False),
    ("Table cell", "Normal", 10, False, _INK, 2, 2, False),
    ("Table head", "Table cell", 10, True, _INK, 2, 2, True),
    ("Table cell number", "Table cell", 10, False, _INK, 2, 2, False),
    ("Table head number", "Table head", 10, True, _INK, 2, 2, True),
]


def prepare(file: WordFile, document: Document) -> None:
    """Set page, styles, header, footer, language and properties of an empty file."""
    for name, *look in _STYLES:
        _style(file, name, *look)
    word_xml.box(file.styles["Notice"])
    word_xml.set_language(file, document.language)
    word_xml.drop_thumbnail(file)
    _frame(file, document)
    _properties(file, document)


def _style(
    file: WordFile,
    name: str,
    based_on: str | None,
    size: float,
    bold: bool,
    colour: RGBColor,
    before: float,
    after: float,
    keep: bool,
) -> None:
    known = name in [style.name for style in file.styles]
    style = file.styles[name] if known else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - all of ours are
    if based_on:
        style.base_style = file.styles[based_on]
    style.font.name, style.font.size, style.font.bold, style.font.italic = _FONT, Pt(size), bold, False
    style.font.color.rgb = colour
    word_xml.plain_font(style, _FONT)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.keep_with_next = Pt(before), Pt(after), keep
    spacing.line_spacing = 1.0 if name.startswith(("Table", "Key", "Title", "Gap", "Panel")) else 1.15
    if name.endswith("number"):
        spacing.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def text_width(landscape: bool) -> float:
    """The width between the margins, in centimetres."""
    return (29.7 if landscape else 21) - 2 * _MARGIN


def lay_page(section: Section, document: Document, *, landscape: bool) -> None:
    """Set a section's paper, margins, header and footer."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    header.add_run(document.marking).bold = True
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(text_width(landscape)), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{document.partnership}: {document.title}\tPage ")
    word_xml.field(footer, "PAGE")
    footer.add_run(" of ")
    word_xml.field(footer, "NUMPAGES")


def _frame(file: WordFile, document: Document) -> None:
    lay_page(file.sections[0], document, landscape=document.landscape)
    for name in ("Header", "Footer"):
        style = file.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - both are
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(9), _QUIET
        # Those of the writer's own template fit its own margins.
        style.paragraph_format.tab_stops.clear_all()


def _properties(file: WordFile, document: Document) -> None:
    properties = file.core_properties
    # A property holds 255 characters; the title in full stands on the first page.
    properties.title, properties.subject = document.title[:255], document.period[:255]
    properties.author = properties.last_modified_by = "Wardmote"
    properties.comments, properties.keywords, properties.category = "", "", ""
    properties.language, properties.revision = document.language, 1
    properties.created = properties.modified = document.made.replace(microsecond=0)
