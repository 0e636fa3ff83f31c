"""Crime types that came or went over the years in one force's files, read from what the store says of each file."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from wardmote.evidence.engine.store import Held

# A small force prints none of a rare type in many a month, so whole years are compared, and only well filled ones.
_MONTHS_WANTED = 3


def type_changes(held: Iterable[Held]) -> dict[str, list[tuple[str, str]]]:
    """Return for each force (year, what came and went since the year held before), where something did."""
    years: dict[str, dict[str, list[frozenset[str]]]] = defaultdict(lambda: defaultdict(list))
    for each in held:
        if each.types:
            years[each.force][each.month[:4]].append(frozenset(each.types))
    return {force: told for force, by_year in sorted(years.items()) if (told := _told(by_year))}


def _told(by_year: dict[str, list[frozenset[str]]]) -> list[tuple[str, str]]:
    filled = [(year, frozenset().union(*sets)) for year, sets in sorted(by_year.items()) if len(sets) >= _MONTHS_WANTED]
    told = []
    for (_, before), (year, now) in pairwise(filled):
        came, went = sorted(now - before), sorted(before - now)
        parts = [f"with {', '.join(came)}"] * bool(came) + [f"without {', '.join(went)}"] * bool(went)
        if parts:
            told.append((year, "; ".join(parts)))
    return told
