from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.casework.models import Referral, ReferralSubject
from wardmote.casework.services.references import next_reference
from wardmote.common import clock
from wardmote.common.dates import shortday
from wardmote.common.states import StateRefused
from wardmote.partnership.queries import gateways_of, panels_of


@dataclass(frozen=True)
class SubjectGiven:
    """Somebody a referral is about, as its sender knows them."""

    role: str
    given_names: str
    family_name: str
    date_of_birth: date | None = None
    address: str = ""
    safe_to_contact: str = "unknown"


@transaction.atomic
def send_referral(
    *,
    actor: Actor,
    panel_id: int,
    category: str,
    what_happened: str,
    risk_level: str,
    risk_reason: str,
    urgency: str,
    wanted: str,
    consent: str,
    consent_reason: str,
    gateway_id: int,
    subjects: Sequence[SubjectGiven],
) -> Referral:
    """Send a concern to a panel of the actor's partnership under a gateway that its agreement relies on."""
    require(actor.may(Permission.REFERRAL_SEND), actor, "referral.send")
    panel = panels_of(actor.partnership_id).filter(pk=panel_id).first()
    gateway = gateways_of(actor.partnership_id).filter(pk=gateway_id).first()
    if panel is None or gateway is None:
        raise Refused(actor, "referral.send", reason="no such panel or gateway in this partnership")
    if not subjects:
        raise StateRefused("Say who the referral is about. Add at least one person.")
    if consent != Referral.Consent.GIVEN and not consent_reason.strip():
        raise StateRefused("Say why consent was not given or not asked for.")
    referral = Referral.unguarded.create(
        reference=next_reference("R"), partnership_id=actor.partnership_id, panel=panel, referrer_id=actor.user_id,
        organisation_id=actor.organisation_id, category=category, what_happened=what_happened.strip(),
        risk_level=risk_level, risk_reason=risk_reason.strip(), urgency=urgency, wanted=wanted.strip(),
        consent=consent, consent_reason=consent_reason.strip(), gateway=gateway, sent_at=clock.now(),
    )  # fmt: skip
    ReferralSubject.unguarded.bulk_create(ReferralSubject(referral=referral, **vars(given)) for given in subjects)
    record(actor=actor, action="referral.send", object_type="referral", object_ref=referral.reference,
           fields=("subjects", "what_happened", "risk", "consent", "gateway"), purpose=gateway.code)  # fmt: skip
    return referral


@transaction.atomic
def add_information(*, actor: Actor, reference: str, text: str) -> str:
    """Add to one's own undecided referral, below what was sent, and return its reference. It waits for triage again."""
    referral = _own_undecided(actor, reference, "referral.add")
    added = f"Added on {shortday(clock.today())}: {text.strip()}"
    referral.what_happened = f"{referral.what_happened}\n\n{added}"
    referral.state, referral.words_to_referrer = Referral.State.SUBMITTED, ""
    referral.save(update_fields=["what_happened", "state", "words_to_referrer"])
    record(actor=actor, action="referral.add", object_type="referral", object_ref=referral.reference,
           fields=("what_happened",))  # fmt: skip
    return referral.reference


@transaction.atomic
def withdraw_referral(*, actor: Actor, reference: str) -> None:
    """Take back one's own referral while it is undecided."""
    referral = _own_undecided(actor, reference, "referral.withdraw")
    referral.state, referral.decided_at, referral.decided_by_id = Referral.State.WITHDRAWN, clock.now(), actor.user_id
    referral.save(update_fields=["state", "decided_at", "decided_by"])
    record(actor=actor, action="referral.withdraw", object_type="referral", object_ref=referral.reference)


def _own_undecided(actor: Actor, reference: str, action: str) -> Referral:
    referral = Referral.unguarded.select_for_update().filter(reference=reference, referrer=actor.user_id).first()
    if referral is None or referral.partnership_id != actor.partnership_id:
        raise Refused(actor, action, reason="missing or sent by somebody else", object_type="referral",
                      object_ref=reference[:40])  # fmt: skip
    if referral.state not in Referral.OPEN_STATES:
        raise StateRefused(f"This referral is already {referral.get_state_display().lower()}.")
    return referral
