"""Which characters the fonts that come with Wardmote can print. PDF/UA forbids a character without a glyph."""

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
# A letter with the marks, joiners and selectors that follow it: one font must have them all to draw it.
_CLUSTER = re.compile(r"(?s).[\u0300-\u036f\u0483-\u0489\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]*")
_LAYOUT = frozenset({0x09, 0x0A, 0x20, 0x200B})


def printable(text: str) -> str:
    """Return `text` with each character that no font of ours has replaced by its name: 🚓 becomes [police car].

    Accents are joined to their letter where they can be; a mark that the letter's own font has not is left off.
    """
    main, fallback = _covered()
    text = unicodedata.normalize("NFC", text)
    if main.issuperset(map(ord, text)):
        return text
    return "".join(_drawn(found[0], main, fallback) for found in _CLUSTER.finditer(text))


def in_main_font(text: str) -> bool:
    """True when the main font alone can draw `text`: a picture's letters are not looked for in the fallback."""
    return _covered()[0].issuperset(map(ord, text))


def _drawn(cluster: str, main: frozenset[int], fallback: frozenset[int]) -> str:
    letter = cluster[0]
    for font in (main, fallback):
        if ord(letter) in font:
            return letter + "".join(mark for mark in cluster[1:] if ord(mark) in font)
    if unicodedata.category(letter)[0] in "MC":
        return ""
    return f"[{unicodedata.name(letter, f'character {ord(letter):X}').lower()}]"


@lru_cache(maxsize=1)
def _covered() -> tuple[frozenset[int], frozenset[int]]:
    """The characters that the main font has in every weight in use, and those that the fallback has."""
    by_font = {path.stem: _characters(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))}
    main = frozenset.intersection(*(has for stem, has in by_font.items() if stem.startswith("SourceSans3")))
    return main | _LAYOUT, by_font["DejaVuSans"] | _LAYOUT


def _characters(font: bytes) -> frozenset[int]:
    """Read the character map of a TrueType file: the OpenType table `cmap`, formats 4 and 12."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for index in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == b"cmap":
            break
    else:
        raise ValueError("the font has no character map")
    found: set[int] = set()
    for index in range(struct.unpack_from(">H", font, start + 2)[0]):
        at = start + struct.unpack_from(">HHI", font, start + 4 + 8 * index)[2]
        found |= _READERS.get(struct.unpack_from(">H", font, at)[0], _nothing)(font, at)
    return frozenset(found)


def _format_4(font: bytes, at: int) -> set[int]:
    """Segments of the first 65,536 characters; one whose glyph comes out as nought is missing."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 4 * count)
    offsets_at = at + 16 + 6 * count
    found = set()
    for index, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        offset = struct.unpack_from(">H", font, offsets_at + 2 * index)[0]
        for character in range(first, min(last, 0xFFFE) + 1):
            glyph = character
            if offset:
                glyph = struct.unpack_from(">H", font, offsets_at + 2 * index + offset + 2 * (character - first))[0]
            if (glyph and offset) or (not offset and (glyph + delta) % 65536):
                found.add(character)
    return found


def _format_12(font: bytes, at: int) -> set[int]:
    """Groups over all of Unicode."""
    found: set[int] = set()
    for index in range(struct.unpack_from(">I", font, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * index)
        found.update(range(first + (glyph == 0), last + 1))
    return found


def _nothing(_font: bytes, _at: int) -> set[int]:
    return set()


_READERS = {4: _format_4, 12: _format_12}
