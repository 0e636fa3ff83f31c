"""Better or worse depends on what a rise means."""

import pytest

from wardmote.methods.direction import Polarity, direction, two_way


@pytest.mark.parametrize(
    ("then", "now", "polarity", "word"),
    [
        (1410, 955, "less_is_better", "better"),
        (955, 1410, "less_is_better", "worse"),
        (955, 955, "less_is_better", "no change"),
        (114, 130, "more_is_better", "better"),
        (130, 114, "more_is_better", "worse"),
        (343, 516, "more_reporting", "better"),  # racist crime: the aim is that more is reported
        (516, 343, "more_reporting", "worse"),
        (144463, 152166, "context", "up"),
        (152166, 144463, "context", "down"),
        (0, 0, "context", "no change"),  # forced-marriage crime
        (1, 6, "more_reporting", "better"),
    ],
)
def test_direction(then: int, now: int, polarity: str, word: str) -> None:
    assert direction(now, then, polarity).word == word


@pytest.mark.parametrize(
    ("now", "word"), [(10.05, "no change"), (9.95, "no change"), (10.06, "worse"), (9.94, "better")]
)
def test_a_move_within_the_tolerance_is_no_change(now: float, word: str) -> None:
    assert direction(now, 10, Polarity.LESS_IS_BETTER, tolerance=0.05).word == word


@pytest.mark.parametrize(("now", "then"), [(None, 3), (3, None)])
def test_unknown_is_never_better(now: int | None, then: int | None) -> None:
    assert direction(now, then, Polarity.LESS_IS_BETTER).word == "not known"


def test_the_polarities_that_need_saying_say_so() -> None:
    assert "aim" in direction(516, 343, Polarity.MORE_REPORTING).explanation
    assert "context" in direction(516, 343, Polarity.CONTEXT).explanation
    assert direction(516, 343, Polarity.LESS_IS_BETTER).explanation == ""
    assert direction(343, 343, Polarity.CONTEXT).explanation == ""


@pytest.mark.parametrize(("polarity", "tolerance"), [("upwards", 0), ("context", -1), ("context", float("nan"))])
def test_nonsense_is_refused(polarity: str, tolerance: float) -> None:
    with pytest.raises(ValueError, match=r"not a valid|nought or more|not a number"):
        direction(1, 2, polarity, tolerance)


def test_two_ways_each_against_its_own_comparator() -> None:
    short, long = two_way(100, 90, 120, Polarity.LESS_IS_BETTER)
    assert (short.word, long.word) == ("worse", "better")
    assert [way.word for way in two_way(100, None, 100, "context")] == ["not known", "no change"]
    assert two_way(10.04, 10, 12, "more_is_better", tolerance=0.05).short.word == "no change"
