from django.db import models

from wardmote.common.need_to_know import NeedToKnow


class CommunityProtectionWarning(NeedToKnow):
    """A community protection warning that was issued to somebody whose conduct a case is about."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="protection_warnings")
    number = models.PositiveIntegerField()
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="protection_warnings")
    issued_by = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    conduct = models.TextField()
    required = models.TextField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(NeedToKnow.Meta):
        ordering = ["-issued_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_warning_number")]
        indexes = [models.Index(fields=["partnership", "issued_on"])]
