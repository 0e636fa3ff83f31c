"""A question's areas: small areas, wards or districts with their figure, ranked and on a map, hot spots marked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wardmote.common.maps import AreaMap, MapArea, choropleth
from wardmote.common.periods import Month
from wardmote.evidence.engine.answers import AreaCount
from wardmote.evidence.engine.questions import ALL_CRIME, by_area
from wardmote.evidence.engine.reference.weights import Weights
from wardmote.evidence.exploring.asked import COUNT, HARM, RATE, SHARE, Asked
from wardmote.evidence.exploring.figures import UNITS, Figure, Tally, figure
from wardmote.evidence.exploring.ground import neighbours, shapes_of
from wardmote.methods.hotspots import ENOUGH_AREAS, hotspots

# Of an area, a figure a year is written with fewer decimals than that of a month.
_PLACES = {RATE: 1}


@dataclass(frozen=True)
class AreaRow:
    """One area with its figure, and what it was made of."""

    code: str
    name: str
    ward: str
    district: str
    tally: Tally
    figure: Figure


@dataclass(frozen=True)
class Areas:
    """The areas by code. `without_area` records have no small area and are in none; `remarks` are for the reader."""

    rows: tuple[AreaRow, ...]
    without_area: int
    remarks: tuple[str, ...]


def areas_of(store: Path, asked: Asked, months: Sequence[str], kinds: Sequence[str], weights: Weights | None) -> Areas:
    """Count a question's areas over `months` that are held, and over the same months a year before."""
    before = [Month.parse(month).last_year().slug for month in months]
    named: dict[str, AreaCount] = {}
    now: dict[str, dict[str, int]] = defaultdict(dict)
    # The types are told apart only where they weigh differently.
    asked_for = kinds if asked.measure == HARM else asked.types
    without = 0
    remarks: list[str] = []
    for kind in asked_for:
        found = by_area(store, asked.area.districts, months, kind, asked.by)
        without += found.without_area
        remarks += found.remarks
        for area in found.areas:
            named[area.code] = area
            now[area.code][kind] = area.count
    then = _counts(store, asked, before) if asked.measure not in (COUNT, RATE, SHARE, HARM) else {}
    everything = _all_crime(store, asked, months) if asked.measure == SHARE else {}
    rows = []
    for code, area in sorted(named.items()):
        if asked.area.codes is None or asked.by == "district" or code in asked.area.codes:
            counts = {kind: now[code].get(kind, 0) for kind in asked_for}
            of = Tally(counts, then.get(code, 0), everything.get(code, 0), area.population)
            shown = figure(asked.measure, of, weights, places=_PLACES.get(asked.measure))
            rows.append(AreaRow(code, area.name, area.ward, area.district, of, shown))
    return Areas(tuple(rows), without, tuple(dict.fromkeys(remarks)))


def map_of(store: Path, asked: Asked, areas: Areas, title: str, *, invented: bool) -> tuple[AreaMap, str]:
    """Draw the areas; return the map and what is to be said of its hot spots, empty where none were looked for."""
    shapes = shapes_of(store, asked.area.districts, [row.code for row in areas.rows], asked.by)
    marks, said = _hot(asked, areas, shapes)
    drawn = choropleth(
        title=title,
        areas=[
            MapArea(
                row.code, row.name, row.figure.value, row.figure.text, shapes.get(row.code),
                suppressed=row.figure.too_few, mark=marks.get(row.code, ""),
            )
            for row in areas.rows
        ],
        unit=f"{UNITS[asked.measure]}, {asked.period}",
        invented=invented,
    )  # fmt: skip
    return drawn, said


def _hot(asked: Asked, areas: Areas, shapes: Mapping[str, Any]) -> tuple[dict[str, str], str]:
    """Mark where high or low figures lie together, by the closed form: good for exploring, not for publishing."""
    known = [row for row in areas.rows if row.figure.value is not None and row.code in shapes]
    if asked.measure not in (COUNT, RATE, HARM) or asked.by == "district" or len(known) < ENOUGH_AREAS:
        return {}, ""
    found = hotspots(
        [row.code for row in known],
        [float(row.figure.value or 0) for row in known],
        neighbours([shapes[row.code] for row in known]),
        published=False,
        seed=0,
        counts=[row.tally.now or 0 for row in known],
    )
    kinds = {row.code: row.kind for row in found.rows if row.kind}
    hot = sum(kind == "hot" for kind in kinds.values())
    cold = len(kinds) - hot
    said = f"Marked by {found.method}: {hot} hot and {cold} cold." if kinds else f"None is marked ({found.method})."
    return kinds, f"{said} {found.warning}".strip()


def _counts(store: Path, asked: Asked, months: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for kind in asked.types:
        for area in by_area(store, asked.area.districts, months, kind, asked.by).areas:
            counts[area.code] += area.count
    return counts


def _all_crime(store: Path, asked: Asked, months: Sequence[str]) -> dict[str, int]:
    return {area.code: area.count for area in by_area(store, asked.area.districts, months, ALL_CRIME, asked.by).areas}
