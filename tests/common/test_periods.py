"""Quarters of the financial year, and the day it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.common import clock
from wardmote.common.periods import Quarter


def test_a_quarter_is_read_and_written_the_same_way():
    quarter = Quarter.parse("2024-25-Q4")
    assert (quarter.start, quarter.end) == (date(2025, 1, 1), date(2025, 3, 31))
    assert quarter.months == ["2025-01", "2025-02", "2025-03"]
    assert quarter.label == "January to March 2025 (Q4 2024/25)"
    assert quarter.slug == "2024-25-Q4"
    assert quarter.last_year().slug == "2023-24-Q4"


@pytest.mark.parametrize("text", ["", "2024-Q4", "2024-26-Q4", "2024-25-Q5", "2024-25-q4", "1999-00-Q1 "])
def test_what_is_not_a_quarter_is_refused_in_words(text):
    with pytest.raises(ValueError, match="is not a quarter"):
        Quarter.parse(text)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)))
def test_every_day_is_in_one_quarter_and_quarters_follow_one_another(day):
    quarter = Quarter.containing(day)
    assert quarter.start <= day <= quarter.end
    assert Quarter.parse(quarter.slug) == quarter
    assert quarter.next().previous() == quarter
    assert quarter.next().start == quarter.end + timedelta(days=1)
    assert quarter.last_year().start.year == quarter.start.year - 1


def test_the_demonstration_holds_the_date_and_its_past_may_be_told():
    assert clock.today() == date(2025, 3, 24)
    with clock.told(date(2025, 2, 27)):
        assert clock.today() == date(2025, 2, 27)
        assert clock.now().date() == date(2025, 2, 27)
    assert clock.today() == date(2025, 3, 24)


def test_elsewhere_it_is_the_real_day(settings):
    settings.HELD_DATE = None
    assert clock.today() > date(2025, 3, 24)
