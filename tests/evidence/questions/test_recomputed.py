"""Every figure of an answer equals what Python's csv and Counter make of the same real files."""

import csv
import gzip
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.evidence.questions.conftest import ASB, OLD_AND_NEW, SOUTH_AND_VALE, WINCHESTER, Partnership, Recount
from wardmote.evidence.engine.questions import (
    ALL_CRIME,
    by_area,
    compare,
    map_points,
    monthly,
    outcomes,
    quality,
    recorded_crime,
    stops,
    total,
)

pytestmark = pytest.mark.plain
TYPES = (ALL_CRIME, "Burglary", "Shoplifting", ASB)


def of_type(rows: list[dict[str, str]], crime_type: str) -> list[dict[str, str]]:
    if crime_type == ALL_CRIME:
        return [row for row in rows if row["Crime type"] != ASB]
    return [row for row in rows if row["Crime type"] == crime_type]


@pytest.fixture
def rows(area: Partnership, counted: Recount) -> list[dict[str, str]]:
    return list(counted.within(area.districts))


def test_by_type_and_month(loaded: Path, area: Partnership, rows: list[dict[str, str]]) -> None:
    answer = monthly(loaded, area.districts, area.months)
    expected = Counter((row["Crime type"], row["Month"]) for row in rows)
    assert answer.missing == area.missing
    assert answer.forces == (area.force,)
    for crime_type, by_month in answer.counts.items():
        for month, n in by_month.items():
            assert n == (None if month in area.missing else expected[crime_type, month]), (crime_type, month)
    assert {crime_type for crime_type, _ in expected} <= set(answer.counts)
    crime = Counter(row["Month"] for row in of_type(rows, ALL_CRIME))
    assert total(answer, ALL_CRIME) == {month: None if month in area.missing else crime[month] for month in area.months}
    assert recorded_crime(loaded, area.districts, ALL_CRIME, area.months).by_month == crime


@pytest.mark.parametrize("crime_type", TYPES)
def test_by_small_area(
    loaded: Path, area: Partnership, counted: Recount, rows: list[dict[str, str]], crime_type: str
) -> None:
    answer = by_area(loaded, area.districts, area.months, crime_type)
    expected = Counter(row["LSOA code"] for row in of_type(rows, crime_type))
    assert {each.code: each.count for each in answer.areas if each.count} == expected
    assert answer.missing == area.missing
    assert answer.without_area == sum(not row["LSOA code"] for row in of_type(list(counted.rows), crime_type))
    named = {row["LSOA code"]: row["LSOA name"] for row in rows}
    assert all(each.name == named[each.code] for each in answer.areas if each.count)


def test_by_district(loaded: Path, area: Partnership, rows: list[dict[str, str]]) -> None:
    answer = by_area(loaded, area.districts, area.months, "Burglary", level="district")
    expected = Counter(row["LSOA name"][:-5] for row in of_type(rows, "Burglary"))
    assert {each.name: each.count for each in answer.areas} == expected


@pytest.mark.parametrize("crime_type", TYPES)
def test_map_points(loaded: Path, area: Partnership, rows: list[dict[str, str]], crime_type: str) -> None:
    """The ten fullest points, what happened there, and the counts that a concentration is made of."""
    points: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for row in of_type(rows, crime_type):
        if row["Longitude"]:
            # The years on either side of the new list of points share no point.
            key = (row["Month"] > "2020", row["Longitude"], row["Latitude"], row["Location"], row["LSOA code"])
            points[key][row["Crime type"]] += 1
    answer = map_points(loaded, area.districts, area.months, crime_type, limit=10)
    assert list(answer.counts) == sorted((sum(types.values()) for types in points.values()), reverse=True)
    fullest = sorted(
        points, key=lambda key: (-sum(points[key].values()), key[0], float(key[1]), float(key[2]), *key[3:])
    )
    assert [
        (point.longitude, point.latitude, point.location, point.lsoa_code, point.types) for point in answer.top
    ] == [(float(key[1]), float(key[2]), key[3], key[4], points[key]) for key in fullest[:10]]
    assert [point.count for point in answer.top] == list(answer.counts[:10])


def test_the_example_of_the_method_page(loaded: Path) -> None:
    counts = recorded_crime(loaded, WINCHESTER.districts, ALL_CRIME, WINCHESTER.months)
    assert counts.total == 7_526
    fullest = map_points(loaded, WINCHESTER.districts, WINCHESTER.months, ALL_CRIME, limit=1).top[0]
    assert (fullest.location, fullest.count) == ("On or near St George'S Street", 204)
    assert fullest.types["Shoplifting"] == 113


def test_a_new_list_of_points_is_told(loaded: Path) -> None:
    def vintages(of: Partnership) -> tuple[str, ...]:
        return map_points(loaded, of.districts, of.months, ALL_CRIME).vintages

    assert vintages(WINCHESTER) == ("2025-01 to 2025-12",)
    assert vintages(SOUTH_AND_VALE) == ("2025-01 to 2025-10",)
    assert vintages(OLD_AND_NEW) == ("2017-08 to 2017-09", "2024-01 to 2024-02")


@pytest.mark.parametrize("crime_type", TYPES)
def test_outcomes(loaded: Path, area: Partnership, rows: list[dict[str, str]], crime_type: str) -> None:
    answer = outcomes(loaded, area.districts, area.months, crime_type)
    chosen = of_type(rows, crime_type)
    assert answer.counts == Counter(row["Last outcome category"] for row in chosen)
    for month in area.months:
        expected = Counter(row["Last outcome category"] for row in chosen if row["Month"] == month)
        assert answer.by_month.get(month, {}) == expected
    assert answer.missing == area.missing


def test_quality(loaded: Path, area: Partnership, counted: Recount, rows: list[dict[str, str]]) -> None:
    answer = quality(loaded, area.districts, area.months)
    identifiers = [row["Crime ID"] for row in counted.rows if row["Crime ID"]]
    assert answer.records == len(rows)
    assert answer.without_place == sum(not row["Longitude"] for row in counted.rows)
    assert answer.without_area == sum(not row["LSOA code"] for row in counted.rows)
    assert answer.repeated_ids == len(identifiers) - len(set(identifiers))
    assert (answer.files, answer.missing) == (len(area.months) - len(area.missing), area.missing)


def test_districts_set_beside_one_another(loaded: Path, area: Partnership, counted: Recount) -> None:
    held = [month for month in area.months if month not in area.missing]
    answer = {each.district: each for each in compare(loaded, "Burglary", held)}
    expected = Counter(row["LSOA name"][:-5] for row in of_type(list(counted.rows), "Burglary") if row["LSOA code"])
    own = [each for each in answer.values() if each.force == area.force]
    assert len(own) > 10
    # A name that the force's files of these months do not print is one of other years: not known, and not nought.
    printed = {row["LSOA name"][:-5] for row in counted.rows}
    assert {each.district: each.count for each in own} == {
        each.district: expected[each.district] if each.district in printed else None for each in own
    }
    if area.missing:
        whole = {each.district: each.count for each in compare(loaded, "Burglary", area.months)}
        assert [whole[district] for district in sorted(area.districts)] == [None, None]
    # Only a railway or a neighbour has printed it; the railway police no district.
    assert "Crewe" not in answer


def test_searches(loaded: Path, real_data: Path) -> None:
    months = ("2018-01", "2018-02", "2018-03", "2020-01")
    rows = []
    for month in months[:3]:
        path = real_data / "police_uk" / "city-of-london" / f"{month}-city-of-london-stop-and-search.csv.gz"
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            rows += list(csv.DictReader(stream))
    answer = stops(loaded, "city-of-london", months)
    assert (answer.total, answer.missing) == (len(rows), ("2020-01",))
    assert answer.by["object"] == Counter(row["Object of search"] for row in rows)
    assert answer.by["self_ethnicity"] == Counter(row["Self-defined ethnicity"] for row in rows)
    assert answer.by["age"] == Counter(row["Age range"] for row in rows)
    assert answer.without_place == sum(not row["Longitude"] for row in rows)
    crossed: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        crossed[row["Officer-defined ethnicity"]][row["Outcome"]] += 1
    assert answer.ethnicity_by_outcome == crossed
