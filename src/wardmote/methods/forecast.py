"""The months ahead, with how wrong the same method was over the last year. A model is used only if it beats no model.

The baseline is the seasonal naive forecast: the same month of last year. The model is Holt and Winters' exponential
smoothing, additive, with a damped trend, by statsmodels. Sources: Hyndman and Koehler (2006), International Journal of
Forecasting 22, for MASE and the baseline; Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential
Smoothing, chapter 6, for the interval.
"""

import math
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean
from typing import Any

from wardmote.methods.reasons import unbroken

HOLT_WINTERS, SEASONAL_NAIVE = "Holt-Winters", "seasonal naive"
# The last year is forecast from this many origins, evenly spread, each to its end. A fit costs 50 milliseconds.
ORIGINS = 4
# A MASE above which the words warn.
UNRELIABLE = 2.0
Z_80, Z_95 = NormalDist().inv_cdf(0.9), NormalDist().inv_cdf(0.975)
# Means of the steps ahead, and their standard deviations.
Ahead = tuple[list[float], list[float]]
Model = Callable[[Sequence[float], int, int], Ahead]


@dataclass(frozen=True)
class ForecastPoint:
    """A month ahead: `step` 1 is the one after the last value. Nothing here is below nought."""

    step: int
    mean: float
    lower80: float
    upper80: float
    lower95: float
    upper95: float


@dataclass(frozen=True)
class Forecast:
    """The months ahead by `model`, and its error on the last year.

    `mase`: the chosen model's mean absolute error over the last year from several origins, as a multiple of the usual
    year-on-year move before that year; `baseline_mase` that of the seasonal naive; `model_mase` that of Holt-Winters,
    None where there were too few months to fit it, or nothing to beat. `mae`: the chosen one's error in the series' own
    unit. `last_year` pairs what came with what the chosen model said twelve months before, knowing nothing of it.
    """

    model: str
    points: tuple[ForecastPoint, ...]
    mase: float
    baseline_mase: float
    model_mase: float | None
    mae: float
    last_year: tuple[tuple[float, float], ...]

    @property
    def in_words(self) -> str:
        """Sentences to print beside the chart."""
        came, said = (sum(pair[side] for pair in self.last_year) for side in (0, 1))
        return (
            f"{self._choice} A year ago the same method would have said {said:,.0f} for the year that followed; "
            f"{came:,.0f} came. Over that year it was out by {self.mae:,.1f} a month on average."
            f"{' That is far more than months usually move from year to year: do not lean on it.' * self.unreliable}"
        )

    @property
    def unreliable(self) -> bool:
        """Whether the chosen method was out by more than twice what months usually move from year to year."""
        return self.mase > UNRELIABLE

    @property
    def _choice(self) -> str:
        if self.model == HOLT_WINTERS:
            return (
                f"Holt-Winters smoothing, used because its error over the last year was below that of "
                f"repeating the year before ({self.mase:.2f} against {self.baseline_mase:.2f})."
            )
        if self.baseline_mase == 0:
            return "The same month of last year: the last year was the one before it over again."
        if self.model_mase is None:
            return "The same month of last year, because there are too few months to try a model on."
        return (
            f"The same month of last year, because the model tried did no better over the last year "
            f"({self.model_mase:.2f} against {self.baseline_mase:.2f})."
        )


def forecast(values: Sequence[float | int | None], *, horizon: int = 6, period: int = 12) -> Forecast:
    """Forecast `horizon` months ahead by whichever of model and baseline did better over the last `period` months.

    Two years are needed, and three before the model is tried. Keeps to what is shown: five fits, a quarter of a second.
    Raises NotEnough for fewer values or a gap; ValueError for a horizon that is not 1 to `period`.
    """
    if not 1 <= horizon <= period:
        raise ValueError(f"a forecast goes 1 to {period} months ahead")
    figures = unbroken(values, 2 * period, "A forecast")
    scale = _usual_move(figures[:-period], period) or _usual_move(figures, period)
    baseline_mae, baseline_year = _over_last_year(figures, period, seasonal_naive)
    chosen: Model = seasonal_naive
    model, mae, year, model_mase = SEASONAL_NAIVE, baseline_mae, baseline_year, None
    # Where the year before was repeated to the last event there is nothing to beat.
    if len(figures) >= 3 * period and baseline_mae > 0:
        model_mae, model_year = _over_last_year(figures, period, holt_winters)
        model_mase = _scaled(model_mae, scale)
        if model_mae < baseline_mae:
            chosen, model, mae, year = holt_winters, HOLT_WINTERS, model_mae, model_year
    return Forecast(
        model, _points(*chosen(figures, horizon, period)), _scaled(mae, scale), _scaled(baseline_mae, scale),
        model_mase, mae, tuple(zip(figures[-period:], year, strict=True)),
    )  # fmt: skip


def seasonal_naive(values: Sequence[float], horizon: int, period: int) -> Ahead:
    """Return the last cycle again, with the deviation of such forecasts: σ√k for the k-th cycle ahead."""
    moves = [after - before for before, after in zip(values, values[period:], strict=False)]
    sigma = math.sqrt(fmean(move * move for move in moves)) if moves else 0.0
    steps = range(horizon)
    return [max(values[step % period - period], 0.0) for step in steps], [
        sigma * math.sqrt(step // period + 1) for step in steps
    ]


def holt_winters(values: Sequence[float], horizon: int, period: int) -> Ahead:
    """Return damped additive Holt-Winters means and deviations: σ²(1 + Σ c²), cⱼ = α + β(φ + … + φʲ) + γ[m divides j].

    σ² is the residual sum of squares over the values less the parameters fitted, so short series have wide intervals.
    """
    fitted, means = _fitted(values, period, horizon)
    held = fitted.params
    alpha, gamma, phi = (float(held[name]) for name in ("smoothing_level", "smoothing_seasonal", "damping_trend"))
    beta = alpha * float(held["smoothing_trend"])
    free = max(len(values) - period - 5, 1)
    variance, moved, damped = float(sum(each * each for each in fitted.resid)) / free, 1.0, 0.0
    deviations = []
    for step in range(1, horizon + 1):
        deviations.append(math.sqrt(variance * moved))
        damped += phi**step
        moved += (alpha + beta * damped + gamma * (step % period == 0)) ** 2
    return [max(mean, 0.0) for mean in means], deviations


def _fitted(values: Sequence[float], period: int, horizon: int) -> tuple[Any, list[float]]:
    """Return statsmodels' fit, which has no types, and its means. A search over a grid first would double the time."""
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    with warnings.catch_warnings():
        # A fit that stopped early is judged, like any other, by its error on the last year.
        warnings.simplefilter("ignore")
        model = ExponentialSmoothing(
            list(values), trend="add", damped_trend=True, seasonal="add", seasonal_periods=period
        )
        fitted = model.fit(use_brute=False)
        return fitted, [float(mean) for mean in fitted.forecast(horizon)]


def _over_last_year(figures: Sequence[float], period: int, model: Model) -> tuple[float, list[float]]:
    """Return the mean absolute error from all origins of the last year, and the forecast made from the first."""
    stride = max(period // ORIGINS, 1)
    errors: list[float] = []
    first: list[float] = []
    for ahead in range(period, 0, -stride):
        means, _ = model(figures[:-ahead], ahead, period)
        errors += [abs(came - said) for came, said in zip(figures[-ahead:], means, strict=True)]
        first = first or means
    return fmean(errors), first


def _usual_move(figures: Sequence[float], period: int) -> float:
    """Return the mean absolute difference from the same month a year before: what MASE divides by; 0 for none."""
    moves = [abs(after - before) for before, after in zip(figures, figures[period:], strict=False)]
    return fmean(moves) if moves else 0.0


def _scaled(error: float, scale: float) -> float:
    # A series that repeats itself exactly has no usual move: no error is 0 of it, any error beyond measure.
    return error / scale if scale else (0.0 if error == 0 else math.inf)


def _points(means: Sequence[float], deviations: Sequence[float]) -> tuple[ForecastPoint, ...]:
    return tuple(
        ForecastPoint(
            step, mean, max(mean - Z_80 * sd, 0.0), mean + Z_80 * sd, max(mean - Z_95 * sd, 0.0), mean + Z_95 * sd
        )
        for step, (mean, sd) in enumerate(zip(means, deviations, strict=True), start=1)
    )
