"""How few places hold how much, by the formulas and by counting."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.concentration import concentration, predictive_accuracy

pytestmark = pytest.mark.plain
COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=40)


def by_differences(counts: list[int]) -> Fraction:
    """Gini the long way: the mean difference of all pairs of places, over twice the mean."""
    apart = sum(abs(one - other) for one in counts for other in counts)
    return Fraction(apart, 2 * len(counts) * sum(counts))


def by_handing_out(counts: list[int]) -> Fraction:
    """G′ as its authors tell it: the area to the curve of the most equal hand-out of c events to n places, over all of
    the area under that curve. The most equal hand-out gives 1/c to c places when there are fewer events than places."""
    events, places = sum(counts), len(counts)
    busiest = sorted(counts, reverse=True)
    reach = min(events, places)
    even = sum(Fraction(min(number, reach), reach) for number in range(places)) + Fraction(1, 2)
    real = sum(Fraction(sum(busiest[:number]), events) for number in range(places)) + Fraction(1, 2)
    # Both curves rise from the busiest; the trapezium's halves at both ends are alike.
    return (real - even) * 2 / reach


@given(COUNTS.filter(any))
def test_both_ginis_equal_a_second_way_of_computing_them(counts: list[int]) -> None:
    found = concentration(counts)
    assert found.gini == pytest.approx(float(by_differences(counts)), abs=1e-12)
    assert found.generalised_gini == pytest.approx(float(by_handing_out(counts)), abs=1e-12)
    area = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(found.lorenz))
    assert found.gini == pytest.approx(1 - 2 * area, abs=1e-12)


@given(COUNTS.filter(any))
def test_shares_of_the_top_equal_a_count_of_hundredths(counts: list[int]) -> None:
    """Each place cut into a hundred parts, the busiest parts first."""
    found = concentration(counts)
    parts = [count for count in sorted(counts, reverse=True) for _ in range(100)]
    for percent, share in found.top:
        assert share == pytest.approx(sum(parts[: len(counts) * percent]) / sum(parts), abs=1e-12)
    assert found.half_places is not None
    busiest = sorted(counts, reverse=True)
    assert 2 * sum(busiest[: found.half_places]) >= sum(counts) > 2 * sum(busiest[: found.half_places - 1])


def test_places_without_an_event_count_whether_listed_or_not() -> None:
    listed, told = concentration([5, 3, 0, 0, 0, 0]), concentration([3, 5], places=6)
    assert listed == told
    assert (told.places, told.events, told.half_places, told.half_share) == (6, 8, 1, 1 / 6)
    assert told.gini == told.generalised_gini == pytest.approx(0.708, abs=5e-4)
    assert told.lorenz == ((0.0, 0.0), (4 / 6, 0.0), (5 / 6, 3 / 8), (1.0, 1.0))


def test_fewer_events_than_places_are_compared_with_what_is_possible() -> None:
    """Ten events at ten of a hundred places: as even as can be, although the plain Gini is 0.9."""
    even, heaped = concentration([1] * 10, places=100), concentration([10], places=100)
    assert even.fewer_events_than_places
    assert (even.gini, even.generalised_gini) == (pytest.approx(0.9), 0)
    assert heaped.generalised_gini == pytest.approx(0.9)
    enough = concentration([4, 1])
    assert not enough.fewer_events_than_places
    assert enough.gini == enough.generalised_gini == pytest.approx(0.3)


def test_no_event_is_no_concentration() -> None:
    none = concentration([0, 0, 0])
    assert (none.events, none.gini, none.generalised_gini, none.half_share, none.lorenz) == (0, None, None, None, ())
    assert {share for _, share in none.top} == {None}
    assert concentration([], places=7).places == 7


@pytest.mark.parametrize(
    ("counts", "places", "said"),
    [([1, None], None, "missing"), ([1, -1], None, "nought or more"), ([], None, "at least"), ([1, 2], 1, "no fewer")],
)
def test_what_cannot_be_counted_is_refused(counts: list[int | None], places: int | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        concentration(counts, places=places)


def test_predictive_accuracy() -> None:
    """A tenth of the ground with a quarter of the events: two and a half times a blind choice."""
    assert predictive_accuracy(25, 100, 2, 20) == 2.5
    assert predictive_accuracy(0, 100, 2, 20) == 0
    assert predictive_accuracy(0, 0, 2, 20) is None
    for wrong in [(3, 2, 1, 2), (-1, 2, 1, 2), (1, 2, 0, 2), (1, 2, 3, 2)]:
        with pytest.raises(ValueError, match="some of the"):
            predictive_accuracy(*wrong)
