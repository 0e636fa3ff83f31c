from django.db import models
from django.db.models import Q

from wardmote.common.versions import Versioned


class AgendaItem(Versioned):
    """One thing a meeting takes up. A case item carries only a reference; its minute is kept with the case."""

    class Part(models.TextChoices):
        OPEN = "open", "Open part"
        CONFIDENTIAL = "confidential", "Confidential part"

    class Kind(models.TextChoices):
        STANDING = "standing", "Standing item"
        CASE = "case", "Case"

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    part = models.CharField(max_length=12, choices=Part)
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=120)
    minute = models.TextField(blank=True)
    done = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="standing") | Q(part="confidential"), name="cases_are_confidential"
            ),
            models.CheckConstraint(
                condition=Q(kind="standing") | Q(minute=""), name="case_minutes_are_kept_with_the_case"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "position"])]

    def __str__(self) -> str:
        return self.title
