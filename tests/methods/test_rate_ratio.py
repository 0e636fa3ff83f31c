"""The ratio of two rates and its interval: by hand, by a plain search, and where there is nothing to divide by."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.rate_ratio import clopper_pearson, dispersion, rate_ratio
from wardmote.methods.reasons import NotEnough

pytestmark = pytest.mark.plain


def test_the_interval_by_hand() -> None:
    """40 in 1,000 against 20 in 1,000: ln 2 ± 1.96 √(1/40 + 1/20)."""
    found = rate_ratio(40, 1000, 20, 1000)
    width = 1.959964 * math.sqrt(0.075)
    assert found.ratio == 2
    assert found.lower == pytest.approx(2 * math.exp(-width), rel=1e-6)
    assert found.upper == pytest.approx(2 * math.exp(width), rel=1e-6)
    assert found.method == "log-normal"
    assert found.differs
    assert found.in_words == "2.0 times (1.2 to 3.4)"


def test_counts_that_vary_more_than_chance_widen_it() -> None:
    plain, wide = rate_ratio(40, 1000, 20, 1000), rate_ratio(40, 1000, 20, 1000, phi=4)
    assert plain.upper is not None
    assert wide.upper is not None
    assert math.log(wide.upper / 2) == pytest.approx(2 * math.log(plain.upper / 2))
    assert not wide.differs


def _tail(k: int, n: int, share: Fraction) -> Fraction:
    return sum((math.comb(n, each) * share**each * (1 - share) ** (n - each) for each in range(k, n + 1)), Fraction(0))


@pytest.mark.parametrize(("k", "n"), [(0, 7), (1, 7), (3, 9), (7, 7)])
def test_the_exact_interval_of_a_share_has_a_fortieth_outside_each_end(k: int, n: int) -> None:
    """Exact fractions: at the lower end k or more happen with a chance of 1 in 40, at the upper k or fewer."""
    low, high = clopper_pearson(k, n)
    if k:
        assert float(_tail(k, n, Fraction(low))) == pytest.approx(0.025, abs=1e-9)
    else:
        assert low == 0
    if k < n:
        assert float(1 - _tail(k + 1, n, Fraction(high))) == pytest.approx(0.025, abs=1e-9)
    else:
        assert high == 1


def test_a_count_of_nought_has_an_honest_interval() -> None:
    none_here = rate_ratio(0, 100, 5, 100)
    assert (none_here.ratio, none_here.lower, none_here.method) == (0, 0, "exact")
    # 1 − (1/40)^(1/5) is the upper end of none in five.
    share = 1 - 0.025 ** (1 / 5)
    assert none_here.upper == pytest.approx(share / (1 - share))
    none_there = rate_ratio(5, 100, 0, 100)
    assert (none_there.ratio, none_there.upper) == (None, None)
    assert none_there.lower == pytest.approx(1 / none_here.upper)
    assert none_there.in_words == "at least 0.9 times; the other rate is nought"
    assert rate_ratio(0, 100, 5, 100, phi=3).method == "exact"
    with pytest.raises(NotEnough, match="Nothing happened"):
        rate_ratio(0, 100, 0, 100)


@given(st.integers(0, 300), st.integers(1, 300), st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_ratio_lies_in_its_interval_and_turns_over(a: int, b: int, n1: int, n2: int) -> None:
    found = rate_ratio(a, n1, b, n2)
    assert found.ratio is not None
    assert found.upper is not None
    assert found.ratio == pytest.approx(a * n2 / (b * n1))
    assert found.lower <= found.ratio <= found.upper
    other_way = rate_ratio(b, n2, a, n1)
    assert other_way.lower == pytest.approx(1 / found.upper)


@pytest.mark.parametrize("wrong", [(-1, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, -5)])
def test_what_cannot_be_is_refused(wrong: tuple[int, float, int, float]) -> None:
    with pytest.raises(ValueError, match="nought or more"):
        rate_ratio(*wrong)
    with pytest.raises(ValueError, match="nought or more"):
        rate_ratio(1, 1, 1, 1, phi=0.9)
    with pytest.raises(ValueError, match="from nought to the whole"):
        clopper_pearson(3, 2)


def test_how_much_more_than_chance_counts_vary() -> None:
    """10, 20, 30 about 20: (100 + 0 + 100) ÷ 20 ÷ 2 = 5."""
    assert dispersion([10, 20, 30]) == 5
    assert dispersion([10, None, 20, 30]) == 5
    assert dispersion([20, 20, 21]) == 1
    assert dispersion([10, 20], [5, 20], fitted=0) == 2.5
    with pytest.raises(NotEnough, match="more of them"):
        dispersion([4, None])
    with pytest.raises(NotEnough, match="none is expected"):
        dispersion([0, 0, 0])
