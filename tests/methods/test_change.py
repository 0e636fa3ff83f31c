"""The published figures for change and rates, worked out again."""

from decimal import Decimal

import pytest

from wardmote.methods.change import change, message, percentage_points, share
from wardmote.methods.decimals import rounded

# what, then, now, difference, percentage to one decimal
MOVES = [
    ("South and Vale recorded crime to 2016/17", 9499, 9814, 315, "3.3"),
    ("South and Vale recorded crime to 2017/18 (printed as 11%)", 9814, 11131, 1317, "13.4"),
    ("Oxfordshire, 12 months to September 2013", 36814, 36400, -414, "-1.1"),
    ("residential burglary", 955, 1410, 455, "47.6"),
    ("all violent crime", 7791, 8335, 544, "7.0"),
    ("domestic violence", 2457, 2538, 81, "3.3"),
    ("non-domestic violence", 5334, 5797, 463, "8.7"),
    ("rural crime", 320, 353, 33, "10.3"),
    ("calls for service", 144463, 152166, 7703, "5.3"),
    ("attended calls", 71620, 69774, -1846, "-2.6"),
    ("immediate calls", 31549, 34703, 3154, "10.0"),
    ("urgent calls", 26095, 24597, -1498, "-5.7"),
    ("racist crime", 343, 516, 173, "50.4"),
    ("repeat calls, domestic abuse cohort", 69, 24, -45, "-65.2"),
]


@pytest.mark.parametrize(
    ("then", "now", "difference", "percent"), [row[1:] for row in MOVES], ids=[r[0] for r in MOVES]
)
def test_change_known_answers(then: int, now: int, difference: int, percent: str) -> None:
    moved = change(now, then)
    assert moved.difference == difference
    assert moved.percent is not None
    assert rounded(moved.percent) == Decimal(percent)
    assert moved.reason is None
    assert moved.verb == ("rose" if difference > 0 else "fell")


SHARES = [
    ("burglary prosecution or caution", (114, 955), (130, 1410), "11.9", "9.2", "-2.7"),
    ("non-domestic violence outcome", (1002, 5334), (814, 5797), "18.8", "14.0", "-4.7"),
    ("rape prosecutions of recorded", (39, 389), (44, 451), "10.0", "9.8", "-0.3"),
]


@pytest.mark.parametrize(
    ("then", "now", "then_percent", "now_percent", "points"), [row[1:] for row in SHARES], ids=[r[0] for r in SHARES]
)
def test_shares_and_points_known_answers(
    then: tuple[int, int], now: tuple[int, int], then_percent: str, now_percent: str, points: str
) -> None:
    before, after = share(*then), share(*now)
    difference = percentage_points(after, before)
    assert before is not None
    assert after is not None
    assert difference is not None
    assert (rounded(before), rounded(after), rounded(difference)) == tuple(
        map(Decimal, (then_percent, now_percent, points))
    )


def test_volume_may_rise_while_the_share_falls() -> None:
    assert change(44, 39).difference == 5
    falling = percentage_points(share(44, 451), share(39, 389))
    assert falling is not None
    assert falling < 0


def test_parts_of_violent_crime_sum_to_the_whole_in_both_years() -> None:
    domestic, other, whole = change(2538, 2457), change(5797, 5334), change(8335, 7791)
    for year in ("now", "then", "difference"):
        assert getattr(domestic, year) + getattr(other, year) == getattr(whole, year)


def test_files_insufficient_to_proceed() -> None:
    portion = share(509, 2397)
    assert portion is not None
    assert rounded(portion) == Decimal("21.2")


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
