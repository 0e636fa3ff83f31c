"""What python-docx has no word for: fields, repeated and unbroken rows, rules, descriptions, language."""

from collections.abc import Sequence

from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.shared import Cm
from docx.styles.style import BaseStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Make `w:tag` with attributes of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field such as PAGE; the 1 it holds is replaced when the file is laid out."""
    for content in (
        element("fldChar", fldCharType="begin"),
        _instruction(instruction),
        element("fldChar", fldCharType="separate"),
    ):
        paragraph.add_run()._r.append(content)
    paragraph.add_run("1")
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def contents_field(file: WordFile, lines: Sequence[tuple[int, str]]) -> None:
    """Add a contents field that already holds its lines; Word puts the page numbers in when it opens the file."""
    first = file.add_paragraph(style="Contents line")
    first.add_run()._r.append(element("fldChar", fldCharType="begin", dirty="true"))
    first.add_run()._r.append(_instruction('TOC \\o "1-2" \\h \\z \\u'))
    first.add_run()._r.append(element("fldChar", fldCharType="separate"))
    paragraph = first
    for number, (level, text) in enumerate(lines):
        paragraph = first if number == 0 else file.add_paragraph(style="Contents line")
        paragraph.paragraph_format.left_indent = Cm(0.8 * (level - 1))
        paragraph.add_run(text)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def _instruction(text: str) -> BaseOxmlElement:
    made = element("instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = f" {text} "
    return made


def keep_row(row: _Row) -> None:
    """Never split the row between two pages."""
    row._tr.get_or_add_trPr().insert(0, element("cantSplit", val="true"))


def lay_out(table: Table, widths: Sequence[float]) -> None:
    """Fix the columns' widths, in centimetres."""
    table.autofit = False
    # In by the cells' own margin, so that rules begin where the text does.
    table._tbl.tblPr.insert_element_before(element("tblInd", w="108", type="dxa"), "w:tblLayout", "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def rule_left(cell: _Cell) -> None:
    """Set a key figure or a panel off with a teal rule."""
    borders = element("tcBorders")
    borders.append(element("left", val="single", sz="18", space="0", color="0B5563"))
    cell._tc.get_or_add_tcPr().append(borders)


def small_section_end(file: WordFile, style: str) -> None:
    """Give the paragraph that ends a section a small style: a full line could run over to an empty page."""
    ends = file.element.body.xpath("./w:p[w:pPr/w:sectPr]")
    Paragraph(ends[-1], file._body).style = file.styles[style]


def rule_below(paragraph: Paragraph) -> None:
    """Close the title block with a teal rule."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="8", space="4", color="0B5563"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def box(style: BaseStyle) -> None:
    """Give a paragraph style the grey ground and teal edge of a notice."""
    borders = element("pBdr")
    for side, size, space, colour in (
        ("top", "4", "6", "F3F2F1"),
        ("left", "32", "8", "0B5563"),
        ("bottom", "4", "6", "F3F2F1"),
    ):
        borders.append(element(side, val="single", sz=size, space=space, color=colour))
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    shade = element("shd", val="clear", color="auto", fill="F3F2F1")
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc")


def describe(picture: InlineShape, title: str, alternative: str) -> None:
    """Give a picture its alternative text."""
    for properties in (picture._inline.docPr, picture._inline.graphic.graphicData.pic.nvPicPr.cNvPr):
        properties.set("descr", alternative)
        properties.set("title", title)
        properties.set("name", "Chart")


def set_language(file: WordFile, language: str) -> None:
    """Say which language the whole file is in, so that it is spelt and spoken so."""
    for lang in file.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)


def drop_thumbnail(file: WordFile) -> None:
    """Take out the picture of an empty page that the writer's own template carries as a preview."""
    links = file.part.package.rels
    for name in [name for name, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[name]


def plain_font(style: BaseStyle, font: str) -> None:
    """Take off a style the theme's fonts, which would win over the one it names, a title's rule and spaced letters."""
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), font)
    for found in (f"{qn('w:pPr')}/{qn('w:pBdr')}", f"{qn('w:rPr')}/{qn('w:spacing')}"):
        ornament = style.element.find(found)
        if ornament is not None:
            ornament.getparent().remove(ornament)
