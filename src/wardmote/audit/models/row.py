from django.db import models


class AuditRow(models.Model):
    """One act, allowed or refused. Rows are never changed or removed: the database itself refuses it (migration 0002).

    It names what was touched (`object_type`, `object_ref`, `fields`) and never holds what was written there.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    partnership_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10)
    object_type = models.CharField(max_length=40, blank=True)
    object_ref = models.CharField(max_length=80, blank=True)
    fields = models.JSONField(default=list)
    purpose = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    request_id = models.CharField(max_length=24, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_ref", "sequence"]),
            models.Index(fields=["actor_id", "sequence"]),
        ]
