"""Invented data about invented areas, to stand beside the invented police files: who lives there, where it lies.

Laid out like the files of the Office for National Statistics and the others whose place they take. Seeded; the names of
the districts are real, their small areas, shapes and people are not.
"""

import csv
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wardmote.demo.police_files import ACROSS, FORCES, RADIUS, SEED, District, Force, SmallArea, small_areas

if TYPE_CHECKING:
    from shapely import Geometry

FOLDER = "synthetic-areas"
_AREAS_A_WARD = 6
# Corners of the edge of a district, which is drawn round.
_CORNERS = 72
# As the files of crime harm print it: the days of the usual sentence, in a rough order of how grave a type is.
_HARM_DAYS = {
    "Violence and sexual offences": 190, "Robbery": 365, "Burglary": 20, "Criminal damage and arson": 9,
    "Possession of weapons": 12, "Drugs": 15, "Public order": 7, "Vehicle crime": 4, "Theft from the person": 5,
    "Shoplifting": 1, "Bicycle theft": 2, "Other theft": 3, "Other crime": 30,
}  # fmt: skip


def write_area_files(folder: Path, *, seed: int = SEED, forces: Sequence[Force] = FORCES) -> Path:
    """Write lookups, populations, deprivation, weights and boundaries under `folder`; return the folder made."""
    out = folder / FOLDER
    out.mkdir(parents=True, exist_ok=True)
    districts = [(force, district) for force in forces for district in force.districts]
    areas = [(district, area) for _, district in districts for area in small_areas(district)]
    chance = random.Random(f"{seed} areas")  # noqa: S311 - repeatable, not secret
    _write(out / "lsoa11_lsoa21.csv", "LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM", _same(areas))
    _write(out / "lsoa21_wards.csv", "LSOA21CD,LSOA21NM,WD24CD,WD24NM,LAD24CD,LAD24NM", _wards(areas))
    _write(
        out / "partnerships.csv", "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name",
        _partnerships(districts),
    )  # fmt: skip
    _write(out / "centres.csv", "FID,LSOA21CD,GlobalID,x,y", _centres(areas))
    residents = [(area.code, chance.randint(1_250, 2_100)) for _, area in areas]
    _write(
        out / "residents.csv", "lsoa21_code,total_residents,total_households",
        ((code, people, round(people / 2.4)) for code, people in residents),
    )  # fmt: skip
    _write(out / "rurality.csv", "lsoa21_code,ruc21_code,classification,ruc", _rurality(areas, chance))
    _write(out / "deprivation.csv", "ltla24_code,ltla24_name,imd_average_score", _deprivation(districts, chance))
    _write(
        out / "ethnic_groups.csv", "ltla24_code,ltla24_name,white,black,asian,mixed,other",
        _ethnic_groups(districts, chance),
    )  # fmt: skip
    _write(out / "harm.csv", "crime_type,cchi_days", _HARM_DAYS.items())
    _write_shapes(out / "boundaries_lsoa21.geojson.gz", districts)
    return out


def _write(path: Path, header: str, rows: Iterable[Iterable[object]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        stream.write(header + "\n")
        csv.writer(stream, lineterminator="\n").writerows(rows)


def _lad(district: District) -> str:
    return f"E079990{district.number:02d}"


def _same(areas: Sequence[tuple[District, SmallArea]]) -> Iterator[tuple[str, ...]]:
    for district, area in areas:
        yield area.code, area.name, area.code, area.name, "U", _lad(district), district.name


def _wards(areas: Sequence[tuple[District, SmallArea]]) -> Iterator[tuple[str, ...]]:
    for district, area in areas:
        ward = int(area.code[-3:]) // _AREAS_A_WARD + 1
        yield (
            area.code, area.name, f"E059{district.number:02d}{ward:03d}", f"{district.name} ward {ward}",
            _lad(district), district.name,
        )  # fmt: skip


def _partnerships(districts: Sequence[tuple[Force, District]]) -> Iterator[tuple[str, ...]]:
    for force, district in districts:
        number = FORCES.index(force) if force in FORCES else 0
        yield (
            _lad(district), district.name, f"E229990{district.number:02d}", district.name, f"E2399900{number}",
            force.slug.replace("-", " ").title(),
        )  # fmt: skip


def _centres(areas: Sequence[tuple[District, SmallArea]]) -> Iterator[tuple[object, ...]]:
    for number, (_, area) in enumerate(areas, start=1):
        x, y = _to_grid().transform(area.longitude, area.latitude)
        yield number, area.code, "", f"{x:.1f}", f"{y:.1f}"


@lru_cache(maxsize=1)
def _to_grid() -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(4326, 27700, always_xy=True)


def _rurality(areas: Sequence[tuple[District, SmallArea]], chance: random.Random) -> Iterator[tuple[str, ...]]:
    shares: dict[str, float] = {}
    for district, area in areas:
        share = shares.setdefault(district.name, chance.uniform(0.1, 0.7))
        rural = chance.random() < share
        yield (area.code, *(("RSN1", "Smaller rural", "Rural") if rural else ("UN1", "Urban", "Urban")))


def _deprivation(
    districts: Sequence[tuple[Force, District]], chance: random.Random
) -> Iterator[tuple[str, str, float]]:
    for _, district in districts:
        yield _lad(district), district.name, round(chance.uniform(8, 24), 3)


def _ethnic_groups(districts: Sequence[tuple[Force, District]], chance: random.Random) -> Iterator[tuple[object, ...]]:
    for _, district in districts:
        people = district.areas * 1_650
        shares = [chance.uniform(*span) for span in ((0.01, 0.04), (0.03, 0.08), (0.01, 0.03), (0.005, 0.02))]
        others = [round(people * share) for share in shares]
        yield _lad(district), district.name, people - sum(others), *others


def _write_shapes(path: Path, districts: Sequence[tuple[Force, District]]) -> None:
    features = []
    for _, district in districts:
        for area, shape in _cells(district):
            features.append(
                {
                    "type": "Feature",
                    "properties": {"lsoa21_name": area.name, "lsoa21_code": area.code},
                    "geometry": _geometry(shape),
                }
            )
    text = json.dumps({"type": "FeatureCollection", "name": "boundaries_lsoa21", "features": features})
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def _cells(district: District) -> Iterator[tuple[SmallArea, "Geometry"]]:
    """Share the round district among the middles of its small areas: to each the ground that lies nearest to it."""
    import shapely

    areas = small_areas(district)
    middles = shapely.points([(each.longitude / ACROSS, each.latitude) for each in areas])
    edge = shapely.Point(district.longitude / ACROSS, district.latitude).buffer(RADIUS, quad_segs=_CORNERS // 4)
    cells = list(shapely.voronoi_polygons(shapely.MultiPoint(middles), extend_to=edge).geoms)
    tree = shapely.STRtree(cells)
    for area, middle in zip(areas, middles, strict=True):
        cell = cells[tree.query(middle, predicate="within")[0]].intersection(edge)
        yield area, shapely.transform(cell, lambda points: points * (ACROSS, 1.0))


def _geometry(shape: "Geometry") -> dict[str, Any]:
    import shapely

    found: dict[str, Any] = json.loads(shapely.to_geojson(shapely.set_precision(shape, 1e-5)))
    return found
