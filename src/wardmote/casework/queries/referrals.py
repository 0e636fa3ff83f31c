from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.casework import rules
from wardmote.casework.models import Referral, ReferralDraft
from wardmote.common import clock
from wardmote.common.workdays import working_days_between
from wardmote.people.queries import live_bars_on

# Working days from sending to a decision. A local target: partnerships set their own.
TRIAGE_TARGET_DAYS = 5


def own_drafts(actor: Actor) -> QuerySet[ReferralDraft]:
    return ReferralDraft.unguarded.filter(user=actor.user_id, partnership=actor.partnership_id).order_by("-updated_at")


def get_draft(actor: Actor, public_id: UUID) -> ReferralDraft:
    """Return one's own draft, or refuse."""
    draft = own_drafts(actor).filter(public_id=public_id).first()
    if draft is None:
        raise Refused(actor, "referral.draft", reason="missing or somebody else's draft", object_type="draft")
    return draft


def own_referrals(actor: Actor) -> QuerySet[Referral]:
    """Return what this person sent, newest first, with no more than a sender is told."""
    return (
        Referral.unguarded.filter(referrer=actor.user_id, partnership=actor.partnership_id)
        .only("reference", "state", "sent_at", "decided_at", "words_to_referrer")
        .order_by("-sent_at")
    )


def get_own_referral(actor: Actor, reference: str) -> Referral:
    """Return one's own referral as its sender may see it: its state and the words meant for them."""
    referral = own_referrals(actor).filter(reference=reference).first()
    if referral is None:
        raise Refused(actor, "referral.state", reason="missing or sent by somebody else", object_type="referral",
                      object_ref=reference[:40])  # fmt: skip
    return referral


def triaged_referrals(actor: Actor) -> QuerySet[Referral]:
    """Return the referrals, decided or not, to the panels this person triages for, unless a bar hides them.

    A bar from the case that was made of a referral hides the referral too: it would say that the case is there.
    """
    panels = [
        s.group_id for s in actor.standings_with(Permission.REFERRAL_TRIAGE)
        if s.group_id and rules.may_triage(actor, s.group_id)
    ]  # fmt: skip
    theirs = Referral.unguarded.filter(panel__in=panels, partnership=actor.partnership_id)
    named = theirs.exclude(subjects__person__bars__in=live_bars_on(actor.user_id))
    return named.exclude(rules.barred(actor, case="case"))


def referrals_for_triage(actor: Actor) -> QuerySet[Referral]:
    """Return those of them that wait for a decision, oldest first."""
    waiting = triaged_referrals(actor).filter(state__in=Referral.OPEN_STATES)
    return waiting.select_related("organisation", "panel").order_by("sent_at")


def get_triaged_referral(actor: Actor, reference: str) -> Referral:
    """Return a referral to a panel this person triages for, decided or not, and write that they read it."""
    with transaction.atomic():
        found = triaged_referrals(actor).select_related(
            "organisation", "panel", "gateway", "referrer", "decided_by", "case"
        )
        referral = found.filter(reference=reference).first()
        if referral is None:
            raise Refused(actor, "referral.read", reason="missing or not theirs to triage", object_type="referral",
                          object_ref=reference[:40])  # fmt: skip
        record(actor=actor, action="referral.read", object_type="referral", object_ref=referral.reference,
               fields=("what_happened", "risk_reason", "subjects", "consent"))  # fmt: skip
    return referral


@dataclass(frozen=True)
class TriageClock:
    """Working days since a referral came in, against the target."""

    days: int
    target: int

    @property
    def late(self) -> bool:
        return self.days > self.target

    @property
    def text(self) -> str:
        if self.late:
            return f"{self.days} working days: {self.days - self.target} over the target of {self.target}"
        return f"{self.days} of {self.target} working days"


def triage_clock(referral: Referral) -> TriageClock:
    """Return how long a referral has waited for its decision."""
    sent = referral.sent_at.astimezone(clock.now().tzinfo).date()
    return TriageClock(working_days_between(sent, clock.today()), TRIAGE_TARGET_DAYS)
