"""Differences and percentages, and what takes their place where they would be unsafe."""

from decimal import Decimal

import pytest

from wardmote.methods.change import change, message, percentage_points, share
from wardmote.methods.decimals import rounded


def test_a_change_is_on_the_earlier_figure_and_unrounded() -> None:
    moved = change(11131, 9814)
    assert (moved.difference, moved.percent) == (1317, Decimal(131700) / 9814)
    assert change(9814, 11131).verb == "fell"


def test_points_are_of_the_shares_before_rounding() -> None:
    assert percentage_points(share(9, 10), share(1, 3)) == 90 - Decimal(100) / 3


def test_small_base_gives_counts_and_no_percentage() -> None:
    """Transphobic crime, 1 to 6: 500% of one crime says nothing."""
    moved = change(6, 1)
    assert (moved.then, moved.now, moved.difference) == (1, 6, 5)
    assert (moved.percent, moved.reason) == (None, "base under 20")


@pytest.mark.parametrize(("base", "shown"), [(19, False), (20, True)])
def test_the_minimum_base_itself_is_large_enough(base: int, shown: bool) -> None:
    assert (change(30, base).percent is not None) is shown


def test_minimum_base_can_be_set_and_is_named_in_the_reason() -> None:
    assert change(30, 40, minimum_base=50).reason == "base under 50"


@pytest.mark.parametrize(("now", "verb"), [(0, "did not change"), (3, "rose")])
def test_nought_is_never_divided_by(now: int, verb: str) -> None:
    """Forced-marriage crime, 0 to 0."""
    moved = change(now, 0)
    assert (moved.difference, moved.percent, moved.reason) == (now, None, "nothing to compare")
    assert moved.verb == verb


@pytest.mark.parametrize(("now", "then"), [(None, 30), (30, None), (None, None)])
def test_a_figure_that_is_not_known_or_not_shown_gives_nothing_away(now: int | None, then: int | None) -> None:
    moved = change(now, then)
    assert (moved.difference, moved.percent, moved.reason) == (None, None, "nothing to compare")
    assert moved.verb == "cannot be compared"


def test_shares_without_a_whole() -> None:
    assert share(3, 0) is None
    assert share(None, 3) is None
    assert percentage_points(None, Decimal(3)) is None


@pytest.mark.parametrize("wrong", [-1, float("nan"), float("inf")])
def test_what_cannot_be_a_count_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match=r"nought or more|not a number"):
        change(wrong, 100)
    with pytest.raises(ValueError, match=r"nought or more|not a number"):
        change(100, wrong)


def test_decimals_are_taken_as_printed() -> None:
    assert change(0.3, 0.1, minimum_base=0).percent == Decimal(200)


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [("2.25", 1, "2.3"), ("-2.25", 1, "-2.3"), ("-0.04", 1, "0.0"), ("13.4196", 1, "13.4"), ("2.5", 0, "3")],
)
def test_rounding_halves_away_from_nought(value: str, places: int, printed: str) -> None:
    assert str(rounded(Decimal(value), places)) == printed


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (8335, 7791, "All violent crime rose by 7.0% on the same quarter last year"),
        (24, 69, "All violent crime fell by 65.2% on the same quarter last year"),
        (6, 1, "All violent crime rose from 1 to 6 on the same quarter last year"),
        (0, 0, "All violent crime did not change on the same quarter last year"),
        (None, 3, "All violent crime cannot be compared with the same quarter last year"),
    ],
)
def test_message(now: int | None, then: int | None, said: str) -> None:
    assert message("All violent crime", change(now, then)) == said
