"""CSV as spreadsheets save it: the usual encodings and any of four separators. No Django: children use it too."""

import codecs
import csv
import io
from collections import Counter

SEPARATORS = ",;\t|"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How much of a file tells what it is, and how many rows tell how it is separated.
_LOOKED_AT, _ROWS_LOOKED_AT = 20_000, 60


class NotText(ValueError):
    """The bytes are no text."""


def decoded(content: bytes) -> str:
    """Return a file's text: UTF-8 or UTF-16, else as Windows saves it. Raises NotText for anything else."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _checked(content, encoding)
    start = content[:2000]
    if start.count(b"\x00") > len(start) // 4:
        return _checked(content, "utf-16-le" if start[1:2] == b"\x00" else "utf-16-be")
    try:
        return _checked(content, "utf-8")
    except NotText:
        return _checked(content, "cp1252")


def _checked(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise NotText(encoding) from error
    start = text[:_LOOKED_AT]
    strange = sum(1 for each in start if ord(each) < 32 and each not in "\t\r\n\f\x0b")
    if strange > len(start) // 200 or "\x00" in text:
        raise NotText(encoding)
    return text


def separated(text: str) -> tuple[str, str]:
    """Return the text without Excel's `sep=` line, and the separator that gives the most even columns."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]
    return text, max(SEPARATORS, key=lambda each: _evenness(text, each))


def _evenness(text: str, separator: str) -> float:
    """Score a separator: how many rows share the commonest number of columns above one, times that number."""
    widths: Counter[int] = Counter()
    try:
        for at, values in enumerate(csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator)):
            if at == _ROWS_LOOKED_AT:
                break
            widths[len(values)] += 1
    except csv.Error:
        return 0.0
    return max((count * min(width, 20) ** 0.5 for width, count in widths.items() if width > 1), default=0.0)
