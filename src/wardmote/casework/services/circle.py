from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.casework import rules
from wardmote.casework.models import Case, CaseAgency, ChronologyEntry
from wardmote.casework.queries import get_case_quietly
from wardmote.casework.services.cases import add_entry
from wardmote.casework.services.read_list import rebuild
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.partnership.queries import has_signed, organisations_of


@transaction.atomic
def add_agency(*, actor: Actor, reference: str, organisation_id: int, reason: str) -> CaseAgency:
    """Bring an agency into a case's circle. It must have signed the agreement. Adding twice changes nothing."""
    case = _managed(actor, reference)
    organisation = organisations_of(case.partnership_id).filter(pk=organisation_id).first()
    if organisation is None or not has_signed(organisation_id=organisation_id, partnership_id=case.partnership_id):
        raise StateRefused(
            "That organisation has not signed the information-sharing agreement in force. "
            "It can be added once it has; the partnership manager records signatures."
        )
    place, made = CaseAgency.unguarded.get_or_create(
        case=case, organisation=organisation, ended_at=None,
        defaults={"reason": reason.strip(), "added_by_id": actor.user_id, "added_at": clock.now()},
    )  # fmt: skip
    if made:
        add_entry(actor=actor, case=case, kind=ChronologyEntry.Kind.CIRCLE,
                  text=f"{organisation.name} joined the circle: {reason.strip()}")  # fmt: skip
        _changed(actor, case)
    return place


@transaction.atomic
def end_agency(*, actor: Actor, reference: str, organisation_id: int, reason: str) -> None:
    """Take an agency out of the circle from now on. The lead agency stays until another leads."""
    case = _managed(actor, reference)
    if case.lead_agency_id == organisation_id:
        raise StateRefused("This agency leads the case. Choose another lead agency first.")
    place = case.circle.select_related("organisation").filter(organisation_id=organisation_id, ended_at=None).first()
    if place is None:
        return
    place.ended_at = clock.now()
    place.save(update_fields=["ended_at"])
    add_entry(actor=actor, case=case, kind=ChronologyEntry.Kind.CIRCLE,
              text=f"{place.organisation.name} left the circle: {reason.strip()}")  # fmt: skip
    _changed(actor, case)


@transaction.atomic
def change_lead_agency(*, actor: Actor, reference: str, organisation_id: int) -> None:
    """Give the lead to another agency of the circle."""
    case = _managed(actor, reference)
    place = case.circle.select_related("organisation").filter(organisation_id=organisation_id, ended_at=None).first()
    if place is None:
        raise StateRefused("Only an agency in the circle can lead the case. Add it first.")
    case.lead_agency = place.organisation
    case.save(update_fields=["lead_agency"])
    add_entry(actor=actor, case=case, kind=ChronologyEntry.Kind.CIRCLE, text=f"{place.organisation.name} now leads.")
    record(actor=actor, action="case.lead", object_type="case", object_ref=case.reference, fields=("lead_agency",))


def _managed(actor: Actor, reference: str) -> Case:
    case = get_case_quietly(actor, reference, action="case.manage")
    require(rules.may_manage(actor, case), actor, "case.manage", object_type="case", object_ref=case.reference)
    return case


def _changed(actor: Actor, case: Case) -> None:
    rebuild(case)
    record(actor=actor, action="case.circle", object_type="case", object_ref=case.reference, fields=("circle",))
