"""Each figure of an assessment of real files equals what Python's csv and Counter make of the same files."""

import csv
import gzip
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from wardmote.evidence.models import Assessment
from wardmote.evidence.services import load_police_files
from wardmote.evidence.services.assessments import ask_for, make
from wardmote.evidence.services.datasets import load_datasets
from wardmote.partnership.models import District, Partnership

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ASB = "Anti-social behaviour"
THEMES = {
    "burglary": ["Burglary"], "violence": ["Violence and sexual offences"],
    "robbery_weapons": ["Robbery", "Possession of weapons"],
    "theft": ["Other theft", "Bicycle theft", "Theft from the person"], "asb": [ASB],
}  # fmt: skip
REFERENCE = (
    "geography/ons_LSOA21_WD24_LAD24_best_fit_EW.csv.gz",
    "geography/ons_LSOA21_population_weighted_centroids_EW_BNG.csv.gz",
    "population/census2021_lsoa21_residents_households.csv.gz",
    "harm_weights/cchi_2026_by_police_uk_category.csv",
)


@dataclass(frozen=True)
class Case:
    """A partnership, its force, what is asked for, and what is known to be held of it."""

    slug: str
    districts: tuple[str, ...]
    force: str
    to: str
    basis: tuple[str, ...]
    faulty: tuple[str, ...]
    matched: tuple[str, ...]


SPRING = tuple(f"2025-{month:02d}" for month in range(1, 5))
CASES = (
    Case("winchester", ("Winchester",), "hampshire", "2025-12", tuple(f"2025-{n:02d}" for n in range(1, 13)),
         ("2025-08",), SPRING),
    Case("vale", ("South Oxfordshire", "Vale of White Horse"), "thames-valley", "2025-10",
         ("2025-08", "2025-09", "2025-10"), (), SPRING),
)  # fmt: skip


@pytest.fixture(params=CASES, ids=lambda case: case.slug)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


@pytest.fixture
def data(case: Case, real_data: Path, tmp_path: Path, settings: LazySettings) -> dict[str, Any]:
    settings.WARDMOTE_HOME = tmp_path / "home"
    partnership = Partnership.objects.create(slug=case.slug, name=case.slug.title())
    for name in case.districts:
        District.objects.create(partnership=partnership, name=name)
    load_police_files(actor=None, paths=sorted((real_data / "police_uk" / case.force).glob("202[45]-*.csv.gz")))
    load_datasets(actor=None, paths=[real_data / name for name in REFERENCE])
    made = make(ask_for(actor=None, partnership=partnership, to=case.to).pk)
    assert made is not None
    assert made.state == Assessment.State.READY, made.error
    return json.loads(json.dumps(made.data))


def rows_of(real_data: Path, case: Case) -> list[dict[str, str]]:
    """The rows of the case's districts in 2024 and 2025, each repeated line left out but the first."""
    found = []
    for path in sorted((real_data / "police_uk" / case.force).glob("202[45]-*.csv.gz")):
        seen = set()
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                again = bool(row["Crime ID"]) and tuple(row.values()) in seen
                seen.add(tuple(row.values()))
                if row["LSOA name"][:-5] in case.districts and not again:
                    found.append(row)
    return found


def theme(data: dict[str, Any], part: str, key: str) -> dict[str, Any]:
    return next(row for row in data[part]["themes"] if row["key"] == key)


def test_each_figure_is_recounted(case: Case, data: dict[str, Any], real_data: Path) -> None:
    rows = rows_of(real_data, case)
    usable = [month for month in case.basis if month not in case.faulty]
    of_basis = Counter(row["Crime type"] for row in rows if row["Month"] in case.basis)
    of_usable = Counter(row["Crime type"] for row in rows if row["Month"] in usable)
    by_month = Counter((row["Crime type"], row["Month"]) for row in rows)
    assert tuple(data["scope"]["basis"]) == case.basis
    assert tuple(data["scope"]["faulty"]) == case.faulty
    held = {row["Month"] for row in rows}
    assert data["scope"]["missing"] == [month for month in data["scope"]["months"] if month not in held]
    _levels(case, data, real_data, of_basis, of_usable, by_month)
    _changes(case, data, by_month)
    _places(data, [row for row in rows if row["Month"] in usable])
    _harm(data, real_data, of_usable)


def _levels(
    case: Case, data: dict[str, Any], real_data: Path, of_basis: Counter[str], of_usable: Counter[str],
    by_month: Counter[tuple[str, str]],
) -> None:  # fmt: skip
    crime, used = sum(of_basis.values()) - of_basis[ASB], sum(of_usable.values()) - of_usable[ASB]
    total = theme(data, "levels", "all_crime")
    assert (total["count"], total["usable"]) == (crime, used)
    with gzip.open(real_data / REFERENCE[0], "rt", encoding="utf-8-sig") as stream:
        codes = {row["LSOA21CD"] for row in csv.DictReader(stream) if row["LAD24NM"] in case.districts}
    with gzip.open(real_data / REFERENCE[2], "rt", encoding="utf-8-sig") as stream:
        living = [row for row in csv.DictReader(stream)]
    code = next(name for name in living[0] if name.startswith("lsoa21_code"))
    residents = sum(int(row["total_residents"]) for row in living if row[code] in codes)
    assert data["levels"]["residents"] == residents
    assert total["rate"] == pytest.approx(1000 * crime / residents)
    for key, types in THEMES.items():
        row = theme(data, "levels", key)
        assert row["count"] == sum(of_basis[each] for each in types), key
        assert row["rate"] == pytest.approx(1000 * row["count"] / residents)
        if key != "asb":
            assert row["share"] == pytest.approx(100 * sum(of_usable[each] for each in types) / used)
        for month, n in row["series"]:
            wanted = None if month in data["scope"]["missing"] else sum(by_month[each, month] for each in types)
            assert n == wanted, (key, month)


def _changes(case: Case, data: dict[str, Any], by_month: Counter[tuple[str, str]]) -> None:
    before = [f"2024{month[4:]}" for month in case.matched]
    for key, types in THEMES.items():
        row = theme(data, "changes", key)
        assert tuple(row["matched"]["months"]) == case.matched
        now = sum(by_month[each, month] for each in types for month in case.matched)
        then = sum(by_month[each, month] for each in types for month in before)
        assert (row["matched"]["now"], row["matched"]["before"]) == (now, then), key
        assert row["rows"]["rolling_12"]["z"] is None, "a year with a missing month is compared with nothing"


def _places(data: dict[str, Any], rows: list[dict[str, str]]) -> None:
    crime = Counter(row["LSOA code"] for row in rows if row["Crime type"] != ASB)
    asb = Counter(row["LSOA code"] for row in rows if row["Crime type"] == ASB)
    areas = data["places"]["areas"]
    assert {each["code"]: each["counts"]["all_crime"] for each in areas if each["counts"]["all_crime"]} == crime
    assert {each["code"]: each["counts"]["asb"] for each in areas if each["counts"]["asb"]} == asb
    half, held = 0, 0
    for _, n in crime.most_common():
        if 2 * held >= sum(crime.values()):
            break
        half, held = half + 1, held + n
    found = theme(data, "places", "all_crime")
    assert (found["half_areas"], found["areas"]) == (half, len(areas))
    wards = Counter()
    for each in areas:
        wards[each["ward"]] += each["counts"]["all_crime"]
    assert {each["ward"]: each["counts"]["all_crime"] for each in data["places"]["wards"]} == dict(wards)
    points = Counter(
        (row["Longitude"], row["Latitude"], row["Location"]) for row in rows if row["Crime type"] != ASB
    )  # fmt: skip
    printed = next(each for each in data["places"]["points"] if each["key"] == "all_crime")
    assert printed["records"] == sum(points.values())
    assert [each["count"] for each in printed["top"]] == [n for _, n in points.most_common(len(printed["top"]))]


def _harm(data: dict[str, Any], real_data: Path, of_usable: Counter[str]) -> None:
    with open(real_data / REFERENCE[3], encoding="utf-8-sig") as stream:
        held = list(csv.DictReader(stream))
    name = next(each for each in held[0] if "categor" in each.lower() or "type" in each.lower())
    days = next(each for each in held[0] if "day" in each.lower() or "weight" in each.lower() or "cchi" in each.lower())
    weights = {row[name]: float(row[days]) for row in held}
    for key, types in THEMES.items():
        if key != "asb":
            wanted = sum(of_usable[each] * weights[each] for each in types)
            assert theme(data, "harm", key)["days"] == pytest.approx(wanted), key
    assert data["harm"]["total"] == pytest.approx(sum(of_usable[each] * weight for each, weight in weights.items()))
