"""Questions about who lives in areas.

The rule: of the populations held, the latest that holds as of the day asked for or earlier; where none does, the
earliest; and where that lacks one of the areas asked for, the next by the same order. A population counted by the LSOAs
of 2011 serves the codes of 2011, one by those of 2021 the codes of 2021. Part of an area is never given for the whole.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from wardmote.evidence.engine.reference import areas, held
from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference.held import Entry

# The whole of England and Wales has about 90 recorded crimes per 1,000 residents a year; city centres that are all
# offices and shops have several times as many people by day as by night.
MOST_A_YEAR = 250
_GROUPS = ("under_18", "aged_18_64", "aged_65_over", "households")


@dataclass(frozen=True)
class Residents:
    """Who lives in an area: all, by age and in how many households where the file told them; as of when, by what."""

    total: int
    as_of: date
    source: str
    under_18: int | None = None
    aged_18_64: int | None = None
    aged_65_over: int | None = None
    households: int | None = None


def population(store: Path, districts: Collection[str], on: date) -> int | None:
    """Return how many people live in `districts`, all together; None when no population held covers them whole."""
    found = residents(store, districts, on)
    return found.total if found else None


def residents(store: Path, districts: Collection[str], on: date) -> Residents | None:
    """Return who lives in `districts`, all together; None when no population held covers them whole."""
    table = areas.of_districts(store, districts, f"{on:%Y-%m}")
    if table is None or set(table["district"].unique().to_pylist()) != set(districts):
        return None
    for entry in in_order(held.of_kind(store, known.POPULATION), on):
        codes = areas.with_vintage(table, entry.vintage or "2021")["lsoa_code"].to_pylist()
        found = _sum(store, entry, codes)
        if found:
            return found
    whole = {lad: code for lad, code in zip(table["lad"].to_pylist(), table["lad_code"].to_pylist(), strict=True)}
    if set(whole) != set(districts):
        return None
    for entry in in_order(held.of_kind(store, known.POPULATION_GROUPS), on):
        found = _sum(store, entry, list(whole.values()))
        if found:
            return found
    return None


def population_by_lsoa(store: Path, codes: Collection[str], on: date) -> dict[str, int]:
    """Return the residents of each of `codes`, from the one population by the rule that has most of them.

    A code that it lacks is left out. All figures are of one day, so that rates compare.
    """
    best: dict[str, int] = {}
    for entry in in_order(held.of_kind(store, known.POPULATION), on):
        rows = _rows(store / entry.file)
        found = {code: rows[code]["residents"] for code in codes if code in rows}
        if len(found) > len(best):
            best = found
    return best


def in_order(entries: list[Entry], on: date) -> list[Entry]:
    """Return datasets by the rule: those that hold as of `on` or earlier, the latest first; then the others."""
    begun = [entry for entry in entries if entry.day <= on]
    return [*reversed(begun), *(entry for entry in entries if entry.day > on)]


def denominator_warning(residents_told: int, records_a_year: int) -> str | None:
    """Return why a rate per resident would mislead, where it would: more than 250 records a year per 1,000 residents.

    City centres have few residents and many visitors, and what happens to visitors is counted there.
    """
    if residents_told <= 0:
        return "No one is known to live here, so there is no rate per 1,000 residents."
    a_thousand = 1_000 * records_a_year / residents_told
    if a_thousand <= MOST_A_YEAR:
        return None
    return (
        f"{a_thousand:,.0f} records a year per 1,000 residents: few people live here and many come in by day, so a "
        "rate per resident says little. Compare counts, or with areas of the same kind."
    )


def _sum(store: Path, entry: Entry, codes: Collection[str]) -> Residents | None:
    rows = _rows(store / entry.file)
    if not codes or not all(code in rows and rows[code]["residents"] is not None for code in codes):
        return None
    total = sum(rows[code]["residents"] for code in codes)
    groups: dict[str, int | None] = {}
    for group in _GROUPS:
        each = [rows[code][group] for code in codes]
        groups[group] = None if None in each else sum(each)
    return Residents(total, entry.day, entry.source or entry.name, **groups)


@lru_cache(maxsize=8)
def _rows(path: Path) -> dict[str, dict[str, Any]]:
    table = held.table(path)
    by = "lsoa_code" if "lsoa_code" in table.column_names else "lad_code"
    return {row[by]: row for row in table.select([by, "residents", *_GROUPS]).to_pylist()}


def with_ages(store: Path) -> Entry | None:
    """Return the latest population by LSOA that tells ages; None when none does."""
    for entry in reversed(held.of_kind(store, known.POPULATION)):
        table = held.table(store / entry.file)
        if pc.count(table["under_18"]).as_py() == len(table):
            return entry
    return None
