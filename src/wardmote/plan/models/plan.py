from django.db import models
from django.db.models import F, Q


class Plan(models.Model):
    """A community safety plan, for the years it covers. `adopted_on` is empty until the partnership has agreed it."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField()
    adopted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_start"),
            models.UniqueConstraint(fields=["partnership", "title"], name="one_plan_title_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Priority(models.Model):
    """What the plan puts first, second, third."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_priority_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
