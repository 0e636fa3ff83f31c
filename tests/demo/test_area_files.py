"""The invented areas are those of the invented police files, fill their districts and lie apart."""

import csv
import gzip
import json
from itertools import combinations
from pathlib import Path

import shapely

from wardmote.demo.area_files import write_area_files
from wardmote.demo.police_files import FORCES, RADIUS, write_police_files


def _rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_record_lies_in_an_area_that_is_known(tmp_path: Path) -> None:
    police = write_police_files(tmp_path, first="2025-01", last="2025-01", scale=0.2)
    out = write_area_files(tmp_path)
    wards = {row["LSOA21CD"]: row["LSOA21NM"] for row in _rows(out / "lsoa21_wards.csv")}
    printed = {
        (row["LSOA code"], row["LSOA name"]) for path in police.rglob("*.csv") for row in _rows(path)
    } - {("", "")}  # fmt: skip
    assert printed
    assert printed <= set(wards.items())
    residents = {row["lsoa21_code"]: int(row["total_residents"]) for row in _rows(out / "residents.csv")}
    assert residents.keys() == wards.keys() == {row["LSOA21CD"] for row in _rows(out / "centres.csv")}
    assert min(residents.values()) > 1_000


def test_the_shapes_of_a_district_fill_it_and_do_not_overlap(tmp_path: Path) -> None:
    out = write_area_files(tmp_path, forces=FORCES[:1])
    found = json.loads(gzip.decompress((out / "boundaries_lsoa21.geojson.gz").read_bytes()))
    shapes = {
        each["properties"]["lsoa21_name"]: shapely.from_geojson(json.dumps(each["geometry"]))
        for each in found["features"]
    }
    assert len(shapes) == sum(district.areas for district in FORCES[0].districts)
    assert all(shape.is_valid for shape in shapes.values())
    grounds = {
        district.name: shapely.union_all([shape for name, shape in shapes.items() if name.startswith(district.name)])
        for district in FORCES[0].districts
    }
    for ground in grounds.values():
        assert ground.area > 0.98 * 3.14 * RADIUS * RADIUS * 1.6
    assert all(one.intersection(other).area == 0 for one, other in combinations(grounds.values(), 2))


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    one, other = write_area_files(tmp_path / "a"), write_area_files(tmp_path / "b")
    assert [path.read_bytes() for path in sorted(one.iterdir())] == [
        path.read_bytes() for path in sorted(other.iterdir())
    ]
