"""Hour by weekday, and whether the days and hours differ."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from wardmote.methods.week import week

pytestmark = pytest.mark.plain
# Monday.
START = datetime(2026, 11, 2)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


@given(st.lists(st.integers(0, 60 * 24 * 28), max_size=50))
def test_it_is_a_count(minutes: list[int]) -> None:
    times = [at(minute / 60) for minute in minutes]
    found, expected = week(times), Counter((time.weekday(), time.hour) for time in times)
    assert [[expected[day, hour] for hour in range(24)] for day in range(7)] == [list(row) for row in found.table]
    assert sum(found.by_day) == sum(found.by_hour) == found.events == len(times)


def test_chi_square_equals_scipy() -> None:
    times = [at(number * 7.3) for number in range(200)] + [at(24 * 5 + 22)] * 40
    found = week(times)
    for test, counts in ((found.days, found.by_day), (found.hours, found.by_hour)):
        expected = chisquare(counts)
        assert (test.statistic, test.p) == (pytest.approx(expected.statistic), pytest.approx(expected.pvalue))
        assert test.freedom == len(counts) - 1
    assert found.days.words == "The days of the week differ by more than chance would make them."


def test_even_times_do_not_differ() -> None:
    found = week([at(number) for number in range(168)])
    assert (found.days.statistic, found.hours.p) == (0, 1)
    assert found.hours.words == "The hours of the day differ no more than chance would make them."


def test_too_few_events_are_not_tested() -> None:
    found = week([at(number * 5) for number in range(34)])
    assert (found.days.p, found.days.words) == (
        None,
        "Too few events (34) to tell whether the days of the week differ.",
    )
    enough = week([at(number * 5) for number in range(35)])
    assert enough.days.p is not None
    assert enough.hours.p is None
    assert week([]).days.statistic is None


def test_a_period_with_more_mondays_expects_more_on_them() -> None:
    """Ten events every day from a Monday to the Monday after next: three Mondays, and nothing odd about them."""
    times = [at(24 * day + hour) for day in range(15) for hour in range(10)]
    assert week(times).days.p == pytest.approx(chisquare([30, *[20] * 6]).pvalue)
    assert week(times, first=date(2026, 11, 2), last=date(2026, 11, 16)).days.statistic == 0


def test_a_period_that_cannot_be_is_refused() -> None:
    first, last = date(2026, 11, 2), date(2026, 11, 15)
    with pytest.raises(ValueError, match="a first and a last"):
        week([], first=first)
    with pytest.raises(ValueError, match="each of them"):
        week([], first=first, last=date(2026, 11, 7))
    with pytest.raises(ValueError, match="in the period"):
        week([at(-1)], first=first, last=last)
    with pytest.raises(ValueError, match="without a time zone"):
        week([START.replace(tzinfo=UTC)])


def test_days_without_a_time_are_warned_of() -> None:
    ordinary = [at(number * 5.2 + 1) for number in range(90)]
    assert week([*ordinary, at(0)]).warning == ""
    found = week([*ordinary, *[at(24 * day) for day in range(10)]])
    assert found.at_midnight == 10
    assert found.warning.startswith("10 of 100 events are at midnight exactly.")
