from django.db import models


class LoadJob(models.Model):
    """Files handed in through a page or to be fetched, waiting for, under or after their load in the background.

    `folder` holds the files, under the installation's own; it is removed when the job ends. `report` is what the load
    said, file by file. A job whose worker died is found by `beat_at`, which a living one keeps fresh.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Not done"

    asked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    names = models.JSONField(default=list)
    folder = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    run = models.ForeignKey("evidence.LoadRun", null=True, blank=True, on_delete=models.PROTECT, related_name="jobs")

    class Meta:
        ordering = ["-asked_at", "-pk"]
