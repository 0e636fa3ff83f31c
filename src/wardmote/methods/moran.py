"""Whether alike lies beside alike on the whole map: Moran's I, by PySAL's esda.

Sources: Moran, Biometrika 37 (1950); Cliff and Ord, “Spatial Processes” (1981); for rates of small areas Assunção and
Reis, Statistics in Medicine 18 (1999).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True)
class Moran:
    """`i` from about −1 (unlike beside unlike) over `expected` (no pattern: −1 ÷ (n − 1)) to about 1.

    `variance`, `z` and `p` (two-sided) are under randomisation: the same values dealt out to other areas;
    `p_normal` supposes a normal curve instead.
    """

    i: float
    expected: float
    variance: float
    z: float
    p: float
    p_normal: float


def moran(
    values: Sequence[float | int | None] | NDArray[np.float64],
    weights: "csr_array",
    *,
    population: ArrayLike | None = None,
) -> Moran:
    """Return Moran's I of `values`, each row of `weights` made to add up to 1; an area is not its own neighbour.

    With `population`, `values` are counts, and their rates are first drawn towards the mean as far as few people
    make them unsure (empirical Bayes). Raises ValueError for a missing value, for sizes that do not agree, where
    every value is alike, and for a population that is not above nought.
    """
    from esda import Moran as Plain
    from esda import Moran_Rate
    from libpysal.weights import WSP

    if not isinstance(values, np.ndarray) and any(value is None for value in values):
        raise ValueError("a value is missing: leave the area out, with its neighbours' ties, or the period")
    x = np.asarray(values, dtype=float)
    if x.ndim != 1 or weights.shape != (len(x), len(x)) or not np.isfinite(x).all():
        raise ValueError("there is one value for each area, and a table of weights as large")
    if len(x) < 4 or x.min() == x.max():
        raise ValueError("four or more areas, not all alike, can have a pattern")
    if weights.diagonal().any():
        raise ValueError("for Moran's I an area is not its own neighbour")
    table = WSP(weights).to_W(silence_warnings=True)
    if population is None:
        found = Plain(x, table, permutations=0)
    else:
        people = np.asarray(population, dtype=float)
        if people.shape != x.shape or not (people > 0).all():
            raise ValueError("there is a population above nought for each area")
        found = Moran_Rate(x, people, table, permutations=0)
    return Moran(
        *(float(each) for each in (found.I, found.EI, found.VI_rand, found.z_rand, found.p_rand, found.p_norm))
    )
