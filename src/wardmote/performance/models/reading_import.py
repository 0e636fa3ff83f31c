from django.db import models


class ReadingImport(models.Model):
    """A file of figures: what its rows were understood to say, kept from the preview on, and what became of it.

    `rows` holds every row of the file once, each with what became of it (`accepted`, `rejected`, `repeated`), so that
    rows in = accepted + rejected + repeated, at the preview and after the import.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be checked"
        DONE = "done", "Imported"
        DISCARDED = "discarded", "Discarded"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    rows = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
