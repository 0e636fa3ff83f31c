from django.db import models


class RagRule(models.Model):
    """How a partnership turns a figure and its target into red, amber or green. A change is a new version."""

    class Family(models.TextChoices):
        VARIANCE = "variance", "Per cent off target"
        THRESHOLD = "threshold", "Fixed thresholds"
        VARIANCE_AND_LAST_YEAR = "variance_and_last_year", "Per cent off target, and last year"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    family = models.CharField(max_length=24, choices=Family, default=Family.VARIANCE)
    amber = models.DecimalField(max_digits=20, decimal_places=6)
    red = models.DecimalField(max_digits=20, decimal_places=6)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name", "version"], name="one_rag_rule_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class RagOverride(models.Model):
    """Somebody's judgement in place of the rule's, for one quarter, with the reason. The last one made holds."""

    indicator = models.ForeignKey("performance.Indicator", on_delete=models.PROTECT, related_name="overrides")
    quarter = models.CharField(max_length=10)
    colour = models.CharField(max_length=10, blank=True, help_text="Blank takes an earlier override away.")
    reason = models.TextField()
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
