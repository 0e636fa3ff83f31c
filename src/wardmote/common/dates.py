"""How dates and times are written for people. Moments are shown as London's clocks show them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

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
