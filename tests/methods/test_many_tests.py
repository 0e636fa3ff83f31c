"""Findings that stand after the correction for many tests."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from wardmote.methods.many_tests import bonferroni, false_discovery

pytestmark = pytest.mark.plain
CHANCES = st.lists(st.floats(0, 1), max_size=60)


@given(CHANCES, st.sampled_from([0.01, 0.05, 0.2]))
def test_benjamini_and_hochberg_equals_scipy(p: list[float], rate: float) -> None:
    found = false_discovery(p, rate)
    adjusted = false_discovery_control(p) if p else np.zeros(0)
    clear = np.abs(adjusted - rate) > 1e-12
    assert (found.significant == (adjusted <= rate))[clear].all()
    assert found.cut == max((value for value, counts in zip(p, found.significant, strict=True) if counts), default=0)


def test_the_papers_own_fifteen() -> None:
    """Benjamini and Hochberg 1995, section 3.2: four of fifteen are found, three by Bonferroni."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    assert (false_discovery(p).significant.sum(), false_discovery(p).cut) == (4, 0.0095)
    assert (bonferroni(p).significant.sum(), bonferroni(p).cut) == (3, 0.0019)


def test_equal_chances_count_together_and_order_is_kept() -> None:
    found = false_discovery([0.9, 0.02, 0.02, 0.9])
    assert found.significant.tolist() == [False, True, True, False]
    assert not false_discovery([0.9, 0.04]).significant.any()
    assert not bonferroni([]).significant.size


@pytest.mark.parametrize("p", [[0.1, float("nan")], [-0.1], [1.1], [[0.1]]])
def test_what_is_no_chance_is_refused(p: list[float]) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        false_discovery(p)
    with pytest.raises(ValueError, match="from 0 to 1"):
        bonferroni(p)


def test_a_rate_of_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        false_discovery([0.1], 0)
