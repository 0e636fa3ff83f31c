"""Outcomes and stop and search: what a row must be, how a month is known, and what is counted of them."""

import csv
import gzip
from collections import Counter
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.evidence.conftest import GOOD, adds_up, load_one, reasons, row, street
from tests.evidence.kinds_world import OUTCOMES, STOPS, outcome, police_file, stop
from wardmote.evidence.engine import load, months_held, rebuild_cubes
from wardmote.evidence.engine.report import Status
from wardmote.evidence.engine.store import read_manifest, staging, swap_in

pytestmark = pytest.mark.plain


def cube(store: Path, kind: str, columns: str) -> Counter[tuple[object, ...]]:
    """Count the cube of `kind` by `columns`."""
    path = store / read_manifest(store).cubes[kind]
    rows = duckdb.read_parquet(str(path)).project(f"{columns}, n").fetchall()
    counted: Counter[tuple[object, ...]] = Counter()
    for *key, n in rows:
        counted[tuple(key)] += n
    return counted


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_outcomes_are_counted_by_area_and_outcome(inbox: Path, store: Path, end: str) -> None:
    lines = [outcome(1), outcome(1, outcome="Offender given a caution"), outcome(2), outcome(3, code="", area="")]
    file = load_one(police_file(inbox, "outcomes", *lines, end=end), store)
    assert (file.status, file.kind, file.force, file.month) == (Status.LOADED, "outcomes", "hampshire", "2025-01")
    assert (file.accepted, file.no_location, file.no_area) == (4, 0, 1)
    assert cube(store, "outcomes", "district, own, outcome") == {
        ("Winchester", "hampshire", "Suspect charged"): 2,
        ("Winchester", "hampshire", "Offender given a caution"): 1,
        ("", "", "Suspect charged"): 1,
    }


def test_two_outcomes_of_one_crime_are_both_kept_and_the_same_twice_is_a_repeat(inbox: Path, store: Path) -> None:
    lines = [outcome(1), outcome(1, outcome="Local resolution"), outcome(1)]
    file = load_one(police_file(inbox, "outcomes", *lines), store)
    assert (file.rows, file.accepted, file.repeated, file.notes) == (3, 2, 1, [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (outcome(9, outcome=""), "there is no outcome type"),
        (outcome(9, month="2025-02"), "the month is not the file's month, 2025-01"),
        (outcome(9, code="Here"), "the LSOA code is not written as E01012345"),
        (outcome(9, place="east,51.0,Here"), "the longitude is not a number of degrees"),
        (outcome(9) + ",more", "the line has 11 fields and the heading 10"),
        (OUTCOMES, "the heading line again"),
    ],
)
def test_a_wrong_outcome_is_rejected_and_the_rest_stays(inbox: Path, store: Path, line: str, reason: str) -> None:
    file = load_one(police_file(inbox, "outcomes", outcome(1), line, outcome(2)), store)
    assert (file.accepted, reasons(file)) == (2, {3: reason})


def test_searches_are_counted_by_what_is_known_of_them(inbox: Path, store: Path) -> None:
    lines = [stop(), stop(), stop(place=",", officer="Black", object=""), stop(date="2024-12-31T23:59:00+00:00")]
    file = load_one(police_file(inbox, "stop-and-search", *lines), store)
    assert (file.kind, file.accepted, file.repeated, file.no_location) == ("stops", 4, 0, 1)
    assert "1 row is dated in the month before" in file.notes[0]
    assert cube(store, "stops", "month, officer_ethnicity, object, placed") == {
        ("2025-01", "White", "Controlled drugs", 3): 3,
        ("2025-01", "Black", "", 0): 1,
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (stop(date="2025-01-15 10:30"), "the date is not written as 2025-01-31T23:59:00+00:00"),
        (stop(date="2025-01-32T10:30:00+00:00"), "the date is not written as 2025-01-31T23:59:00+00:00"),
        (stop(date="2025-02-30T10:30:00Z"), "the date is not written as 2025-01-31T23:59:00+00:00"),
        (stop(date="2025-02-01T00:00:00+00:00"), "the date is not in the file's month, 2025-01, or the one before"),
        (stop(type=""), "there is no type of search"),
        (stop(place="151.0,0.1"), "the latitude is not a number of degrees"),
        (STOPS, "the heading line again"),
    ],
)
def test_a_wrong_search_is_rejected_and_the_rest_stays(inbox: Path, store: Path, line: str, reason: str) -> None:
    file = load_one(police_file(inbox, "stop-and-search", stop(), line, stop()), store)
    assert (file.accepted, reasons(file)) == (2, {3: reason})


def test_searches_need_a_name_that_tells_the_force(inbox: Path, store: Path) -> None:
    path = police_file(inbox, "stop-and-search", stop())
    file = load_one(path.rename(inbox / "searches.csv"), store)
    assert file.status is Status.REFUSED
    assert "2025-01-hampshire-stop-and-search.csv" in file.reason


def test_outcomes_by_any_name_are_known_by_their_columns(inbox: Path, store: Path) -> None:
    path = police_file(inbox, "outcomes", outcome(1))
    file = load_one(path.rename(inbox / "download.csv"), store)
    assert (file.kind, file.force, file.month, file.accepted) == ("outcomes", "hampshire", "2025-01", 1)


def test_a_file_named_as_another_kind_is_refused(inbox: Path, store: Path) -> None:
    path = police_file(inbox, "outcomes", outcome(1))
    file = load_one(path.rename(inbox / "2025-01-hampshire-street.csv"), store)
    assert file.status is Status.REFUSED
    assert "its columns are those of an outcomes file" in file.reason


@pytest.mark.parametrize(("kind", "column"), [("outcomes", "Outcome type"), ("stop-and-search", "Legislation")])
def test_a_missing_column_is_named(inbox: Path, store: Path, kind: str, column: str) -> None:
    path = police_file(inbox, kind, outcome(1) if kind == "outcomes" else stop())
    path.write_text(path.read_text().replace(column, "Else", 1))
    file = load_one(path, store)
    assert file.status is Status.REFUSED
    assert f"The column {column} is missing" in file.reason


def test_the_three_kinds_of_one_month_are_held_side_by_side_and_replaced_each_alone(inbox: Path, store: Path) -> None:
    street(inbox, *GOOD)
    police_file(inbox, "outcomes", outcome(1))
    searches = police_file(inbox, "stop-and-search", stop())
    report = load([inbox], store)
    adds_up(report)
    assert {file.status for file in report.files} == {Status.LOADED}
    before = read_manifest(store).cubes
    police_file(inbox, "stop-and-search", stop(), stop(type="Vehicle search"))
    assert load_one(searches, store).status is Status.REPLACED
    after = read_manifest(store)
    assert len(months_held(store)) == 1
    assert {name: after.cubes[name] == before[name] for name in before} == {
        "street": True, "outcomes": True, "stops": False,
    }  # fmt: skip
    assert len(list(store.glob("cube-*"))) == len(list(store.glob("*/hampshire/*.parquet"))) == 3


def test_the_force_that_printed_most_of_a_district_is_written_beside_it(inbox: Path, store: Path) -> None:
    street(inbox, *GOOD)
    other = row(9).replace("Hampshire Constabulary", "Surrey Police")
    street(inbox, other, name="2025-01-surrey-street.csv")
    load([inbox], store)
    assert cube(store, "street", "district, force, own") == {
        ("Winchester", "hampshire", "hampshire"): 3,
        ("Winchester", "surrey", "hampshire"): 1,
    }


def test_real_searches_and_outcomes_are_counted_as_csv_counts_them(real_data: Path, store: Path) -> None:
    sample = real_data / "police_uk_samples" / "2025-06-hampshire-outcomes-first-30-rows.csv.gz"
    paths = sorted((real_data / "police_uk").rglob("*-stop-and-search.csv.gz"))
    report = load([*paths, sample], store)
    adds_up(report)
    assert report.rejected == 0
    counted: Counter[tuple[object, ...]] = Counter()
    for path in paths:
        force = path.name[8:].removesuffix("-stop-and-search.csv.gz")
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in csv.DictReader(stream):
                counted[force, path.name[:7], line["Officer-defined ethnicity"], line["Outcome"]] += 1
    assert cube(store, "stops", "force, month, officer_ethnicity, outcome") == counted
    with gzip.open(sample, "rt", encoding="utf-8") as stream:
        lines = [(line["LSOA code"], line["Outcome type"]) for line in csv.DictReader(stream)]
    assert cube(store, "outcomes", "lsoa_code, outcome") == Counter(lines)
    met = next(file for file in report.files if "metropolitan" in file.path)
    assert "38 rows are dated in the month before" in met.notes[0]


def test_a_district_is_the_one_that_the_areas_give_the_code_in_that_month(inbox: Path, store: Path) -> None:
    for month in ("2024-12", "2025-01", "2025-02"):
        street(inbox, row(1, month=month), row(2, month=month, code="E01099999"), name=f"{month}-hampshire-street.csv")
    load([inbox], store)
    (store / "reference").mkdir()
    duckdb.sql(
        """SELECT * FROM (VALUES ('E01023205', 'Old Town', '0001-01', '2024-12'),
            ('E01023205', 'New Town', '2025-01', '9999-12')) AS places (lsoa_code, district, from_month, to_month)"""
    ).write_parquet(str(store / "reference" / "places-1.parquet"))
    held = read_manifest(store)
    with staging(store):
        swap_in(store, replace(held, reference={"places": {"file": "reference/places-1.parquet"}}), {})
    assert rebuild_cubes(store)
    assert not rebuild_cubes(store)
    assert cube(store, "street", "district, month, own") == {
        ("Old Town", "2024-12", "hampshire"): 1,
        ("New Town", "2025-01", "hampshire"): 1,
        ("New Town", "2025-02", "hampshire"): 1,
        **{("Winchester", month, "hampshire"): 1 for month in ("2024-12", "2025-01", "2025-02")},
    }
