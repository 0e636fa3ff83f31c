"""Which engine answers: checked addresses, words when there is none, and values that stay values in DuckDB's SQL."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wardmote.evidence.checks import known_engine
from wardmote.evidence.engine import backends, spark, sql_marks
from wardmote.evidence.engine.backends import EngineUnavailable
from wardmote.evidence.engine.questions import expressions

pytestmark = pytest.mark.plain


@pytest.fixture
def cube(tmp_path: Path) -> Path:
    """A cube of four rows whose names hold all that SQL could mistake."""
    path = tmp_path / "cube's [odd] *.parquet"
    names = ["O'Brien", "~districts.0~", "x' OR '1'='1", "\\"]
    same = {"force": "a", "month": "2025-01", "crime_type": "Drugs"}
    rows = [{"district": name, "n": 2**place, **same} for place, name in enumerate(names)]
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


@pytest.mark.parametrize(
    ("district", "n"), [("O'Brien", 1), ("~districts.0~", 2), ("x' OR '1'='1", 4), ("\\", 8), ("O'Brien' --", None)]
)
def test_a_value_stays_a_value(cube: Path, district: str, n: int | None) -> None:
    rows = backends.ask(expressions.by_month, {"cube": (cube,)}, districts=(district,), crime_type="Drugs")
    assert rows == (() if n is None else ((district, "a", "2025-01", n),))


def test_the_words_of_a_question_are_kept_and_not_its_answer(cube: Path) -> None:
    def asked(*districts: str) -> list[int]:
        rows = backends.ask(expressions.by_month, {"cube": (cube,)}, districts=districts, crime_type="Drugs")
        return [row[-1] for row in rows]

    assert asked("O'Brien", "\\") == [1, 8]
    assert asked("~districts.0~", "\\") == [8, 2]
    assert asked("\\") == [8]


def test_a_mark_is_filled_in_once(tmp_path: Path) -> None:
    marked = "SELECT * FROM \"~cube~\" WHERE x IN ('~names.0~', '~names.1~')"
    filled = sql_marks.filled(marked, {"cube": (Path("/a"),)}, {"names": ("~names.1~", "b")})
    assert filled == "SELECT * FROM read_parquet(['/a']) WHERE x IN ('~names.1~', 'b')"


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        backends.ask(expressions.types, {"cube": (tmp_path / "cube-gone.parquet",)})


def test_duckdb_answers_when_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("", " ", "duckdb"):
        monkeypatch.setitem(os.environ, backends.VARIABLE, said)
        assert backends.address() == "duckdb"
    monkeypatch.delenv(backends.VARIABLE)
    assert backends.address() == "duckdb"


@pytest.mark.parametrize("said", ["spark://10.0.0.5:7077", "spark://master-1.example.org:7077,master-2:7077",
                                  "spark://[::1]:7077"])  # fmt: skip
def test_addresses_of_a_master(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setitem(os.environ, backends.VARIABLE, said)
    assert backends.address() == said


@pytest.mark.parametrize(
    "said",
    ["postgres://x", "spark://", "spark://host", "spark://host:0", "spark://host:99999", "spark://host:7077/path",
     "spark://user@host:7077", "spark://ho st:7077", "spark://host:7077;x", "local[2]", "spark://host:7077\nx"],
)  # fmt: skip
def test_what_is_no_address(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setitem(os.environ, backends.VARIABLE, said)
    with pytest.raises(EngineUnavailable, match=r"such as spark://10\.0\.0\.5:7077"):
        backends.address()
    assert [each.id for each in known_engine()] == ["wardmote.E010"]


def test_nothing_to_refuse_at_the_start() -> None:
    assert known_engine() == []


def first_question(cube: Path, where: str) -> None:
    spark.Spark(where).rows(expressions.types, {"cube": (cube,)}, {})


def test_pyspark_is_missing(cube: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EngineUnavailable, match=r"requirements-spark\.lock"):
        first_question(cube, "spark://127.0.0.1:7077")


def test_java_is_missing(cube: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(EngineUnavailable, match="openjdk-17-jre-headless"):
        first_question(cube, "spark://127.0.0.1:7077")


def test_no_master_answers(cube: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "_installed", lambda: None)
    with socket.socket() as taken:
        # bound and not listening: nobody else can take the port, and nobody answers at it
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(EngineUnavailable, match="No Spark master answers"):
            first_question(cube, f"spark://127.0.0.1:{taken.getsockname()[1]}")


def test_nothing_of_spark_is_loaded_before_it_is_asked_for() -> None:
    """Nor Ibis, which takes a second: a web server starts without them, and `requirements.lock` has no PySpark."""
    said = "import sys, wardmote.evidence.engine.questions; print(sorted({'ibis', 'pyspark'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    lock = (Path(__file__).resolve().parents[3] / "requirements.lock").read_text(encoding="utf-8")
    assert "\npyspark==" not in lock
    assert "\nibis-framework" in lock
