"""Ask at one door and note everything about the answer; the database is afterwards as it was."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from tests.access.table.addresses import address, missing
from tests.access.table.posts import posted
from tests.factories.visitors import Scene
from wardmote.audit.models import AuditRow

# What a refusal may write: its audit row, and the visitor's own session.
_MAY_CHANGE = {"audit_auditrow", "django_session", "usersessions_usersession"}
_WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


@dataclass
class Answer:
    """What came back, in one word and whole; what was written; the audit rows, as (action, outcome)."""

    word: str
    status: int
    body: bytes
    headers: dict[str, str]
    written: set[str] = field(default_factory=set)
    trail: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo whatever is done to the database inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(scene: Scene, visitor: str, name: str, method: str, *, none: bool = False) -> Answer:
    """Send one request as `visitor`; with `none`, for something of that kind that does not exist."""
    target = missing(name, scene) if none else address(name, scene)
    assert target is not None
    cache.clear()
    browser = scene.browser(visitor)
    given = {"data": posted(scene, visitor, name)} if method == "POST" else {}
    with rolled_back():
        before = _head()
        with writes() as written:
            response = getattr(browser, method.lower())(target, **given)
        body = response.getvalue()
        rows = list(AuditRow.objects.filter(sequence__gt=before).values_list("action", "outcome"))
    headers = {key.lower(): value for key, value in response.headers.items()}
    return Answer(word(scene, name, response), response.status_code, body, headers, written, rows)


def word(scene: Scene, name: str, response: HttpResponse) -> str:
    """Say in one word what an answer is."""
    if response.status_code in (301, 302, 303, 307):
        to = urlsplit(response.headers["Location"]).path
        if to == reverse("account_login"):
            return "sign-in"
        if to == reverse("access:second_factor"):
            return "second-factor"
        page = reverse("meetings:meeting", args=[scene.meeting.pk])
        return "elsewhere" if name in ("casework:session", "casework:session_item") and to.startswith(page) else "open"
    if 200 <= response.status_code < 300 or response.status_code in (400, 409, 422):
        return "open"
    return {404: "404", 405: "no method"}.get(response.status_code, f"error {response.status_code}")


@contextmanager
def writes() -> Iterator[set[str]]:
    """Note the tables written to inside, but for those that a refusal may write."""
    found: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        match = _WRITE.match(sql)
        if match and match[1] not in _MAY_CHANGE:
            found.add(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def changed(scene: Scene, visitor: str, name: str, method: str) -> list[str]:
    """Ask again, and return the tables that hold anything else afterwards; what was written and taken back is not."""
    given = {"data": posted(scene, visitor, name)} if method == "POST" else {}
    with rolled_back():
        before = _contents()
        getattr(scene.browser(visitor), method.lower())(address(name, scene), **given)
        after = _contents()
    return sorted(table for table in before if before[table] != after[table])


def _contents() -> dict[str, list[Any]]:
    tables = {model._meta.db_table for model in apps.get_models()} - _MAY_CHANGE
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def _head() -> int:
    return AuditRow.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
