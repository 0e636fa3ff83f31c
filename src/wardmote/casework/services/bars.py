from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.casework import rules
from wardmote.casework.models import Case, CaseBar, CaseGrant
from wardmote.casework.queries import get_case_quietly
from wardmote.casework.services.read_list import rebuild
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.people.services import bar_from_person, lift_person_bar
from wardmote.people.types import Person

LONGEST_GRANT = timedelta(days=90)


def _managed(actor: Actor, reference: str, action: str) -> Case:
    case = get_case_quietly(actor, reference, action=action)
    require(rules.may_manage(actor, case), actor, action, object_type="case", object_ref=case.reference)
    return case


@transaction.atomic
def bar_from_case(*, actor: Actor, reference: str, user_id: int, reason: str) -> CaseBar:
    """Keep somebody from a case for a conflict of interest, whatever else they may see. Nobody bars themselves."""
    case = _managed(actor, reference, "case.bar")
    if user_id == actor.user_id:
        raise StateRefused("Ask another administrator or the chair to record your own conflict of interest.")
    bar, made = CaseBar.unguarded.get_or_create(
        case=case, user_id=user_id, lifted_at=None,
        defaults={"reason": reason.strip(), "set_by_id": actor.user_id, "set_at": clock.now()},
    )  # fmt: skip
    if made:
        record(actor=actor, action="case.bar", object_type="case", object_ref=case.reference, fields=("bars",))
    return bar


@transaction.atomic
def lift_case_bar(*, actor: Actor, reference: str, user_id: int) -> None:
    """Lift a bar. A barred person never reaches this: to them the case is not there."""
    case = _managed(actor, reference, "case.bar_lifted")
    if case.bars.filter(user_id=user_id, lifted_at=None).update(lifted_at=clock.now()):
        record(actor=actor, action="case.bar_lifted", object_type="case", object_ref=case.reference, fields=("bars",))


@transaction.atomic
def bar_from_person_in_case(*, actor: Actor, reference: str, person_id: UUID, user_id: int, reason: str) -> None:
    """Keep somebody from everything about a person of a case that the actor manages, in this case and any other."""
    case = _managed(actor, reference, "person.bar")
    if user_id == actor.user_id:
        raise StateRefused("Ask another administrator or the chair to record your own conflict of interest.")
    bar_from_person(actor=actor, person=_person_of(actor, case, person_id), user_id=user_id, reason=reason.strip())
    record(actor=actor, action="case.bar", object_type="case", object_ref=case.reference, fields=("person_bars",))


@transaction.atomic
def lift_person_bar_in_case(*, actor: Actor, reference: str, person_id: UUID, user_id: int) -> None:
    """Lift such a bar. A barred person never reaches this: to them the case is not there."""
    case = _managed(actor, reference, "person.bar_lifted")
    lift_person_bar(actor=actor, person=_person_of(actor, case, person_id), user_id=user_id)
    record(actor=actor, action="case.bar_lifted", object_type="case", object_ref=case.reference,
           fields=("person_bars",))  # fmt: skip


def _person_of(actor: Actor, case: Case, person_id: UUID) -> Person:
    subject = case.subjects.filter(person__public_id=person_id).select_related("person").first()
    if subject is None:
        raise Refused(actor, "person.bar", reason="not a person of the case", object_type="case",
                      object_ref=case.reference)  # fmt: skip
    return subject.person


@transaction.atomic
def grant_access(*, actor: Actor, reference: str, user_id: int, until: datetime, reason: str) -> CaseGrant:
    """Let one person into one case until a moment no more than 90 days away. Nobody can let themselves in."""
    case = _managed(actor, reference, "case.grant")
    now = timezone.now()
    if user_id == actor.user_id:
        raise StateRefused("You cannot give yourself access.")
    if not now < until <= now + LONGEST_GRANT:
        raise StateRefused("Access ends on a date within the next 90 days. Choose one.")
    grant = CaseGrant.unguarded.create(
        case=case, user_id=user_id, reason=reason.strip(), granted_by_id=actor.user_id, granted_at=now, until=until
    )
    rebuild(case)
    record(actor=actor, action="case.grant", object_type="case", object_ref=case.reference, fields=("grants",))
    return grant


@transaction.atomic
def revoke_access(*, actor: Actor, reference: str, user_id: int) -> None:
    """End a person's grants to a case at once."""
    case = _managed(actor, reference, "case.revoke")
    if case.grants.filter(user_id=user_id, revoked_at=None).update(revoked_at=timezone.now()):
        rebuild(case)
        record(actor=actor, action="case.revoke", object_type="case", object_ref=case.reference, fields=("grants",))
