"""A series taken apart: beside a second, plain computation of STL, and by what must hold of any series."""

import math
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.reasons import NotEnough, latest_run, unbroken
from wardmote.methods.seasonal import seasonal_pattern

pytestmark = pytest.mark.plain


def _loess(values: Sequence[float], at: float, window: int) -> float:
    """A straight line through the nearest `window` of values at 1, 2, …, by tricube weights; read off at `at`."""
    places = range(1, len(values) + 1)
    near = sorted(places, key=lambda place: (abs(place - at), place))[: min(window, len(values))]
    reach = max(abs(place - at) for place in near)
    if window > len(values):
        reach += (window - len(values)) // 2
    weights = {}
    for place in near:
        apart = abs(place - at)
        if apart <= 0.999 * reach:
            weights[place] = 1.0 if apart <= 0.001 * reach else (1 - (apart / reach) ** 3) ** 3
    whole = sum(weights.values())
    middle = sum(weight * place for place, weight in weights.items()) / whole
    spread = sum(weight * (place - middle) ** 2 for place, weight in weights.items()) / whole
    level = sum(weight * values[place - 1] for place, weight in weights.items()) / whole
    slope = sum(weight * (place - middle) * values[place - 1] for place, weight in weights.items()) / whole / spread
    return level + slope * (at - middle)


def _moving(values: Sequence[float], length: int) -> list[float]:
    return [sum(values[start : start + length]) / length for start in range(len(values) - length + 1)]


def _plain_stl(values: Sequence[float], period: int, window: int) -> tuple[list[float], list[float]]:
    """The inner loop of Cleveland and others (1990), five times, without weights for odd values."""
    count = len(values)
    along = math.ceil(1.5 * period / (1 - 1.5 / window))
    along += along % 2 == 0
    trend = [0.0] * count
    season = [0.0] * count
    for _ in range(5):
        rest = [value - level for value, level in zip(values, trend, strict=True)]
        cycle = [0.0] * (count + 2 * period)
        for place in range(period):
            own = rest[place::period]
            for year in range(len(own) + 2):
                cycle[place + year * period] = _loess(own, year, window)
        low = _moving(_moving(_moving(cycle, period), period), 3)
        odd = period + (period % 2 == 0)
        low = [_loess(low, place + 1, odd) for place in range(count)]
        season = [cycle[period + place] - low[place] for place in range(count)]
        without = [value - effect for value, effect in zip(values, season, strict=True)]
        trend = [_loess(without, place + 1, along) for place in range(count)]
    return trend, season


def _made(months: int, seed: int = 1, season: float = 40) -> list[float]:
    chance = random.Random(seed)  # noqa: S311 — repeatable, nothing secret
    return [200 + month / 3 + season * math.sin(month * math.pi / 6) + chance.gauss(0, 8) for month in range(months)]


@pytest.mark.parametrize(("months", "window"), [(60, 13), (36, 7), (31, 13), (24, 9)])
def test_the_parts_are_those_of_a_second_computation(months: int, window: int) -> None:
    values = _made(months)
    found = seasonal_pattern(values, seasonal=window)
    trend, season = _plain_stl(values, 12, window)
    assert found.trend == pytest.approx(trend, abs=1e-8)
    assert found.seasonal == pytest.approx(season, abs=1e-8)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 5000), min_size=24, max_size=60), st.booleans())
def test_the_parts_always_add_up(values: list[int], robust: bool) -> None:
    found = seasonal_pattern(values, robust=robust)
    scale = max(values) or 1
    for value, trend, season, left, flat in zip(
        values, found.trend, found.seasonal, found.remainder, found.deseasonalised, strict=True
    ):
        assert trend + season + left == pytest.approx(value, abs=1e-9 * scale)
        assert trend + left == pytest.approx(flat, abs=1e-9 * scale)
    assert 0 <= found.strength_of_season <= 1
    assert 0 <= found.strength_of_trend <= 1


def test_a_season_is_put_to_its_calendar_months() -> None:
    """The wave is highest in the fourth month of the series: in July when it begins in April."""
    found = seasonal_pattern(_made(60), first_month=4)
    assert found.by_month.index(max(found.by_month)) == 6
    assert found.by_month.index(min(found.by_month)) == 0
    assert "highest in July" in found.in_words
    assert "lowest in January, about −4" in found.in_words
    for calendar in range(12):
        own = [effect for index, effect in enumerate(found.seasonal) if (index + 3) % 12 == calendar]
        assert found.by_month[calendar] == pytest.approx(sum(own) / len(own))


def test_strength_is_one_less_the_remainders_part_of_the_variance() -> None:
    found = seasonal_pattern(_made(48))
    both = [left + effect for left, effect in zip(found.remainder, found.seasonal, strict=True)]

    def spread(values: Sequence[float]) -> float:
        mean = sum(values) / len(values)
        return sum((value - mean) ** 2 for value in values) / len(values)

    assert found.strength_of_season == pytest.approx(1 - spread(found.remainder) / spread(both))
    assert found.pronounced
    flat = seasonal_pattern(_made(48, season=0))
    assert flat.strength_of_season < found.strength_of_season


def test_nothing_that_varies_has_no_strength() -> None:
    found = seasonal_pattern([7] * 30)
    assert (found.strength_of_season, found.strength_of_trend, found.pronounced) == (0, 0, False)
    assert found.in_words.startswith("No clear seasonal pattern")


def test_under_three_years_is_said_to_be_short() -> None:
    assert seasonal_pattern(_made(35)).short
    assert "first impression" in seasonal_pattern(_made(35)).in_words
    assert not seasonal_pattern(_made(36)).short


def test_a_gap_or_too_few_months_are_refused_with_a_sentence() -> None:
    with pytest.raises(NotEnough, match="needs 24 months in a row; there are 23"):
        seasonal_pattern(_made(23))
    broken: list[float | None] = [*_made(30)]
    broken[4] = None
    with pytest.raises(NotEnough, match="month 5 of 30 is missing") as refused:
        seasonal_pattern(broken)
    assert refused.value.reason.endswith(".")
    broken[9] = math.nan
    with pytest.raises(NotEnough, match="2 months are missing"):
        seasonal_pattern(broken)


@pytest.mark.parametrize("wrong", [{"seasonal": 8}, {"seasonal": 5}, {"first_month": 0}, {"period": 1}])
def test_windows_that_cannot_be_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"odd|first month"):
        seasonal_pattern(_made(30), **wrong)


def test_the_newest_stretch_without_a_gap() -> None:
    assert latest_run([1, None, 2, 3, None]) == (2, [2, 3])
    assert latest_run([1, 2]) == (0, [1, 2])
    assert latest_run([None]) == (1, [])
    assert latest_run([]) == (0, [])
    assert unbroken([1], 1, "It") == [1.0]
    with pytest.raises(NotEnough, match="there is 1"):
        unbroken([1], 2, "It")
