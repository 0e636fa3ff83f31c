from django.db import models
from django.db.models import Q

from wardmote.casework.models.choices import Category, RiskLevel, SubjectRole
from wardmote.common.need_to_know import NeedToKnow
from wardmote.common.versions import Versioned


class Case(NeedToKnow, Versioned):
    """What a panel works on together. Its reference names nobody and can be said aloud."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    reference = models.CharField(max_length=24, unique=True)
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    panel = models.ForeignKey("partnership.Group", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    category = models.CharField(max_length=20, choices=Category)
    risk_level = models.CharField(max_length=10, choices=RiskLevel)
    summary = models.TextField()
    lead_agency = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    review_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    updated_at = models.DateTimeField()

    class Meta(NeedToKnow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) | Q(state="open", closed_on__isnull=True),
                name="closed_cases_have_a_date",
            )
        ]
        indexes = [models.Index(fields=["panel", "state", "review_on"])]


class CaseSubject(NeedToKnow):
    """A person's part in a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="subjects")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="case_parts")
    role = models.CharField(max_length=20, choices=SubjectRole)

    class Meta(NeedToKnow.Meta):
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "person", "role"], name="one_part_once")]


class CaseAgency(NeedToKnow):
    """An agency in a case's circle, from when it was added to when it left. A return is a new row."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="circle")
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(NeedToKnow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=Q(ended_at__isnull=True), name="one_live_place_in_circle"
            )
        ]
        indexes = [models.Index(fields=["organisation", "case"])]


class CaseGrant(NeedToKnow):
    """One person let into one case for a time and a reason. There is no grant without an end."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="grants")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True)
    granted_at = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(NeedToKnow.Meta):
        indexes = [models.Index(fields=["user", "case"])]


class CaseBar(NeedToKnow):
    """A user kept from a case whatever else they may see: the chair and the administrator are no exception."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="bars")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    set_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True)
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta(NeedToKnow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(lifted_at__isnull=True), name="one_live_case_bar"
            )
        ]


class CaseAccess(NeedToKnow):
    """The read list: which principal's list shows which case, newest change first. Derived, never a source of rights.

    A principal is `a<organisation>.<partnership>`, `g<group>` or `u<user>.<partnership>`. `until` ends a grant.
    """

    principal = models.CharField(max_length=40)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="access_rows")
    updated_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta(NeedToKnow.Meta):
        constraints = [models.UniqueConstraint(fields=["principal", "case"], name="one_access_row")]
        indexes = [models.Index("principal", models.F("updated_at").desc(), models.F("case").desc(), name="read_list")]


class ChronologyEntry(NeedToKnow):
    """Something that happened or was said in a case. Never changed: a correction is a new entry that points back."""

    class Kind(models.TextChoices):
        UPDATE = "update", "Update"
        ACCEPTED = "accepted", "Referral accepted"
        CIRCLE = "circle", "Circle changed"
        PANEL = "panel", "Panel"
        DECISION = "decision", "Decision"
        ACTION = "action", "Action"
        REGISTER = "register", "Power used"
        CORRECTION = "correction", "Correction"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chronology")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField()
    author = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True)
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+", null=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, related_name="corrections", null=True, blank=True)

    class Meta(NeedToKnow.Meta):
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at", "-id"])]
