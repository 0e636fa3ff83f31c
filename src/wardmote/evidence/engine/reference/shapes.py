"""Boundaries as GeoJSON in longitude and latitude: read, checked, measured, and kept so that few are found fast."""

import bisect
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference import held
from wardmote.evidence.engine.reference.cells import Wrong, code, words
from wardmote.evidence.engine.reference.columns import Area, Columns
from wardmote.evidence.engine.reference.forms import NUMBER, TEXT
from wardmote.evidence.engine.reference.reading import Unreadable

FIELDS = (
    ("level", TEXT), ("code", TEXT), ("name", TEXT), ("geometry", TEXT), ("hectares", NUMBER),
)  # fmt: skip
# Few rows a group: an area's shape is found by its code without reading the others.
GROUP = 400
_LEVELS = ("lsoa", "lad", "pfa", "csp", "ward")
_MOST_POINTS = 200_000
# A degree of latitude, in metres; one of longitude is that times the cosine of the latitude.
_DEGREE = 111_320.0
_PLACES = 5


def is_geojson(head: bytes) -> bool:
    """Tell from the first bytes whether a file is a collection of GeoJSON features."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"FeatureCollection"' in head


def features_of(data: bytes) -> list[Any]:
    """Return the features. Raises Unreadable when it is no GeoJSON, or cut short."""
    try:
        found = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
        features = found["features"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unreadable("It is not whole GeoJSON, or was cut short. Download it again.") from error
    if not isinstance(features, list):
        raise Unreadable("It is GeoJSON without a list of features. Download it again.")
    return features


def columns_of(features: list[Any]) -> Columns:
    """Return the columns that the features' properties make. Raises Unreadable when they name no kind of area."""
    first = next((each for each in features if isinstance(each, dict) and isinstance(each.get("properties"), dict)), {})
    columns = Columns([str(name) for name in first.get("properties", {})])
    if not any(area.level in _LEVELS for area in columns.areas):
        raise Unreadable("Its features have no code of an area that we know, such as LSOA21CD. Choose another file.")
    return columns


def main_area(columns: Columns) -> Area:
    """Return the kind of area that the features are: the smallest that their properties name."""
    return next(area for level in ("lsoa", "ward", "lad", "csp", "pfa") if (area := columns.area(level)))


def parse(feature: Any, columns: Columns, area: Area) -> tuple[Any, ...]:
    """Return one feature as a row of FIELDS. Raises Wrong with the reason when it cannot be drawn."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise Wrong("not a feature with properties")
    told = {known.plain(str(key)): str(value) for key, value in feature["properties"].items() if value is not None}
    cells = [told.get(name, "") for name in columns.names]
    found = code(cells, area)
    polygons = _polygons(feature.get("geometry"))
    named = words(cells[area.name]) if area.name is not None else ""
    text = json.dumps({"type": "MultiPolygon", "coordinates": polygons}, separators=(",", ":"))
    return area.level, found, named, text, round(sum(_hectares(polygon) for polygon in polygons), 3)


def _polygons(geometry: Any) -> list[list[list[list[float]]]]:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise Wrong("no polygon")
    corners = geometry.get("coordinates")
    polygons = [corners] if geometry["type"] == "Polygon" else corners
    if not isinstance(polygons, list) or not polygons:
        raise Wrong("a polygon without points")
    left = [_MOST_POINTS]
    return [list(_rings(polygon, left)) for polygon in polygons]


def _rings(polygon: Any, left: list[int]) -> Iterator[list[list[float]]]:
    if not isinstance(polygon, list) or not polygon:
        raise Wrong("a polygon without points")
    for ring in polygon:
        if not isinstance(ring, list) or len(ring) < 4:
            raise Wrong("a polygon of fewer than three corners")
        left[0] -= len(ring)
        if left[0] < 0:
            raise Wrong(f"more than {_MOST_POINTS:,} corners")
        yield [_point(each) for each in ring]


def _point(found: Any) -> list[float]:
    match found:
        case [int() | float() as x, int() | float() as y, *_] if -9.5 <= x <= 2.5 and 49 <= y <= 61.5:
            return [round(float(x), _PLACES), round(float(y), _PLACES)]
    raise Wrong("corners are not longitude and latitude in Great Britain; export the file as WGS 84")


def _hectares(polygon: list[list[list[float]]]) -> float:
    """Return the ground that a polygon covers, without its holes: shoelace on a plane right at its own latitude."""
    outer, *holes = [abs(_twice(ring)) / 2 for ring in polygon]
    return max(0.0, outer - sum(holes)) / 10_000


def _twice(ring: list[list[float]]) -> float:
    x0, y0 = ring[0]
    wide = _DEGREE * math.cos(math.radians(sum(point[1] for point in ring) / len(ring)))
    flat = [((x - x0) * wide, (y - y0) * _DEGREE) for x, y in ring]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(flat, [*flat[1:], flat[0]], strict=True))


def merge(files: list[Path], target: Path) -> None:
    """Write one file of all shapes, by level and code; where several files draw an area, the last of `files` does."""
    whole = pa.concat_tables([pq.read_table(path) for path in files])
    whole = whole.append_column("row", pa.array(range(len(whole)), pa.int64()))
    # The greatest row number of an area is in the last file, and the last there.
    wanted = whole.group_by(["level", "code"]).aggregate([("row", "max")])["row_max"]
    whole = whole.take(wanted)
    whole = whole.sort_by([("level", "ascending"), ("code", "ascending")]).drop_columns(["row"])
    pq.write_table(whole, target, compression="zstd", row_group_size=GROUP)


def find(path: Path, level: str, codes: list[str]) -> list[dict[str, Any]]:
    """Return the rows of `codes` (in order) at one level, by code.

    Only the groups of rows are read whose first and last code have one of `codes` between them.
    """
    with pq.ParquetFile(path) as file:
        groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
        wanted = [number for number, group in enumerate(groups) if _may_hold(group, level, codes)]
        if not wanted:
            return []
        table = file.read_row_groups(wanted)
    table = table.filter(pc.and_(pc.equal(table["level"], level), held.among(table["code"], codes)))
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def _may_hold(group: Any, level: str, codes: list[str]) -> bool:
    levels, codes_held = group.column(0).statistics, group.column(1).statistics
    if levels is None or codes_held is None or not levels.min <= level <= levels.max:
        return False
    if levels.min != levels.max:
        return True
    after = bisect.bisect_left(codes, codes_held.min)
    return after < len(codes) and codes[after] <= codes_held.max
