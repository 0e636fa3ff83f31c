"""Hour by weekday of events whose time is known, and whether the days or hours differ by more than chance.

The test is Pearson's chi-square (Philosophical Magazine 50, 1900) against events that keep no time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

# Pearson's test wants an expected five or more in every class.
EXPECTED = 5
# A clock shows exactly midnight once in 1,440 minutes: many more are days without a time.
DAYS_WITHOUT_TIME = 0.05


@dataclass(frozen=True)
class Evenness:
    """Chi-square, its degrees of freedom and p; None of them where there are too few events. `words` says which."""

    statistic: float | None
    freedom: int
    p: float | None
    words: str


@dataclass(frozen=True)
class Week:
    """`table` holds 7 rows of 24 counts, Monday 00:00 to 00:59 first. `at_midnight`: how many are at 00:00 exactly."""

    table: tuple[tuple[int, ...], ...]
    events: int
    at_midnight: int
    days: Evenness
    hours: Evenness

    @property
    def by_day(self) -> tuple[int, ...]:
        """Monday to Sunday."""
        return tuple(sum(hours) for hours in self.table)

    @property
    def by_hour(self) -> tuple[int, ...]:
        """00 to 23, all days together."""
        return tuple(sum(day[hour] for day in self.table) for hour in range(24))

    @property
    def warning(self) -> str:
        """What to say beside the table where many times are exactly midnight; empty where they are not."""
        if self.at_midnight <= max(1, self.events * DAYS_WITHOUT_TIME):
            return ""
        return (
            f"{self.at_midnight:,} of {self.events:,} events are at midnight exactly. "
            "Most of these are likely to be days whose time was not written down."
        )


def week(times: Sequence[datetime], *, first: date | None = None, last: date | None = None) -> Week:
    """Count exact times by weekday and hour, as a clock on the wall showed them, and test days and hours.

    `first` and `last`: the period from which the events come, both days included; a weekday that it holds more often
    is expected to have more. Without them the weekdays count as equally many. Raises ValueError for a time zone, for
    one end of a period without the other, a period that holds not all weekdays, and an event outside it.
    """
    if any(time.tzinfo is not None for time in times):
        raise ValueError("times are as the clock on the wall showed them, without a time zone")
    weekdays = _weekdays(times, first, last)
    table = [[0] * 24 for _ in range(7)]
    for time in times:
        table[time.weekday()][time.hour] += 1
    by_hour = [sum(day[hour] for day in table) for hour in range(24)]
    midnight = sum(not (time.hour or time.minute or time.second or time.microsecond) for time in times)
    days = _even([sum(day) for day in table], weekdays, "days of the week")
    hours = _even(by_hour, [1] * 24, "hours of the day")
    return Week(tuple(tuple(day) for day in table), len(times), midnight, days, hours)


def _weekdays(times: Sequence[datetime], first: date | None, last: date | None) -> list[int]:
    """How many Mondays, Tuesdays… the period holds."""
    if first is None and last is None:
        return [1] * 7
    if first is None or last is None:
        raise ValueError("a period has a first and a last day")
    if any(not first <= time.date() <= last for time in times):
        raise ValueError("every event is in the period")
    length = (last - first).days + 1
    if length < 7:
        raise ValueError("a period to compare weekdays holds each of them")
    extra = {(first + timedelta(days=number)).weekday() for number in range(length % 7)}
    return [length // 7 + (day in extra) for day in range(7)]


def _even(counts: Sequence[int], chances: Sequence[int], classes: str) -> Evenness:
    events, freedom = sum(counts), len(counts) - 1
    expected = [events * chance / sum(chances) for chance in chances]
    if min(expected) < EXPECTED:
        return Evenness(None, freedom, None, f"Too few events ({events:,}) to tell whether the {classes} differ.")
    from scipy.special import chdtrc

    statistic = sum((count - even) ** 2 / even for count, even in zip(counts, expected, strict=True))
    p = float(chdtrc(freedom, statistic))
    if p < 0.05:
        return Evenness(statistic, freedom, p, f"The {classes} differ by more than chance would make them.")
    return Evenness(statistic, freedom, p, f"The {classes} differ no more than chance would make them.")
