"""Near repeats: whether events close in space are close in time more often than chance makes them (Knox's test).

For events with their exact places and days only, so own incident data. There is no way in for the police's published
points: those are map points that stand for a street, and carry a month.

Sources: Knox, Applied Statistics 13 (1964); Johnson and others, Journal of Quantitative Criminology 23 (2007);
Besag and Diggle, Applied Statistics 26 (1977) for p by shuffling the days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from math import isinf
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

METRICS = {"euclidean": 2, "manhattan": 1}
# Pairs near enough in space that are held at once: 50 million are half a gigabyte.
MOST_PAIRS = 50_000_000
Table = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Knox:
    """Pairs of events by distance (rows) and days apart (columns).

    Bands are left-closed: cuts a, b hold a ≤ x < b, so cuts 0, 1, 100 are the same spot and 1 up to 100 metres.
    `observed`, `expected` (mean of the shuffles), `ratio` = observed ÷ expected, None where none was expected, and `p`
    = (1 + shuffles with as many pairs or more) ÷ (shuffles + 1) have a row for each space band and a column for
    each time band. `pairs`: all pairs of events, near or not.
    """

    space_cuts: tuple[float, ...]
    time_cuts: tuple[float, ...]
    observed: tuple[tuple[int, ...], ...]
    expected: Table
    ratio: tuple[tuple[float | None, ...], ...]
    p: Table
    events: int
    pairs: int
    shuffles: int
    seed: int

    @property
    def space_bands(self) -> tuple[str, ...]:
        """The rows in words."""
        return tuple(_metres(low, high) for low, high in pairwise(self.space_cuts))

    @property
    def time_bands(self) -> tuple[str, ...]:
        """The columns in words."""
        return tuple(_days(low, high) for low, high in pairwise(self.time_cuts))


def knox(
    points: ArrayLike,
    days: Sequence[date] | Sequence[int] | NDArray[np.integer[Any]],
    *,
    space_cuts: Sequence[float],
    time_cuts: Sequence[float],
    shuffles: int = 999,
    seed: int,
    metric: str = "euclidean",
) -> Knox:
    """Return the table of near repeats of `points` (n, 2) in metres with their `days`: dates, or whole day numbers.

    `space_cuts` in metres and `time_cuts` in whole days rise from 0; the last of either may be infinite. Each shuffle
    deals the days out to the places anew, so places and days keep their own patterns. Raises ValueError for fewer
    than two events, for sizes, cuts or days that are none of these, another `metric` than `euclidean` or `manhattan`,
    and where more than 50 million pairs are near in space: then ask for shorter distances.
    """
    places, numbers = _events(points, days)
    space, time = _cuts(space_cuts, "metres"), _cuts(time_cuts, "days")
    if any(cut != int(cut) for cut in time if not isinf(cut)):
        raise ValueError("time is cut at whole days")
    if metric not in METRICS or shuffles < 1:
        raise ValueError("distance is euclidean or manhattan, and there is at least one shuffle")
    first, second, starts = _near(places, [cut for cut in space if not isinf(cut)], METRICS[metric])
    band_of_days = _band_of_days([cut for cut in time if not isinf(cut)])
    bands = int(band_of_days[-1])
    tables = _shuffled()(numbers, first, second, starts, band_of_days, bands, shuffles, seed)
    full = _with_beyond(tables, np.diff(starts), numbers, space, time)
    observed, shuffled = full[0], full[1:]
    expected = shuffled.mean(axis=0)
    ratio = np.divide(observed, expected, out=np.full(expected.shape, np.nan), where=expected > 0)
    p = (1 + (shuffled >= observed).sum(axis=0)) / (shuffles + 1)
    events = len(numbers)
    return Knox(
        space, time, _rows(observed), _rows(expected), _with_none(ratio), _rows(p),
        events, events * (events - 1) // 2, shuffles, seed,
    )  # fmt: skip


def _events(points: ArrayLike, days: Any) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    places = np.asarray(points, dtype=float)
    if places.ndim != 2 or places.shape[1] != 2 or not np.isfinite(places).all() or len(places) < 2:
        raise ValueError("there are two or more places, each two numbers of metres")
    numbers = np.asarray([day.toordinal() if isinstance(day, date) else day for day in days])
    if numbers.shape != (len(places),) or not np.issubdtype(numbers.dtype, np.integer):
        raise ValueError("each event has a day: a date, or a whole number")
    since = numbers - numbers.min()
    if since.max() > 1_000_000:
        raise ValueError("days are within a few thousand years of each other")
    return places, since.astype(np.int32)


def _cuts(cuts: Sequence[float], unit: str) -> tuple[float, ...]:
    found = tuple(float(cut) for cut in cuts)
    rising = all(low < high for low, high in pairwise(found))
    if len([cut for cut in found if not isinf(cut)]) < 2 or found[0] != 0 or not rising:
        raise ValueError(f"cuts of {unit} rise from 0 to at least one more, the last of all may be infinite")
    return found


def _near(
    places: NDArray[np.float64], cuts: list[float], power: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
    """Pairs nearer than the last cut, those of one band together: (one, other, where each band starts and the end)."""
    from scipy.spatial import cKDTree

    tree = cKDTree(places)
    # The tree rounds in its own way: ask a little further, and judge by the one distance that is told here.
    reach = cuts[-1] * (1 + 1e-9)
    if (tree.count_neighbors(tree, reach, p=power) - len(places)) // 2 > MOST_PAIRS:
        raise ValueError("too many pairs are near in space: ask for shorter distances")
    pairs = tree.query_pairs(reach, p=power, output_type="ndarray")
    away = np.abs(places[pairs[:, 0]] - places[pairs[:, 1]])
    distances = away.sum(axis=1) if power == 1 else np.hypot(away[:, 0], away[:, 1])
    bands = np.searchsorted(cuts, distances, side="right") - 1
    # Within a band by the first of the pair, so that the loop walks through memory and does not jump.
    order = np.argsort(bands * len(places) + pairs[:, 0], kind="stable")
    starts = np.searchsorted(bands[order], np.arange(len(cuts)))
    chosen = pairs[order[: starts[-1]]].astype(np.int32)
    return np.ascontiguousarray(chosen[:, 0]), np.ascontiguousarray(chosen[:, 1]), starts.astype(np.int64)


def _band_of_days(cuts: list[float]) -> NDArray[np.int64]:
    """For 0, 1, 2… days apart the number of the band; the last entry is what is beyond them all."""
    return np.searchsorted(cuts, np.arange(int(cuts[-1]) + 1), side="right") - 1


def _with_beyond(
    tables: NDArray[np.int64],
    in_space: NDArray[np.int64],
    days: NDArray[np.int32],
    space: tuple[float, ...],
    time: tuple[float, ...],
) -> NDArray[np.int64]:
    """Add the infinite row and column, where asked for, without looking at far pairs.

    How many pairs are so far apart in space, and how many in days, no shuffle changes: what is not near is the rest.
    """
    if isinf(time[-1]):
        rest = in_space[None, :, None] - tables.sum(axis=2, keepdims=True)
        tables = np.concatenate([tables, rest], axis=2)
    if isinf(space[-1]):
        rest = _pairs_by_days(days, time)[None, None, :] - tables.sum(axis=1, keepdims=True)
        tables = np.concatenate([tables, rest], axis=1)
    return tables


def _pairs_by_days(days: NDArray[np.int32], cuts: tuple[float, ...]) -> NDArray[np.int64]:
    """How many of all pairs are in each band of days."""
    rising = np.sort(days.astype(np.int64))
    every = len(rising) * (len(rising) - 1) // 2
    nearer = [
        every if isinf(cut) else int((np.searchsorted(rising, rising + int(cut)) - np.arange(len(rising)) - 1).sum())
        for cut in cuts[1:]
    ]
    return np.diff([0, *nearer])


@cache
def _shuffled() -> Any:
    """The loop over shuffles and pairs, compiled at its first use (about a second)."""
    from numba import njit

    @njit(nogil=True)
    def shuffled(days, first, second, starts, band_of_days, bands, shuffles, seed):  # type: ignore[no-untyped-def]  # numba infers the types
        np.random.seed(seed)
        dealt = days.copy()
        last = band_of_days.shape[0] - 1
        tables = np.zeros((shuffles + 1, starts.shape[0] - 1, bands), dtype=np.int64)
        for shuffle in range(shuffles + 1):
            if shuffle:
                np.random.shuffle(dealt)
            for row in range(starts.shape[0] - 1):
                counts = tables[shuffle, row]
                for pair in range(starts[row], starts[row + 1]):
                    apart = abs(dealt[first[pair]] - dealt[second[pair]])
                    # Few pairs are near in time too: the rest cost a comparison and no more.
                    if apart < last:
                        counts[band_of_days[apart]] += 1
        return tables

    return shuffled


def _rows(table: NDArray[Any]) -> Any:
    return tuple(tuple(row) for row in table.tolist())


def _with_none(table: NDArray[np.float64]) -> tuple[tuple[float | None, ...], ...]:
    return tuple(tuple(None if np.isnan(cell) else float(cell) for cell in row) for row in table)


def _metres(low: float, high: float) -> str:
    if isinf(high):
        return f"{low:g} m or more"
    return f"{low:g} to under {high:g} m" if low else f"under {high:g} m"


def _days(low: float, high: float) -> str:
    """Days are whole, so the band 0, 7 is said as 0 to 6."""
    if isinf(high):
        return f"{low:g} days or more"
    if high - low > 1:
        return f"{low:g} to {high - 1:g} days"
    return "same day" if low == 0 else f"{low:g} day{'s' if low > 1 else ''}"
