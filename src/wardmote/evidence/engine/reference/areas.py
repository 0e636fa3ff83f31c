"""Questions about which areas there are: a district's LSOAs and wards, a partnership's districts, what names mean."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference import held
from wardmote.evidence.engine.reference.places import printed


@dataclass(frozen=True)
class PartnershipArea:
    """A community safety partnership by the lookups: its whole districts, and those it had in earlier months."""

    code: str
    name: str
    force: str
    districts: tuple[str, ...]
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True)
class Naming:
    """What a district's name means by the lookups.

    `now` are the districts under which its records count today: itself, one of another name, several, or none when no
    lookup knows it. `earlier` is True for a name that only earlier months use.
    """

    name: str
    now: tuple[str, ...]
    earlier: bool = False

    @property
    def right(self) -> bool:
        """True when records count under this very name today."""
        return self.now == (self.name,)


def places_in(store: Path, month: str) -> pa.Table | None:
    """Return the rows of `places` that hold in `month` (2025-01); None when no lookup is held."""
    found = held.manifest_of(store).places
    return _in_month(store / found, month) if found else None


@lru_cache(maxsize=32)
def _in_month(path: Path, month: str) -> pa.Table:
    table = held.table(path)
    return table.filter(pc.and_(pc.less_equal(table["from_month"], month), pc.greater_equal(table["to_month"], month)))


def of_districts(store: Path, districts: Collection[str], month: str) -> pa.Table | None:
    """Return the rows of `places` of some districts in a month; None when no lookup is held."""
    table = places_in(store, month)
    return None if table is None else table.filter(held.among(table["district"], districts))


def lsoas_of(store: Path, districts: Collection[str], month: str, *, vintage: str = "2021") -> list[str]:
    """Return the codes of the districts' LSOAs in `month`, in order; none when no lookup is held or no name is known.

    `vintage` says which set of codes: those of 2011 or of 2021. Most are in both.
    """
    table = of_districts(store, districts, month)
    return [] if table is None else sorted(with_vintage(table, vintage)["lsoa_code"].to_pylist())


def with_vintage(table: pa.Table, vintage: str) -> pa.Table:
    """Return the rows of `places` whose code is of `vintage`."""
    return table.filter(held.among(table["vintage"], (vintage, "both")))


def wards_of(store: Path, districts: Collection[str], month: str) -> dict[str, str]:
    """Return the wards that the districts' LSOAs lie in, by code with the name, by best fit."""
    table = of_districts(store, districts, month)
    if table is None:
        return {}
    pairs = zip(table["ward_code"].to_pylist(), table["ward"].to_pylist(), strict=True)
    return {code: name for code, name in sorted(set(pairs)) if code}


def district_names(store: Path, month: str) -> list[str]:
    """Return every district of the lookups in `month`, by name."""
    table = places_in(store, month)
    return [] if table is None else sorted(table["district"].unique().to_pylist())


def districts_of_partnership_code(store: Path, csp_code: str, month: str) -> PartnershipArea | None:
    """Return a partnership's districts in `month`, and their names before; None when no lookup knows the code."""
    return next((area for area in partnership_areas(store, month) if area.code == csp_code), None)


def partnership_areas(store: Path, month: str) -> list[PartnershipArea]:
    """Return every partnership of the lookups in `month`, by name. Each district is in one of them, whole."""
    found = held.manifest_of(store).places
    return list(_areas(store / found, month)) if found else []


@lru_cache(maxsize=4)
def _areas(path: Path, month: str) -> tuple[PartnershipArea, ...]:
    table = _in_month(path, month)
    names: dict[str, tuple[str, str]] = {}
    districts: dict[str, set[str]] = defaultdict(set)
    ground: dict[str, str] = {}
    columns = (table[name].to_pylist() for name in ("lsoa_code", "csp_code", "csp", "pfa", "district"))
    for lsoa, code, name, force, district in zip(*columns, strict=True):
        if code:
            names[code] = name, force
            districts[code].add(district)
            ground[lsoa] = code
    earlier: dict[str, set[str]] = defaultdict(set)
    whole = held.table(path)
    # a district that still stands lost an LSOA to a neighbour; it is not an earlier name
    standing = {district for each in districts.values() for district in each}
    for lsoa, district in zip(whole["lsoa_code"].to_pylist(), whole["district"].to_pylist(), strict=True):
        if lsoa in ground and district not in standing:
            earlier[ground[lsoa]].add(district)
    return tuple(
        PartnershipArea(code, *names[code], tuple(sorted(districts[code])), tuple(sorted(earlier[code])))
        for code in sorted(names, key=lambda code: names[code])
    )


def naming(store: Path, name: str, month: str) -> Naming:
    """Say under which districts the records of what `name` names count in `month`.

    Files print the district in the LSOA's name as it was when the LSOA was drawn: "Bristol" where the lookups say
    "Bristol, City of", "Harrogate" for a part of what is North Yorkshire since 2023.
    """
    table = places_in(store, month)
    if table is None:
        return Naming(name, ())
    if name in set(table["district"].unique().to_pylist()):
        return Naming(name, (name,))
    whole = held.table(store / held.manifest_of(store).places)
    once = set(
        whole.filter(pc.or_(pc.equal(whole["district"], name), pc.equal(whole["lad"], name)))["lsoa_code"].to_pylist()
    )
    codes = once or _printed(store).get(name, set())
    now = Counter(
        district
        for code, district in zip(table["lsoa_code"].to_pylist(), table["district"].to_pylist(), strict=True)
        if code in codes
    )
    # a border that moved by an LSOA is not another name
    kept = tuple(sorted(each for each, n in now.items() if n * 20 >= sum(now.values())))
    return Naming(name, kept, earlier=name in set(whole["district"].unique().to_pylist()))


def _printed(store: Path) -> dict[str, set[str]]:
    files = tuple(store / entry.file for entry in held.read_reference(store) if entry.kind in _NAMING)
    return _printed_in(files)


_NAMING = (known.LSOA_CHANGES, known.WARDS)
_NAMED = (("lsoa11_code", "lsoa11_name"), ("lsoa21_code", "lsoa21_name"), ("lsoa_code", "lsoa_name"))


@lru_cache(maxsize=2)
def _printed_in(files: tuple[Path, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in files:
        table = held.table(path)
        for code, name in _NAMED:
            if code in table.column_names:
                for each, lsoa in zip(table[code].to_pylist(), table[name].to_pylist(), strict=True):
                    found[printed(lsoa)].add(each)
    found.pop("", None)
    return dict(found)
