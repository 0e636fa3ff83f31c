from django.db import models
from django.db.models import F, Q

from wardmote.common.versions import Versioned


class Plan(Versioned):
    """A plan of a partnership, for the years it covers.

    `parent` is the plan it serves: a district's under the county's, a task group's under its partnership's.
    `supersedes` is the plan whose yearly refresh it is. `adopted_on` is empty until the partnership has agreed it;
    from then on a change is a visible change.
    """

    class Kind(models.TextChoices):
        PARTNERSHIP = "partnership", "Partnership plan"
        AGREEMENT = "agreement", "County agreement"
        TASK_GROUP = "task_group", "Task group plan"
        DELIVERY = "delivery", "Delivery plan"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        ADOPTED = "adopted", "Adopted"
        SUPERSEDED = "superseded", "Superseded"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PARTNERSHIP)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True, help_text="What the plan is for, in a few sentences that the public reads.")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="plans_below")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    group = models.ForeignKey(
        "partnership.Group", on_delete=models.PROTECT, null=True, blank=True, related_name="plans",
        help_text="The task or delivery group whose plan it is.",
    )  # fmt: skip
    starts_on = models.DateField()
    ends_on = models.DateField()
    adopted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="draft", adopted_on__isnull=True) | Q(~Q(state="draft"), adopted_on__isnull=False),
                name="plan_adopted_on_a_day",
            ),
            models.UniqueConstraint(fields=["partnership", "title"], name="one_plan_title_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Priority(models.Model):
    """What the plan puts first, second, third, and why. `triangle` is whom it serves most."""

    class Triangle(models.TextChoices):
        VICTIM = "victim", "Victims"
        OFFENDER = "offender", "Offenders"
        COMMUNITY = "community", "Community"
        BUSINESS = "business", "Partnership business"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    reason = models.TextField(blank=True, help_text="Why this is a priority: what the assessment found.")
    triangle = models.CharField(max_length=12, choices=Triangle, blank=True)
    serves = models.ManyToManyField("plan.OutsidePriority", related_name="priorities", blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_priority_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Objective(models.Model):
    """What a priority wants to reach, between the priority and its actions. Not every plan has them."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="objectives")
    number = models.CharField(max_length=8)
    title = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["priority", "number"], name="one_objective_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class OutsidePriority(models.Model):
    """A priority of a plan that ours serves: of the police and crime plan, of the county, of the nation."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=160, help_text="As in “Police and crime plan 2025 to 2029”.")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["document", "code"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "document", "code"], name="one_outside_priority_once")
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"
