"""A whole from its parts: a part that is missing makes the whole missing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.aggregate import Aggregation, Figure, aggregate, count, figure

QUARTER = [figure(30, 40), figure(5, 50), figure(9, 10)]


def test_each_way_of_making_a_whole() -> None:
    """75%, 10% and 90%: their mean is 58.3%, but 44 of 100 is 44%."""
    assert aggregate(QUARTER, "ratio_of_sums") == Figure(Decimal(44), Decimal(100), Decimal(44))
    mean = aggregate(QUARTER, "mean")
    assert f"{mean.value:.1f}" == "58.3"
    assert (mean.numerator, mean.denominator) == (None, None)
    assert aggregate(QUARTER, "last") == QUARTER[-1]
    assert aggregate([count(3), count(0), count(4)], "sum") == Figure(Decimal(7), None, Decimal(7))


def test_a_rate_per_thousand_takes_its_multiplier() -> None:
    assert figure(5, 2000, 1000).value == Decimal("2.5")
    assert aggregate([figure(5, 2000, 1000), figure(15, 2000, 1000)], "ratio_of_sums", 1000).value == 5


@pytest.mark.parametrize("how", list(Aggregation))
def test_a_missing_part_makes_the_whole_missing(how: Aggregation) -> None:
    whole = aggregate([*QUARTER[:2], figure(None, 10)], how)
    assert whole.value is None
    assert "missing" in whole.reason


def test_a_level_needs_only_its_last_month() -> None:
    assert aggregate([count(None), count(8)], "last").value == 8
    assert aggregate([count(8), count(None)], "last").value is None


def test_how_many_are_missing_is_said() -> None:
    assert aggregate([count(1), count(None), count(None)], "sum").reason == "2 of 3 parts are missing"
    assert aggregate([count(1), count(None)], "mean").reason == "1 of 2 parts is missing"
    assert aggregate([], "sum") == Figure(None, None, None, "there are no parts")


def test_nothing_is_divided_by_nought() -> None:
    assert figure(0, 0) == Figure(Decimal(0), Decimal(0), None, "the denominator is nought")
    assert figure(3, None).reason == "there is no denominator"
    assert figure(None, 3).reason == "there is no numerator"
    assert aggregate([figure(0, 0), figure(0, 0)], "ratio_of_sums").value is None
    with pytest.raises(ValueError, match="nought or more"):
        figure(1, -1)


def test_a_month_of_nought_of_nought_is_a_part_like_any_other() -> None:
    assert aggregate([figure(0, 0), figure(1, 4)], "ratio_of_sums").value == 25
    assert aggregate([figure(0, 0), figure(1, 4)], "mean").value is None


def test_there_is_no_other_way() -> None:
    with pytest.raises(ValueError, match="median"):
        aggregate(QUARTER, "median")


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 90)), min_size=1, max_size=12), st.integers(1, 11))
def test_a_ratio_is_the_same_through_any_halves(pairs: list[tuple[int, int]], cut: int) -> None:
    """A year's ratio is the ratio of its quarters' sums, wherever the quarters are cut."""
    parts = [figure(*pair) for pair in pairs]
    halves = [aggregate(half, "ratio_of_sums") for half in (parts[:cut], parts[cut:]) if half]
    assert aggregate(halves, "ratio_of_sums") == aggregate(parts, "ratio_of_sums")
    assert aggregate([count(pair[0]) for pair in pairs], "sum").value == sum(pair[0] for pair in pairs)
