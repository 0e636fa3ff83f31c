"""What day it is, for the work. A demonstration holds the date; sign-in, sessions and the audit trail never ask here."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Return the working date in London: the held date in a demonstration, the real one elsewhere."""
    if settings.HELD_DATE:
        return date.fromisoformat(settings.HELD_DATE)
    return timezone.localdate()


def now() -> datetime:
    """Return the working moment, aware: the held date with the real time of day, or simply the real moment."""
    real = timezone.localtime()
    return datetime.combine(today(), real.time(), tzinfo=real.tzinfo)
