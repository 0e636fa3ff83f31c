from django.db import models


class Reading(models.Model):
    """A figure of an indicator for one period. A revision is a further row and overwrites nothing.

    For `counted` rows `filters`, `cut_off` and `minimum_published` are what it was counted with, so that it can be
    counted again. `value` is what was worked out or typed; None says that the figure is known to be missing.
    """

    class Quality(models.TextChoices):
        PROVISIONAL = "provisional", "Provisional"
        REVISED = "revised", "Revised"
        FINAL = "final", "Final"

    class Origin(models.TextChoices):
        TYPED = "typed", "Typed"
        IMPORTED = "imported", "Imported"
        COUNTED = "counted", "Counted"

    indicator = models.ForeignKey("performance.Indicator", on_delete=models.PROTECT, related_name="readings")
    period_kind = models.CharField(
        max_length=8, choices=[("month", "Month"), ("quarter", "Quarter"), ("year", "Financial year")]
    )
    period_start = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    quality = models.CharField(max_length=12, choices=Quality, default=Quality.PROVISIONAL)
    origin = models.CharField(max_length=10, choices=Origin)
    source_ref = models.CharField(max_length=200, blank=True, help_text="The file and its row, or who gave it.")
    note = models.TextField(blank=True)
    filters = models.JSONField(default=dict, blank=True)
    cut_off = models.DateField(null=True, blank=True)
    minimum_published = models.PositiveIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["period_start", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period_kind", "period_start", "revision"], name="one_reading_revision_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "period_kind", "period_start"],
                condition=models.Q(current=True),
                name="one_current_reading",
            ),
        ]


class Target(models.Model):
    """What an indicator is to reach by a day. A changed mind is a further row with its reason."""

    indicator = models.ForeignKey("performance.Indicator", on_delete=models.PROTECT, related_name="targets")
    due_on = models.DateField(help_text="The last day of the period it is for.")
    value = models.DecimalField(max_digits=20, decimal_places=6)
    revision = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    reason = models.TextField(blank=True)
    set_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "due_on", "revision"], name="one_target_revision_once"),
            models.UniqueConstraint(
                fields=["indicator", "due_on"], condition=models.Q(current=True), name="one_current_target"
            ),
        ]


class StepChange(models.Model):
    """A month from which an indicator has new limits, because something is known to have changed. Said, never found."""

    indicator = models.ForeignKey("performance.Indicator", on_delete=models.PROTECT, related_name="step_changes")
    starts_on = models.DateField(help_text="The first day of the first period of the new baseline.")
    reason = models.TextField()
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "starts_on"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_step_change",
            )
        ]
