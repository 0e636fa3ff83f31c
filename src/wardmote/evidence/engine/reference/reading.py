"""A file about areas, read line by line without trusting its size, its encoding or its quotes."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

LARGEST_FILE = 512 * 2**20
LARGEST_RATIO = 100
LONGEST_LINE = 65_536
_CHUNK = 2**20
_HEAD = 65_536


class Unreadable(Exception):
    """A file that cannot be taken; the message says why and what to do."""


def read(path: Path) -> bytes:
    """Return the whole unpacked content. Raises Unreadable when it is too large, packed absurdly well, or broken."""
    packed = path.stat().st_size
    gz = path.name.casefold().endswith(".gz")
    limit = min(LARGEST_FILE, max(_CHUNK, packed * LARGEST_RATIO)) if gz else LARGEST_FILE
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.open(path) if gz else open(path, "rb") as stream:
            while part := stream.read(_CHUNK):
                size += len(part)
                if size > limit:
                    raise Unreadable("It unpacks to more than such a file could be. Download it again.")
                parts.append(part)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Unreadable("The packed file is broken or cut short. Download it again.") from error
    except OSError as error:
        raise Unreadable(f"It cannot be read ({error.strerror or 'broken'}). Check the file.") from error
    return b"".join(parts)


def head(path: Path) -> bytes:
    """Return the first bytes of the unpacked content; what can be had of a broken file."""
    try:
        with gzip.open(path) if path.name.casefold().endswith(".gz") else open(path, "rb") as stream:
            return stream.read(_HEAD)
    except (OSError, EOFError, zlib.error):
        return b""


def heading(data: bytes) -> tuple[list[str], str]:
    """Return the names of the columns, none of an empty file, and the sign between them."""
    first = data.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].split(b"\r", 1)[0][:LONGEST_LINE]
    text = first.decode("utf-8", errors="replace")
    sign = max(",;\t", key=text.count)
    return (_apart(text, sign) or [], sign) if text.strip() else ([], ",")


def lines(data: bytes, sign: str) -> Iterator[tuple[int, list[str] | str, str]]:
    """Yield (number, cells, text) of each line below the heading that is not blank, numbered from 1 with the heading.

    In place of cells stands the reason why a line cannot be taken apart. A quoted cell never runs over a line's end in
    such files, so a quote left open costs one line and not the rest of the file.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for number, raw in enumerate(data.split(b"\n"), 1):
        if number == 1 or not raw.strip():
            continue
        if len(raw) > LONGEST_LINE:
            yield number, "the line is too long", raw[:200].decode("utf-8", errors="replace")
            continue
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            yield number, "letters are not in UTF-8; save the file as UTF-8", raw.decode("latin-1")
            continue
        if "\0" in text:
            yield number, "the line holds a NUL character", text.replace("\0", "\ufffd")
            continue
        cells = _apart(text, sign)
        yield number, cells if cells is not None else "a quotation mark is left open", text


def _apart(text: str, sign: str) -> list[str] | None:
    if '"' not in text:
        cells = text.split(sign)
        padded = f" {sign}" in text or f"{sign} " in text or "\t" in text or text != text.strip()
        return [cell.strip() for cell in cells] if padded else cells
    try:
        rows = list(csv.reader([text], delimiter=sign, strict=True))
    except csv.Error:
        return None
    return [cell.strip() for cell in rows[0]] if rows else []
