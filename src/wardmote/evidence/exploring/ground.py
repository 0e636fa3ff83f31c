"""The shapes of areas: small areas as they were loaded, wards and districts put together from theirs."""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wardmote.evidence.engine.questions.small_areas import SmallArea, small_areas
from wardmote.evidence.engine.reference.held import SHAPES, manifest_of
from wardmote.evidence.engine.reference.shapes import find

if TYPE_CHECKING:
    from scipy.sparse import csr_array
    from shapely.geometry.base import BaseGeometry

# Simplified outlines leave slivers between neighbours; this many degrees (some 20 m) closes them.
_SLIVER = 0.0002
_METRES_A_DEGREE = 111_320
# Outlines that were simplified apart from one another come this near and not nearer, in metres.
_TOUCHING = 30.0


def shapes_of(store: Path, districts: Collection[str], keys: Collection[str], level: str) -> dict[str, Any]:
    """Return GeoJSON geometry by key: LSOA codes (or what stands for several), ward codes, or names of districts.

    What has no boundary is left out; nothing is drawn for it.
    """
    file = _file(store)
    if file is None:
        return {}
    if level == "lsoa":
        found = _of(file, tuple(sorted(keys)))
        rest = set(keys) - found.keys()
        if not rest:
            return found
    areas = small_areas(store, districts)
    groups = _groups(areas, level, set(keys))
    made = {key: _joined(file, codes) for key, codes in groups.items() if level != "lsoa" or key in rest}
    drawn = {key: geometry for key, geometry in made.items() if geometry is not None}
    return drawn if level != "lsoa" else found | drawn


def neighbours(geometries: Sequence[Mapping[str, Any]]) -> "csr_array":
    """Return who touches whom, outlines that come within some metres included: they were simplified."""
    from shapely import transform
    from shapely.geometry import shape

    from wardmote.methods.neighbours import touching

    drawn: list[BaseGeometry] = [shape(dict(geometry)) for geometry in geometries]
    middle = sum(each.centroid.y for each in drawn) / max(len(drawn), 1)
    across = _METRES_A_DEGREE * math.cos(math.radians(middle))
    # Flat metres from Greenwich and the equator: over one partnership nobody's neighbour depends on the projection.
    flat = [transform(each, lambda corners: corners * (across, _METRES_A_DEGREE)) for each in drawn]
    return touching(flat, gap=_TOUCHING)


def _file(store: Path) -> Path | None:
    entry = manifest_of(store).reference.get(SHAPES) or {}
    return store / str(entry["file"]) if entry.get("file") else None


# The file is named by its content, so what is kept never goes stale.
@lru_cache(maxsize=16)
def _of(file: Path, codes: tuple[str, ...]) -> dict[str, Any]:
    return {row["code"]: json.loads(row["geometry"]) for row in find(file, "lsoa", list(codes))}


def _groups(areas: Sequence[SmallArea], level: str, keys: set[str]) -> dict[str, tuple[str, ...]]:
    """The LSOAs of 2021 that make each area, those of 2011 where there are no others."""
    held: dict[str, dict[str, list[str]]] = {}
    for area in areas:
        key = {"ward": area.ward_code, "district": area.district}.get(level, area.stable)
        if key in keys:
            held.setdefault(key, {}).setdefault("2011" if area.vintage == "2011" else "2021", []).append(area.code)
    return {key: tuple(sorted(by.get("2021") or by["2011"])) for key, by in held.items()}


@lru_cache(maxsize=512)
def _joined(file: Path, codes: tuple[str, ...]) -> dict[str, Any] | None:
    from shapely import union_all
    from shapely.geometry import mapping, shape

    parts = [shape(geometry).buffer(_SLIVER, join_style="mitre") for geometry in _of(file, codes).values()]
    if not parts:
        return None
    whole = union_all(parts).buffer(-_SLIVER, join_style="mitre").simplify(_SLIVER / 4)
    if whole.is_empty or whole.geom_type not in ("Polygon", "MultiPolygon"):
        return None
    # Tuples become lists, as they are where a shape was loaded.
    drawn: dict[str, Any] = json.loads(json.dumps(mapping(whole)))
    return drawn
