"""The months ahead: against a plain recursion and errors worked out again, and refused where there is too little."""

import math
import random
from collections.abc import Sequence
from statistics import fmean

import pytest

from wardmote.methods.forecast import (
    HOLT_WINTERS,
    SEASONAL_NAIVE,
    Forecast,
    _fitted,
    forecast,
    holt_winters,
    seasonal_naive,
)
from wardmote.methods.reasons import NotEnough

pytestmark = pytest.mark.plain


def _made(months: int, *, seed: int = 3, noise: float = 12, rise: float = 2.0) -> list[float]:
    chance = random.Random(seed)  # noqa: S311 — repeatable, nothing secret
    return [300 + rise * m + 50 * math.sin(m * math.pi / 6) + chance.gauss(0, noise) for m in range(months)]


@pytest.fixture(scope="module")
def rising() -> list[float]:
    return _made(48)


@pytest.fixture(scope="module")
def found(rising: list[float]) -> Forecast:
    return forecast(rising, horizon=12)


def test_the_baseline_is_last_year_again() -> None:
    means, deviations = seasonal_naive([float(m) for m in range(24)], 14, 12)
    assert means == [*range(12, 24), 12, 13]
    # Every month is 12 above the same one of last year; the second year ahead is √2 as uncertain.
    assert deviations == [12.0] * 12 + [12 * math.sqrt(2)] * 2


def _plain_recursion(values: Sequence[float], held: dict[str, float], season: list[float], steps: int) -> list[float]:
    """Damped additive Holt-Winters, one month after another, from given parameters."""
    alpha, beta, gamma = (held[f"smoothing_{name}"] for name in ("level", "trend", "seasonal"))
    phi, level, trend = held["damping_trend"], held["initial_level"], held["initial_trend"]
    season = list(season)
    for month, value in enumerate(values):
        before, along, effect = level, phi * trend, season[month]
        level = alpha * (value - effect) + (1 - alpha) * (before + along)
        trend = beta * (level - before) + (1 - beta) * along
        season.append(gamma * (value - before - along) + (1 - gamma) * effect)
    damped = [sum(phi**each for each in range(1, step + 1)) for step in range(1, steps + 1)]
    return [level + total * trend + season[len(values) + step] for step, total in enumerate(damped)]


def test_the_model_is_that_of_a_plain_recursion_with_its_parameters(rising: list[float]) -> None:
    fitted, _ = _fitted(rising, 12, 12)
    means, _ = holt_winters(rising, 12, 12)
    again = _plain_recursion(rising, fitted.params, list(fitted.params["initial_seasons"]), 12)
    assert means == pytest.approx(again, rel=1e-6)


def test_the_interval_is_what_simulated_months_show(rising: list[float]) -> None:
    """Draw each month's error, run the same recursion on, and look how far apart the paths are at each step."""
    means, deviations = holt_winters(rising, 12, 12)
    fitted, _ = _fitted(rising, 12, 12)
    params, chance, paths = fitted.params, random.Random(5), []  # noqa: S311 — repeatable, nothing secret
    for _ in range(4000):
        alpha, gamma, phi = (params[name] for name in ("smoothing_level", "smoothing_seasonal", "damping_trend"))
        beta = alpha * params["smoothing_trend"]
        level, trend, season, path = 0.0, 0.0, [0.0] * 12, []
        for step in range(12):
            error = chance.gauss(0, deviations[0])
            path.append(level + phi * trend + season[step] + error)
            level, trend = level + phi * trend + alpha * error, phi * trend + beta * error
            season.append(season[step] + gamma * error)
        paths.append(path)
    for step in range(12):
        spread = math.sqrt(fmean(path[step] ** 2 for path in paths))
        assert spread == pytest.approx(deviations[step], rel=0.05)
    assert len(means) == 12


def test_the_error_on_the_last_year_is_worked_out_again(rising: list[float], found: Forecast) -> None:
    errors = []
    for ahead in (12, 9, 6, 3):
        known, came = rising[:-ahead], rising[-ahead:]
        errors += [abs(actual - known[step - 12]) for step, actual in enumerate(came)]
    usual = fmean(abs(rising[month] - rising[month - 12]) for month in range(12, 36))
    assert found.baseline_mase == pytest.approx(fmean(errors) / usual)
    assert found.mase == pytest.approx(found.mae / usual)
    assert [came for came, _ in found.last_year] == rising[-12:]


def test_the_model_is_used_where_it_beats_last_year_again(rising: list[float], found: Forecast) -> None:
    assert found.model == HOLT_WINTERS
    assert found.mase == found.model_mase
    assert found.mase < found.baseline_mase
    assert [point.step for point in found.points] == [*range(1, 13)]
    said, _ = holt_winters(rising[:-12], 12, 12)
    assert [forecasted for _, forecasted in found.last_year] == said
    assert "below that of repeating the year before" in found.in_words


def test_last_year_again_stays_where_the_model_is_no_better() -> None:
    same = [100.0 + 10 * (month % 12) for month in range(48)]
    found = forecast(same, horizon=12)
    assert found.model == SEASONAL_NAIVE
    assert found.mase == 0
    assert [point.mean for point in found.points] == same[:12]
    assert all(point.lower95 == point.mean == point.upper95 for point in found.points)
    assert "the one before it over again" in found.in_words


def test_under_three_years_no_model_is_tried() -> None:
    found = forecast(_made(30), horizon=3)
    assert (found.model, found.model_mase) == (SEASONAL_NAIVE, None)
    assert "too few months to try a model on" in found.in_words
    assert forecast(_made(24)).mase > 0


def test_intervals_widen_hold_one_another_and_stay_above_nought(found: Forecast) -> None:
    chance = random.Random(2)  # noqa: S311 — repeatable, nothing secret
    few: list[float] = [chance.choice([0, 0, 1, 2]) for _ in range(40)]
    for points in (forecast(few, horizon=12).points, found.points):
        for point in points:
            assert 0 <= point.lower95 <= point.lower80 <= point.mean <= point.upper80 <= point.upper95
        assert points[-1].upper95 - points[-1].mean >= points[0].upper95 - points[0].mean - 1e-9


def test_too_little_gaps_and_too_far_are_refused() -> None:
    with pytest.raises(NotEnough, match="needs 24 months"):
        forecast(_made(23))
    broken: list[float | None] = [*_made(40)]
    broken[20] = None
    with pytest.raises(NotEnough, match="without a gap"):
        forecast(broken)
    for horizon in (0, 13):
        with pytest.raises(ValueError, match="1 to 12 months"):
            forecast(_made(40), horizon=horizon)


@pytest.mark.parametrize(
    "values", [[0] * 36, [5] * 36, [*[0] * 35, 1000], [month**2 for month in range(36)], [0, 0, 0, 1] * 9]
)
def test_odd_series_have_a_forecast_and_no_warning(values: list[float]) -> None:
    found = forecast(values, horizon=12)
    for point in found.points:
        assert 0 <= point.lower95 <= point.lower80 <= point.mean <= point.upper80 <= point.upper95 < math.inf
    assert found.mase <= found.baseline_mase


def test_a_year_unlike_those_before_it_is_a_warning(found: Forecast) -> None:
    broken = forecast([*(100.0 + month % 5 for month in range(24)), *[10.0, 12.0] * 6])
    assert broken.mase > 2
    assert broken.unreliable
    assert broken.in_words.endswith("do not lean on it.")
    assert not found.unreliable
    assert "lean" not in found.in_words
