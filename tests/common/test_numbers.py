"""How numbers are written: thousands, signs, and no minus before nought."""

import pytest

from wardmote.common import numbers


@pytest.mark.parametrize(
    ("value", "plain", "signed"),
    [(0, "0", "0"), (1234, "1,234", "+1,234"), (-24, "−24", "−24"), (7703, "7,703", "+7,703")],
)
def test_whole_numbers(value, plain, signed):
    assert numbers.whole(value) == plain
    assert numbers.signed(value) == signed


@pytest.mark.parametrize(
    ("value", "plain", "signed"),
    [(13.42, "13.4%", "+13.4%"), (-4.0, "−4.0%", "−4.0%"), (0, "0.0%", "0.0%"), (-0.04, "0.0%", "0.0%"),
     (0.04, "0.0%", "0.0%")],
)  # fmt: skip
def test_percentages(value, plain, signed):
    assert numbers.percent(value) == plain
    assert numbers.signed_percent(value) == signed
