"""Questions about harm weights, about counts made by others, and about what makes districts alike."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from wardmote.evidence.engine.reference import areas, held, people
from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference.held import SHAPES, Entry

CAVEAT = (
    "A weight stands for a whole police.uk crime type, which mixes offences of very different harm, so a figure of "
    "harm is rough. Anti-social behaviour has no weight. Check the terms of the weights' owner before publishing them."
)
RESIDENTS, DENSITY, RURAL = "Residents", "Residents per hectare", "Residents in rural areas (%)"
UNDER_18, OVER_65 = "Residents under 18 (%)", "Residents aged 65 and over (%)"
DEPRIVATION, HOUSEHOLD = "Average deprivation score", "Residents per household"
VARIABLES = (RESIDENTS, DENSITY, RURAL, UNDER_18, OVER_65, DEPRIVATION, HOUSEHOLD)


@dataclass(frozen=True)
class Weights:
    """Days of harm by crime type, as of a day. `within`: the least and most days of a type's groups of offences."""

    days: dict[str, float]
    as_of: date
    source: str
    caveat: str
    within: dict[str, tuple[float, float]]


@dataclass(frozen=True)
class AreaCount:
    """Recorded crime of one district, month and type as another counted it, from a file that holds counts only."""

    lad_code: str
    lad: str
    month: str
    crime_type: str
    force: str
    n: int


def harm_weights(store: Path, on: date) -> Weights | None:
    """Return the harm weights in use on a day: the latest held by then, else the earliest; None when none is held."""
    entries = people.in_order(held.of_kind(store, known.HARM), on)
    plain, groups = _by_form(store, entries)
    if plain is None:
        return None
    entry, days = plain
    return Weights(days, entry.day, entry.source or entry.name, CAVEAT, groups)


def _by_form(
    store: Path, entries: list[Entry]
) -> tuple[tuple[Entry, dict[str, float]] | None, dict[str, tuple[float, float]]]:
    plain: tuple[Entry, dict[str, float]] | None = None
    groups: dict[str, list[float]] = defaultdict(list)
    for entry in entries:
        rows = held.table(store / entry.file).to_pylist()
        whole = {row["crime_type"]: row["days"] for row in rows if not row["subgroup"] and not row["force"]}
        if whole and plain is None:
            plain = entry, whole
        if not groups:
            for row in rows:
                if row["subgroup"] and not row["force"]:
                    groups[row["crime_type"]].append(row["days"])
    return plain, {name: (min(days), max(days)) for name, days in groups.items()}


def area_counts(store: Path, months: Sequence[str], crime_types: Collection[str] | None = None) -> list[AreaCount]:
    """Return counts by district that others made, of `months`; all types when `crime_types` is None.

    A district without a code stands for records that have no place. Nothing of a month is no count, never nought.
    """
    found: list[AreaCount] = []
    for entry in held.of_kind(store, known.AREA_COUNTS):
        table = held.table(store / entry.file)
        table = table.filter(held.among(table["month"], months))
        if crime_types is not None:
            table = table.filter(held.among(table["crime_type"], crime_types))
        found += [AreaCount(**row) for row in table.select(list(AreaCount.__dataclass_fields__)).to_pylist()]
    return found


def similar_variables(store: Path, on: date) -> dict[str, dict[str, float | None]]:
    """Return figures that make districts alike, by district and name of the figure (VARIABLES); None where not known.

    Counted from LSOAs of 2021, each with its residents: shares are shares of residents, the deprivation score is the
    mean weighed by residents. Ages come from the latest population that tells them, by LSOAs of its own year. Ground is
    that of the boundaries held, which are drawn coarsely. Deprivation is England's only.
    """
    manifest = held.manifest_of(store)
    populated = [entry for entry in held.of_kind(store, known.POPULATION) if entry.vintage in ("2021", "")]
    if not manifest.places or not populated:
        return {}
    wanted = (known.DEPRIVATION, known.RURALITY)
    used = [entry.file for kind in wanted for entry in held.of_kind(store, kind)[-2:]]
    shapes = str(manifest.reference.get(SHAPES, {}).get("file", ""))
    return _variables(store, f"{on:%Y-%m}", (manifest.places, populated[-1].file, shapes, *used))


@lru_cache(maxsize=2)
def _variables(store: Path, month: str, files: tuple[str, ...]) -> dict[str, dict[str, float | None]]:
    """Work out the table; `files` makes what is kept go with what is held."""
    table = areas.places_in(store, month)
    if table is None:
        return {}
    now = areas.with_vintage(table, "2021")
    district = dict(zip(now["lsoa_code"].to_pylist(), now["district"].to_pylist(), strict=True))
    living = {row["lsoa_code"]: row for row in held.table(store / files[1]).to_pylist()}
    rural = _latest(store, known.RURALITY, "lsoa_code", "rural")
    score = _latest(store, known.DEPRIVATION, "code", "score")
    ground = _ground(store / files[2]) if files[2] else {}
    groups: dict[str, list[str]] = defaultdict(list)
    for code, name in district.items():
        groups[name].append(code)
    ages = _ages(store, month)
    figures = {name: _figures(codes, living, rural, score, ground) for name, codes in groups.items()}
    return {name: {**found, **ages.get(name, {})} for name, found in figures.items()}


def _figures(
    codes: list[str],
    living: dict[str, dict[str, Any]],
    rural: dict[str, float],
    score: dict[str, float],
    ground: dict[str, float],
) -> dict[str, float | None]:
    found: dict[str, float | None] = dict.fromkeys(VARIABLES)
    if not all(code in living for code in codes):
        return found
    people_in = {code: living[code]["residents"] for code in codes}
    total = sum(people_in.values())
    if not total:
        return found
    found[RESIDENTS] = total
    hectares = [ground[code] for code in codes if code in ground]
    if len(hectares) == len(codes) and max(hectares) > 0:
        found[DENSITY] = total / sum(hectares)
    if all(code in rural for code in codes):
        found[RURAL] = 100 * sum(people_in[code] * rural[code] for code in codes) / total
    if all(code in score for code in codes):
        found[DEPRIVATION] = sum(people_in[code] * score[code] for code in codes) / total
    households = [living[code]["households"] for code in codes]
    if None not in households and sum(households):
        found[HOUSEHOLD] = total / sum(households)
    return found


def _ages(store: Path, month: str) -> dict[str, dict[str, float]]:
    entry = people.with_ages(store)
    table = areas.places_in(store, month)
    if entry is None or table is None:
        return {}
    rows = {row["lsoa_code"]: row for row in held.table(store / entry.file).to_pylist()}
    of_year = areas.with_vintage(table, entry.vintage or "2021")
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    lacking = set()
    for code, name in zip(of_year["lsoa_code"].to_pylist(), of_year["district"].to_pylist(), strict=True):
        row = rows.get(code)
        if row is None:
            lacking.add(name)
            continue
        for place, column in enumerate(("residents", "under_18", "aged_65_over")):
            sums[name][place] += row[column]
    return {
        name: {UNDER_18: 100 * young / total, OVER_65: 100 * old / total}
        for name, (total, young, old) in sums.items()
        if total and name not in lacking
    }


def _latest(store: Path, kind: str, key: str, value: str) -> dict[str, float]:
    """Return the latest figures of `kind` by LSOA of 2021 that are told; none when there are none."""
    for entry in reversed(held.of_kind(store, kind)):
        table = held.table(store / entry.file)
        if entry.vintage == "2021" and pc.count(table[value]).as_py():
            pairs = zip(table[key].to_pylist(), table[value].to_pylist(), strict=True)
            return {code: figure for code, figure in pairs if figure is not None}
    return {}


def _ground(path: Path) -> dict[str, float]:
    table = held.table(path)
    table = table.filter(pc.equal(table["level"], "lsoa"))
    return dict(zip(table["code"].to_pylist(), table["hectares"].to_pylist(), strict=True))
