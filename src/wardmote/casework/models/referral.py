import uuid

from django.db import models
from django.db.models import F, Q

from wardmote.casework.models.choices import Category, RiskLevel, SubjectRole
from wardmote.common.need_to_know import NeedToKnow


class ReferralDraft(NeedToKnow):
    """A referral being written. Nobody but its writer ever sees it; it is removed when it is sent or thrown away."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)


class Referral(NeedToKnow):
    """A concern that somebody sent to a panel. The sender sees its state and the words meant for them, nothing else."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", "Waiting for triage"
        RETURNED = "returned", "More information needed"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        REDIRECTED = "redirected", "Sent on"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Consent(models.TextChoices):
        GIVEN = "given", "Yes, they agreed"
        REFUSED = "refused", "They were asked and said no"
        NOT_SOUGHT = "not_sought", "They were not asked"

    class Urgency(models.TextChoices):
        TODAY = "today", "Someone needs to act today"
        WEEK = "week", "Within a week"
        PANEL = "panel", "It can wait for the next panel"

    OPEN_STATES = (State.SUBMITTED, State.RETURNED)

    reference = models.CharField(max_length=24, unique=True)
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    panel = models.ForeignKey("partnership.Group", on_delete=models.PROTECT, related_name="+")
    referrer = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.SUBMITTED)
    category = models.CharField(max_length=20, choices=Category)
    what_happened = models.TextField()
    risk_level = models.CharField(max_length=10, choices=RiskLevel)
    risk_reason = models.TextField()
    urgency = models.CharField(max_length=8, choices=Urgency)
    wanted = models.TextField(blank=True)
    consent = models.CharField(max_length=12, choices=Consent)
    consent_reason = models.TextField(blank=True)
    gateway = models.ForeignKey("partnership.Gateway", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True)
    decision_reason = models.TextField(blank=True)
    words_to_referrer = models.TextField(blank=True)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="referrals", null=True, blank=True)

    class Meta(NeedToKnow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(consent="given") | ~Q(consent_reason=""), name="no_consent_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", case__isnull=False) | (~Q(state="accepted") & Q(case__isnull=True)),
                name="accepted_referrals_have_a_case",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("sent_at")), name="decided_after_sent"
            ),
        ]
        indexes = [models.Index(fields=["panel", "state", "sent_at"]), models.Index(fields=["referrer", "-sent_at"])]


class ReferralSubject(NeedToKnow):
    """Somebody a referral is about, as the sender wrote them down. Triage says whether they are already known."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="subjects")
    role = models.CharField(max_length=20, choices=SubjectRole)
    given_names = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    date_of_birth = models.DateField(null=True, blank=True)
    address = models.TextField(blank=True)
    safe_to_contact = models.CharField(max_length=8, default="unknown")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta(NeedToKnow.Meta):
        ordering = ["id"]

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()
