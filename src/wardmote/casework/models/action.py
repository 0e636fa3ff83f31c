import uuid

from django.db import models
from django.db.models import Q

from wardmote.common.need_to_know import NeedToKnow
from wardmote.common.versions import Versioned


class CaseDecision(NeedToKnow):
    """What the panel decided about a case."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="decisions")
    panel_item = models.ForeignKey("casework.PanelItem", on_delete=models.PROTECT, related_name="decisions", null=True)
    text = models.TextField()
    decided_at = models.DateTimeField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")

    class Meta(NeedToKnow.Meta):
        ordering = ["-decided_at", "-id"]


class CaseAction(NeedToKnow, Versioned):
    """Something one agency, and one person in it, owes a case by a date. Overdue is worked out, never stored.

    An overdue action that was not done ends in one of two ways, told apart as MARAC practice does: circumstances
    changed, or the agency did not act.
    """

    class State(models.TextChoices):
        ASSIGNED = "assigned", "To do"
        DONE = "done", "Done"
        CIRCUMSTANCES_CHANGED = "circumstances_changed", "Not done: circumstances changed"
        AGENCY_DID_NOT_ACT = "agency_did_not_act", "Not done: agency did not act"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="actions")
    panel_item = models.ForeignKey("casework.PanelItem", on_delete=models.PROTECT, related_name="actions", null=True)
    number = models.PositiveIntegerField()
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=24, choices=State, default=State.ASSIGNED)
    result = models.TextField(blank=True)
    assigned_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta(NeedToKnow.Meta):
        ordering = ["due_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_action_number"),
            models.CheckConstraint(
                condition=Q(state="assigned", closed_at__isnull=True)
                | (~Q(state="assigned") & Q(closed_at__isnull=False) & ~Q(result="")),
                name="closed_actions_say_what_happened",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "due_on"])]


class ChaserSent(NeedToKnow):
    """A reminder that went out, so that none goes twice."""

    class Kind(models.TextChoices):
        BEFORE = "before", "Before the due date"
        AFTER = "after", "After the due date"

    action = models.ForeignKey(CaseAction, on_delete=models.PROTECT, related_name="chasers")
    kind = models.CharField(max_length=8, choices=Kind)
    day = models.DateField()

    class Meta(NeedToKnow.Meta):
        constraints = [models.UniqueConstraint(fields=["action", "kind", "day"], name="one_chaser_a_day")]
