"""When events happened of which only the earliest and the latest time are known.

Source: Ratcliffe and McCullagh, International Journal of Geographical Information Science 12 (1998).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
Span = tuple[datetime | None, datetime | None]


@dataclass(frozen=True)
class Aoristic:
    """`table` holds 7 rows of 24: the events of Monday 00:00 to 00:59 first. It adds up to `events`, those kept.

    `left_out` pairs the position of a span that was not counted with the reason, in words.
    """

    table: tuple[tuple[float, ...], ...]
    events: int
    left_out: tuple[tuple[int, str], ...]

    @property
    def by_day(self) -> tuple[float, ...]:
        """Monday to Sunday."""
        return tuple(sum(hours) for hours in self.table)

    @property
    def by_hour(self) -> tuple[float, ...]:
        """00 to 23, all days together."""
        return tuple(sum(day[hour] for day in self.table) for hour in range(24))


def aoristic(spans: Sequence[Span], *, longest: timedelta = WEEK) -> Aoristic:
    """Spread each event evenly over the time in which it can have happened: weight = overlap with the hour ÷ span.

    `spans` are (earliest, latest) as a clock on the wall showed them, without a time zone; an event whose two times are
    the same counts 1 in its hour. Left out, and listed: a time missing, a latest before the earliest, a span over
    `longest`, which is a week or less. The night the clocks change is counted as the wall showed it. Raises ValueError
    for times with a time zone and for a `longest` over a week.
    """
    if not timedelta(0) <= longest <= WEEK:
        raise ValueError("a span of over a week says nothing of the hour")
    table = [[0.0] * 24 for _ in range(7)]
    left_out = []
    for position, (begins, ends) in enumerate(spans):
        reason = _reason(begins, ends, longest)
        if reason:
            left_out.append((position, reason))
        elif begins is not None and ends is not None:
            _spread(table, begins, ends)
    kept = len(spans) - len(left_out)
    return Aoristic(tuple(tuple(day) for day in table), kept, tuple(left_out))


def _reason(begins: datetime | None, ends: datetime | None, longest: timedelta) -> str:
    """Why a span is left out; empty where it is not."""
    if begins is None or ends is None:
        return "a time is missing"
    if begins.tzinfo is not None or ends.tzinfo is not None:
        raise ValueError("times are as the clock on the wall showed them, without a time zone")
    if ends < begins:
        return "the latest time is before the earliest"
    if ends - begins > longest:
        hours = longest / HOUR
        return "the span is over a week" if longest == WEEK else f"the span is over {hours:g} hours"
    return ""


def _spread(table: list[list[float]], begins: datetime, ends: datetime) -> None:
    length = ends - begins
    if not length:
        table[begins.weekday()][begins.hour] += 1
        return
    now = begins
    while now < ends:
        until = min(now.replace(minute=0, second=0, microsecond=0) + HOUR, ends)
        table[now.weekday()][now.hour] += (until - now) / length
        now = until
