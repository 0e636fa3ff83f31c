"""Limits, the four rules of special cause, and what is said of a series and its target."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from wardmote.methods.direction import Polarity
from wardmote.methods.xmr import Rule, Xmr, analyse, assurance, variation

# NHSRplotthedots, vignette on deviations from the Excel tool.
VIGNETTE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
# Twenty points about 10 that alternate: mean 10, mean moving range 2, limits 4.68 and 15.32, near 6.45 and 13.55.
EVEN = [9, 11] * 10


def flags(xmr: Xmr) -> dict[int, list[str]]:
    return {point.index: [str(rule) for rule in point.special] for point in xmr.points if point.special}


def fixed(values: Sequence[Decimal | int | float | None]) -> Xmr:
    """The rules on `values` that follow a long even series, which holds mean and limits all but still."""
    return analyse([*EVEN * 50, *values])


def fired(values: Sequence[Decimal | int | float | None], rule: Rule) -> list[int]:
    """At which of `values` a rule fires."""
    xmr = fixed(values)
    return [
        index for index, point in enumerate(xmr.points[-len(values) :]) if rule in point.special
    ]  # fmt: skip


def printed(value: Decimal | None, places: int = 2) -> str:
    assert value is not None
    return f"{value:.{places}f}"


@pytest.mark.parametrize(
    ("screened", "lower", "upper", "left_out"), [(True, "-0.72", "4.60", 2), (False, "-3.06", "6.95", 0)]
)
def test_the_vignette_with_and_without_screening(screened: bool, lower: str, upper: str, left_out: int) -> None:
    segment = analyse(VIGNETTE, screen_outliers=screened).segments[0]
    assert (printed(segment.mean), printed(segment.lower), printed(segment.upper)) == ("1.94", lower, upper)
    assert segment.screened == left_out
    assert flags(analyse(VIGNETTE, screen_outliers=screened)) == {4: ["outside"]}


def test_rare_events_are_not_screened_away() -> None:
    """With the two ranges of 1 left out there would be none, and every nought would be outside the limits."""
    once = [0] * 10 + [1] + [0] * 10
    assert analyse(once).segments[0].screened == 0
    assert flags(analyse(once)) == {10: ["outside"]}
    assert variation(analyse(once), "less_is_better").word == "not enough points"
    assert "nought" in variation(analyse(once), "less_is_better").explanation
    assert assurance(analyse(once), 5, "less_is_better").word == ""
    half = analyse([0, 3] * 10)
    assert not half.segments[0].rare
    assert variation(half, "less_is_better").word == "common cause"


def test_all_the_lines_of_a_baseline() -> None:
    segment = analyse(EVEN).segments[0]
    assert (segment.first, segment.last, segment.known, segment.trial) == (0, 19, 20, False)
    assert (segment.mean, segment.moving_range_mean, segment.moving_range_limit) == (10, 2, Decimal("6.534"))
    assert (segment.lower, segment.upper) == (Decimal("4.68"), Decimal("15.32"))
    assert segment.near_lower == Decimal("6.453333333333")
    assert segment.near_upper == Decimal("13.546666666667")


# Each rule: a case that fires, and one that just does not.


@pytest.mark.parametrize(("value", "where"), [(15.2, []), (15.5, [0]), (4.8, []), (4.5, [0]), (None, [])])
def test_outside_a_limit(value: float | None, where: list[int]) -> None:
    assert fired([value], Rule.OUTSIDE) == where


def test_a_value_on_its_limit_is_inside_it() -> None:
    all_alike = analyse([7] * 20)
    assert (all_alike.segments[0].upper, all_alike.segments[0].lower) == (7, 7)
    assert flags(all_alike) == {}


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ([7, 8, 9, 10, 11, 12, 13], [0, 1, 2, 3, 4, 5, 6]),
        ([13, 12, 11, 10, 9, 8, 7], [0, 1, 2, 3, 4, 5, 6]),
        ([8, 9, 10, 11, 12, 13, 12], []),  # six rising
        ([8, 9, 10, 10, 11, 12, 13], []),  # a tie is no move
        ([8, 9, 10, 9, 10, 11, 12, 13], []),
        ([7, 8, 9, None, 10, 11, 12, 13], []),  # a gap ends it
    ],
)
def test_seven_rising_or_falling(values: list[int | None], where: list[int]) -> None:
    """The series before ends on 11, so the first of seven rising is not joined by what stands before it."""
    assert fired(values, Rule.TREND) == where


def test_seven_are_seven_points_with_six_moves() -> None:
    for number, trend in ((6, False), (7, True), (8, True)):
        points = analyse([*range(number)]).points
        assert [Rule.TREND in point.special for point in points] == [trend] * number


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ([14, 14, 11], [0, 1]),
        ([14, 11, 14], [0, 2]),  # the one between is not flagged
        ([11, 14, 14], [1, 2]),
        ([6, 9, 6], [0, 2]),
        ([14, 9, 14], []),  # the third is on the other side of the mean
        ([14, 6, 14], []),  # near both limits is no sign: known bug of a tool, 143
        ([14, 6], []),
        ([14, 11, 11, 14], []),
        ([13.5, 13.5, 13.5], []),  # just inside
        ([16, 14, 11], [0, 1]),  # beyond the limit is beyond the near limit
        ([14, None, 14, 11], []),
    ],
)
def test_two_of_three_beyond_a_near_limit(values: list[float | None], where: list[int]) -> None:
    assert fired([9, *values, 9], Rule.NEAR_LIMIT) == [index + 1 for index in where]


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ([11, 12, 11, 12, 11, 12, 11], [1, 2, 3, 4, 5, 6, 7]),
        ([9, 8, 9, 8, 9, 8, 9], [0, 1, 2, 3, 4, 5, 6, 7, 8]),  # those on either side of it are on that side too
        ([11, 12, 11, 12, 11, 12], []),
        ([11, 12, 11, 9, 11, 12, 11, 12], []),
        ([11, 12, 11, None, 12, 11, 12, 11], []),
    ],
)
def test_seven_on_one_side_of_the_mean(values: list[int | None], where: list[int]) -> None:
    assert fired([9, *values, 9], Rule.RUN) == where


def test_a_point_on_the_mean_is_on_neither_side() -> None:
    high = [11, 12, 13, 11, 12, 13]
    low = [9, 8, 7, 9, 8, 7]
    around = analyse([*high[:3], 10, *high[3:], *low[:3], 10, *low[3:]])
    assert around.segments[0].mean == 10
    assert not any(Rule.RUN in point.special for point in around.points)
    together = analyse([*high, 11, *low, 9])
    assert together.segments[0].mean == 10
    assert all(Rule.RUN in point.special for point in together.points)


def test_every_rule_that_fires_is_told_in_order_and_the_first_gives_the_side() -> None:
    """Falling for seven points while still above the mean: better, where less is better, though the side is high."""
    xmr = fixed([17, 16, 15, 14, 13, 12, 11])
    assert [str(rule) for rule in xmr.points[-7].special] == ["outside", "trend", "near_limit", "run"]
    assert xmr.points[-7].side == "high"
    assert [str(rule) for rule in xmr.points[-1].special] == ["trend", "run"]
    assert xmr.points[-1].side == "low"
    assert variation(xmr, Polarity.LESS_IS_BETTER).word == "improvement low"


def test_the_top_of_a_rise_belongs_to_the_fall_that_follows() -> None:
    xmr = fixed([7, 8, 9, 10, 11, 12, 13, 12, 11, 10, 9, 8, 7])
    top = xmr.points[-7]
    assert top.value == 13
    assert top.special[0] is Rule.TREND
    assert (xmr.points[-8].side, top.side) == ("high", "low")


# Gaps and steps.


def test_no_moving_range_is_taken_across_a_gap() -> None:
    with_gap = analyse([1, 2, None, 50, 51], screen_outliers=False).segments[0]
    assert with_gap.moving_range_mean == 1
    assert with_gap.known == 4
    assert with_gap.mean == 26


def test_a_new_baseline_takes_nothing_over_and_runs_do_not_cross_it() -> None:
    values = [*EVEN, 12, 12, 12, *[value + 10 for value in EVEN]]
    xmr = analyse(values, steps=(23,))
    assert [(each.first, each.last) for each in xmr.segments] == [(0, 22), (23, 42)]
    assert xmr.segments[1].mean == 20
    assert xmr.segments[1] == analyse(values[23:]).segments[0].__class__(
        23, 42, *[getattr(analyse(values[23:]).segments[0], name) for name in (
            "known", "mean", "upper", "lower", "near_upper", "near_lower", "moving_range_mean", "moving_range_limit",
            "screened", "trial",
        )]
    )  # fmt: skip
    rising = [*range(10, 14), *range(14, 18)]
    assert len(flags(analyse(rising))) == 8
    assert flags(analyse(rising, steps=(4,))) == {}
    assert {point.segment for point in analyse(rising, steps=(4,)).points[:4]} == {0}


@pytest.mark.parametrize("steps", [(-1,), (20,), (5, 99)])
def test_a_step_outside_the_series_is_refused(steps: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="a step is"):
        analyse(EVEN, steps=steps)


def test_nothing_one_point_and_gaps_alone() -> None:
    assert analyse([]) == Xmr((), ())
    with pytest.raises(ValueError, match="a step is"):
        analyse([], steps=(1,))
    one = analyse([5]).segments[0]
    assert (one.mean, one.upper, one.moving_range_mean, one.trial) == (5, None, None, True)
    none = analyse([None, None]).segments[0]
    assert (none.mean, none.known) == (None, 0)
    assert variation(analyse([]), "context").word == "not enough points"
    with pytest.raises(ValueError, match="not a number"):
        analyse([1, float("nan")])
