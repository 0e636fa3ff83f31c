"""The national lookups themselves, against plain csv and Counter."""

import csv
import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from wardmote.evidence.engine import load, rebuild_cubes, recorded_crime
from wardmote.evidence.engine.questions import ALL_CRIME
from wardmote.evidence.engine.reference import areas, load_reference, people, weights

pytestmark = pytest.mark.plain
MONTH, ON = "2025-01", date(2025, 1, 1)
FILES = (
    "geography/ons_LSOA11_LSOA21_LAD22_exact_fit_EW_V3.csv.gz",
    "geography/ons_LSOA21_WD24_LAD24_best_fit_EW.csv.gz",
    "geography/lookup_lsoa11_ltla21.csv.gz",
    "geography/lookup_ltla24_csp24_pfa24.csv.gz",
    "geography/lookup_lad_csp_pfa21_semicolon.csv.gz",
    "population/census2021_lsoa21_residents_households.csv.gz",
    "population/population20_lsoa11.csv.gz",
)
CHANGES, WARDS, _, PARTNERSHIPS, _, CENSUS, AGES = FILES


@pytest.fixture(scope="module")
def nation(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("nation")
    reports = load_reference([real_data / name for name in FILES], store)
    assert all(report.rows == report.accepted for report in reports)
    return store


def rows(real_data: Path, name: str) -> Iterator[dict[str, str]]:
    with gzip.open(real_data / name) as stream:
        yield from csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8-sig"))


def test_every_lsoa_is_in_one_partnership_each_month(nation: Path) -> None:
    for month in ("2014-01", "2023-06", MONTH):
        table = areas.places_in(nation, month)
        assert table is not None
        codes = table["lsoa_code"].to_pylist()
        assert len(codes) == len(set(codes))
        assert "" not in table["csp_code"].to_pylist()
        assert "" not in table["pfa_code"].to_pylist()
        assert len(areas.with_vintage(table, "2021")) == 35_672
        assert len(areas.with_vintage(table, "2011")) == 34_753
    assert len(areas.partnership_areas(nation, MONTH)) == 314


def test_sums_over_partnerships_are_sums_over_areas_and_a_plain_join_is_not(real_data: Path, nation: Path) -> None:
    census = {row["lsoa21_code"]: int(row["total_residents"]) for row in rows(real_data, CENSUS)}
    whole = sum(census.values())
    assert sum(
        people.population(nation, area.districts, ON) or 0 for area in areas.partnership_areas(nation, MONTH)
    ) == whole  # fmt: skip
    partners: dict[str, set[str]] = defaultdict(set)
    for row in rows(real_data, PARTNERSHIPS):
        partners[row["ltla24_code"]].add(row["csp24_code"])
    joined = sum(census[row["LSOA21CD"]] * len(partners[row["LAD24CD"]]) for row in rows(real_data, WARDS))
    assert (whole, joined - whole) == (59_597_576, 5_207_787)


def test_the_shared_districts_come_apart_by_their_old_ones(nation: Path) -> None:
    table = areas.places_in(nation, MONTH)
    assert table is not None
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for lad, district in zip(table["lad"].to_pylist(), table["district"].to_pylist(), strict=True):
        if lad != district:
            parts[lad][district] += 1
    assert {lad: set(each) for lad, each in parts.items()} == {
        "Buckinghamshire": {"Aylesbury Vale", "Chiltern", "South Bucks", "Wycombe"},
        "Bournemouth, Christchurch and Poole": {"Bournemouth", "Dorset", "Poole"},
        "North Northamptonshire": {"Corby", "East Northamptonshire", "Kettering", "Wellingborough"},
        "West Northamptonshire": {"Northampton", "Daventry and South Northamptonshire"},
        "Cumberland": {"Allerdale", "Carlisle", "Copeland"},
        "Westmorland and Furness": {"Barrow-in-Furness", "Eden", "South Lakeland"},
        "East Suffolk": {"Suffolk Coastal", "Waveney"},
    }


def test_the_ground_that_changed_is_counted_as_the_file_counts_it(real_data: Path, nation: Path) -> None:
    became: dict[str, set[str]] = defaultdict(set)
    came_of: dict[str, set[str]] = defaultdict(set)
    for row in rows(real_data, CHANGES):
        became[row["LSOA11CD"]].add(row["LSOA21CD"])
        came_of[row["LSOA21CD"]].add(row["LSOA11CD"])
    table = areas.places_in(nation, MONTH)
    assert table is not None
    stable = dict(zip(table["lsoa_code"].to_pylist(), table["stable"].to_pylist(), strict=True))
    assert sum(len(each) > 1 for each in became.values()) == 865
    assert sum(len(each) > 1 for each in came_of.values()) == 123
    for one, others in (*became.items(), *came_of.items()):
        assert {stable[one]} == {stable[other] for other in others}
    grounds = Counter(stable.values())
    # untouched ones stand alone: one code, in both years
    assert grounds["E01023205"] == 1
    assert len(grounds) == 34_630


@pytest.mark.parametrize("districts", [["Winchester"], ["South Oxfordshire", "Vale of White Horse"]])
def test_residents_are_what_csv_and_counter_make_them(real_data: Path, nation: Path, districts: list[str]) -> None:
    inside = {row["LSOA21CD"] for row in rows(real_data, WARDS) if row["LAD24NM"] in districts}
    counted = Counter[str]()
    for row in rows(real_data, CENSUS):
        if row["lsoa21_code"] in inside:
            counted["residents"] += int(row["total_residents"])
            counted["households"] += int(row["total_households"])
    found = people.residents(nation, districts, ON)
    assert found is not None
    assert (found.total, found.households) == (counted["residents"], counted["households"])
    old = {row["LSOA11CD"] for row in rows(real_data, CHANGES) if row["LAD22NM"] in districts}
    before = people.residents(nation, districts, date(2020, 12, 1))
    ages = [row for row in rows(real_data, AGES) if row["lsoa11_code"] in old]
    assert before is not None
    assert before.total == sum(int(row["total_population"]) for row in ages)
    assert before.under_18 == sum(int(row[str(age)]) for row in ages for age in range(18))


def test_names_that_changed_lead_to_todays(nation: Path) -> None:
    assert areas.naming(nation, "Bristol", MONTH).now == ("Bristol, City of",)
    assert areas.naming(nation, "Harrogate", MONTH) == areas.Naming("Harrogate", ("North Yorkshire",), True)
    assert areas.naming(nation, "Christchurch", MONTH).now == ("Dorset",)
    york = next(area for area in areas.partnership_areas(nation, MONTH) if area.name == "North Yorkshire")
    assert len(york.earlier) == 7


def test_the_city_of_london_is_warned_of(nation: Path) -> None:
    assert people.denominator_warning(people.population(nation, ["City of London"], ON) or 0, 8_000)
    assert people.denominator_warning(people.population(nation, ["Winchester"], ON) or 0, 8_000) is None


def test_records_keep_their_number_when_districts_change(real_data: Path, tmp_path: Path) -> None:
    load([real_data / "police_uk/thames-valley/2025-01-thames-valley-street.csv.gz"], tmp_path)

    def counted(*districts: str) -> int | None:
        return recorded_crime(tmp_path, set(districts), ALL_CRIME, [MONTH]).total

    kept = [counted("South Oxfordshire"), counted("Vale of White Horse")]
    whole = counted("Buckinghamshire")
    load_reference([real_data / name for name in FILES[:5]], tmp_path)
    assert rebuild_cubes(tmp_path)
    assert [counted("South Oxfordshire"), counted("Vale of White Horse")] == kept
    assert counted("Aylesbury Vale", "Chiltern", "South Bucks", "Wycombe") == whole
    assert not rebuild_cubes(tmp_path)


def test_a_type_holds_offences_of_very_different_harm(real_data: Path, tmp_path: Path) -> None:
    load_reference(sorted((real_data / "harm_weights").glob("*.csv")), tmp_path)
    found = weights.harm_weights(tmp_path, ON)
    assert found is not None
    assert (found.days["Burglary"], len(found.days)) == (244.68, 13)
    assert found.within["Violence and sexual offences"] == (10, 5_475)
