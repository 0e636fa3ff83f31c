"""Spark and DuckDB give the same rows for every question that the product puts, and the same answers for a reader."""

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wardmote.evidence.engine import backends, questions
from wardmote.evidence.engine.questions import ALL_CRIME, expressions, opening, small_areas

pytestmark = [pytest.mark.plain, pytest.mark.spark]

ONE, TWO = ("Winchester",), ("South Oxfordshire", "Vale of White Horse")
SPRING = ("2025-04", "2025-05", "2025-06")
# Over the change of small areas and map points where real files are held; with months that are missing in any case.
LONG = ("2017-08", "2017-09", "2024-01", "2025-01", "2025-02", "2025-07")

ASKED: dict[str, Callable[[Path], Any]] = {
    "recorded crime": lambda store: questions.recorded_crime(store, ONE, ALL_CRIME, SPRING),
    "by month": lambda store: questions.monthly(store, ONE, LONG),
    "by month, two districts": lambda store: questions.monthly(store, TWO, SPRING),
    "by small area": lambda store: questions.by_area(store, ONE, SPRING, ALL_CRIME),
    "by small area, old and new": lambda store: questions.by_area(store, ONE, LONG, "Burglary"),
    "by ward": lambda store: questions.by_area(store, TWO, SPRING[1:], ALL_CRIME, level="ward"),
    "some small areas": lambda store: small_areas.monthly_of_areas(
        store, ONE, SPRING, [each.code for each in small_areas.small_areas(store, ONE)[:5]]
    ),
    "map points": lambda store: questions.map_points(store, ONE, SPRING, ALL_CRIME),
    "map points, old and new": lambda store: questions.map_points(store, ONE, LONG, "Shoplifting"),
    "outcomes": lambda store: questions.outcomes(store, ONE, SPRING, ALL_CRIME),
    "searches": lambda store: questions.stops(store, _searching(store), ("2018-01", "2018-02", "2025-01", "2025-02")),
    "quality": lambda store: questions.quality(store, TWO, SPRING),
    "districts": lambda store: questions.compare(store, "Burglary", SPRING),
    "residents": lambda store: questions.population(store, ONE, date(2025, 1, 1)),
    "types": questions.crime_types,
    "who polices what, from a cube that does not say": lambda store: backends.ask(
        expressions.by_force, {"cube": (store / opening.manifest_of(store).cube,)}
    ),
}  # fmt: skip


def _searching(store: Path) -> str:
    return min(force for kind, force, _ in opening.manifest_of(store).months if kind == "stops")


@pytest.fixture(scope="module")
def asked(held: Path) -> dict[tuple[Any, ...], backends.Rows]:
    """What every question puts to an engine, with DuckDB's rows."""
    found: dict[tuple[Any, ...], backends.Rows] = {}
    put = backends.ask

    def noted(question: backends.Question, files: backends.Files, **values: backends.Value) -> backends.Rows:
        key = (question, tuple(sorted(files.items())), tuple(sorted(values.items())))
        found[key] = put(question, files, **values)
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backends, "ask", noted)
        # What was answered before is put again, so that it is seen.
        opening.policing.cache_clear()
        for ask in ASKED.values():
            ask(held)
    return found


def test_every_question_is_among_them(asked: dict[tuple[Any, ...], backends.Rows]) -> None:
    there_are = {
        each
        for module in (expressions, small_areas)
        for name, each in inspect.getmembers(module, inspect.isfunction)
        if each.__module__ == module.__name__ and not name.startswith("_") and name != "of_type"
        if str(inspect.signature(each).return_annotation).strip("'\"") == "ir.Table"
    }
    assert {question for question, _, _ in asked} == there_are
    empty = {question.__name__ for question, _, _ in asked} - {
        question.__name__ for (question, _, _), rows in asked.items() if rows
    }
    assert empty <= {"told", "told_of"}


def test_rows_are_the_same(asked: dict[tuple[Any, ...], backends.Rows], on_spark: str) -> None:
    for (question, files, values), rows in asked.items():
        again = backends.ask(question, dict(files), **dict(values))
        # As they are written: a whole number is not the same as that number with a fraction of nought.
        assert [repr(row) for row in again] == [repr(row) for row in rows], (question.__name__, values)


@pytest.mark.parametrize("name", ASKED)
def test_answers_are_the_same(held: Path, name: str, on_spark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    by_spark = ASKED[name](held)
    monkeypatch.delenv(backends.VARIABLE)
    assert by_spark == ASKED[name](held)


def test_a_file_that_is_gone_is_told_apart(held: Path, on_spark: str) -> None:
    with pytest.raises(FileNotFoundError):
        backends.ask(expressions.types, {"cube": (held / "cube-gone.parquet",)})
