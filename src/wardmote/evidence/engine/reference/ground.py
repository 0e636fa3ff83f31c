"""Questions about where areas lie and how they look on a map."""

import json
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from wardmote.evidence.engine.reference import areas, held, shapes
from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference.held import SHAPES

Feature = dict[str, Any]


def centres(store: Path, codes: Collection[str]) -> dict[str, tuple[float, float]]:
    """Return the population-weighted centre of each LSOA as (x, y) on the British National Grid, in metres.

    A code of 2011 that has gone takes the middle of the centres of what stands on its ground; what is not known is left
    out.
    """
    entries = held.of_kind(store, known.CENTRES)
    if not entries:
        return {}
    points = _points(store / entries[-1].file)
    found = {code: points[code] for code in codes if code in points}
    gone = [code for code in codes if code not in points]
    file = held.manifest_of(store).places
    if gone and file:
        stable, ground = _grounds(store / file)
        for code in gone:
            there = [points[each] for each in ground.get(stable.get(code, ""), ()) if each in points]
            if there:
                found[code] = sum(x for x, _ in there) / len(there), sum(y for _, y in there) / len(there)
    return found


@lru_cache(maxsize=2)
def _points(path: Path) -> dict[str, tuple[float, float]]:
    table = held.table(path)
    columns = (table[name].to_pylist() for name in ("lsoa_code", "x", "y"))
    return {code: (x, y) for code, x, y in zip(*columns, strict=True)}


@lru_cache(maxsize=2)
def _grounds(path: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    table = held.table(path)
    stable = dict(zip(table["lsoa_code"].to_pylist(), table["stable"].to_pylist(), strict=True))
    ground: dict[str, list[str]] = {}
    for code, each in stable.items():
        ground.setdefault(each, []).append(code)
    return stable, ground


def boundaries(store: Path, codes: Collection[str], kind: str = "lsoa") -> list[Feature]:
    """Return GeoJSON features of areas, by code; `kind` is lsoa, lad or pfa. An area without a boundary is left out.

    Each feature's properties are `code`, `name` and `hectares`. Coordinates are longitude and latitude to five places.
    The files are drawn for maps: coarse, and neighbours' edges may not meet.
    """
    entry = held.manifest_of(store).reference.get(SHAPES)
    if not entry or not codes:
        return []
    rows = shapes.find(store / entry["file"], kind, sorted(codes))
    return [_feature(row["code"], row["name"], json.loads(row["geometry"]), row["hectares"]) for row in rows]


def district_boundaries(store: Path, districts: Collection[str], month: str) -> list[Feature]:
    """Return one feature a district, by name: its own boundary, or its LSOAs put together where it has none.

    A district that lies in several partnerships counts as several, which no file draws.
    """
    table = areas.of_districts(store, districts, month)
    if table is None:
        return []
    found: list[Feature] = []
    for district in sorted(set(table["district"].to_pylist())):
        rows = [row for row in table.select(["district", "lad", "lad_code"]).to_pylist() if row["district"] == district]
        lads = {(row["lad"], row["lad_code"]) for row in rows}
        drawn = []
        if len(lads) == 1 and next(iter(lads))[0] == district:
            drawn = boundaries(store, [code for _, code in lads], "lad")
        found += drawn or _dissolved(store, district, month)
    return found


def _dissolved(store: Path, district: str, month: str) -> list[Feature]:
    # a large library, and only those who draw need it
    import shapely

    parts = boundaries(store, areas.lsoas_of(store, [district], month))
    if not parts:
        return []
    whole = shapely.union_all([shapely.make_valid(shapely.geometry.shape(part["geometry"])) for part in parts])
    geometry = json.loads(shapely.to_geojson(shapely.set_precision(whole, 1e-5)))
    return [_feature("", district, geometry, sum(part["properties"]["hectares"] for part in parts))]


def _feature(code: str, name: str, geometry: Any, hectares: float) -> Feature:
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name, "hectares": hectares},
        "geometry": geometry,
    }
