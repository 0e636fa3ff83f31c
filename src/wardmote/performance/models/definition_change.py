from django.db import models


class DefinitionChange(models.Model):
    """What an indicator's definition said before a day and from it on, and why it was changed. Values as printed."""

    indicator = models.ForeignKey("performance.Indicator", on_delete=models.PROTECT, related_name="definition_changes")
    made_on = models.DateField(help_text="The working day, as the pages date it.")
    reason = models.TextField()
    before = models.JSONField(default=dict, help_text="The fields that changed, by the words a person knows them by.")
    after = models.JSONField(default=dict)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
