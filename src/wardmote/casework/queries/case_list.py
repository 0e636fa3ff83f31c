"""The list of cases, served from the read list: at most a page of index entries a principal, merged here."""

from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.casework import rules
from wardmote.casework.models import Case, CaseAccess, CaseBar, CaseSubject

PAGE = 25


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty means everything that is visible."""

    state: str = ""
    risk_level: str = ""
    category: str = ""
    lead_agency: str = ""

    def conditions(self) -> dict[str, str]:
        return {f"case__{name}": value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class CaseRow:
    """One line of the list. Names nobody."""

    reference: str
    category: str
    risk_level: str
    state: str
    lead_agency: str
    review_on: Any
    updated_at: datetime


@dataclass(frozen=True)
class Page:
    """A page of the list; `older` is the key of the next page, or empty at the end."""

    rows: list[CaseRow]
    older: str


def list_cases(actor: Actor, filters: Filters | None = None, *, before: str = "", size: int = PAGE) -> Page:
    """Return a page of visible cases, newest change first, after the key `before`. Never counts them all."""
    keys = _keys(actor, filters or Filters(), _parse(before), size + 1)
    shown = keys[:size]
    cases = Case.unguarded.filter(pk__in=[key for _, key in shown]).values_list(
        "pk", "reference", "category", "risk_level", "state", "lead_agency__name", "review_on", "updated_at"
    )
    by_id = {row[0]: CaseRow(*row[1:]) for row in cases}
    older = _key(*shown[-1]) if len(keys) > size else ""
    return Page([by_id[key] for _, key in shown if key in by_id], older)


def _keys(actor: Actor, filters: Filters, after: tuple[datetime, int] | None, limit: int) -> list[tuple[datetime, int]]:
    kept_from = _barred_ids(actor)
    lists = [_entries(name, filters, after, kept_from, limit) for name in rules.principals_of(actor)]
    found: list[tuple[datetime, int]] = []
    for key in merge(*lists, reverse=True):
        if not found or found[-1] != key:
            found.append(key)
        if len(found) == limit:
            break
    return found


def _entries(
    principal: str, filters: Filters, after: tuple[datetime, int] | None, kept_from: list[int], limit: int
) -> list[tuple[datetime, int]]:
    rows = CaseAccess.unguarded.filter(principal=principal, **filters.conditions())
    if principal.startswith("u"):
        rows = rows.filter(until__gt=timezone.now())
    if kept_from:
        rows = rows.exclude(case_id__in=kept_from)
    if after:
        rows = rows.filter(Q(updated_at__lte=after[0]) & (Q(updated_at__lt=after[0]) | Q(case_id__lt=after[1])))
    return list(rows.order_by("-updated_at", "-case_id").values_list("updated_at", "case_id")[:limit])


def _barred_ids(actor: Actor) -> list[int]:
    on_case = CaseBar.unguarded.filter(user=actor.user_id, lifted_at__isnull=True).values_list("case_id")
    on_person = (
        CaseSubject.unguarded.filter(person__bars__user=actor.user_id, person__bars__lifted_at__isnull=True)
        .order_by()
        .values_list("case_id")
    )
    both: models.QuerySet[Any, Any] = on_case.union(on_person)
    return [row[0] for row in both]


def _key(updated_at: datetime, case_id: int) -> str:
    return f"{int(updated_at.timestamp() * 1_000_000)}-{case_id}"


def _parse(key: str) -> tuple[datetime, int] | None:
    moment, _, case_id = key.partition("-")
    if not (moment.isdigit() and case_id.isdigit() and len(moment) < 18 and len(case_id) < 18):
        return None
    seconds, micros = divmod(int(moment), 1_000_000)
    return datetime.fromtimestamp(seconds, tz=UTC).replace(microsecond=micros), int(case_id)
