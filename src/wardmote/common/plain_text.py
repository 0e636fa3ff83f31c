"""Text as people typed or pasted it, made fit for a page, a Word file and a PDF alike."""

import re

# Controls but tab and newline, what XML forbids, and marks that turn the reading order of what follows them.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff]"
    "|[\U0001fffe\U0001ffff\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")


def clean_text(text: str) -> str:
    """Return `text` without characters that no document can hold or that reorder others; line ends become newlines.

    Letters of every script stay, right-to-left ones included. Half of a pair of surrogates becomes U+FFFD.
    """
    return _UNFIT.sub("", _SURROGATE.sub("\ufffd", _LINE_END.sub("\n", text))).strip()


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line: headings, cells, captions."""
    return " ".join(clean_text(text).split())
