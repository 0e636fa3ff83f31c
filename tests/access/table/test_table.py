"""Every address × method × visitor: the answer that people wrote down is the answer that is given."""

import pytest

from tests.access.table.addresses import names
from tests.access.table.expectations import METHODS, audiences, rows
from tests.access.table.judging import VISITORS, cells, faults
from tests.factories.visitors import Scene

pytestmark = pytest.mark.django_db
ROWS = rows()
CELLS = sum(len(cells(row)) for row in ROWS)
_HOW = (
    "Say who gets which answer: a row a method (GET, POST, other) in tests/access/table/expected.csv, whose audience "
    "is a row of audiences.csv; docs/build/access-table.md tells how."
)


def test_every_address_and_method_is_classified():
    classified = {(row.name, row.method) for row in ROWS}
    there = {(name, method) for name in names() for method in METHODS}
    assert not there - classified, f"Nobody classified {sorted(there - classified)}. {_HOW}"
    assert not classified - there, f"expected.csv has rows of no address: {sorted(classified - there)}. Remove them."


def test_every_audience_is_described_and_used():
    unknown = {row.audience for row in ROWS} ^ set(audiences())
    assert not unknown, f"In one of expected.csv and audiences.csv only: {sorted(unknown)}."


def test_the_visitors_of_the_scene_are_the_columns(scene: Scene):
    assert set(VISITORS) == set(scene.people)


@pytest.mark.parametrize("name", sorted({row.name for row in ROWS}), ids=lambda name: f"{name}-of-{CELLS}-cells")
def test_answers(scene: Scene, name: str):
    wrong = [
        f"{visitor}: {method} {name}: {fault}"
        for row in ROWS if row.name == name
        for visitor, method in cells(row)
        for fault in faults(scene, row, visitor, method)
    ]  # fmt: skip
    assert not wrong, "\n".join(wrong)
