"""Rates, how sure they are, and years made of months."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.rates import annualised, byar, rate, rate_interval, rolling_12_months


def test_a_rate_is_count_by_population() -> None:
    assert rate(11131, 261900) == Decimal(11131) * 1000 / 261900
    assert rate(5, 200, per=100) == Decimal("2.5")
    assert rate(0, 200) == 0


@pytest.mark.parametrize(("count", "population"), [(3, 0), (3, None), (None, 3), (0, 0)])
def test_nobody_to_divide_by(count: int | None, population: int | None) -> None:
    assert rate(count, population) is None
    assert rate_interval(count, population) is None


def test_the_interval_of_a_rate() -> None:
    """Domain vector: 45 events among 90,400 people."""
    found, around = rate(45, 90400), rate_interval(45, 90400)
    assert found is not None
    assert around is not None
    assert [f"{value:.3f}" for value in (found, around.lower, around.upper)] == ["0.498", "0.363", "0.666"]


def test_the_interval_of_no_events_begins_at_nought_and_is_not_empty() -> None:
    none = byar(0)
    assert none.lower == 0
    assert f"{none.upper:.2f}" == "3.67"
    with pytest.raises(ValueError, match="nought or more"):
        byar(-1)


def test_a_narrower_interval_for_less_certainty() -> None:
    wide, narrow = byar(45), byar(45, z=1.645)
    assert wide.lower < narrow.lower < 45 < narrow.upper < wide.upper


@given(st.integers(0, 100000))
def test_a_count_lies_within_its_interval(count: int) -> None:
    around = byar(count)
    assert 0 <= around.lower <= count <= around.upper


def test_a_quarter_is_a_year_only_with_its_label() -> None:
    year = annualised(Decimal("2.5"), months=3)
    assert year is not None
    assert (year.value, year.label) == (10, "annualised from 3 months")
    month = annualised(1, months=1)
    assert month is not None
    assert month.label == "annualised from 1 month"
    whole = annualised(7, months=12)
    assert whole is not None
    assert (whole.value, whole.label) == (7, "")
    assert annualised(None, months=3) is None
    for months in (0, 13):
        with pytest.raises(ValueError, match="1 to 12 months"):
            annualised(1, months=months)


def test_twelve_months_or_nothing() -> None:
    assert rolling_12_months([100, *[1] * 12]) == 12
    assert rolling_12_months([1] * 11) is None
    assert rolling_12_months([*[1] * 5, None, *[1] * 6]) is None
    assert rolling_12_months([None, *[1] * 12]) == 12
    assert rolling_12_months([]) is None
