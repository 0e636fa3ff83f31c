"""What is asked of the cube: missing is not nought, one district has one force, and another engine answers alike."""

import sqlite3
from contextlib import closing
from pathlib import Path

import ibis
import pytest

from tests.evidence.conftest import row, street
from wardmote.evidence.engine import load, recorded_crime
from wardmote.evidence.engine.questions import ALL_CRIME, by_force, by_month, crime_types
from wardmote.evidence.engine.store import read_manifest

QUARTER = ["2025-01", "2025-02", "2025-03"]


def railway(number: int, month: str) -> str:
    return row(number, month=month).replace("Hampshire Constabulary", "British Transport Police")


@pytest.fixture
def held(inbox: Path, store: Path) -> Path:
    for month, burglaries in zip(QUARTER, (3, 2, 4), strict=True):
        lines = [row(number, month=month) for number in range(burglaries)]
        lines.append(row(90, month=month, area="Test Valley 003B", code="E01023110"))
        lines.append(row(identifier="", month=month, crime_type="Anti-social behaviour"))
        street(inbox, *lines, name=f"{month}-hampshire-street.csv")
    street(inbox, railway(50, "2025-01"), railway(51, "2025-01"), name="2025-01-btp-street.csv")
    load([inbox], store)
    return store


def test_a_quarter_is_the_sum_of_its_months(held: Path) -> None:
    counts = recorded_crime(held, {"Winchester"}, "Burglary", QUARTER)
    assert counts.by_month == {"2025-01": 3, "2025-02": 2, "2025-03": 4}
    assert (counts.total, counts.missing, counts.forces, counts.synthetic) == (9, (), ("hampshire",), False)
    assert recorded_crime(held, {"Winchester", "Test Valley"}, "Burglary", QUARTER).total == 12


def test_records_of_another_force_are_left_out_and_told(held: Path) -> None:
    assert recorded_crime(held, {"Winchester"}, "Burglary", QUARTER).elsewhere == 2


def test_a_missing_month_is_not_nought(held: Path) -> None:
    counts = recorded_crime(held, {"Winchester"}, "Burglary", [*QUARTER, "2025-04"])
    assert counts.total is None
    assert counts.missing == ("2025-04",)
    assert "2025-04" not in counts.by_month


def test_a_month_held_with_none_of_a_type_is_nought(held: Path) -> None:
    assert recorded_crime(held, {"Winchester"}, "Robbery", QUARTER).total == 0


def test_a_district_no_file_prints_has_no_count(held: Path) -> None:
    counts = recorded_crime(held, {"Winchester", "Ashmere"}, "Burglary", QUARTER)
    assert counts.unknown == ("Ashmere",)
    assert counts.total is None


def test_all_crime_is_without_anti_social_behaviour(held: Path) -> None:
    assert recorded_crime(held, {"Winchester"}, ALL_CRIME, QUARTER).total == 9
    assert crime_types(held) == ("Anti-social behaviour", "Burglary")


def test_an_empty_store_holds_nothing(tmp_path: Path) -> None:
    assert recorded_crime(tmp_path, {"Winchester"}, "Burglary", QUARTER).missing == tuple(QUARTER)
    assert crime_types(tmp_path) == ()


def test_synthetic_records_are_known_whoever_loads_them(inbox: Path, store: Path) -> None:
    load([street(inbox, row(1) + "Synthetic")], store)
    assert recorded_crime(store, {"Winchester"}, "Burglary", ["2025-01"]).synthetic
    load([street(inbox, row(1))], store, synthetic=True)
    assert recorded_crime(store, {"Winchester"}, "Burglary", ["2025-01"]).synthetic
    load([street(inbox, row(2))], store)
    assert not recorded_crime(store, {"Winchester"}, "Burglary", ["2025-01"]).synthetic


def test_the_order_of_loading_does_not_matter(inbox: Path, held: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for path in sorted(inbox.rglob("*.csv"), reverse=True):
        load([path], other)
    assert read_manifest(other).cube == read_manifest(held).cube
    assert (other / read_manifest(other).cube).read_bytes() == (held / read_manifest(held).cube).read_bytes()


def test_another_engine_gives_the_same_answers(held: Path, tmp_path: Path) -> None:
    duck = ibis.duckdb.connect().read_parquet(str(next(held.glob("cube-*"))))
    with closing(sqlite3.connect(tmp_path / "cube.sqlite3")) as database, database:
        database.execute("CREATE TABLE cube (district TEXT, force TEXT, month TEXT, crime_type TEXT, n INTEGER)")
        rows = duck.select("district", "force", "month", "crime_type", "n").to_pyarrow().to_pylist()
        database.executemany("INSERT INTO cube VALUES (?, ?, ?, ?, ?)", [tuple(row.values()) for row in rows])
    sqlite = ibis.sqlite.connect(tmp_path / "cube.sqlite3").table("cube")
    for ask in (by_force, lambda cube: by_month(cube, {"Winchester"}, ALL_CRIME)):
        answers = [sorted(map(str, ask(cube).to_pyarrow().to_pylist())) for cube in (duck, sqlite)]
        assert answers[0] == answers[1] != []
