from datetime import date, datetime, time

from dateutil.rrule import rrulestr
from django.db import models


class Series(models.Model):
    """The rule by which a group meets: any iCalendar recurrence, such as the last Thursday of each month."""

    group = models.ForeignKey("partnership.Group", on_delete=models.PROTECT, related_name="series")
    title = models.CharField(max_length=120)
    rule = models.CharField(max_length=200, help_text="An iCalendar RRULE, for example FREQ=MONTHLY;BYDAY=-1TH.")
    starts_on = models.DateField()
    starts_at = models.TimeField(default=time(10, 0))
    place = models.CharField(max_length=160, blank=True)
    cut_off_days = models.PositiveSmallIntegerField(default=5, help_text="Working days before the meeting.")
    quorum = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.title

    def dates(self, *, after: date, until: date) -> list[date]:
        """Return the days the rule gives from `after` to `until`, both included."""
        rule = rrulestr(self.rule, dtstart=datetime.combine(self.starts_on, time()))
        found = rule.between(datetime.combine(after, time()), datetime.combine(until, time()), inc=True)
        return [moment.date() for moment in found]
