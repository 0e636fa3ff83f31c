"""The seasonal pattern of a monthly series: what is trend, what comes back each year, and what is left.

STL, a decomposition by local regression, as statsmodels computes it. Sources: Cleveland, Cleveland, McRae and
Terpenning (1990), Journal of Official Statistics 6; strength of trend and season after Wang, Smith and Hyndman (2006).
"""

from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.methods.reasons import unbroken

# Two years are the least from which a year that repeats can be told from a trend; three are wanted.
LEAST_YEARS, WANTED_YEARS = 2, 3
# From this strength on (0 none, 1 nothing else) a page may speak of a season.
PRONOUNCED = 0.4


@dataclass(frozen=True)
class Seasonal:
    """A series taken apart. value = trend + seasonal + remainder, in the series' own unit, for every month.

    `by_month` is the mean seasonal effect of each calendar month, January first (for a period other than 12, of each
    position, the first value's first). `deseasonalised` = value − seasonal. Strengths run from 0 to 1. `short`: under
    three years, so that one odd month still passes for a season.
    """

    trend: tuple[float, ...]
    seasonal: tuple[float, ...]
    remainder: tuple[float, ...]
    deseasonalised: tuple[float, ...]
    by_month: tuple[float, ...]
    strength_of_season: float
    strength_of_trend: float
    short: bool

    @property
    def pronounced(self) -> bool:
        """Whether the season is strong enough to be spoken of."""
        return self.strength_of_season >= PRONOUNCED

    @property
    def in_words(self) -> str:
        """One or two sentences for a page. Only for months: a period of 12."""
        if not self.pronounced:
            said = f"No clear seasonal pattern (strength {self.strength_of_season:.2f} of 1)."
        else:
            high, low = (self.by_month.index(pick(self.by_month)) for pick in (max, min))
            said = (
                f"A seasonal pattern (strength {self.strength_of_season:.2f} of 1): highest in {month_name[high + 1]}, "
                f"about {self.by_month[high]:+,.0f} on the trend, and lowest in {month_name[low + 1]}, "
                f"about {self.by_month[low]:+,.0f}."
            ).replace("-", "−")
        return said + (" Under three years of months: treat it as a first impression." if self.short else "")


def seasonal_pattern(
    values: Sequence[float | int | None],
    *,
    period: int = 12,
    seasonal: int = 13,
    robust: bool = False,
    first_month: int = 1,
) -> Seasonal:
    """Take a monthly series apart by STL. `values` are in time order, the first of calendar month `first_month`.

    `seasonal` is the window over which a month's effect may change over the years, odd and at least 7; `robust` keeps
    single odd months from bending the rest, at six times the work.
    Raises NotEnough for under two years or a gap, ValueError for a window or first month that cannot be.
    """
    if seasonal < 7 or seasonal % 2 == 0:
        raise ValueError("the seasonal window is an odd number from 7 on")
    if not 1 <= first_month <= 12 or period < 2:
        raise ValueError("the first month is 1 to 12, and a period has at least two values")
    figures = unbroken(values, LEAST_YEARS * period, "A seasonal pattern")
    import numpy as np
    from statsmodels.tsa.seasonal import STL

    fitted = STL(figures, period=period, seasonal=seasonal, robust=robust).fit()
    known, trend, season = np.asarray(figures), np.asarray(fitted.trend), np.asarray(fitted.seasonal)
    # What is left is taken from the parts printed, so that the three add up to the value.
    left = known - trend - season
    spread, with_season, with_trend = np.var([left, left + season, left + trend], axis=1).tolist()
    least = (1e-9 * max(map(abs, figures))) ** 2
    # The place in the cycle, from 0 for January, of every value.
    places = (np.arange(len(figures)) + (first_month - 1 if period == 12 else 0)) % period
    return Seasonal(
        tuple(trend.tolist()), tuple(season.tolist()), tuple(left.tolist()), tuple((known - season).tolist()),
        tuple((np.bincount(places, season) / np.bincount(places)).tolist()),
        _strength(spread, with_season, least), _strength(spread, with_trend, least),
        len(figures) < WANTED_YEARS * period,
    )  # fmt: skip


def _strength(left: float, both: float, least: float) -> float:
    """Return max(0, 1 − Var(remainder) ÷ Var(part + remainder)); 0 where all that varies are rounding errors."""
    return 0.0 if both <= least else max(0.0, 1 - left / both)
