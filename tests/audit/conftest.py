"""A short chain, and the ways to break it that the database would otherwise refuse."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from wardmote.audit.models import AuditRow
from wardmote.audit.services import record

LENGTH = 12


def write(action: str, **more) -> AuditRow:
    with transaction.atomic():
        return record(actor=None, action=action, **more)


@pytest.fixture
def chain(db) -> list[AuditRow]:
    """Twelve rows, numbered on from whatever stood there, each about another thing."""
    return [write("test.act", object_type="thing", object_ref=f"ref-{n}", fields=["a", "b"]) for n in range(LENGTH)]


@contextmanager
def unguarded() -> Iterator[None]:
    """Take the triggers off, as somebody with the run of the database could, and put them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_auditrow DISABLE TRIGGER USER")
            yield
            cursor.execute("ALTER TABLE audit_auditrow ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_auditrow'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, statement in triggers:
            cursor.execute(statement)
