"""Reads every byte of a file that could hold a word: what is packed is unpacked, what is compressed is opened."""

import re
from io import BytesIO
from zipfile import ZipFile

import pypdf

_TAG = re.compile(rb"<[^>]*>")


def everything_in(content: bytes) -> str:
    """Return all that a file says, in any of its parts: properties, alternative texts, shared strings, raw streams."""
    if content.startswith(b"PK"):
        return "\n".join(_both(part) for part in _unzipped(content))
    if content.startswith(b"%PDF"):
        return "\n".join([content.decode("latin-1"), *_pdf(content)])
    return _both(content)


def words_in(content: bytes) -> str:
    """Return what a reader reads of a file, on one line."""
    if content.startswith(b"PK"):
        text = " ".join(_TAG.sub(b" ", part).decode("utf-8", "replace") for part in _unzipped(content))
    elif content.startswith(b"%PDF"):
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    else:
        plain = re.sub(rb"<style.*?</style>|<svg.*?</svg>", b" ", content, flags=re.S)
        text = _TAG.sub(b" ", plain).decode()
    return re.sub(r"\s+", " ", text)


def _both(part: bytes) -> str:
    """With its tags, for words in attributes, and without, for words that tags part."""
    return part.decode("utf-8", "replace") + _TAG.sub(b"", part).decode("utf-8", "replace")


def _unzipped(content: bytes) -> list[bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return [name.encode() + archive.read(name) for name in archive.namelist()]


def _pdf(content: bytes) -> list[str]:
    reader = pypdf.PdfReader(BytesIO(content))
    found = [page.extract_text() for page in reader.pages]
    for number in range(1, int(reader.trailer["/Size"])):
        held = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        found.append(str(held))
        if isinstance(held, pypdf.generic.StreamObject):
            try:
                found.append(held.get_data().decode("latin-1"))
            except (NotImplementedError, pypdf.errors.PyPdfError):
                found.append(held._data.decode("latin-1"))
    return [text + text.replace("\u200b", "") for text in found]
