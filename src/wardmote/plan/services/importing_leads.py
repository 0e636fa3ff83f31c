"""Which organisation a plan's file means where it names a lead in its own words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wardmote.partnership.models import Organisation

# Nearer than this, two names are taken for one name spelt in two ways; a person is still asked.
CLOSE = 0.84
_SMALL = {"the", "of", "and", "for", "a", "on", "behalf", "plc", "ltd", "limited"}


@dataclass(frozen=True)
class LeadGuess:
    """Which organisation a lead's text seems to mean. `how` says why, in words; `organisation_id` None is nobody."""

    text: str
    organisation_id: int | None
    how: str


def guess_leads(texts: Iterable[str], organisations: Iterable["Organisation"]) -> dict[str, LeadGuess]:
    """Return a guess for each distinct text, in their order: the same name, then one within it, then one like it."""
    known = [(each.pk, _words(each.name)) for each in organisations]
    return {text: _guess(text, known) for text in dict.fromkeys(texts)}


def chosen_leads(guesses: Mapping[str, LeadGuess], chosen: Mapping[str, int]) -> dict[str, int | None]:
    """Return the organisation of each text: what a person chose (0 for text only), what was guessed otherwise."""
    return {
        text: (chosen[text] or None) if text in chosen else guess.organisation_id for text, guess in guesses.items()
    }


def _guess(text: str, known: list[tuple[int, list[str]]]) -> LeadGuess:
    said = _words(text)
    for pk, name in known:
        if said == name:
            return LeadGuess(text, pk, "The same name")
    inside = [(len(name), pk) for pk, name in known if name and _holds(said, name)]
    if inside:
        return LeadGuess(text, max(inside)[1], "The name stands in it")
    initials = [pk for pk, name in known if len(name) > 1 and "".join(word[0] for word in name) == "".join(said)]
    if len(initials) == 1:
        return LeadGuess(text, initials[0], "The name’s initials")
    near = max(((_nearness(said, name), pk) for pk, name in known), default=(0.0, 0))
    if near[0] >= CLOSE:
        return LeadGuess(text, near[1], "A name like it")
    return LeadGuess(text, None, "No organisation of this partnership has a name like it")


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in _SMALL]


def _holds(said: list[str], name: list[str]) -> bool:
    return any(said[start : start + len(name)] == name for start in range(len(said) - len(name) + 1))


def _nearness(said: list[str], name: list[str]) -> float:
    return SequenceMatcher(None, " ".join(said), " ".join(name)).ratio()
