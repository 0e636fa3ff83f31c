from importlib import import_module

import pytest
from django.db import connection, transaction

from wardmote.audit.services import record

pytestmark = pytest.mark.django_db
append_only = import_module("wardmote.audit.migrations.0002_append_only")


@pytest.fixture
def trail():
    with transaction.atomic():
        return [record(actor=None, action="test.act", object_ref=str(number)) for number in range(3)]


def _head(row) -> str:
    return f"{row.sequence}:{row.hash}"


def _tamper(statement: str) -> None:
    """Do what somebody with the database's own password could: take the triggers away, then change a row."""
    with connection.cursor() as cursor:
        for undo in append_only.UNDO[connection.vendor]:
            cursor.execute(undo)
        cursor.execute(statement)


def test_a_sound_trail_is_counted_and_its_head_printed(wardmote, trail):
    said = wardmote("audit", "verify")
    assert said.status == 0
    assert said.out.startswith("3 rows")
    assert _head(trail[-1]) in said.out
    assert wardmote("audit", "verify", "--json").data == {
        "done": True, "sound": True, "count": 3, "head": _head(trail[-1]), "broken_at": None, "reason": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "broken_at", "reason"),
    [
        ("UPDATE audit_auditrow SET object_ref = '9' WHERE sequence = 2", 2, "has been changed"),
        ("DELETE FROM audit_auditrow WHERE sequence = 1", 1, "is missing"),
        ("DELETE FROM audit_auditrow WHERE sequence = 2", 2, "is missing"),
    ],
)
def test_the_first_wrong_row_is_named_and_the_status_is_1(wardmote, trail, statement, broken_at, reason):
    _tamper(statement)
    said = wardmote("audit", "verify")
    assert (said.status, said.out) == (1, "")
    assert f"Row {broken_at} {reason}" in said.err
    assert wardmote("audit", "verify", "--json").data["broken_at"] == broken_at


def test_a_head_noted_earlier_shows_that_the_newest_rows_were_cut_off(wardmote, trail):
    noted = _head(trail[-1])
    assert wardmote("audit", "verify", "--known", noted).status == 0
    _tamper("DELETE FROM audit_auditrow WHERE sequence = 3")
    assert wardmote("audit", "verify").status == 0
    said = wardmote("audit", "verify", "--known", noted)
    assert said.status == 1
    assert "gone" in said.err


def test_a_trail_written_anew_does_not_pass_for_the_one_noted(wardmote, trail):
    said = wardmote("audit", "verify", "--known", f"2:{'f' * 64}")
    assert said.status == 1
    assert "Row 2 is not the row that was noted earlier" in said.err
