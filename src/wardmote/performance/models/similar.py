from django.db import models
from django.db.models import Q


class SimilarGroup(models.Model):
    """Areas that somebody says are most like one's own, as of a day. Membership is not mutual and is never assumed."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    method = models.CharField(max_length=200, help_text="Whose grouping, and by what.")
    own_name = models.CharField(max_length=120, help_text="One's own area as the group calls it.")
    members = models.JSONField(default=list, help_text="The names of the members, one's own among them.")
    includes_self = models.BooleanField(default=True)
    dated_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "-dated_on"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name", "dated_on"], name="one_similar_group_from_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("dated_on")),
                name="similar_group_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SimilarFigure(models.Model):
    """The figure of one member of the group for one period of an indicator, as imported or typed."""

    group = models.ForeignKey(SimilarGroup, on_delete=models.PROTECT, related_name="figures")
    indicator = models.ForeignKey("performance.Indicator", on_delete=models.PROTECT, related_name="similar_figures")
    period_kind = models.CharField(max_length=8)
    period_start = models.DateField()
    member = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=20, decimal_places=6)
    revision = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    source_ref = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["period_start", "member"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "indicator", "period_kind", "period_start", "member"],
                condition=Q(current=True),
                name="one_current_similar_figure",
            )
        ]
