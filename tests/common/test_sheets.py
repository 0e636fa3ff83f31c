"""Workbooks and CSV files become rows of text; damaged, hostile and huge ones become one refusal in words."""

import contextlib
import io
import random
import zipfile
from datetime import date

import openpyxl
import pytest

from wardmote.common.sheets import CannotReadSheet, Workbook, read_sheets
from wardmote.common.sheets_worker import CHILD, ROWS, read
from wardmote.common.sheets_worker import CannotReadSheet as Refusal


def workbook(*rows: list[object], **more: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, others in more.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(book: Workbook, sheet: int = 0) -> list[tuple[int, list[str]]]:
    return [(row.number, list(row.cells)) for row in book.sheets[sheet].rows]


def test_a_workbook_in_a_child() -> None:
    content = workbook(["Indicator", "Period", "Value"], [None, None, None], ["calls", date(2025, 1, 31), 0.1])
    assert cells(read_sheets(content)) == [(1, ["Indicator", "Period", "Value"]), (3, ["calls", "2025-01-31", "0.1"])]


def test_percentages_keep_their_sign_and_sheets_their_names() -> None:
    book = openpyxl.Workbook()
    book.active.append([0.119])
    book.active["A1"].number_format = "0.0%"
    book.create_sheet("Other").append(["x"])
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue())["sheets"]
    assert [(sheet["name"], sheet["rows"]) for sheet in found] == [("Sheet", [[1, ["11.9%"]]]), ("Other", [[1, ["x"]]])]


def test_a_formula_without_its_value_is_said() -> None:
    found = read(workbook(["a", "=1+1"]))
    assert found["sheets"][0]["rows"] == [[1, ["a", ""]]]
    assert found["notes"] == ["Sheet, row 1: a formula was saved without its value, so it is blank."]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a,b\n1,2\n", [[1, ["a", "b"]], [2, ["1", "2"]]]),
        ("\ufeffa;b\n£1;2\n".encode(), [[1, ["a", "b"]], [2, ["£1", "2"]]]),
        ("a\tb\n".encode("utf-16"), [[1, ["a", "b"]]]),
        (b'sep=|\na|b\n"x\ny"|=CMD()\n', [[1, ["a", "b"]], [2, ["x y", "=CMD()"]]]),
        ("a,b\né,2".encode("cp1252"), [[1, ["a", "b"]], [2, ["é", "2"]]]),
    ],
)
def test_csv(content: bytes, rows: list[object]) -> None:
    assert read(content)["sheets"][0]["rows"] == rows


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"0" * 70_000_000)
    return out.getvalue()


def with_entity() -> bytes:
    """A workbook whose sheet declares an entity that would read a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["x"]))) as good, zipfile.ZipFile(out, "w") as made:
        for name in good.namelist():
            content = good.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + content
            made.writestr(name, content)
    return out.getvalue()


def other_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 50, "password"),
        (workbook(["x"])[:300], "damaged"),
        (b"PK\x03\x04nonsense", "damaged"),
        (other_zip(), "neither"),
        (bytes(range(256)) * 40, "neither"),
        (b'a,b\n"never closed,2\n' * 1 + b"x" * 200_000, "quotation mark|neither|damaged"),
        (b"a,b\n" * (ROWS + 1), "more than 20,000 rows"),
        (b"x" * (CHILD.file_bytes + 1), "larger than"),
        (bomb(), "unpacks to far more"),
        (with_entity(), "damaged"),
    ],
    ids=["none", "blank", "old", "cut", "zip", "word", "binary", "quote", "rows", "large", "bomb", "entity"],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        read(content)


def test_a_refusal_comes_back_from_the_child() -> None:
    with pytest.raises(CannotReadSheet, match="password"):
        read_sheets(bytes.fromhex("d0cf11e0a1b11ae1"))


def test_a_child_that_dies_or_lingers_is_one_refusal() -> None:
    with pytest.raises(CannotReadSheet, match="stopped"):
        read_sheets(b"a,b\n", worker="no.such.worker")
    with pytest.raises(CannotReadSheet, match="too long"):
        read_sheets(b"a,b\n", seconds=0.001)


def test_nothing_but_the_one_refusal_comes_of_damage() -> None:
    """Good files with bytes changed at random."""
    chance = random.Random(7)  # noqa: S311 - damage that is the same each time, not a secret
    good = [workbook(["Indicator", "Period"], ["calls", 5]), b'a,b\n"x",2\n']
    for number in range(300):
        content = bytearray(good[number % 2])
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with contextlib.suppress(Refusal):
            assert read(bytes(content))["sheets"] is not None
