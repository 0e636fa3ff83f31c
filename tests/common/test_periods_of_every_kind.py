"""Months and financial years: read, written, next to one another, and made of what they are made of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.common.periods import FinancialYear, Month, PeriodKind, Quarter, months_between, period_of

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


def test_a_month_is_read_and_written_the_same_way() -> None:
    month = Month.parse("2025-01")
    assert (month.start, month.end) == (date(2025, 1, 1), date(2025, 1, 31))
    assert (month.slug, month.label, month.short_label) == ("2025-01", "January 2025", "Jan 2025")
    assert month.quarter == Quarter.parse("2024-25-Q4")
    assert (month.next().slug, month.previous().slug, month.last_year().slug) == ("2025-02", "2024-12", "2024-01")
    assert Month(2024, 2).end == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["", "2025-1", "2025-13", "2025-00", "0000-01", "2025-01-01", "2025-01\n", "٢٠٢٥-01"])
def test_what_is_not_a_month_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="is not a month"):
        Month.parse(text)


def test_a_month_that_does_not_exist_cannot_be_made() -> None:
    for year, number in ((2025, 0), (2025, 13), (0, 1)):
        with pytest.raises(ValueError, match="not a month"):
            Month(year, number)


def test_a_financial_year_is_read_and_written_the_same_way() -> None:
    year = FinancialYear.parse("2024-25")
    assert (year.start, year.end) == (date(2024, 4, 1), date(2025, 3, 31))
    assert (year.slug, year.label, year.short_label) == ("2024-25", "April 2024 to March 2025 (2024/25)", "2024/25")
    assert [quarter.slug for quarter in year.quarters] == [f"2024-25-Q{number}" for number in (1, 2, 3, 4)]
    assert (len(year.months), year.months[0], year.months[-1]) == (12, "2024-04", "2025-03")
    assert (year.next(), year.previous(), year.last_year()) == (
        FinancialYear(2025),
        FinancialYear(2023),
        FinancialYear(2023),
    )
    assert FinancialYear.parse("1999-00").end == date(2000, 3, 31)


@pytest.mark.parametrize("text", ["", "2024", "2024-26", "2024/25", "2024-25-Q1", "0000-01"])
def test_what_is_not_a_financial_year_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="is not a financial year"):
        FinancialYear.parse(text)


@given(DAYS)
def test_periods_tile_time_and_lie_within_one_another(day: date) -> None:
    for kind in PeriodKind:
        period = period_of(kind, day)
        assert period.start <= day <= period.end
        assert type(period).parse(period.slug) == period
        assert period.next().start == period.end + timedelta(days=1)
        assert period.next().previous() == period
        assert period.last_year().start.year == period.start.year - 1
    month, quarter, year = Month.containing(day), Quarter.containing(day), FinancialYear.containing(day)
    assert month.slug in quarter.months
    assert quarter in year.quarters
    assert month.quarter == quarter


def test_there_is_no_other_kind() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        period_of("fortnight", date(2025, 1, 1))


def test_months_from_one_to_another_are_both_counted() -> None:
    assert [each.slug for each in months_between(Month(2024, 11), Month(2025, 2))] == [
        "2024-11",
        "2024-12",
        "2025-01",
        "2025-02",
    ]
    assert months_between(Month(2025, 2), Month(2025, 2)) == [Month(2025, 2)]
    assert months_between(Month(2025, 2), Month(2025, 1)) == []
