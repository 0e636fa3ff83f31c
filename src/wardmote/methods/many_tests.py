"""Telling findings from luck where many areas are tested at once.

At one in twenty, a thousand areas where nothing happens give fifty findings. Sources: Benjamini and Hochberg, Journal
of the Royal Statistical Society B 57 (1995); for local statistics Caldas de Castro and Singer, Geographical Analysis 38
(2006).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Corrected:
    """Which of the tests count: `significant` one boolean a test, in their order. `cut` is the largest p-value that
    counts, 0 where none does; `rate` what was asked for."""

    significant: NDArray[np.bool_]
    cut: float
    rate: float


def false_discovery(p: Sequence[float] | ArrayLike, rate: float = 0.05) -> Corrected:
    """Return the tests that count when at most `rate` of the findings may be luck (Benjamini–Hochberg).

    With m p-values in rising order, those up to the last with p₍ᵢ₎ ≤ i × rate ÷ m. Raises ValueError for a p-value
    that is none, and for a rate outside 0 to 1.
    """
    values = _checked(p, rate)
    if not values.size:
        return Corrected(np.zeros(0, dtype=bool), 0.0, rate)
    rising = np.sort(values)
    under = np.flatnonzero(rising <= np.arange(1, rising.size + 1) * (rate / rising.size))
    if not under.size:
        return Corrected(np.zeros(values.size, dtype=bool), 0.0, rate)
    cut = float(rising[under[-1]])
    return Corrected(values <= cut, cut, rate)


def bonferroni(p: Sequence[float] | ArrayLike, rate: float = 0.05) -> Corrected:
    """Return the tests that count when the chance of even one lucky finding may be at most `rate`: p ≤ rate ÷ m.

    Stricter than `false_discovery`; where neighbours overlap, stricter than it need be. Raises as that does.
    """
    values = _checked(p, rate)
    significant = values <= rate / max(values.size, 1)
    return Corrected(significant, float(values[significant].max()) if significant.any() else 0.0, rate)


def _checked(p: Sequence[float] | ArrayLike, rate: float) -> NDArray[np.float64]:
    values = np.asarray(p, dtype=float)
    if values.ndim != 1 or not ((values >= 0) & (values <= 1)).all():
        raise ValueError("each p-value is a number from 0 to 1")
    if not 0 < rate < 1:
        raise ValueError("a rate is between 0 and 1")
    return values
