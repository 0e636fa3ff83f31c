"""Refuse to start on a database that could lose an acknowledged write."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

_WANTED_SQLITE = {"journal_mode": ("wal", "memory"), "synchronous": (2,), "foreign_keys": (1,)}
_WANTED_POSTGRESQL = {"fsync": ("on",), "synchronous_commit": ("on", "remote_apply"), "full_page_writes": ("on",)}


@register(Tags.database)
def durable_database(app_configs: Any = None, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Read the settings back from the open connection; a setting that was written but ignored is found here."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        sqlite = connection.vendor == "sqlite"
        wanted = _WANTED_SQLITE if sqlite else _WANTED_POSTGRESQL
        with connection.cursor() as cursor:
            for name, allowed in wanted.items():
                cursor.execute(f"PRAGMA {name}" if sqlite else f"SHOW {name}")
                value = cursor.fetchone()[0]
                if value not in allowed:
                    hint = f"Set {name} to one of {allowed}; see docs/build/installing.md."
                    found.append(Error(f"The database has {name} = {value}.", hint=hint, id="wardmote.E001"))
    return found
