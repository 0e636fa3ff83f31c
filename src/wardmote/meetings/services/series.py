from datetime import date, time

from dateutil.rrule import rrulestr
from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.meetings.models import Meeting, Series
from wardmote.meetings.queries import cut_off

_FREQUENCIES = ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")


def create_series(
    *, actor: Actor | None, group_id: int, title: str, rule: str, starts_on: date, starts_at: time, place: str = "",
    cut_off_days: int = 5, quorum: int = 0,
) -> Series:  # fmt: skip
    """Write down how a group meets. `actor` None is the system at set-up.

    Raises ValueError, in words for who typed it, when `rule` is not a recurrence by day, week, month or year.
    """
    if actor is not None:
        require(actor.may(Permission.PANEL_PREPARE, group_id=group_id), actor, "series.create")
    _check_rule(rule)
    with transaction.atomic():
        series = Series.objects.create(
            group_id=group_id, title=title, rule=rule, starts_on=starts_on, starts_at=starts_at, place=place,
            cut_off_days=cut_off_days, quorum=quorum,
        )  # fmt: skip
        record(actor=actor, action="series.create", object_type="series", object_ref=str(series.pk),
               fields=("title", "rule", "starts_on", "starts_at", "place", "cut_off_days", "quorum"))  # fmt: skip
    return series


def plan_meetings(*, actor: Actor | None, series: Series, until: date) -> list[Meeting]:
    """Put the series' meetings up to `until` in the diary; return the new ones. Again, it adds only what is missing.

    A date that falls on a bank holiday is kept as the rule gives it: the group decides whether to move it.
    """
    if actor is not None:
        require(actor.may(Permission.PANEL_PREPARE, group_id=series.group_id), actor, "series.plan")
    with transaction.atomic():
        series = Series.objects.select_for_update().get(pk=series.pk)
        known = set(series.meetings.values_list("on", flat=True))
        made = [
            Meeting.objects.create(
                series=series, on=on, starts_at=series.starts_at, place=series.place,
                cut_off_on=cut_off(on, series.cut_off_days),
            )
            for on in series.dates(after=series.starts_on, until=until) if on not in known
        ]  # fmt: skip
        if made:
            record(
                actor=actor, action="series.plan", object_type="series", object_ref=str(series.pk), fields=("meetings",)
            )
    return made


def _check_rule(rule: str) -> None:
    message = f"“{rule}” is not a meeting rule. Write it like FREQ=MONTHLY;BYDAY=-1TH, the last Thursday of each month."
    if not rule.startswith(_FREQUENCIES) or "\n" in rule:
        raise ValueError(message)
    try:
        rrulestr(rule)
    except ValueError:
        raise ValueError(message) from None
