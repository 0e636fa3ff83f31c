import json
import zlib
from typing import Any

from django.db import models


class IncidentDraft(models.Model):
    """A file of incidents that was read and is not yet agreed: the rows wait here, and nowhere else.

    `table` holds the rows as text, packed. It goes when the rows are loaded, when the draft is discarded, and with the
    draft after a day. `summary` is what the rows were understood to say under `mapping` (field: number of a column).
    """

    class State(models.TextChoices):
        READING = "reading", "Being read"
        WAITING = "waiting", "Waiting to be checked"
        LOADING = "loading", "Being loaded"
        FAILED = "failed", "Not loaded"
        LOADED = "loaded", "Loaded"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    source = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300)
    remove_on = models.DateField()
    keep_reason = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    header = models.JSONField(default=list)
    table = models.BinaryField()
    notes = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    order = models.CharField(max_length=3, blank=True)
    summary = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    loaded = models.ForeignKey(
        "evidence.IncidentSet", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    @property
    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows of the file, each with its number; none once they are gone."""
        packed: Any = bytes(self.table)
        return [(number, cells) for number, cells in json.loads(zlib.decompress(packed))] if packed else []

    @staticmethod
    def packed(rows: list[list[Any]]) -> bytes:
        """Return rows in the form of `table`."""
        return zlib.compress(json.dumps(rows).encode(), 3)
