from django.db import models

from wardmote.plan.models.plan import Plan


class PlanImport(models.Model):
    """A plan's file, from the moment it is uploaded. Until it is committed nothing of it is in any plan.

    `found` is what the reader made of it (a PlanFile as data), `match` which column is what, as a person corrected it.
    """

    class State(models.TextChoices):
        PREVIEW = "preview", "Being looked at"
        COMMITTED = "committed", "Brought in"
        DISCARDED = "discarded", "Discarded"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="imports")
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEW)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(help_text="The file itself; emptied when it is discarded.")
    found = models.JSONField(default=dict)
    match = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)
    accounting = models.JSONField(default=dict, blank=True, help_text="Rows in, accepted, rejected, repeated.")

    class Meta:
        ordering = ["-uploaded_at"]
