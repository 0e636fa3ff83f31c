"""Reads of actions. Being given one shows the action and what is needed to do it, never the case."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.access.roles import ROLES
from wardmote.audit.services import record
from wardmote.casework import rules
from wardmote.casework.models import Case, CaseAction, CaseBar, CaseSubject
from wardmote.casework.queries.cases import cases_visible_to
from wardmote.casework.queries.my_work import own_actions
from wardmote.common import clock
from wardmote.partnership.queries import current_agreement, memberships_in, signed_organisations


def actions_visible_to(actor: Actor) -> QuerySet[CaseAction]:
    """Return one's own actions, and those of cases one may see."""
    own = own_actions(actor).values("pk")
    return CaseAction.unguarded.filter(Q(pk__in=own) | Q(case__in=cases_visible_to(actor).values("pk"))).select_related(
        "case__panel", "organisation", "owner", "closed_by", "panel_item__agenda_item__meeting"
    )


def get_action(actor: Actor, public_id: UUID, *, action: str = "action.open") -> CaseAction:
    """Return one action inside an act that writes its own audit row. Raises Refused when missing or forbidden."""
    found = actions_visible_to(actor).filter(public_id=public_id).first()
    if found is None:
        raise Refused(actor, action, reason="missing or not theirs", object_type="action", object_ref=str(public_id))
    return found


def open_action(actor: Actor, public_id: UUID) -> CaseAction:
    """Return one action and write, before anything is shown, that this person saw it."""
    with transaction.atomic():
        found = get_action(actor, public_id)
        record(actor=actor, action="action.view", object_type="action", object_ref=str(found.public_id),
               fields=("what", "due_on", "owner", "result"))  # fmt: skip
    return found


def sees_case(actor: Actor, action: CaseAction) -> bool:
    """Say whether this person may open the case that an action belongs to."""
    return cases_visible_to(actor).filter(pk=action.case_id).exists()


def may_close(actor: Actor, action: CaseAction) -> bool:
    """Say whether this person may close an action: its owner, a colleague who sees the case, or the panel."""
    if not actor.may(Permission.ACTION_DO):
        return False
    if action.owner_id == actor.user_id:
        return True
    colleague = any(s.organisation_id == action.organisation_id for s in actor.standings_with(Permission.ACTION_DO))
    return sees_case(actor, action) and (colleague or bool(rules.may_manage(actor, action.case)))


def is_overdue(action: CaseAction) -> bool:
    """Overdue is worked out, never stored: still to do after the day it was due."""
    return action.state == CaseAction.State.ASSIGNED and action.due_on < clock.today()


def barred_users(case_id: int) -> set[int]:
    """Return the ids of the users kept from a case, by a bar on it or on somebody in it."""
    on_case = CaseBar.unguarded.filter(case=case_id, lifted_at__isnull=True).values_list("user_id", flat=True)
    on_person = CaseSubject.unguarded.filter(
        case=case_id, person__bars__user__isnull=False, person__bars__lifted_at__isnull=True
    ).values_list("person__bars__user_id", flat=True)
    return {*on_case, *on_person}


@dataclass(frozen=True)
class Doer:
    """Somebody who can be given an action, for one organisation."""

    organisation_id: int
    organisation: str
    user_id: int
    name: str

    @property
    def key(self) -> str:
        return f"{self.organisation_id}-{self.user_id}"


def doers_for(case: Case, *, organisation_id: int | None = None) -> list[Doer]:
    """Return who can be given an action of a case, by organisation and name. Nobody barred from it or unsigned."""
    able = [key for key, role in ROLES.items() if Permission.ACTION_DO in role.permissions]
    rows = (
        memberships_in(case.partnership_id)
        .filter(
            role__in=able,
            user__is_active=True,
            organisation__active=True,
            organisation__in=signed_organisations(current_agreement(case.partnership_id)),
        )
        .exclude(user__in=barred_users(case.pk))
    )
    if organisation_id is not None:
        rows = rows.filter(organisation=organisation_id)
    found = {Doer(row.organisation_id, row.organisation.name, row.user_id, row.user.name) for row in rows}
    return sorted(found, key=lambda doer: (doer.organisation, doer.name, doer.user_id))
