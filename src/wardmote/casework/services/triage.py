from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.casework import rules
from wardmote.casework.models import Case, CaseAgency, CaseSubject, ChronologyEntry, Referral, ReferralSubject
from wardmote.casework.queries import get_case_quietly, triaged_referrals
from wardmote.casework.queries.matches import known_persons
from wardmote.casework.services.cases import add_entry
from wardmote.casework.services.read_list import rebuild
from wardmote.casework.services.references import next_reference
from wardmote.common import clock
from wardmote.common.dates import moment
from wardmote.common.states import StateRefused
from wardmote.partnership.queries import has_signed
from wardmote.people.services import add_contact_point, add_person
from wardmote.people.types import ContactPoint, Person

# How soon a case is looked at again, by risk, in days. A local rule.
REVIEW_DAYS = {"high": 28, "medium": 56, "standard": 84}


@dataclass(frozen=True)
class SubjectMatch:
    """What triage decided about one person in a referral: somebody known (`person_id`) or somebody new (None)."""

    subject_id: int
    person_id: UUID | None = None


def _undecided(actor: Actor, reference: str, action: str) -> Referral:
    """Lock a referral that waits for this person's decision; say who decided when somebody else just has."""
    theirs = triaged_referrals(actor).filter(reference=reference).values_list("pk", flat=True).first()
    if theirs is None:
        raise Refused(actor, action, reason="missing, not theirs to triage, or barred", object_type="referral",
                      object_ref=reference[:40])  # fmt: skip
    found = Referral.unguarded.select_for_update(of=("self",)).select_related("panel", "decided_by")
    referral = found.get(pk=theirs)
    if referral.state not in Referral.OPEN_STATES:
        who = referral.decided_by.name if referral.decided_by else "somebody else"
        raise StateRefused(
            f"{who} already decided this on {moment(referral.decided_at)}: {referral.get_state_display().lower()}. "
            "Nothing was changed."
        )
    return referral


def _decide(actor: Actor, referral: Referral, state: str, *, reason: str, words: str, case: Case | None = None) -> None:
    referral.state, referral.decided_at, referral.decided_by_id = state, clock.now(), actor.user_id
    referral.decision_reason, referral.words_to_referrer, referral.case = reason.strip(), words.strip(), case
    referral.save(update_fields=["state", "decided_at", "decided_by", "decision_reason", "words_to_referrer", "case"])
    record(actor=actor, action=f"referral.{state}", object_type="referral", object_ref=referral.reference,
           fields=("state", "decision_reason", "words_to_referrer"))  # fmt: skip


@transaction.atomic
def accept_referral(
    *,
    actor: Actor,
    reference: str,
    matches: Sequence[SubjectMatch] = (),
    lead_agency_id: int | None = None,
    to_case: str = "",
    reason: str = "",
    words: str = "",
) -> Case:
    """Accept a referral to a new case, or to one that this person may manage (`to_case`), and return the case.

    The circle of a new case is the referring agency, the lead agency and the administrator's own, if they have signed.
    """
    referral = _undecided(actor, reference, "referral.accept")
    case = _existing(actor, referral, to_case) if to_case else _new_case(actor, referral, lead_agency_id)
    chosen = {match.subject_id: match.person_id for match in matches}
    for subject in referral.subjects.all():
        _place(actor, case, subject, chosen.get(subject.pk))
    add_entry(actor=actor, case=case, kind=ChronologyEntry.Kind.ACCEPTED,
              text=f"Referral {referral.reference} accepted: {referral.what_happened}")  # fmt: skip
    _decide(actor, referral, Referral.State.ACCEPTED, reason=reason, words=words, case=case)
    rebuild(case)
    record(actor=actor, action="case.accepted_into", object_type="case", object_ref=case.reference,
           fields=("subjects", "circle", "chronology"))  # fmt: skip
    return case


def _existing(actor: Actor, referral: Referral, reference: str) -> Case:
    case = get_case_quietly(actor, reference, action="referral.accept")
    if case.panel_id != referral.panel_id or case.state != Case.State.OPEN or not rules.may_manage(actor, case):
        raise StateRefused("Choose an open case of the panel that the referral was sent to.")
    return case


def _new_case(actor: Actor, referral: Referral, lead_agency_id: int | None) -> Case:
    today = clock.today()
    lead = lead_agency_id or referral.organisation_id
    if not has_signed(organisation_id=lead, partnership_id=referral.partnership_id):
        raise StateRefused("The lead agency has not signed the information-sharing agreement. Choose one that has.")
    case = Case.unguarded.create(
        reference=next_reference(referral.panel.code), partnership_id=referral.partnership_id, panel=referral.panel,
        category=referral.category, risk_level=referral.risk_level, summary=referral.what_happened,
        lead_agency_id=lead, opened_on=today, review_on=today + timedelta(days=REVIEW_DAYS[referral.risk_level]),
        updated_at=clock.now(),
    )  # fmt: skip
    circle = {referral.organisation_id: "Sent the referral"}
    circle.setdefault(lead, "Chosen to lead at triage")
    for organisation_id, why in circle.items():
        if has_signed(organisation_id=organisation_id, partnership_id=referral.partnership_id):
            CaseAgency.unguarded.create(case=case, organisation_id=organisation_id, reason=why,
                                        added_by_id=actor.user_id, added_at=clock.now())  # fmt: skip
    return case


def _place(actor: Actor, case: Case, subject: ReferralSubject, person_id: UUID | None) -> None:
    """Put a person of the referral into the case: the known person chosen at triage, or a new one."""
    person = _known(actor, person_id) if person_id else None
    if person is None:
        person = add_person(actor=actor, given_names=subject.given_names, family_name=subject.family_name,
                            date_of_birth=subject.date_of_birth)  # fmt: skip
    if subject.address:
        add_contact_point(actor=actor, person=person, kind=ContactPoint.Kind.ADDRESS, value=subject.address,
                          safe=subject.safe_to_contact)  # fmt: skip
    subject.person = person
    subject.save(update_fields=["person"])
    CaseSubject.unguarded.get_or_create(case=case, person=person, role=subject.role)


def _known(actor: Actor, person_id: UUID) -> Person:
    person = known_persons(actor).filter(public_id=person_id).first()
    if person is None:
        raise Refused(actor, "referral.accept", reason="the person chosen is not one they may know of",
                      object_type="person", object_ref=str(person_id))  # fmt: skip
    return person


@transaction.atomic
def ask_for_more(*, actor: Actor, reference: str, words: str) -> None:
    """Ask the sender for more; the referral stays undecided and its clock goes on."""
    referral = _undecided(actor, reference, "referral.return")
    referral.state, referral.words_to_referrer = Referral.State.RETURNED, words.strip()
    referral.save(update_fields=["state", "words_to_referrer"])
    record(actor=actor, action="referral.returned", object_type="referral", object_ref=referral.reference,
           fields=("words_to_referrer",))  # fmt: skip


@transaction.atomic
def decline_referral(*, actor: Actor, reference: str, reason: str, words: str) -> None:
    """Decline, with the reason kept for the panel and the words meant for the sender."""
    referral = _undecided(actor, reference, "referral.decline")
    _decide(actor, referral, Referral.State.DECLINED, reason=reason, words=words)


@transaction.atomic
def redirect_referral(*, actor: Actor, reference: str, where: str, words: str) -> None:
    """Send on to another scheme; the sender is told."""
    referral = _undecided(actor, reference, "referral.redirect")
    _decide(actor, referral, Referral.State.REDIRECTED, reason=where, words=words)
