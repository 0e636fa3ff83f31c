"""Recorded crime per 1,000 residents: crimes of the files ÷ residents of the lookups, recounted from the files."""

import csv
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import LazySettings

from wardmote.common.periods import Quarter
from wardmote.demo.area_files import write_area_files
from wardmote.demo.police_files import FORCES, write_police_files
from wardmote.evidence import measures, rate_measures
from wardmote.evidence.engine import load
from wardmote.evidence.engine.load import rebuild_cubes
from wardmote.evidence.engine.reference import load_reference
from wardmote.measures.registry import find

FORCE = replace(FORCES[0], districts=FORCES[0].districts[:2])
QUARTER = Quarter.parse("2024-25-Q4")


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a year of one force, its lookups and its people; the partnership has one district."""
    settings.WARDMOTE_HOME = tmp_path / "home"
    for module in (measures, rate_measures):
        monkeypatch.setattr(module, "districts_of", lambda partnership_id: frozenset({"Winchester"}))
    write_police_files(tmp_path / "police", first="2024-04", last="2025-03", scale=0.2, forces=(FORCE,))
    load([tmp_path / "police"], settings.WARDMOTE_HOME / "evidence")
    return tmp_path


@pytest.fixture
def residents(folder: Path, settings: LazySettings) -> int:
    areas = write_area_files(folder / "areas", forces=(FORCE,))
    load_reference([areas], settings.WARDMOTE_HOME / "evidence")
    rebuild_cubes(settings.WARDMOTE_HOME / "evidence")
    with open(areas / "lsoa21_wards.csv", encoding="utf-8") as stream:
        own = {row["LSOA21CD"] for row in csv.DictReader(stream) if row["LAD24NM"] == "Winchester"}
    with open(areas / "residents.csv", encoding="utf-8") as stream:
        return sum(int(row["total_residents"]) for row in csv.DictReader(stream) if row["lsoa21_code"] in own)


def recounted(folder: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in folder.glob("police/**/*.csv"):
        with path.open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                if row["LSOA name"][:-5] == "Winchester" and row["Crime type"] != "Anti-social behaviour":
                    found[row["Month"]] += 1
    return found


def test_a_year_is_crimes_for_each_thousand_residents(folder: Path, residents: int) -> None:
    months = recounted(folder)
    quarters = [rate_measures.count(1, Quarter.parse(f"2024-25-Q{number}"), {}) for number in (1, 2, 3, 4)]
    above = sum(each.value or 0 for each in quarters)
    below = sum(each.denominator or 0 for each in quarters)
    assert above == sum(months.values()) > 0
    assert Fraction(above, below) * rate_measures.MULTIPLIER == Fraction(above, residents) * 1000


def test_a_quarter_keeps_both_numbers_of_each_month(folder: Path, residents: int) -> None:
    found = rate_measures.count(1, QUARTER, {})
    months = recounted(folder)
    assert found.by_month == {month: months[month] for month in QUARTER.months}
    assert found.denominators == dict.fromkeys(QUARTER.months, residents)
    assert (found.value, found.denominator) == (sum(found.by_month.values()), 3 * residents)
    assert found.synthetic
    burglary = rate_measures.count(1, QUARTER, {"crime_type": "Burglary"})
    assert 0 < (burglary.value or 0) < (found.value or 0)
    assert burglary.denominator == found.denominator


def test_residents_of_another_year_are_told(folder: Path, residents: int) -> None:
    assert rate_measures.count(1, QUARTER, {}).note == "Residents as counted in 2021."


def test_without_residents_there_is_no_rate(folder: Path) -> None:
    found = rate_measures.count(1, QUARTER, {})
    assert (found.value, found.denominator) == (None, None)
    assert "No population is held" in found.note


def test_a_missing_month_leaves_no_rate(folder: Path, residents: int) -> None:
    found = rate_measures.count(1, Quarter.parse("2025-26-Q1"), {})
    assert found.value is None
    assert "No police file is held for April 2025" in found.note


def test_it_is_offered_as_a_ratio() -> None:
    measure = find(rate_measures.KEY)
    assert (measure.ratio, measure.multiplier, measure.confidential) == (True, 12_000, False)
