"""What a file is, by its first bytes and not by its name; and plain words for each kind that is not read."""

from wardmote.plan.reading import limits
from wardmote.plan.reading.package import Package
from wardmote.plan.reading.types import CannotRead

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_WORD_OR_EXCEL = "Save it as .docx or .xlsx and try again."
_OTHERS = (
    (
        b"%PDF",
        "This is a PDF, whose tables cannot be read safely. Ask for the Word or Excel file it was made from, or open "
        "the PDF in Word, check the tables, and save it as .docx.",
    ),
    (b"{\\rtf", "This is a Rich Text file. Open it in Word, save it as .docx and try again."),
    (
        b"\x89PNG",
        "This is a picture. Type the plan into a table in Word or Excel, or ask for the file it was made from.",
    ),
    (
        b"\xff\xd8\xff",
        "This is a picture. Type the plan into a table in Word or Excel, or ask for the file it was made from.",
    ),
    (b"Rar!", "This is an archive. Unpack it and choose the plan inside."),
    (b"7z\xbc\xaf", "This is an archive. Unpack it and choose the plan inside."),
    (b"\x1f\x8b", "This is an archive. Unpack it and choose the plan inside."),
)
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<body")


def kind_of(content: bytes, name: str) -> str:
    """Return docx, xlsx or csv. Raises CannotRead, saying what to do instead, for everything else."""
    if not content:
        raise CannotRead("The file is empty.")
    if len(content) > limits.FILE_BYTES:
        size = limits.FILE_BYTES // limits.MEGABYTE
        raise CannotRead(
            f"The file is larger than {size} MB. Take the pictures out, or save the plan alone, and try again."
        )
    if content.startswith(_OLE):
        raise CannotRead(_old(content))
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(content, name)
    for start, words in _OTHERS:
        if content.startswith(start):
            raise CannotRead(words)
    if content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise CannotRead(
            "This is a web page or XML file, whatever its name says. Open it in Word or Excel. " + _AS_WORD_OR_EXCEL
        )
    ending = _ending(name)
    if ending in ("docx", "xlsx", "docm", "xlsm", "doc", "xls"):
        program = "Word" if ending.startswith("doc") else "Excel"
        raise CannotRead(f"The name ends in .{ending}, but this is not a file that {program} made. Was it cut short?")
    return "csv"


def _zipped(content: bytes, name: str) -> str:
    package = Package(content, program="Excel" if _ending(name).startswith("xls") else "Word")
    names = package.names()
    if any(each.endswith("vbaproject.bin") for each in names) or _declares_macros(package):
        raise CannotRead(
            "This file carries macros, which are programs, so it was not opened. Save it as .docx or .xlsx, which "
            "leaves them out, and try again."
        )
    if "xl/workbook.bin" in names:
        raise CannotRead("This is a binary Excel file (.xlsb). Save it as .xlsx and try again.")
    if "mimetype" in names and "content.xml" in names:
        raise CannotRead("This is an OpenDocument file. " + _AS_WORD_OR_EXCEL)
    for folder, kind in (("word/", "docx"), ("xl/", "xlsx")):
        if any(each.startswith(folder) for each in names):
            return kind
    if _ending(name) in ("docx", "xlsx"):
        raise CannotRead("The file is damaged: there is no document in it. Ask for it again, or open and save it anew.")
    raise CannotRead(
        "This is a zip with neither a Word nor an Excel file as its content. Unpack it and choose the plan."
    )


def _declares_macros(package: Package) -> bool:
    path = "[Content_Types].xml"
    return package.has(path) and b"macroenabled" in package.read(path).lower()


def _old(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "The file is protected by a password. Take the password off and try again."
    if "WordDocument".encode("utf-16-le") in content:
        return "This is an old Word file (.doc). Save it as .docx and try again."
    if any(word.encode("utf-16-le") in content for word in ("Workbook", "Book")):
        return "This is an old Excel file (.xls). Save it as .xlsx and try again."
    return "This is an old Office file. " + _AS_WORD_OR_EXCEL


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
