"""Files that are damaged, something else, or made to do harm. Each function returns a file's bytes."""

import io
import struct
import zipfile
from collections.abc import Callable

from tests.plan.reading.layouts import by_priority
from tests.plan.reading.sheet_layouts import tracker

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
_DOCUMENT = "word/document.xml"
_SHEET = "xl/worksheets/sheet1.xml"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def changed(content: bytes, path: str, part: bytes | None, *, add: bool = False) -> bytes:
    """Return a zip with one part replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != path:
                new.writestr(entry.filename, old.read(entry.filename))
            elif part is not None:
                new.writestr(path, part)
        if add and part is not None:
            new.writestr(path, part)
    return out.getvalue()


def part_of(content: bytes, path: str) -> bytes:
    """Return one part of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(path)


def laughs() -> bytes:
    """Entities that multiply."""
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))]
    body = f"<w:document {_WORD}><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    return changed(by_priority(), _DOCUMENT, f'<?xml version="1.0"?><!DOCTYPE x [{"".join(lines)}]>{body}'.encode())


def outside() -> bytes:
    """An entity that names a file of the machine."""
    body = f'<worksheet {_MAIN}><sheetData><row><c t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{body}'
    return changed(tracker(), _SHEET, text.encode())


def late_type() -> bytes:
    """A document type hidden behind a long comment."""
    text = f'<?xml version="1.0"?><!--{"x" * 9000}--><!DOCTYPE x [<!ENTITY e "y">]><w:document {_WORD}/>'
    return changed(by_priority(), _DOCUMENT, text.encode())


def bomb() -> bytes:
    """A part that is small in the zip and huge outside it."""
    return changed(by_priority(), _DOCUMENT, b"<a>" + b" " * (30 * 1024 * 1024) + b"</a>")


def lying_bomb() -> bytes:
    """The same, saying of itself that it is small."""
    content = changed(by_priority(), _DOCUMENT, b"<a>" + b" " * (70 * 1024 * 1024) + b"</a>")
    real = struct.pack("<I", 70 * 1024 * 1024 + 7)
    return content.replace(real, struct.pack("<I", 1000))


def macros() -> bytes:
    """A workbook with programs in it."""
    return changed(tracker(), "xl/vbaProject.bin", b"program", add=True)


def many_rows() -> bytes:
    """A sheet of a million rows."""
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(1, 1_000_001))
    return changed(tracker(), _SHEET, f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>".encode())


def many_columns() -> bytes:
    """A row of ten thousand columns."""
    cells = '<c t="n"><v>1</v></c>' * 10_000
    return changed(
        tracker(), _SHEET, f'<worksheet {_MAIN}><sheetData><row r="5">{cells}</row></sheetData></worksheet>'.encode()
    )


def huge_span() -> bytes:
    """A Word cell that says it spans a million columns."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p/></w:tc>'
    body = f"<w:document {_WORD}><w:body><w:tbl><w:tr>{cell}</w:tr></w:tbl></w:body></w:document>"
    return changed(by_priority(), _DOCUMENT, body.encode())


def deep() -> bytes:
    """Tables inside tables, a hundred deep."""
    start, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    body = f"<w:document {_WORD}><w:body>{start * 60}<w:p/>{end * 60}</w:body></w:document>"
    return changed(by_priority(), _DOCUMENT, body.encode())


def deeper() -> bytes:
    """Tables inside tables, ten thousand deep."""
    start, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    body = f"<w:document {_WORD}><w:body>{start * 10_000}<w:p/>{end * 10_000}</w:body></w:document>"
    return changed(by_priority(), _DOCUMENT, body.encode())


def no_table() -> bytes:
    """A Word file of words alone."""
    body = f"<w:document {_WORD}><w:body><w:p><w:r><w:t>Words</w:t></w:r></w:p></w:body></w:document>"
    return changed(by_priority(), _DOCUMENT, body.encode())


def empty_sheets() -> bytes:
    """A workbook with nothing in it."""
    return changed(tracker(), _SHEET, f"<worksheet {_MAIN}><sheetData/></worksheet>".encode())


def not_a_document() -> bytes:
    """A zip of something else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("letter.txt", "Dear all")
    return out.getvalue()


def open_document() -> bytes:
    """What LibreOffice saves by itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<x/>")
    return out.getvalue()


# Name of the file, its content, and words of the refusal.
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("plan.docx", lambda: b"", "is empty"),
    "too large": ("plan.csv", lambda: b"a,b\n" * 6_000_000, "larger than 20 MB"),
    "nonsense named docx": ("plan.docx", lambda: bytes(range(256)) * 40, "not a file that Word made"),
    "nonsense named xlsx": ("plan.xlsx", lambda: b"no workbook", "not a file that Excel made"),
    "nonsense named csv": ("plan.csv", lambda: bytes(range(256)) * 40, "neither a Word file"),
    "one column": ("plan.csv", lambda: b"Dear all\nThis is a letter\n", "only one column"),
    "open quotation": ("plan.csv", lambda: b'a,b\n"' + b"x,y\n" * 3_000_000, "takes|more text|damaged|one column"),
    "cut short": ("plan.docx", lambda: by_priority()[:5000], "damaged"),
    "cut at the start": ("plan.docx", lambda: by_priority()[:3], "not a file that Word made"),
    "no document": ("plan.docx", lambda: changed(by_priority(), _DOCUMENT, None), "damaged"),
    "no sheet": ("plan.xlsx", lambda: changed(tracker(), _SHEET, None), "damaged"),
    "broken XML": ("plan.docx", lambda: changed(by_priority(), _DOCUMENT, b"<w:document"), "not well formed"),
    "broken sheet": ("plan.xlsx", lambda: changed(tracker(), _SHEET, b"<worksheet><row>"), "not well formed"),
    "other zip": ("plan.zip", not_a_document, "neither a Word nor an Excel file"),
    "other zip named docx": ("plan.docx", not_a_document, "no document in it"),
    "OpenDocument": ("plan.odt", open_document, "OpenDocument"),
    "laughs": ("plan.docx", laughs, "document type"),
    "entity from outside": ("plan.xlsx", outside, "document type"),
    "late document type": ("plan.docx", late_type, "document type"),
    "bomb": ("plan.docx", bomb, "unpacks to far more"),
    "lying bomb": ("plan.docx", lying_bomb, "unpacks to far more|damaged"),
    "macros": ("plan.xlsm", macros, "carries macros"),
    "password": ("plan.docx", lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "Take the password off"),
    "old Word": ("plan.doc", lambda: _OLE + "WordDocument".encode("utf-16-le"), "Save it as .docx"),
    "old Excel": ("plan.xls", lambda: _OLE + "Workbook".encode("utf-16-le"), "Save it as .xlsx"),
    "other old file": ("plan.ppt", lambda: _OLE, "old Office file"),
    "PDF": ("plan.pdf", lambda: b"%PDF-1.7\n", "This is a PDF"),
    "PDF named docx": ("plan.docx", lambda: b"%PDF-1.7\n", "This is a PDF"),
    "Rich Text": ("plan.doc", lambda: b"{\\rtf1\\ansi}", "Rich Text"),
    "picture": ("plan.docx", lambda: b"\x89PNG\r\n\x1a\n", "picture"),
    "web page named xls": ("plan.xls", lambda: b"\xef\xbb\xbf <html><table>", "web page or XML"),
    "million rows": ("plan.xlsx", many_rows, "more than 5,000 rows"),
    "wide row": ("plan.xlsx", many_columns, "10,000 columns"),
    "wide CSV": ("plan.csv", lambda: b"x," * 10_000 + b"x\n", "10,001 columns"),
    "huge span": ("plan.docx", huge_span, "columns; a plan has at most"),
    "long CSV": ("plan.csv", lambda: b"1,Do it\n" * 6000, "more than 5,000 rows"),
    "much text": ("plan.csv", lambda: (b"x" * 9000 + b",y\n") * 700, "more text than any plan"),
    "deep tables": ("plan.docx", deep, "too deep|not well formed"),
    "very deep tables": ("plan.docx", deeper, "too deep|not well formed"),
    "no table": ("plan.docx", no_table, "No table was found"),
    "empty sheets": ("plan.xlsx", empty_sheets, "every sheet of the workbook is empty"),
}
