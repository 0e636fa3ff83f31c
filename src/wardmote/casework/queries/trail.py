"""Who saw and did what. A trail names fields and people at work, never what a case says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.audit.queries import trail_in_partnership, trail_of
from wardmote.audit.services import record
from wardmote.casework import rules
from wardmote.casework.models import Case
from wardmote.casework.queries.cases import get_case_quietly
from wardmote.casework.queries.trail_words import fields_in_words, words_for
from wardmote.partnership.queries import organisations_named

PAGE = 50


@dataclass(frozen=True)
class TrailRow:
    """One row of the trail as a person reads it."""

    sequence: int
    at: datetime
    who: str
    organisation: str
    action: str
    outcome: str
    object_ref: str
    fields: str
    reason: str


@dataclass(frozen=True)
class TrailPage:
    """A page of the trail, newest first; `older` is the number before which the next starts, or nothing."""

    rows: list[TrailRow]
    older: int | None


def trail_of_case(actor: Actor, reference: str, *, before: int | None = None) -> tuple[Case, TrailPage]:
    """Return who saw and did what in a case, for those who manage it; reading it is itself written down."""
    with transaction.atomic():
        case = get_case_quietly(actor, reference, action="case.trail")
        require(rules.may_manage(actor, case), actor, "case.trail", object_type="case", object_ref=case.reference)
        record(actor=actor, action="case.trail", object_type="case", object_ref=case.reference, fields=("trail",))
    return case, _page(trail_of(object_type="case", object_ref=case.reference), before)


def trail_here(actor: Actor, *, reference: str = "", before: int | None = None) -> TrailPage:
    """Return the trail of the actor's partnership, of one reference or all. It tells nothing of what a case says."""
    require(actor.may(Permission.AUDIT_VIEW), actor, "audit.view")
    with transaction.atomic():
        record(actor=actor, action="audit.view", object_type="audit", object_ref=reference[:80])
    return _page(trail_in_partnership(actor.partnership_id or 0, object_ref=reference), before)


def last_editor(case: Case) -> tuple[str, datetime | None]:
    """Return who last changed a case's summary, and when."""
    row = trail_of(object_type="case", object_ref=case.reference).filter(action="case.edit", outcome="done").first()
    if row is None:
        return "somebody else", None
    return _names([row.actor_id]).get(row.actor_id, "somebody else"), row.at


def _page(rows: Any, before: int | None) -> TrailPage:
    if before:
        rows = rows.filter(sequence__lt=before)
    found = list(rows[: PAGE + 1])
    names = _names(row.actor_id for row in found)
    organisations = organisations_named(row.organisation_id for row in found)
    shown = [
        TrailRow(
            row.sequence, row.at, names.get(row.actor_id, "Wardmote itself"),
            organisations.get(row.organisation_id, ""), words_for(row.action), row.outcome, row.object_ref,
            fields_in_words(row.fields), row.reason,
        )
        for row in found[:PAGE]
    ]  # fmt: skip
    return TrailPage(shown, shown[-1].sequence if len(found) > PAGE else None)


def _names(ids: Iterable[int | None]) -> dict[int | None, str]:
    wanted = {each for each in ids if each}
    return dict(get_user_model().objects.filter(pk__in=wanted).values_list("pk", "name"))
