"""Stop and search by group: rates, ratios, what is not on record, and what is too small to say."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.reasons import NotEnough
from wardmote.methods.stops import Stops, compare_stops, find_rates_differ, wilson

pytestmark = pytest.mark.plain
STOPS = {"White": Stops(5000, 900), "Black": Stops(400, 90), "Asian": Stops(3, 1), "Mixed": Stops(60)}
RESIDENTS = {"White": 500000, "Black": 8000, "Asian": 20000, "Mixed": 900}


def test_rates_and_ratios_by_hand() -> None:
    """10 in 1,000 White residents, 50 in 1,000 Black ones: five times, ± 1.96 √(1/400 + 1/5000) on the logarithm."""
    found = {group.group: group for group in compare_stops(STOPS, RESIDENTS).groups}
    black, white = found["Black"], found["White"]
    assert (white.rate, black.rate, white.ratio) == (10, 50, None)
    assert black.ratio is not None
    width = 1.959964 * math.sqrt(1 / 400 + 1 / 5000)
    assert black.ratio.ratio == pytest.approx(5)
    assert black.ratio.lower == pytest.approx(5 * math.exp(-width), rel=1e-6)
    assert black.find_rate is not None
    assert black.find_rate.value == 0.225


def test_small_numbers_are_not_shown_and_say_why() -> None:
    found = {group.group: group for group in compare_stops(STOPS, RESIDENTS).groups}
    asian, mixed = found["Asian"], found["Mixed"]
    assert (asian.rate, asian.ratio, asian.find_rate) == (None, None, None)
    assert asian.suppressed == "fewer than 5 searches"
    assert mixed.suppressed == "fewer than 1,000 residents"
    without = compare_stops(STOPS, {"White": 500000}).groups[1]
    assert without.suppressed == "no residents of the group are known"


def test_nobodys_outcome_is_no_find_rate() -> None:
    found = compare_stops({"White": Stops(500, None)}, RESIDENTS)
    assert found.groups[0].find_rate is None
    assert found.groups[0].rate == 1


def test_searches_without_a_group_bound_every_ratio() -> None:
    found = compare_stops(STOPS, RESIDENTS, unknown=Stops(1000))
    black = found.groups[1]
    assert black.ratio is not None
    assert black.ratio.ratio == pytest.approx(5)
    # All of them White: 50 ÷ 12; all of them Black: 1,400 ÷ 8 ÷ 10.
    assert black.least == pytest.approx(50 / 12)
    assert black.most == pytest.approx(17.5)
    assert found.unknown_share == 1000 / 6463
    assert "1,000 searches (15.5%) have no ethnic group on record" in found.in_words
    assert "enough to move every ratio" in found.in_words
    few = compare_stops(STOPS, RESIDENTS, unknown=Stops(10))
    assert "enough to move" not in few.in_words
    assert compare_stops(STOPS, RESIDENTS).in_words == "Every search has an ethnic group on record."


@given(st.integers(5, 2000), st.integers(0, 3000), st.integers(1000, 10**6))
def test_the_ratio_lies_between_its_bounds(searches: int, unknown: int, residents: int) -> None:
    found = compare_stops(
        {"White": Stops(4000), "Other": Stops(searches)},
        {"White": 400000, "Other": residents},
        unknown=Stops(unknown),
    ).groups[1]
    assert found.ratio is not None
    assert found.ratio.ratio is not None
    assert found.least is not None
    assert found.most is not None
    assert found.least * 0.999999 <= found.ratio.ratio <= found.most * 1.000001


def test_too_few_of_the_group_compared_with() -> None:
    for stops, residents in (({"Black": Stops(50)}, RESIDENTS), ({"White": Stops(4)}, RESIDENTS), (STOPS, {})):
        with pytest.raises(NotEnough, match="compared with"):
            compare_stops(stops, residents)
    for wrong in (Stops(-1), Stops(3, 4), Stops(3, -1)):
        with pytest.raises(ValueError, match="no more is found"):
            compare_stops({"White": Stops(50), "Black": wrong}, RESIDENTS)


@pytest.mark.parametrize(("part", "whole"), [(0, 10), (3, 10), (90, 400), (10, 10)])
def test_the_interval_of_a_share_solves_its_equation(part: int, whole: int) -> None:
    """At each end the share seen is 1.96 standard errors, those of the end itself, away."""
    found = wilson(part, whole)
    for end in (found.lower, found.upper):
        if 0 < end < 1:
            error = math.sqrt(end * (1 - end) / whole)
            assert abs(found.value - end) == pytest.approx(1.959964 * error, rel=1e-6)
    assert found.lower <= found.value <= found.upper
    with pytest.raises(ValueError, match="from nought to the whole"):
        wilson(part + 1, part)


def test_two_find_rates_as_newcombe_published_them() -> None:
    """56 of 70 against 48 of 80: a difference of 0.2, from 0.0524 to 0.3339 (his method 10, example a)."""
    apart, lower, upper = find_rates_differ(wilson(56, 70), wilson(48, 80))
    assert (f"{apart:.4f}", f"{lower:.4f}", f"{upper:.4f}") == ("0.2000", "0.0524", "0.3339")


def test_the_interval_of_a_share_holds_the_truth_about_as_often_as_it_says() -> None:
    chance = random.Random(4)  # noqa: S311 — repeatable, nothing secret
    held = 0
    for _ in range(2000):
        found = wilson(sum(chance.random() < 0.2 for _ in range(60)), 60)
        held += found.lower <= 0.2 <= found.upper
    assert 0.93 < held / 2000 < 0.98
