"""Paper that turns, rated cells, panels, small charts, and rows too long for a page."""

import re
from io import BytesIO

import docx
import pypdf
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from tests.common.test_documents import CHART, html_text, paper, pdf_text, squeezed, word_text
from wardmote.common.documents import (
    Block,
    ChartGrid,
    Column,
    Heading,
    Line,
    Mark,
    PageBreak,
    Panel,
    Panels,
    Paragraph,
    Table,
    to_docx,
    to_html,
    to_html_fragment,
    to_pdf,
)

RATED = Table(
    "Rated",
    [Column("Indicator"), Column("RAG")],
    [["Burglary", Mark("Red", "red")], ["Theft", Mark("Not rated", "purple")], ["Done", Mark("Complete", "blue")]],
)
PANELS = Panels(
    [
        Panel(f"Priority {number}", [("Actions", [Line("Talk to shops", Mark("Green", "green"))])])
        for number in (1, 2, 3)
    ]
)


def turned() -> tuple[Block, ...]:
    return (Heading(1, "A"), Paragraph("Upright"), PageBreak(landscape=True), RATED, PageBreak(landscape=False),
            Paragraph("Upright again"))  # fmt: skip


def test_paper_turns_and_turns_back() -> None:
    pages = pypdf.PdfReader(BytesIO(to_pdf(paper(*turned())))).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, True, False]
    assert [f"Page {number} of 3" in page.extract_text() for number, page in enumerate(pages, 1)] == [True] * 3
    sections = docx.Document(BytesIO(to_docx(paper(*turned())))).sections
    assert [each.orientation for each in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert [each.header.paragraphs[0].text for each in sections] == ["OFFICIAL"] * 3
    assert all("Quarterly report" in each.footer.paragraphs[0].text for each in sections)
    (page,) = pypdf.PdfReader(BytesIO(to_pdf(paper(Heading(1, "A"), landscape=True)))).pages
    assert page.mediabox.width > page.mediabox.height


def test_a_rating_has_its_letter_and_its_word_in_all_three() -> None:
    document = paper(Heading(1, "A"), RATED)
    for read in (html_text, word_text, pdf_text):
        text = squeezed(read(document))
        for wanted in ("RRed", "–Notrated", "CComplete"):
            assert wanted in text, (read, wanted)
    fragment = to_html_fragment(document)
    assert 'class="wm-rag wm-rag--red"' in fragment
    assert "wm-rag--purple" not in fragment
    fills = [shade.get(qn("w:fill")) for shade in docx.Document(BytesIO(to_docx(document))).element.iter(qn("w:shd"))]
    assert {"B3170D", "FFFFFF", "1A4F8A"} <= set(fills)


def test_panels_and_small_charts_stand_side_by_side_under_a_heading() -> None:
    document = paper(Heading(1, "A"), PANELS, ChartGrid([("Burglary", CHART), ("Theft", CHART)]))
    for read in (html_text, word_text, pdf_text):
        text = squeezed(read(document))
        for wanted in ("Priority3", "Talktoshops", "Burglary", "Theft"):
            assert wanted in text, (read, wanted)
    assert re.findall(r"<h(\d)", to_html(document)) == ["1", "2", "3", "3", "3"]
    pictures = docx.Document(BytesIO(to_docx(document))).element.iter(qn("wp:docPr"))
    assert [each.get("descr") for each in pictures] == [CHART.alternative] * 2
    with pytest.raises(ValueError, match="under a heading"):
        paper(PANELS)


def test_a_row_longer_than_a_page_is_parted_and_loses_nothing() -> None:
    words = " ".join(f"word{number}" for number in range(3000))
    long = Table(
        "Long", [Column("Ref", share=1), Column("Status", share=1), Column("More", share=6)], [["1", words, "x"]]
    )
    for document in (paper(Heading(1, "A"), long), paper(Heading(1, "A"), PageBreak(landscape=True), long)):
        text = squeezed(pdf_text(document))
        assert "word0" in text
        assert "word2999" in text
