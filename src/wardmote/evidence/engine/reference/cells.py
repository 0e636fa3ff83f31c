"""The cells of a row about areas: codes, names, counts and measures, each taken only when it is what it should be."""

import math
import re

from wardmote.evidence.engine.reference.columns import Area

_CODE = {
    "lsoa": re.compile(r"[EWS]01[0-9]{6}"),
    "ward": re.compile(r"(?:E05|W05|E36|W40|S13|N08)[0-9]{6}"),
    "lad": re.compile(r"(?:E0[6789]|W06|S12|N09)[0-9]{6}"),
    "csp": re.compile(r"(?:E22|W14)[0-9]{6}"),
    "pfa": re.compile(r"(?:E23|W15|S32|N24|S23)[0-9]{6}"),
}
_WORDS = {
    "lsoa": "an LSOA",
    "ward": "a ward",
    "lad": "a district",
    "csp": "a community safety partnership",
    "pfa": "a police force area",
}
_MOST_PEOPLE = 100_000_000
_LONGEST_NAME = 120


class Wrong(Exception):
    """A row that cannot be accepted; the message says why."""


def code(cells: list[str], area: Area) -> str:
    """Return the code of `area` in a row. Raises Wrong when it is no code of that kind of area."""
    found = cells[area.code]
    if not _CODE[area.level].fullmatch(found):
        raise Wrong(f"not the code of {_WORDS[area.level]}" if found else f"no code of {_WORDS[area.level]}")
    return found


def name(cells: list[str], area: Area | None) -> str:
    """Return the name of `area` in a row; empty when the file has none."""
    return words(cells[area.name]) if area and area.name is not None else ""


def words(found: str) -> str:
    """Return a name or other short text. Raises Wrong when it is too long or holds what cannot be printed."""
    if len(found) > _LONGEST_NAME or not found.isprintable():
        raise Wrong("a name is too long or holds what cannot be printed")
    return found


def people(found: str) -> int:
    """Return a count of people, households or records. Raises Wrong for anything but a whole number from 0."""
    if len(found) < 9 and found.isdecimal() and found.isascii():
        return int(found)
    plain = found.replace(",", "").removesuffix(".0")
    if not (plain.isascii() and plain.isdecimal()) or int(plain[:12]) > _MOST_PEOPLE:
        raise Wrong("not a whole number from 0" if found else "no number")
    return int(plain)


def number(found: str, low: float, high: float) -> float:
    """Return a number between `low` and `high`. Raises Wrong otherwise."""
    try:
        value = float(found)
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise Wrong(f"not a number from {low:,g} to {high:,g}" if found else "no number")
    return value
