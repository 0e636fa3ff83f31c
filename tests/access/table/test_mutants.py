"""Take each gate away, one at a time: the table must turn red, or it does not watch that gate."""

import pytest

from tests.access.table.expectations import Row, rows
from tests.access.table.judging import cells, faults
from tests.access.table.mutants import MUTANTS
from tests.factories.visitors import Scene

# What is taken away is Python, the same on every engine, so it is taken away on one.
pytestmark = [pytest.mark.django_db, pytest.mark.mutants]
ROWS = {(row.name, row.method): row for row in rows()}


def _red(scene: Scene, row: Row) -> bool:
    scene.at_doors.clear()
    return any(faults(scene, row, visitor, method) for visitor, method in cells(row))


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_table_turns_red(scene: Scene, monkeypatch: pytest.MonkeyPatch, mutant: str):
    patch, name, method = MUTANTS[mutant]
    with monkeypatch.context() as patched:
        patch(patched)
        assert _red(scene, ROWS[name, method]), f"{method} {name} is answered as before although {mutant}."


@pytest.mark.parametrize(("name", "method"), sorted({(name, method) for _, name, method in MUTANTS.values()}))
def test_the_same_rows_are_green_without(scene: Scene, name: str, method: str):
    assert not _red(scene, ROWS[name, method])
