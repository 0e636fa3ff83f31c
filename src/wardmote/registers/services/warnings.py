from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.casework.queries import get_case_quietly
from wardmote.casework.services import add_entry
from wardmote.casework.types import ChronologyEntry
from wardmote.common import clock
from wardmote.common.dates import shortday
from wardmote.common.states import StateRefused
from wardmote.partnership.queries import organisations_of
from wardmote.registers.models import CommunityProtectionWarning


@transaction.atomic
def record_warning(
    *,
    actor: Actor,
    reference: str,
    person_id: UUID,
    issued_by_id: int,
    issued_on: date,
    conduct: str,
    required: str,
) -> CommunityProtectionWarning:
    """Record a community protection warning on a case that this person may see and add to.

    Source: Anti-social Behaviour, Crime and Policing Act 2014, s.43(5): a notice may be issued only after a written
    warning. Raises StateRefused for a date to come and for an issuer that does not take part.
    """
    case = get_case_quietly(actor, reference, action="register.warning")
    require(actor.may(Permission.REGISTER_RECORD), actor, "register.warning", object_type="case",
            object_ref=case.reference)  # fmt: skip
    subject = case.subjects.filter(person__public_id=person_id).select_related("person").first()
    if subject is None:
        raise Refused(actor, "register.warning", reason="not a person of the case", object_type="case",
                      object_ref=case.reference)  # fmt: skip
    issuer = organisations_of(case.partnership_id).filter(pk=issued_by_id).first()
    if issuer is None:
        raise StateRefused("Choose an organisation that takes part in this partnership.")
    if issued_on > clock.today():
        raise StateRefused("A warning is recorded once it has been issued. The date cannot be in the future.")
    last = case.protection_warnings.aggregate(last=Max("number"))["last"] or 0
    warning = CommunityProtectionWarning.unguarded.create(
        case=case, number=last + 1, partnership_id=case.partnership_id, person=subject.person, issued_by=issuer,
        issued_on=issued_on, conduct=conduct.strip(), required=required.strip(), recorded_by_id=actor.user_id,
        recorded_at=clock.now(),
    )  # fmt: skip
    add_entry(actor=actor, case=case, kind=ChronologyEntry.Kind.REGISTER,
              text=f"Community protection warning issued on {shortday(issued_on)} by {issuer.name}.")  # fmt: skip
    record(actor=actor, action="register.warning", object_type="case", object_ref=case.reference,
           fields=("person", "issued_on", "conduct", "required"))  # fmt: skip
    return warning
