"""Which small areas districts have, in which ward, and who lives there, from the data about areas that are held."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from wardmote.evidence.engine import backends
from wardmote.evidence.engine.questions import expressions
from wardmote.evidence.engine.questions.opening import Asked, Opened
from wardmote.evidence.engine.reference import people

_OLD, _NEW, _BOTH = "2011", "2021", "both"


@dataclass(frozen=True)
class Place:
    """One small area. `stable` is set where it must be put together with others to be the same ground over years."""

    code: str
    vintage: str
    lsoa: str
    ward_code: str
    ward: str
    district: str
    stable: str = ""

    def key(self, level: str) -> str:
        """Return what the area is counted under at a level."""
        if level == "district":
            return self.district
        return self.ward_code if level == "ward" else self.stable or self.code

    def name(self, level: str) -> str:
        """Return what the area is called at a level."""
        if level == "district":
            return self.district
        return self.ward if level == "ward" else self.lsoa


@dataclass(frozen=True)
class Places:
    """The small areas of some districts by code; none where no lookup is held.

    `mixed` when records have codes of both years; `vintage` is the year whose areas people are counted in.
    """

    by_code: dict[str, Place] = field(default_factory=dict)
    mixed: bool = False
    vintage: str = _NEW

    def residents(self, opened: Opened, months: Sequence[str], level: str) -> dict[str, int]:
        """Return the people of each area of a level, left out where one of its small areas has no figure."""
        counted = [each for each in self.by_code.values() if each.vintage in (self.vintage, _BOTH)]
        known = people.population_by_lsoa(opened.store, [each.code for each in counted], middle(months))
        total: Counter[str] = Counter()
        lacking = set()
        for each in counted:
            key = each.key(level)
            if known.get(each.code) is None:
                lacking.add(key)
            total[key] += known.get(each.code) or 0
        return {key: n for key, n in total.items() if key not in lacking}


def places_of(opened: Opened, of: Asked, codes: Collection[str]) -> Places:
    """Return the areas of the districts asked for; `codes` are those that records were printed with."""
    if not opened.places:
        return Places()
    rows = backends.ask(expressions.places, {"places": opened.places}, districts=of.districts)
    last = of.held[-1]
    # What holds in the last month says where an area is; what held before, only of areas that are no more.
    now = {row[0]: row for row in rows if row[7] <= last <= row[8]}
    valid = {row[0]: row for row in rows if row[0] in codes} | now
    met = {row[1] for row in valid.values() if row[0] in codes}
    mixed = {_OLD, _NEW} <= met
    vintage = _OLD if _OLD in met and not mixed else _NEW
    found = {}
    for code, years, lsoa, ward_code, ward, district, stable, _from, _to in valid.values():
        if mixed or years in (vintage, _BOTH):
            found[code] = Place(code, years, lsoa, ward_code or "", ward or "", district, stable if mixed else "")
    return Places(found, mixed, vintage)


def middle(months: Sequence[str]) -> date:
    """Return the first day of the month in the middle of a window."""
    month = sorted(months)[len(months) // 2]
    return date(int(month[:4]), int(month[5:]), 1)


def districts_of_lookups(opened: Opened, months: Sequence[str]) -> set[str]:
    """Return every district of the lookups in the middle of a window; none where no lookup is held."""
    if not opened.places:
        return set()
    rows = backends.ask(expressions.areas_in, {"places": opened.places}, month=f"{middle(months):%Y-%m}")
    return {district for _, _, district in rows}


def residents_by_district(opened: Opened, months: Sequence[str]) -> dict[str, int]:
    """Return the people of every district of the lookups in the middle of a window; whole districts alone."""
    if not opened.places:
        return {}
    # A manifest is replaced and never rewritten, so that its identity stands for what it holds.
    return _by_district(opened.store, opened.places, middle(months), tuple(sorted(opened.manifest.files())))


@lru_cache(maxsize=8)
def _by_district(store: Path, places: tuple[Path, ...], on: date, held: tuple[str, ...]) -> dict[str, int]:
    rows = backends.ask(expressions.areas_in, {"places": places}, month=f"{on:%Y-%m}")
    now = [(code, district) for code, vintage, district in rows if vintage in (_NEW, _BOTH)]
    known = people.population_by_lsoa(store, [code for code, _ in now], on)
    total: Counter[str] = Counter()
    lacking = set()
    for code, district in now:
        if code not in known:
            lacking.add(district)
        total[district] += known.get(code, 0)
    return {district: n for district, n in total.items() if district not in lacking}
