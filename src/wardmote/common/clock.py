"""What day it is, for the work. A demonstration holds the date; sign-in and the audit trail never ask here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

_told: ContextVar[date | None] = ContextVar("told_date", default=None)


def today() -> date:
    """Return the working date in London: the held date in a demonstration, the real one elsewhere."""
    told = _told.get()
    if told:
        return told
    if settings.HELD_DATE:
        return date.fromisoformat(settings.HELD_DATE)
    return timezone.localdate()


def now() -> datetime:
    """Return the working moment, aware: the held date with the real time of day, or simply the real moment."""
    real = timezone.localtime()
    return datetime.combine(today(), real.time(), tzinfo=real.tzinfo)


@contextmanager
def told(day: date) -> Iterator[None]:
    """Let the work happen on another day: for the demonstration's past and for tests, nowhere else."""
    token = _told.set(day)
    try:
        yield
    finally:
        _told.reset(token)


def as_held(moment: datetime) -> datetime:
    """Return a real moment as the working calendar counts it: moved by as many days as the held date is away."""
    return moment + timedelta(days=(today() - timezone.localdate()).days)
