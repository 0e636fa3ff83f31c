from django.db import models
from django.db.models import Q

from wardmote.common.versions import Versioned
from wardmote.plan.models.plan import Objective, OutsidePriority, Plan, Priority


class ActionStatus(models.Model):
    """How far an action can be said to have come, as a partnership words it.

    `means` is what the product understands by it; the label is the partnership's own.
    """

    class Means(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        UNDER_WAY = "under_way", "Under way"
        AT_RISK = "at_risk", "At risk"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=30)
    label = models.CharField(max_length=40)
    means = models.CharField(max_length=12, choices=Means)
    position = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "label"]
        constraints = [models.UniqueConstraint(fields=["partnership", "code"], name="one_action_status_once")]

    def __str__(self) -> str:
        return self.label


class PlanAction(Versioned):
    """One numbered promise. `ref` is its number in the plan; `plan` repeats the priority's, so that the database holds
    numbers unique.

    `wording` is what was approved, `working_title` what it is called from day to day. `due_text` says what a date
    cannot (“each quarter”, “ongoing”). `lead_text` is the lead as the plan's file names them, where that says more than
    the organisation. `continues` is the action of an earlier plan that this one carries on; `merged_into` is another
    of this plan, and takes this one out of every count.
    """

    class DueKind(models.TextChoices):
        DAY = "day", "By a day"
        MONTH = "month", "By the end of a month"
        QUARTER = "quarter", "By the end of a quarter"
        EACH_QUARTER = "quarterly", "Each quarter"
        ONGOING = "ongoing", "Ongoing"
        NONE = "none", "No date"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="actions")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    ref = models.CharField(max_length=12)
    position = models.PositiveIntegerField(default=0)
    wording = models.TextField()
    working_title = models.CharField(max_length=120, blank=True)
    lead = models.ForeignKey(
        "partnership.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="actions_led"
    )
    lead_text = models.CharField(max_length=200, blank=True)
    contact = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sponsor = models.CharField(max_length=80, blank=True)
    partners = models.ManyToManyField("partnership.Organisation", related_name="actions_joined", blank=True)
    measure_key = models.CharField(max_length=60, blank=True)
    filters = models.JSONField(default=dict, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    due_kind = models.CharField(max_length=10, choices=DueKind, default=DueKind.NONE)
    due_text = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)
    status = models.ForeignKey(ActionStatus, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status_reason = models.TextField(blank=True)
    triangle = models.CharField(max_length=12, choices=Priority.Triangle, blank=True)
    serves = models.ManyToManyField(OutsidePriority, related_name="actions", blank=True)
    public = models.BooleanField(default=True, help_text="Whether the public reads of it.")
    continues = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    source = models.ForeignKey(
        "plan.PlanImport", on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    source_place = models.CharField(max_length=80, blank=True, help_text="Where in the file, as in “table 3, row 7”.")
    source_key = models.CharField(max_length=80, blank=True, help_text="How the file's row is known again.")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "ref"], name="one_plan_action_ref_once"),
            models.CheckConstraint(
                condition=Q(due_kind__in=["day", "month", "quarter"], due_on__isnull=False)
                | Q(due_kind__in=["quarterly", "ongoing", "none"], due_on__isnull=True),
                name="plan_action_due_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref}. {self.wording}"


class ActionMeasure(models.Model):
    """How one will know: in words, and by an indicator where one is watched."""

    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="measures")
    text = models.TextField()
    indicator = models.ForeignKey(
        "performance.Indicator", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class Milestone(models.Model):
    """A step on the way, with its day."""

    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title


class CrossReference(models.Model):
    """One action points at another, of this plan or of another; `text` is how the file says it where none was found."""

    from_action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="points_at")
    to_action = models.ForeignKey(
        PlanAction, on_delete=models.PROTECT, null=True, blank=True, related_name="pointed_at_by"
    )
    text = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["from_action", "to_action"], name="one_cross_reference_once"),
            models.CheckConstraint(
                condition=Q(to_action__isnull=False) | ~Q(text=""), name="cross_reference_points_somewhere"
            ),
        ]
