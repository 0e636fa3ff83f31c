from django.db import models
from django.db.models import Q

from wardmote.common.versions import Versioned
from wardmote.plan.models.action import ActionStatus, PlanAction


class ReportingRound(Versioned):
    """One quarter's asking and answering. `quarter` is a slug such as `2024-25-Q4`."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        SIGNED_OFF = "signed_off", "Signed off"
        CLOSED = "closed", "Closed"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="rounds")
    quarter = models.CharField(max_length=10)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    opened_on = models.DateField()
    due_on = models.DateField()
    signed_off_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_off_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "quarter"], name="one_round_a_quarter"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(signed_off_at__isnull=False), name="round_is_signed_off_before_closing"
            ),
            models.CheckConstraint(
                condition=Q(~Q(state="closed"), closed_at__isnull=True) | Q(state="closed", closed_at__isnull=False),
                name="closed_round_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Round of {self.quarter}"


class RoundAsk(models.Model):
    """What one organisation is asked in a round, once; `person` where a contact is named in the plan."""

    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="asks")
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["round", "organisation"], name="one_ask_each")]


class Update(models.Model):
    """What a lead says of an action or an indicator in a round. A correction is a new row; `current` marks the last.

    `short_text` and `full_text` are one entry at two lengths: the short one for tables and the scorecard. Neither
    leaves the partnership unless `public`.
    """

    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="updates")
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, null=True, blank=True, related_name="updates")
    indicator = models.ForeignKey(
        "performance.Indicator", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    short_text = models.CharField(max_length=300, blank=True)
    full_text = models.TextField(blank=True)
    public = models.BooleanField(default=False)
    status = models.ForeignKey(ActionStatus, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rag = models.CharField(max_length=10, blank=True, help_text="Of an action: green, amber, red or complete.")
    remedial_text = models.TextField(blank=True)
    remedial_due_on = models.DateField(null=True, blank=True)
    remedial_by = models.ForeignKey(
        "partnership.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, indicator__isnull=True)
                | Q(action__isnull=True, indicator__isnull=False),
                name="update_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["round", "action"],
                condition=Q(current=True, action__isnull=False),
                name="one_current_action_update",
            ),
            models.UniqueConstraint(
                fields=["round", "indicator"],
                condition=Q(current=True, indicator__isnull=False),
                name="one_current_indicator_update",
            ),
        ]


class RoundReopening(models.Model):
    """A closed round was opened again: by whom and why. What had been frozen stays, marked as of that closing."""

    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="reopenings")
    reopened_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reopened_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["id"]
