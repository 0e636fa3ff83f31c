"""The invented outcomes belong to the invented crimes; the invented searches look like the real files."""

import csv
from pathlib import Path

from wardmote.demo.other_files import write_other_files
from wardmote.demo.police_files import write_police_files


def _rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_outcomes_are_of_crimes_and_no_crime_gets_two_in_a_month(tmp_path: Path) -> None:
    street = write_police_files(tmp_path, first="2025-01", last="2025-02", scale=0.1)
    out = write_other_files(tmp_path, first="2025-02", last="2025-02")
    assert out == street
    crimes = {row["Crime ID"]: row for path in street.rglob("*-street.csv") for row in _rows(path)}
    found = [row for path in out.rglob("*-outcomes.csv") for row in _rows(path)]
    assert {crimes[row["Crime ID"]]["Month"] for row in found} == {"2025-01", "2025-02"}
    assert all(row["LSOA code"] == crimes[row["Crime ID"]]["LSOA code"] and row["Month"] == "2025-02" for row in found)
    assert len({row["Crime ID"] for row in found}) == len(found) > 100


def test_searches_fall_in_their_month_some_without_a_place(tmp_path: Path) -> None:
    write_police_files(tmp_path, first="2025-02", last="2025-02", scale=0.01)
    out = write_other_files(tmp_path, first="2025-02", last="2025-02")
    found = [row for path in out.rglob("*-stop-and-search.csv") for row in _rows(path)]
    assert found
    assert {row["Date"][:7] for row in found} == {"2025-02"}
    assert 0 < sum(not row["Latitude"] for row in found) < len(found) / 4
    assert all((row["Latitude"] == "") == (row["Longitude"] == "") for row in found)
