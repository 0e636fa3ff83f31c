"""What the settings ask of SQLite is what an open connection has; a database that could lose a commit is refused."""

import pytest
from django.db import connections
from django.db.utils import ConnectionHandler

from wardmote.cli.answers import NotDone
from wardmote.cli.prepare import _check
from wardmote.common import checks
from wardmote.config.settings.base import database

pytestmark = pytest.mark.django_db
RISKY = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"


@pytest.fixture
def on_disk(tmp_path, monkeypatch):
    """Give the checks a database in a file, opened with our settings or with others."""
    opened = []

    def make(**options):
        settings = database(f"sqlite:///{tmp_path / 'kept.sqlite3'}")
        settings["OPTIONS"].update(options)
        handler = ConnectionHandler({"default": settings})
        monkeypatch.setattr(checks, "connections", handler)
        opened.append(handler)
        return handler["default"]

    yield make
    for handler in opened:
        handler.close_all()


def test_sqlite_is_opened_as_the_settings_ask(on_disk):
    connection = on_disk()
    values = {}
    with connection.cursor() as cursor:
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            values[name] = cursor.fetchone()[0]
    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    assert connection.transaction_mode == "IMMEDIATE"
    assert checks.durable_database(databases=["default"]) == []


def test_a_database_that_could_lose_a_commit_is_refused(on_disk):
    on_disk(init_command=RISKY)
    (error,) = checks.durable_database(databases=["default"])
    assert error.id == "wardmote.E001"
    assert "synchronous = 1" in error.msg


def test_nothing_starts_on_such_a_database(on_disk):
    on_disk(init_command=RISKY)
    with pytest.raises(NotDone, match=r"wardmote\.E001"):
        _check()


def test_the_engine_of_this_run_is_durable():
    assert checks.durable_database(databases=["default"]) == []
    assert connections["default"].vendor in ("sqlite", "postgresql")
