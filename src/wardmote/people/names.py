"""How alike two names are. Pure text; no table is read here."""

import unicodedata
from difflib import SequenceMatcher

# Soundex, as the United States National Archives describe it: letters that sound alike share a digit.
_DIGITS = {
    letter: digit for digit, letters in enumerate(["bfpv", "cgjkqsxz", "dt", "l", "mn", "r"], 1) for letter in letters
}


def plain(name: str) -> str:
    """Return a name in small letters without accents, hyphens or anything but letters and single spaces."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(ch if ch.isalpha() else " " for ch in bare if not unicodedata.combining(ch)).split())


def family_sound(name: str) -> str:
    """Return the Soundex code of a family name, such as `R163`; empty when it holds no letter a–z."""
    letters = [ch for ch in plain(name) if "a" <= ch <= "z"]
    if not letters:
        return ""
    code, previous = letters[0].upper(), _DIGITS.get(letters[0])
    for letter in letters[1:]:
        digit = _DIGITS.get(letter)
        if digit and digit != previous:
            code += str(digit)
        if letter not in "hw":
            previous = digit
    return code[:4].ljust(4, "0")


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1, whatever the order of their parts."""
    first, second = sorted(plain(one).split()), sorted(plain(other).split())
    if first == second:
        return 1.0 if first else 0.0
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio()
