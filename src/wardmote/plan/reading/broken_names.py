"""Names of priorities that are broken over several rows of the column at the left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wardmote.plan.reading.drafts import Draft
from wardmote.plan.reading.priorities import is_priority, number_in
from wardmote.plan.reading.types import Cell, one_line

_GOES_ON = re.compile(r"^(?:[a-z&(\[–—]|\d+[,)])")
_HYPHEN = re.compile(r"(?<=[A-Za-z])-$")
# What keeps its hyphen: Anti-social, but Reducing.
_PREFIX = re.compile(r"\b(?:anti|multi|co|non|self|inter|cross|pre|post|sub|early|long|short|high|low|well)-$", re.I)
_FEWEST = 2
_SAID = "The name of its priority was put together from several rows."


@dataclass
class BrokenNames:
    """The names in one column of priorities, `texts`, put together row by row."""

    texts: Sequence[str] = field(default_factory=list)
    # What to say about the action of the cell last read.
    said: list[str] = field(default_factory=list)
    _piece: str = ""
    _name: str = ""

    def whole(self, piece: str, drafts: Sequence[Draft]) -> str:
        """Return the name that holds after a cell; the actions above under its first part are given all of it."""
        self.said = []
        if not piece or piece == self._piece:
            return self._name if piece else ""
        broken = self._is_rest(piece)
        before, self._piece = self._name, piece
        self._name = _joined(before, piece) if broken else piece
        self.said = [_SAID] if broken else []
        for draft in drafts if broken else ():
            if draft.priority == before:
                draft.priority = self._name
                draft.warnings += [] if _SAID in draft.warnings else [_SAID]
        return self._name

    def _is_rest(self, piece: str) -> bool:
        """Return whether a cell is the rest of the name above; a name in small letters stands more often than once."""
        if not self._name or is_priority(piece):
            return False
        if self._open() or piece[0] in "([":
            return True
        once = sum(one_line(text) == piece for text in self.texts) == 1
        return once and not self._name[:1].islower() and bool(_GOES_ON.match(piece))

    def slid(self, cells: Sequence[Cell], at: int) -> bool:
        """Return whether a row's cells stand one too far left: words without a number where names have one."""
        text = one_line(cells[at].text)
        if not text or any(cell.text for cell in cells[at + 2 :]) or not cells[at + 1].text or len(cells) < at + 3:
            return False
        named = [each for each in self.texts if is_priority(each) and number_in(each)]
        goes_on = _GOES_ON.match(text) or is_priority(text) or (self._open() and not (at and cells[at - 1].text))
        return len(named) >= _FEWEST and not goes_on

    def _open(self) -> bool:
        return self._name.count("(") > self._name.count(")")


def _joined(above: str, piece: str) -> str:
    """Join two parts of a name; a word that was cut with a hyphen is made whole."""
    if _HYPHEN.search(above) and piece[:1].islower():
        return (above if _PREFIX.search(above) else above[:-1]) + piece
    return f"{above} {piece}"
