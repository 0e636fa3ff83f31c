from django.db import models
from django.db.models import F, Q


class IncidentSet(models.Model):
    """A file of the partnership's own incidents, with times and places: antisocial behaviour, fires, calls.

    These are not anonymised, so they are kept apart from police files, seen by few, and removed on `remove_on`.
    `mapping` says which column was taken for what, and `rejections` which lines were left out and why, without a word
    of what they said: [{"what", "reason", "lines"}]. `keep_reason` is why they are kept for more than a year. A removed
    set keeps its row and none of its incidents.
    """

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    source = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    repeated = models.PositiveIntegerField()
    rejections = models.JSONField(default=list)
    keep_reason = models.CharField(max_length=300, blank=True)
    loaded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    remove_on = models.DateField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-loaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rows=F("accepted") + F("rejected") + F("repeated")), name="incident_rows_add_up"
            )
        ]


class Incident(models.Model):
    """Something that happened at a place, at a time known exactly or to lie between two moments.

    `easting` and `northing` are British National Grid metres. `case_reference` is what the file says, unresolved: only
    the rooms of casework know whether it is a case and who may open it.
    """

    batch = models.ForeignKey(IncidentSet, on_delete=models.PROTECT, related_name="incidents")
    line = models.PositiveIntegerField()
    reference = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=80, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    easting = models.FloatField(null=True, blank=True)
    northing = models.FloatField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    case_reference = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="one_incident_a_line"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="incident_ends_after_start"),
        ]
