"""Arithmetic that the rooms share when they count by month. No model, no database."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from wardmote.common import clock
from wardmote.common.periods import Month, Timespan
from wardmote.measures.types import Count


def flow(period: Timespan, days: Iterable[date], *, source: str, note: str = "") -> Count:
    """Count things that happened on `days`, by month; days outside the period are left out."""
    found = Counter(f"{day:%Y-%m}" for day in days)
    months = {month: found[month] for month in period.months}
    return Count(sum(months.values()), note=note, by_month=months, source=source)


def ratio(period: Timespan, each: Iterable[tuple[date, bool]], *, source: str, note: str = "") -> Count:
    """Count the days of all, below the line, and of those that are true, above it."""
    above: Counter[str] = Counter()
    below: Counter[str] = Counter()
    for day, holds in each:
        below[f"{day:%Y-%m}"] += 1
        above[f"{day:%Y-%m}"] += holds
    return of_parts(period, above, below, source=source, note=note)


def of_parts(
    period: Timespan, above: Mapping[str, int], below: Mapping[str, int], *, source: str, note: str = ""
) -> Count:
    """Return the ratio of sums of a period from what is above and below the line in each month."""
    tops = {month: above.get(month, 0) for month in period.months}
    bottoms = {month: below.get(month, 0) for month in period.months}
    return Count(
        sum(tops.values()), note=note, by_month=tops, source=source, denominator=sum(bottoms.values()),
        denominators=bottoms,
    )  # fmt: skip


def stock(period: Timespan, stays: Iterable[tuple[date, date | None]], *, source: str, note: str = "") -> Count:
    """Count what stood at the end of each month: `stays` are the first day of each and the day it ended, if it has.

    What ended on a day no longer stands at the end of that day. A month still going on is counted as of today; one
    that has not begun has no count, and a period that has not begun none at all.
    """
    begun: list[date] = []
    ended: list[date] = []
    for first, last in stays:
        if last is None or last > first:
            begun.append(first)
            ended += [last] if last else []
    begun.sort()
    ended.sort()
    months = {}
    for slug in period.months:
        month = Month.parse(slug)
        if month.start <= clock.today():
            day = min(month.end, clock.today())
            months[slug] = bisect_right(begun, day) - bisect_right(ended, day)
    value = months[max(months)] if months else None
    return Count(value, note=note if months else "The period has not begun.", by_month=months, source=source)


def moments(period: Timespan) -> tuple[datetime, datetime]:
    """Return the first moment of a period and the first after it, for columns that hold moments."""
    zone = clock.now().tzinfo
    return (
        datetime.combine(period.start, time(), zone),
        datetime.combine(period.end + timedelta(days=1), time(), zone),
    )


def local_day(moment: datetime) -> date:
    """Return the day on which a moment fell here."""
    return moment.astimezone(clock.now().tzinfo).date()
