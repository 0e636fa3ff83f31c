from django.db import models

from wardmote.common.dates import day


class Meeting(models.Model):
    """One day on which a group meets."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        LIST_OPEN = "list_open", "List open"
        LIST_CLOSED = "list_closed", "List closed"
        IN_SESSION = "in_session", "In session"
        MINUTES_DRAFT = "minutes_draft", "Minutes in draft"
        MINUTES_APPROVED = "minutes_approved", "Minutes approved"

    series = models.ForeignKey("meetings.Series", on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    starts_at = models.TimeField()
    place = models.CharField(max_length=160, blank=True)
    cut_off_on = models.DateField()
    state = models.CharField(max_length=16, choices=State, default=State.PLANNED)
    chair = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "on"], name="one_meeting_a_day_in_a_series"),
            models.CheckConstraint(
                condition=models.Q(cut_off_on__lte=models.F("on")), name="cut_off_not_after_meeting"
            ),
        ]
        indexes = [models.Index(fields=["on"])]

    def __str__(self) -> str:
        return f"{self.series.title}, {day(self.on)}"

    @property
    def group_id(self) -> int:
        return self.series.group_id


class Attendance(models.Model):
    """Whether a person came to a meeting, for which organisation and in which capacity."""

    class State(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        DEPUTY = "deputy", "Sent a deputy"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=30, help_text="The role's key on the day.")
    state = models.CharField(max_length=10, choices=State)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_attendance_each")]


class MeetingSignature(models.Model):
    """A person's promise, at one meeting, to treat what they hear as the agreement says. Never changed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="signatures")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey("partnership.Agreement", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_signature_a_person_a_meeting")]
