"""Counts by small area, ward or district."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wardmote.evidence.engine import backends
from wardmote.evidence.engine.answers import AreaCount, AreaCounts
from wardmote.evidence.engine.questions import expressions
from wardmote.evidence.engine.questions.opening import Asked, Opened, answer, asked
from wardmote.evidence.engine.questions.places import Place, places_of

LEVELS = ("lsoa", "ward", "district")
NO_WARDS = "No lookup of wards is held, so nothing can be counted by ward."
MIXED = (
    "These months use the small areas of 2011 and of 2021. Areas that changed are put together with those that they "
    "share ground with."
)


@dataclass
class _Tally:
    """What is being added up for one area. `called` is its name in the lookups, `names` counts what was printed."""

    ward: str = ""
    district: str = ""
    count: int = 0
    called: set[str] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)


def by_area(
    store: Path, districts: Collection[str], months: Sequence[str], crime_type: str, level: str = "lsoa"
) -> AreaCounts:
    """Count the records of `crime_type` (or ALL_CRIME) in each area of `districts` in the months that are held.

    Areas without a record are among them where the lookups are held. Raises ValueError for another level than
    `lsoa`, `ward` or `district`. An area is called by its name in the lookups, or as it was printed most often.
    """
    if level not in LEVELS:
        raise ValueError(f"There is no level {level!r}; there are {', '.join(LEVELS)}.")

    def question(opened: Opened) -> AreaCounts:
        of = asked(opened, districts, months)
        if not of.held:
            return AreaCounts((), of.missing, 0, of.synthetic)
        rows = [
            (district, code, name, n)
            for district, force, code, name, n in backends.ask(
                expressions.by_area,
                {"cube": opened.cube},
                districts=of.districts,
                months=of.stretches,
                crime_type=crime_type,
            )
            if opened.policing.get(district) == force
        ]
        places = places_of(opened, of, {code for _, code, _, _ in rows})
        tallies = _tallies(rows, places.by_code, level)
        remarks = [MIXED] if places.mixed and level == "lsoa" else []
        if level == "ward" and not places.by_code:
            tallies, remarks = {}, [NO_WARDS]
        people = places.residents(opened, of.held, level) if places.by_code else {}
        areas = tuple(
            AreaCount(code, _called(tally), tally.ward, tally.district, tally.count, people.get(code))
            for code, tally in sorted(tallies.items(), key=lambda each: (each[1].district, each[0]))
        )
        return AreaCounts(areas, of.missing, _without_area(opened, of, crime_type), of.synthetic, tuple(remarks))

    return answer(store, question, AreaCounts((), tuple(months), 0, False))


def _tallies(rows: Sequence[tuple[str, str, str, int]], places: dict[str, Place], level: str) -> dict[str, _Tally]:
    found: dict[str, _Tally] = defaultdict(_Tally)
    for place in places.values():
        tally = found[place.key(level)]
        tally.ward, tally.district = place.ward if level != "district" else "", place.district
        tally.called.add(place.name(level))
    for district, code, name, n in rows:
        known = places.get(code)
        tally = found[known.key(level) if known else district if level == "district" else code]
        tally.district = tally.district or district
        tally.count += n
        tally.names[district if level == "district" else name] += n
    return found


def _called(tally: _Tally) -> str:
    """Return an area's name; of several areas put together, those of the first two."""
    if tally.called:
        names = sorted(tally.called)
        more = f" and {len(names) - 2} more" if len(names) > 2 else ""
        return " and ".join(names[:2]) if not more else f"{', '.join(names[:2])}{more}"
    return min(tally.names, key=lambda name: (-tally.names[name], name))


def _without_area(opened: Opened, of: Asked, crime_type: str) -> int:
    rows = backends.ask(
        expressions.without_area, {"cube": opened.cube}, forces=of.forces, months=of.stretches, crime_type=crime_type
    )
    return sum(n for _, n in rows)
