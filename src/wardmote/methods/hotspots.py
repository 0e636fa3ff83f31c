"""Where high and low counts lie together: Getis-Ord Gi* on areas, checked against chance.

Sources: Getis and Ord, Geographical Analysis 24 (1992); Ord and Getis, the same 27 (1995); conditional permutations as
PySAL's esda draws them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from wardmote.methods.many_tests import false_discovery
from wardmote.methods.neighbours import with_self

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Under this many events in an average neighbourhood z is not normal, and the closed form's p-value is not one.
ENOUGH_EVENTS = 5
# With fewer areas than this, each neighbourhood is a large part of the map it is compared with.
ENOUGH_AREAS = 30
FEWEST_PERMUTATIONS, MOST_PERMUTATIONS = 999, 19_999
Values = Sequence[float | int | None] | NDArray[np.float64]


@dataclass(frozen=True)
class Hotspot:
    """One area. `z` compares its neighbourhood, itself included, with the whole map; `p` is two-sided.

    `kind` is `hot` or `cold` where it is significant after the correction for many tests, else empty.
    """

    code: str
    value: float
    z: float
    p: float
    significant: bool
    kind: str


@dataclass(frozen=True)
class Hotspots:
    """All areas in the order given; how it was done, in words; the largest p-value that counted (0 where none did);
    how many permutations (0 in the closed form); and what to say beside the map, empty where there is nothing."""

    rows: tuple[Hotspot, ...]
    method: str
    cut: float
    rate: float
    permutations: int
    warnings: tuple[str, ...]

    @property
    def warning(self) -> str:
        """All warnings as one paragraph."""
        return " ".join(self.warnings)


@dataclass(frozen=True)
class Permuted:
    """One number an area: `z` of the closed form; `p_high`, `p_low`: how often the neighbours drawn at random gave at
    least, at most what was found; `p` two-sided: twice the one on the side to which z points, at most 1."""

    z: NDArray[np.float64]
    p: NDArray[np.float64]
    p_high: NDArray[np.float64]
    p_low: NDArray[np.float64]
    permutations: int
    seed: int


@dataclass(frozen=True, eq=False)
class Neighbourhoods:
    """`weights`, each area among its own neighbours, and of each row √((nΣⱼwᵢⱼ² − Wᵢ²) ÷ (n − 1)), infinite where the
    neighbourhood is the whole map."""

    weights: "csr_array"
    spread: NDArray[np.float64]


def neighbourhoods(weights: "csr_array") -> Neighbourhoods:
    """Work out once what Gi* needs of `weights` (n, n), for the many maps of one set of areas.

    Raises ValueError for fewer than two areas, and for one that is not its own neighbour (`with_self` adds it).
    """
    n = weights.shape[0]
    if weights.shape != (n, n) or n < 2:
        raise ValueError("a table of weights has a row and a column for each of two or more areas")
    if not (weights.diagonal() > 0).all():
        raise ValueError("Gi* counts each area as its own neighbour: see with_self")
    sums, squares = _sums(weights)
    room = (n * squares - sums * sums) / (n - 1)
    # Alike weights for all areas leave only rounding errors: that neighbourhood is the whole map.
    room[room <= 1e-9 * squares] = np.inf
    return Neighbourhoods(weights, np.sqrt(room))


def gi_star(values: Values, weights: "csr_array | Neighbourhoods") -> NDArray[np.float64]:
    """Return z of each area, (n,): Gi* = (Σⱼ wᵢⱼxⱼ − x̄Wᵢ) ÷ (S √((nΣⱼwᵢⱼ² − Wᵢ²) ÷ (n − 1))), S² = Σx²/n − x̄².

    z is 0 where nothing can stand out: all values alike, or a neighbourhood that is the whole map. Raises ValueError
    for a missing or negative value, for sizes that do not agree, and as `neighbourhoods` does.
    """
    around = weights if isinstance(weights, Neighbourhoods) else neighbourhoods(weights)
    x = _checked(values, len(around.spread))
    if x.min() == x.max():
        return np.zeros(len(x))
    # Σⱼ wᵢⱼ(xⱼ − x̄) is the formula's numerator without the difference of two large numbers.
    away = x - x.mean()
    z: NDArray[np.float64] = around.weights @ away
    z /= around.spread
    # Not `away @ away`, whose threads wait for one another longer than the sum takes.
    z /= np.sqrt((away * away).mean())
    return z


def gi_star_permuted(
    values: Values, weights: "csr_array | Neighbourhoods", *, permutations: int = 999, seed: int
) -> Permuted:
    """Return what chance gives each area: its own value stays, its neighbours' are drawn from all other areas.

    The draws are those of esda's `G_Local` with the same seed. p = (1 + draws at least as far) ÷ (permutations + 1),
    ties counted on both sides. esda's `p_sim` is the smaller of `p_high` and `p_low` where there are no ties; it does
    not count those on the lower side, and so calls a neighbourhood of noughts cold however common such are. Raises
    ValueError as `gi_star` does, and for no permutation.
    """
    if permutations < 1:
        raise ValueError("there is at least one permutation")
    around = weights if isinstance(weights, Neighbourhoods) else neighbourhoods(weights)
    z = gi_star(values, around)
    x = _checked(values, len(z))
    table = around.weights.tocoo()
    others = (table.row != table.col) & (table.data != 0)
    starts = np.concatenate([[0], np.cumsum(np.bincount(table.row[others], minlength=len(x)))])
    draw, beyond = _compiled()
    drawn = draw(max(1, int(np.diff(starts).max())), len(x), permutations, seed)
    own = around.weights.diagonal() * x
    high, low = beyond(x, around.weights @ x, own, starts, table.data[others].astype(float), drawn)
    p_high, p_low = (high + 1) / (permutations + 1), (low + 1) / (permutations + 1)
    # A high area among low ones has z above nought by itself and neighbours that are rare for being low: not a hotspot.
    p = np.minimum(1.0, 2 * np.where(z > 0, p_high, p_low))
    return Permuted(z, p, p_high, p_low, permutations, seed)


def hotspots(
    codes: Sequence[str],
    values: Values,
    weights: "csr_array",
    *,
    published: bool,
    seed: int,
    counts: Sequence[int] | None = None,
    rate: float = 0.05,
) -> Hotspots:
    """Return which areas are hot or cold after the correction for many tests at `rate`.

    For exploring, z against the normal curve; `published`: permutations, as many as let a single area be found
    among all of them (999 to 19,999). `weights` with or without the area itself, which is added. `counts`: the events
    behind the values, where those are rates. Raises ValueError as `gi_star` does.
    """
    from scipy.special import ndtr

    around = neighbourhoods(with_self(weights))
    x = _checked(values, len(around.spread))
    if len(codes) != len(x):
        raise ValueError("there is one code for each value")
    permutations = 0
    if published:
        permutations = min(MOST_PERMUTATIONS, max(FEWEST_PERMUTATIONS, int(np.ceil(2 * len(x) / rate)) - 1))
        drawn = gi_star_permuted(x, around, permutations=permutations, seed=seed)
        z, p = drawn.z, drawn.p
    else:
        z = gi_star(x, around)
        p = 2 * ndtr(-np.abs(z))
    corrected = false_discovery(p, rate)
    rows = tuple(
        Hotspot(code, float(value), float(score), float(chance), bool(counted), _kind(score, counted))
        for code, value, score, chance, counted in zip(codes, x, z, p, corrected.significant, strict=True)
    )
    events = x if counts is None else np.asarray(counts, dtype=float)
    warnings = tuple(_warnings(events, around.weights, permutations, rate))
    return Hotspots(rows, _method(permutations, seed, rate), corrected.cut, rate, permutations, warnings)


def _kind(z: float, counted: bool) -> str:
    if not counted:
        return ""
    return "hot" if z > 0 else "cold"


def _method(permutations: int, seed: int, rate: float) -> str:
    how = f"{permutations:,} conditional permutations, seed {seed}" if permutations else "closed form, normal curve"
    return f"Getis-Ord Gi* ({how}), two-sided; false discovery rate {rate:g} (Benjamini–Hochberg)"


def _warnings(events: NDArray[np.float64], weights: "csr_array", permutations: int, rate: float) -> list[str]:
    areas = len(events)
    found: list[str] = []
    expected = float(events.mean() * np.diff(weights.indptr).mean())
    if expected < ENOUGH_EVENTS:
        consequence = (
            "so a cold spot can hardly be told from chance."
            if permutations
            else "so these p-values are rough: use permutations before publishing."
        )
        found.append(f"An average neighbourhood holds {expected:.1f} events, fewer than {ENOUGH_EVENTS}, {consequence}")
    if areas < ENOUGH_AREAS:
        found.append(f"There are {areas} areas; with fewer than {ENOUGH_AREAS} a hotspot is hard to tell from the map.")
    if permutations and 2 / (permutations + 1) > rate / areas:
        found.append(f"With {permutations:,} permutations a hotspot is found only where several areas are as extreme.")
    return found


def _sums(weights: "csr_array") -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of each row the sum of weights and of their squares. No row is empty: each area is its own neighbour."""
    if (weights.data == 1).all():
        each = np.diff(weights.indptr).astype(float)
        return each, each
    starts = weights.indptr[:-1]
    return np.add.reduceat(weights.data, starts), np.add.reduceat(weights.data * weights.data, starts)


def _checked(values: Values, areas: int) -> NDArray[np.float64]:
    if not isinstance(values, np.ndarray) and any(value is None for value in values):
        raise ValueError("a value is missing, which is not nought: leave the area out, or the period")
    x = np.asarray(values, dtype=float)
    if x.shape != (areas,):
        raise ValueError("there is one value for each area of the table of weights")
    if not np.isfinite(x).all() or x.min() < 0:
        raise ValueError("a value is a count or a rate, nought or more")
    return x


@cache
def _compiled() -> tuple[Any, Any]:
    """The draw and the loop over areas and draws, compiled at their first use (about two seconds)."""
    from numba import njit

    @njit(nogil=True)
    def draw(most, areas, permutations, seed):  # type: ignore[no-untyped-def]  # numba infers the types
        # As esda's vec_permutations: one set of draws for all areas, from the others of each. Plain loops, because
        # arange, choice and slices take numba seconds to compile.
        np.random.seed(seed)
        drawn, others = np.empty((permutations, most), dtype=np.int32), np.empty(areas - 1, dtype=np.int32)
        for permutation in range(permutations):
            for place in range(areas - 1):
                others[place] = place
            np.random.shuffle(others)
            for place in range(most):
                drawn[permutation, place] = others[place]
        return drawn

    @njit(nogil=True)
    def beyond(x, found, own, starts, weights, drawn):  # type: ignore[no-untyped-def]  # numba infers the types
        high, low = np.zeros(x.shape[0], dtype=np.int64), np.zeros(x.shape[0], dtype=np.int64)
        for area in range(x.shape[0]):
            begins, ends = starts[area], starts[area + 1]
            # Sums of the same numbers in another order differ in their last digits: that is a tie.
            slack = 1e-12 * abs(found[area])
            upper, lower = found[area] + slack, found[area] - slack
            for permutation in range(drawn.shape[0]):
                total = own[area]
                for place in range(begins, ends):
                    other = drawn[permutation, place - begins]
                    # Drawn among all but the area itself: from its position on, others are one further.
                    total += weights[place] * x[other + (other >= area)]
                high[area] += total >= lower
                low[area] += total <= upper
        return high, low

    return draw, beyond
