"""A report's tables in Excel: numbers are numbers, everything typed is text, and nothing is ever a formula."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from wardmote.common.documents import Block, Column, Document, Heading, Mark, Notice, Table
from wardmote.common.spreadsheets import to_xlsx

MADE = datetime(2025, 3, 24, 9, 30, tzinfo=UTC)


def paper(*blocks: Block) -> Document:
    return Document(
        title="Scorecard", partnership="Example Partnership", period="January to March 2025 (Q4 2024/25)",
        version="Draft", marking="OFFICIAL", made=MADE, blocks=blocks, notes=["Small counts are not shown."],
    )  # fmt: skip


def cells(document: Document, sheet: int = 1) -> list[list[object]]:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(document)))
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows(min_row=4)]


FORMULAS = ["=1+1", "+44 20 7946 0000", "-2+3", "@SUM(A1)", '=HYPERLINK("https://example.org")', "\t=1", "{=1}"]


@pytest.mark.parametrize("typed", FORMULAS)
@pytest.mark.parametrize("numeric", [True, False])
def test_what_was_typed_is_text(typed: str, numeric: bool) -> None:
    made = to_xlsx(paper(Table(typed, [Column(typed), Column(typed, numeric)], [[typed, typed]], note=typed)))
    book = openpyxl.load_workbook(BytesIO(made))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n") and cell.hyperlink is None for cell in row)
    assert typed.strip() in [cell.value for cell in book.worksheets[1][4]]
    assert not any(b"<f>" in ZipFile(BytesIO(made)).read(name) for name in ZipFile(BytesIO(made)).namelist())


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("1,234", 1234), ("−16", -16), ("+3", 3), ("13.4%", 0.134), ("£1,200.50", 1200.5), ("0", 0),
        ("fewer than 5", "fewer than 5"), ("114 of 955", "114 of 955"), ("−16 (−16.5%)", "−16 (−16.5%)"),
        ("2025/26", "2025/26"), ("1,23", "1,23"), ("", ""),
    ],
)  # fmt: skip
def test_a_column_of_numbers_holds_numbers_and_what_is_none(text: str, held: object) -> None:
    table = Table("T", [Column("Name"), Column("Figure", numeric=True)], [["A", text]])
    assert cells(paper(table))[0] == ["A", pytest.approx(held) if isinstance(held, float) else held]


def test_a_number_in_a_column_of_words_stays_as_written() -> None:
    """A reference `1.10` must not become 1.1."""
    assert cells(paper(Table("T", [Column("Ref"), Column("Due")], [["1.10", "2025"]])))[0] == ["1.10", "2025"]


def test_sheets_are_named_after_their_tables_and_the_first_says_what_it_is() -> None:
    long = "Indicators: all/of [them]? " + "x" * 60
    blocks = [Notice("Invented figures."), *(Table(name, [Column("A")], []) for name in (long, long, "About", "'"))]
    book = openpyxl.load_workbook(BytesIO(to_xlsx(paper(*blocks))))
    names = book.sheetnames
    assert len({name.lower() for name in names}) == 5
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    words = [row[0].value for row in book["About"].iter_rows() if row[0].value]
    for wanted in (
        "OFFICIAL",
        "Scorecard",
        "Draft. Made 24 March 2025.",
        "Invented figures.",
        "Small counts are not shown.",
    ):
        assert wanted in words


def test_a_rating_is_its_word_on_its_colour() -> None:
    table = Table("T", [Column("Name"), Column("RAG")], [["A", Mark("Red", "red")], ["B", Mark("Not rated", "grey")]])
    book = openpyxl.load_workbook(BytesIO(to_xlsx(paper(table))))
    rated, unrated = book.worksheets[1]["B4"], book.worksheets[1]["B5"]
    assert (rated.value, rated.fill.fgColor.rgb) == ("Red", "FFB3170D")
    assert (unrated.value, unrated.fill.fill_type) == ("Not rated", None)


def test_the_same_document_gives_the_same_bytes() -> None:
    document = paper(Heading(1, "A"), Table("T", [Column("A")], [["1"]]))
    assert to_xlsx(document) == to_xlsx(document)
