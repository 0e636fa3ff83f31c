from django.db import models


class LoadRun(models.Model):
    """One load of police files that took or refused something. `not_taken` lists [name, reason] of refused files."""

    at = models.DateTimeField()
    loaded_by = models.ForeignKey("access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    files = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField()
    accepted = models.PositiveBigIntegerField()
    rejected = models.PositiveBigIntegerField()
    repeated = models.PositiveBigIntegerField()
    not_taken = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rows=models.F("accepted") + models.F("rejected") + models.F("repeated")),
                name="run_rows_add_up",
            )
        ]
