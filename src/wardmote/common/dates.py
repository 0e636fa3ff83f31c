"""How dates and times are written for people and moved by months. Moments are shown as London's clocks show them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

LONDON = ZoneInfo("Europe/London")


def in_london(value: date | datetime) -> date | datetime:
    """Turn an aware moment into London's; a date or a naive moment is returned as it is."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(LONDON)
    return value


def day(value: date | datetime | None) -> str:
    """Write `Thursday 26 November 2026`; nothing for no date."""
    if value is None:
        return ""
    local = in_london(value)
    return f"{local:%A} {local.day} {local:%B %Y}"


def shortday(value: date | datetime | None) -> str:
    """Write `26 Nov 2026`, for tables; nothing for no date."""
    if value is None:
        return ""
    local = in_london(value)
    return f"{local.day} {local:%b %Y}"


def clocktime(value: datetime | None) -> str:
    """Write `14:05`; nothing for no time."""
    return "" if value is None else f"{in_london(value):%H:%M}"


def moment(value: datetime | None) -> str:
    """Write `26 Nov 2026 at 14:05`; nothing for no time."""
    return "" if value is None else f"{shortday(value)} at {clocktime(value)}"


def isodate(value: date | datetime | None) -> str:
    """Write what a `datetime` attribute wants: `2026-11-26`, or with the time and offset for a moment."""
    return "" if value is None else in_london(value).isoformat()


def plainday(value: date | datetime | None) -> str:
    """Write `26 November 2026`, for the middle of a sentence; nothing for no date."""
    if value is None:
        return ""
    local = in_london(value)
    return f"{local.day} {local:%B %Y}"


def add_months(start: date, months: int) -> date:
    """Return the same day that many months on (or back), or the last day of that month where it has no such day.

    Six months after 31 August 2026 is 28 February 2027.
    """
    return start + relativedelta(months=months)


def refresh_due(starts: date, refreshes: int = 0) -> date:
    """Return the day on which a rolling plan is next due its yearly refresh, of which it has had `refreshes`.

    A plan that starts on 1 April 2026 is due its first on 1 April 2027, however early that is then made.
    """
    return add_months(starts, 12 * (refreshes + 1))
