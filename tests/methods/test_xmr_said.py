"""What is said of a series' latest point, and of its target."""

from decimal import Decimal

import pytest

from tests.methods.test_xmr import EVEN, fixed
from wardmote.methods.xmr import analyse, assurance, variation


@pytest.mark.parametrize(
    ("last", "polarity", "word"),
    [
        (30, "less_is_better", "concern high"),
        (30, "more_is_better", "improvement high"),
        (30, "more_reporting", "improvement high"),
        (30, "context", "neutral high"),
        (-10, "less_is_better", "improvement low"),
        (-10, "more_is_better", "concern low"),
        (-10, "context", "neutral low"),
        (10, "less_is_better", "common cause"),
    ],
)
def test_variation_of_the_latest_point(last: int, polarity: str, word: str) -> None:
    said = variation(fixed([last]), polarity)
    assert said.word == word
    assert said.explanation.endswith(".")


def test_variation_says_which_rule_and_which_way() -> None:
    assert "outside the limits, on the high side" in variation(fixed([30]), "less_is_better").explanation
    assert "seven or more that fall in a row" in variation(fixed([13, 12, 11, 10, 9, 8, 7]), "context").explanation


def test_a_missing_newest_figure_is_said_and_the_one_before_is_judged() -> None:
    said = variation(fixed([30, None]), "less_is_better")
    assert said.word == "concern high"
    assert "newest period has no figure" in said.explanation


@pytest.mark.parametrize(("count", "word"), [(12, "not enough points"), (13, "common cause")])
def test_thirteen_points_are_enough(count: int, word: str) -> None:
    xmr = analyse((EVEN * 2)[:count])
    assert variation(xmr, "less_is_better").word == word
    assert xmr.segments[0].trial is (count < 13)
    assert (assurance(xmr, 50, "less_is_better").word == "") is (count < 13)


def test_a_fresh_baseline_has_not_enough_points_however_long_the_old_one_was() -> None:
    xmr = analyse([*EVEN, 30, 31], steps=(20,))
    assert variation(xmr, "context").word == "not enough points"
    assert "2 figures" in variation(xmr, "context").explanation
    empty = analyse([*EVEN, None], steps=(20,))
    assert variation(empty, "context").word == "not enough points"


@pytest.mark.parametrize(
    ("target", "less", "more"),
    [
        (16, "consistently passes", "consistently fails"),
        (4, "consistently fails", "consistently passes"),
        (10, "hit or miss", "hit or miss"),
        (Decimal("15.32"), "hit or miss", "hit or miss"),  # on the limit
        (Decimal("15.33"), "consistently passes", "consistently fails"),
        (Decimal("4.68"), "hit or miss", "hit or miss"),
        (Decimal("4.67"), "consistently fails", "consistently passes"),
    ],
)
def test_assurance(target: int | Decimal, less: str, more: str) -> None:
    xmr = analyse(EVEN)
    assert assurance(xmr, target, "less_is_better").word == less
    assert assurance(xmr, target, "more_is_better").word == more
    assert assurance(xmr, target, "more_reporting").word == more


def test_no_assurance_without_a_target_or_for_context() -> None:
    xmr = analyse(EVEN)
    for said in (
        assurance(xmr, None, "less_is_better"),
        assurance(xmr, 10, "context"),
        assurance(analyse([]), 1, "more_is_better"),
    ):
        assert said.word == ""
        assert said.explanation


def test_assurance_after_a_step_is_judged_by_the_new_limits() -> None:
    """Known bug of a tool, 172: twenty points that always fail, then a better process that straddles the target."""
    values = [*[value + 50 for value in EVEN], *[value + 80 for value in EVEN]]
    assert assurance(analyse(values[:20]), 90, "more_is_better").word == "consistently fails"
    assert assurance(analyse(values, steps=(20,)), 90, "more_is_better").word == "hit or miss"
