"""One tree, three papers: the same words and figures in each, whatever somebody typed."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from wardmote.common.charts import quarter_bars
from wardmote.common.documents import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Notice,
    PageBreak,
    Paragraph,
    Table,
    to_docx,
    to_html,
    to_html_fragment,
    to_pdf,
)  # fmt: skip

MADE = datetime(2025, 3, 24, 9, 30, tzinfo=UTC)
CHART = quarter_bars(
    title="Burglary fell by 16.5% on the same quarter last year",
    months=["January", "February", "March"],
    now=[31, 28, 22], then=[40, 30, 27], now_label="2025", then_label="2024", unit="recorded crimes",
)  # fmt: skip
ACTIONS = Table(
    "Actions",
    [Column("Reference"), Column("Warnings", numeric=True)],
    [["A1", "1,234"], ["A2", "fewer than 5"]],
    note="Small numbers are not shown.",
)


def paper(*blocks: Block, **changes: object) -> Document:
    given: dict[str, object] = {
        "title": "Quarterly report",
        "partnership": "Example Community Safety Partnership",
        "period": "January to March 2025 (Q4 2024/25)",
        "version": "Version 1",
        "marking": "OFFICIAL",
        "made": MADE,
        "blocks": blocks or (Heading(1, "Summary"), ChartBlock(CHART), ACTIONS),
    }
    return Document(**(given | changes))  # type: ignore[arg-type] # the fields by name


class _Text(HTMLParser):
    """Gathers tags and the text outside style and the drawing."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.tags or self.tags[-1] not in ("style", "desc", "text"):
            self.text += data


def html_text(document: Document) -> str:
    parser = _Text()
    parser.feed(to_html(document))
    return parser.text


def word_text(document: Document) -> str:
    file = docx.Document(BytesIO(to_docx(document)))
    parts = [file.element.body, file.sections[0].header._element, file.sections[0].footer._element]
    return "\n".join(text.text or "" for part in parts for text in part.iter(qn("w:t")))


def pdf_text(document: Document) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(to_pdf(document))).pages)


def squeezed(text: str) -> str:
    """Without spaces, breaks and break opportunities, which layout may add."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


READERS: list[Callable[[Document], str]] = [html_text, word_text, pdf_text]


@pytest.mark.parametrize("read", READERS)
def test_the_same_figures_stand_in_all_three(read: Callable[[Document], str]) -> None:
    text = squeezed(read(paper(notes=["Loaded on 24 March."])))
    for expected in (
        "Quarterly report",
        "January to March 2025 (Q4 2024/25)",
        "Version 1. Made 24 March 2025.",
        "OFFICIAL",
        "1 Summary",
        "2 Notes",
        "Loaded on 24 March.",
        "Chart 1: Burglary fell by 16.5% on the same quarter last year",
        "Table 1: the figures in chart 1",
        "Table 2: Actions",
        "1,234",
        "fewer than 5",
        "Small numbers are not shown.",
        *(cell for row in CHART.table for cell in row),
    ):
        assert squeezed(expected) in text


HOSTILE = [
    '#import "@preview/x:0.1.0": *',
    "#panic() $x^2$ *bold* _it_ @label <label> `raw` = Heading // comment",
    "<script>alert('x')</script>&amp;<b>",
    "{{ 7 * 7 }} {% raw %} ]]>",
    "W" * 400,
    "https://example.org/" + "a/" * 120,
    "שלום עולם",
    "السلام عليكم",
    "Zażółć gęślą jaźń, Ỳ, Ελληνικά, кириллица",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("read", READERS)
def test_hostile_text_is_printed_as_text(hostile: str, read: Callable[[Document], str]) -> None:
    text = squeezed(read(_everywhere(hostile)))
    # The reader gives right-to-left runs back in the order of the page.
    wanted = [squeezed(hostile), squeezed(hostile)[::-1], squeezed(" ".join(hostile.split()[::-1]))]
    assert any(each in text for each in wanted)
    if text.isascii():
        assert "49" not in text


@pytest.mark.parametrize(
    "odd",
    [
        "".join(map(chr, range(0x20))) + "end",
        "\ud800 lone half",
        "\ufffe\uffff noncharacters",
        "\u202egnp.exe turned \u2066 about",
        "😀 👩‍👧 🏳️‍🌈",
        "漢字 and \U00013000",
        "e\u0301\u0302\u0303 z\u0489 \u0301 combining हिन्दी",
        "\u200b\u200d\u00ad\ufeff",
        "",
        " \n\t ",
    ],
)
def test_odd_characters_break_nothing(odd: str) -> None:
    document = _everywhere(odd)
    to_pdf(document)
    docx.Document(BytesIO(to_docx(document)))
    assert "\u202e" not in to_html(document)
    assert "Known words" in word_text(document)


def test_pdf_names_what_no_font_can_draw() -> None:
    assert "Welldone[policecar]" in squeezed(pdf_text(paper(Paragraph("Well done 🚓"))))


def _everywhere(text: str) -> Document:
    chart = quarter_bars(
        title=text, months=[text], now=[1], then=[2], now_label=text, then_label="2024", unit=text or "crimes"
    )
    return paper(
        Notice(text),
        Heading(1, text),
        Paragraph(text + "\n" + text),
        Bullets([text, "Known words"]),
        KeyFigures([KeyFigure(text, text, text)]),
        ChartBlock(chart),
        Table(text, [Column(text), Column(text, numeric=True)], [[text, text]], note=text),
        PageBreak(),
        title=text,
        partnership=text,
        period=text,
        version=text,
        marking=text,
        notes=[text],
    )


def test_pdf_is_tagged_and_says_so() -> None:
    file = pypdf.PdfReader(BytesIO(to_pdf(paper())))
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in root
    assert file.metadata is not None
    assert file.metadata.title == "Quarterly report"
    assert re.search(rb"pdfuaid:part[>=\"']+1", root["/Metadata"].get_object().get_data())
    tags = list(_tags(root["/StructTreeRoot"]["/K"]))
    kinds = [str(tag["/S"]) for tag in tags]
    assert {"/Title", "/H1", "/Table", "/TH", "/TD", "/Figure", "/Caption"} <= set(kinds)
    assert [tag["/Alt"] for tag in tags if tag["/S"] == "/Figure" and "/Alt" in tag] == [CHART.alternative]


def _tags(node: object) -> list[pypdf.generic.DictionaryObject]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, pypdf.generic.ArrayObject):
        return [tag for child in node for tag in _tags(child)]
    if not isinstance(node, pypdf.generic.DictionaryObject) or "/S" not in node:
        return []
    return [node, *(_tags(node["/K"]) if "/K" in node else [])]


def test_long_papers_have_contents_repeated_headers_and_page_numbers() -> None:
    rows = [[f"Action {number}", "1"] for number in range(300)]
    table = Table("Many", [Column("Reference"), Column("Warnings", numeric=True)], rows)
    blocks = (Heading(1, "Summary"), PageBreak(), Heading(1, "Actions"), table)
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(to_pdf(paper(*blocks)))).pages]
    assert len(pages) > 5
    assert "Contents" not in pages[0]
    assert "Contents" in pages[1]
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert all("Reference" in page for page in pages[2:-1])
    assert "Contents" in word_text(paper(*blocks))
    assert "Contents" not in word_text(paper(*blocks[:3]))
    assert "Contents" not in pdf_text(paper(*blocks[:3]))


def test_word_file_is_built_of_real_parts() -> None:
    made = to_docx(paper())
    file = docx.Document(BytesIO(made))
    assert [p.text for p in file.paragraphs if p.style and p.style.name == "Heading 1"] == ["1 Summary"]
    cells = [[cell.text for cell in row.cells] for row in file.tables[1].rows]
    assert cells == [["Reference", "Warnings"], *(list(row) for row in ACTIONS.rows)]
    for table in file.tables:
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
    (picture,) = file.inline_shapes
    assert picture._inline.docPr.get("descr") == CHART.alternative
    assert {lang.get(qn("w:val")) for lang in file.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    properties = file.core_properties
    assert (properties.title, properties.author) == ("Quarterly report", "Wardmote")
    assert file.sections[0].header.paragraphs[0].text == "OFFICIAL"
    fields = [text.text for text in file.sections[0].footer._element.iter(qn("w:instrText"))]
    assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]
    assert not [name for name in ZipFile(BytesIO(made)).namelist() if "thumbnail" in name]


def test_html_stands_alone_and_its_headings_are_in_order() -> None:
    html = to_html(paper(Heading(1, "A"), Heading(2, "B"), Heading(1, "C"), ChartBlock(CHART)))
    assert re.findall(r"<h(\d)[^>]*>([^<]+)", html) == [
        ("1", "Quarterly report"),
        ("2", "1 A"),
        ("3", "1.1 B"),
        ("2", "2 C"),
    ]
    assert '<html lang="en-GB">' in html
    assert not re.search(r"(src|href)=|@import|url\(", html)
    assert html.count("<script") == 0


def test_fragment_keeps_to_a_strict_page() -> None:
    fragment = to_html_fragment(paper(), first_level=3)
    assert "<h3" in fragment
    assert not re.search(r"<style|\sstyle=|<html|<script|\son\w+=", fragment)
    assert fragment.count('scope="row"') == 6


@pytest.mark.parametrize("render", [to_pdf, to_docx, to_html])
def test_the_same_document_gives_the_same_bytes(render: Callable[[Document], object]) -> None:
    assert render(paper()) == render(paper())


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Table("T", [Column("a"), Column("b")], [["1"]]), "needs 2 cells"),
        (lambda: Table("T", [], []), "needs 0 cells"),
        (lambda: Heading(4, "Deep"), "level 1, 2 or 3"),
        (lambda: paper(Heading(1, "A"), Heading(3, "B")), "skips a level"),
        (lambda: paper(made=datetime(2025, 3, 24)), "time zone"),
    ],
)
def test_mistakes_of_a_report_are_refused_at_once(make: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        make()


@pytest.mark.parametrize("render", [to_pdf, to_docx, to_html])
def test_empty_parts_are_no_fault(render: Callable[[Document], object]) -> None:
    render(paper(Bullets([]), KeyFigures([]), Table("None yet", [Column("Reference")], []), PageBreak()))
