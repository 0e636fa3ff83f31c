"""Whether a change is more than chance: published values, a plain sum of the exact test, and what must always hold."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.tested_change import FLAG_P, compare_counts, e_test, poisson_z

pytestmark = pytest.mark.plain


def _plain_e_test(k1: int, n1: float, k2: int, n2: float) -> float:
    """Krishnamoorthy and Thomson's sum over all pairs of counts, by the chance of each."""

    def statistic(x: int, y: int) -> float:
        if x == y == 0:
            return 0.0
        return abs(x / n1 - y / n2) / math.sqrt(x / n1**2 + y / n2**2)

    common = (k1 + k2) / (n1 + n2)
    seen = statistic(k1, k2)

    def chances(mean: float) -> list[float]:
        return [math.exp(-mean + count * math.log(mean) - math.lgamma(count + 1)) for count in range(150)]

    first, second = chances(common * n1), chances(common * n2)
    # As the paper has it: at least as far apart as what was seen.
    return sum(p * q for x, p in enumerate(first) for y, q in enumerate(second) if statistic(x, y) >= seen - 1e-12)


def test_the_published_example_of_both_tests() -> None:
    """25 robberies where 16 were: z = 2 and p = 0.165 (Wheeler, 2018)."""
    assert poisson_z(25, 16) == 2
    assert f"{e_test(25, 1, 16, 1):.3f}" == "0.165"


def test_the_seeds_that_the_exact_test_is_shown_by() -> None:
    """No dodder seed in 100 against 3 in 100: Przyborowski and Wilenski (1940), as SciPy's page prints it."""
    assert e_test(0, 100, 3, 100) == pytest.approx(0.0884, abs=5e-5)


@pytest.mark.parametrize("case", [(9, 1, 4, 1), (1, 1, 6, 1), (0, 1, 3, 1), (3, 31, 12, 28), (12, 90, 19, 92)])
def test_the_exact_test_is_that_of_a_plain_sum(case: tuple[int, float, int, float]) -> None:
    assert e_test(*case) == pytest.approx(_plain_e_test(*case), abs=1e-9)


def test_no_events_are_no_difference_and_large_counts_are_refused() -> None:
    assert e_test(0, 1, 0, 1) == 1
    with pytest.raises(ValueError, match="small counts"):
        e_test(501, 1, 3, 1)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_there_and_back_are_the_same_distance(now: int, before: int) -> None:
    assert poisson_z(now, before) == -poisson_z(before, now)
    assert poisson_z(now, before, exposure_now=30, exposure_before=30) == pytest.approx(
        poisson_z(now, before), abs=1e-6
    )


def test_months_of_unlike_length_are_compared_by_the_day() -> None:
    """The same happens every day: 31 × 100 in January, 28 × 100 in February, and z alone would be flagged."""
    assert abs(poisson_z(2800, 3100)) > 3
    assert poisson_z(2800, 3100, exposure_now=28, exposure_before=31) == pytest.approx(0)


def test_small_counts_get_the_exact_test_and_large_ones_z() -> None:
    small, large, far = compare_counts(25, 16), compare_counts(500, 400), compare_counts(900, 3)
    assert (small.method, large.method, far.method) == ("E-test", "Poisson z", "Poisson z")
    assert small.p == e_test(25, 1, 16, 1)
    assert large.z == 2 * (math.sqrt(500) - 20)
    assert large.p == pytest.approx(math.erfc(large.z / 2))
    assert (small.flagged, large.flagged, far.flagged) == (False, True, True)


def test_flagged_is_beyond_three_whichever_test_is_made() -> None:
    # 2(√x − √400) = 3 at x = 462.25
    assert not compare_counts(462, 400).flagged
    assert compare_counts(463, 400).flagged
    assert compare_counts(338, 400).flagged
    assert not compare_counts(343, 400).flagged
    assert f"1 in {1 / FLAG_P:.1f}" == "1 in 29.5"


def test_counts_that_vary_more_than_chance_are_judged_more_mildly() -> None:
    plain, restless = compare_counts(500, 400), compare_counts(500, 400, phi=4)
    assert restless.z == plain.z / 2
    assert not restless.flagged
    assert compare_counts(5, 12, phi=1.5).method == "Poisson z"


def test_a_percentage_only_on_a_base_that_bears_it() -> None:
    assert compare_counts(12, 6).percent is None
    assert compare_counts(12, 6).reason == "base under 20"
    assert compare_counts(30, 20).percent == 50
    assert compare_counts(3, 0).difference == 3
    assert compare_counts(3, 0).percent is None


def test_said_in_words() -> None:
    assert compare_counts(463, 400, name="Burglary", comparator="last year").in_words == (
        "Burglary rose by 15.8% on last year: more than chance alone would make it."
    )
    assert compare_counts(6, 4, name="Robbery").in_words == (
        "Robbery rose from 4 to 6 on the period before: no more than chance makes of such counts."
    )
    assert compare_counts(4, 4).in_words.endswith("nothing that needs explaining.")


@pytest.mark.parametrize("wrong", [(-1, 2, 1, 1), (1, 2, 0, 1)])
def test_what_cannot_be_is_refused(wrong: tuple[int, int, float, float]) -> None:
    with pytest.raises(ValueError, match="more"):
        poisson_z(wrong[0], wrong[1], exposure_now=wrong[2], exposure_before=wrong[3])
    with pytest.raises(ValueError, match="1 or more"):
        compare_counts(3, 4, phi=0.5)


def test_by_chance_alone_about_one_in_29_is_flagged() -> None:
    chance = random.Random(7)  # noqa: S311 — repeatable, nothing secret
    draws = [(_poisson(chance, 100), _poisson(chance, 100)) for _ in range(4000)]
    flagged = sum(compare_counts(now, before).flagged for now, before in draws)
    assert 0.025 < flagged / len(draws) < 0.043


def _poisson(chance: random.Random, mean: int) -> int:
    """How many of exponential waits fit into one unit of time."""
    events, passed = 0, chance.expovariate(mean)
    while passed < 1:
        events, passed = events + 1, passed + chance.expovariate(mean)
    return events
