from django.db import models
from django.db.models import F, Q


class Duty(models.Model):
    """Something that law or the partnership's own rules ask for by a day, as dated data: law changes by a row.

    `months` says when it falls due, as `[[month, day], …]` of each year; `every_years` 3 for what comes each third
    year from `starts_on`.
    """

    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=160)
    source = models.CharField(max_length=200, help_text="The Act or regulation.")
    nation = models.CharField(max_length=8, choices=[("england", "England"), ("wales", "Wales"), ("both", "Both")])
    falls = models.JSONField(default=list)
    every_years = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    evidence_wanted = models.CharField(max_length=200, blank=True)
    confirmed = models.BooleanField(default=True, help_text="Whether its wording was checked against the law in force.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "starts_on"], name="one_duty_from_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="duty_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DutyEvidence(models.Model):
    """That a partnership did its duty for one due day: when, and what shows it. A correction is a new row."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="evidence")
    due_on = models.DateField()
    done_on = models.DateField()
    text = models.TextField()
    address = models.URLField(blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file = models.BinaryField(blank=True, default=b"")
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "id"]
