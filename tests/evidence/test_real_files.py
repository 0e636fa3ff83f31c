"""Real police files, recounted independently with csv and Counter, and held against Home Office figures."""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from wardmote.evidence.engine import load, months_held, recorded_crime
from wardmote.evidence.engine.questions import ALL_CRIME

FORCES = {"Winchester": "hampshire", "South Oxfordshire": "thames-valley", "Vale of White Horse": "thames-valley"}
QUARTERS = {year: [f"{year}-0{month}" for month in (1, 2, 3)] for year in (2024, 2025)}
QUARTERS_2017 = {"1": ["2017-04", "2017-05", "2017-06"], "2": ["2017-07", "2017-08", "2017-09"]}


def rows_of(real_data: Path, force: str, month: str) -> Iterator[dict[str, str]]:
    with gzip.open(
        real_data / "police_uk" / force / f"{month}-{force}-street.csv.gz", "rt", encoding="utf-8"
    ) as stream:
        yield from csv.DictReader(stream)


@pytest.fixture(scope="module")
def loaded(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("real") / "store"
    report = load([real_data / "police_uk" / "hampshire", real_data / "police_uk" / "thames-valley"], store)
    assert report.rows == report.accepted + report.repeated
    assert report.rejected == 0
    return store


@pytest.mark.parametrize("year", [2024, 2025])
@pytest.mark.parametrize("district", FORCES)
def test_counts_equal_an_independent_recount(real_data: Path, loaded: Path, district: str, year: int) -> None:
    recount: Counter[tuple[str, str]] = Counter()
    for month in QUARTERS[year]:
        seen = set()
        for row in rows_of(real_data, FORCES[district], month):
            repeated = bool(row["Crime ID"]) and tuple(row.values()) in seen
            seen.add(tuple(row.values()))
            if row["LSOA name"][:-5] == district and not repeated:
                recount[row["Crime type"], month] += 1
    for crime_type in {crime_type for crime_type, _ in recount}:
        counts = recorded_crime(loaded, {district}, crime_type, QUARTERS[year])
        assert counts.by_month == {month: recount[crime_type, month] for month in QUARTERS[year]}
        assert (counts.missing, counts.synthetic) == ((), False)
    crime = sum(n for (crime_type, _), n in recount.items() if crime_type != "Anti-social behaviour")
    assert recorded_crime(loaded, {district}, ALL_CRIME, QUARTERS[year]).total == crime


def test_known_burglary_counts(loaded: Path) -> None:
    totals = {
        (district, year): recorded_crime(loaded, {district}, "Burglary", QUARTERS[year]).total
        for district in FORCES
        for year in QUARTERS
    }
    assert totals["Winchester", 2024] == 117
    assert totals["Winchester", 2025] == 107
    both = {"South Oxfordshire", "Vale of White Horse"}
    assert recorded_crime(loaded, both, "Burglary", QUARTERS[2025]).total == 140
    assert recorded_crime(loaded, both, "Burglary", QUARTERS[2024]).total == 185


def test_the_hole_in_thames_valley_is_missing(loaded: Path) -> None:
    assert recorded_crime(loaded, {"South Oxfordshire"}, "Burglary", ["2025-06", "2025-07", "2025-08"]).total is None


def test_the_month_that_hampshire_recorded_oddly_is_told(loaded: Path) -> None:
    odd = {(held.force, held.month): held.defects for held in months_held(loaded) if held.defects}
    told = " ".join(odd["hampshire", "2025-08"])
    assert "August 2025" in told or "2025-08" in told
    assert "Anti-social behaviour" in told
    assert len(odd) < 12, odd


@pytest.mark.parametrize("quarter", QUARTERS_2017)
def test_never_more_than_the_home_office_counts(real_data: Path, tmp_path: Path, quarter: str) -> None:
    official: Counter[str] = Counter()
    with gzip.open(real_data / "home_office" / "prc_pfa_2017_18_by_quarter.csv.gz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["Force_Name"] == "Hampshire" and row["Financial_Quarter"] == quarter:
                official[row["Policeuk_Cat"].casefold()] += int(row["Number_of_Offences"])
    months = QUARTERS_2017[quarter]
    # A store with this force alone, so that its whole file counts, wherever its map points fell.
    folder = real_data / "police_uk" / "hampshire"
    load([folder / f"{month}-hampshire-street.csv.gz" for month in months], tmp_path)
    printed = [
        (row["LSOA name"][:-5], row["Crime type"]) for month in months for row in rows_of(real_data, "hampshire", month)
    ]
    districts = {district for district, _ in printed} - {""}
    types = {crime_type for _, crime_type in printed} - {"Anti-social behaviour"}
    assert len(types) == 13
    for crime_type in types:
        counted = recorded_crime(tmp_path, districts, crime_type, months).total
        assert counted is not None
        assert 0.9 * official[crime_type.casefold()] < counted <= official[crime_type.casefold()], crime_type


def test_printed_names_are_the_districts_of_the_official_lookup(real_data: Path) -> None:
    """Every record of 2024 and 2025 whose printed name gives one of the districts has a code of that district."""
    with gzip.open(
        real_data / "geography" / "ons_LSOA21_WD24_LAD24_best_fit_EW.csv.gz", "rt", encoding="utf-8-sig"
    ) as stream:
        district_of = {row["LSOA21CD"]: row["LAD24NM"] for row in csv.DictReader(stream)}
    checked: Counter[str] = Counter()
    for force in set(FORCES.values()):
        for path in sorted((real_data / "police_uk" / force).glob("202[45]-*-street.csv.gz")):
            for row in rows_of(real_data, force, path.name[:7]):
                printed = re.sub(r" \d{3}[A-Z]{1,2}$", "", row["LSOA name"])
                official = district_of.get(row["LSOA code"], "")
                if printed in FORCES or official in FORCES:
                    assert printed == official, row["LSOA code"]
                    checked[printed] += 1
    assert set(checked) == set(FORCES)
    assert min(checked.values()) > 5_000
