"""Who is whose neighbour: sparse tables of weights (SciPy CSR, one row an area, 1 for each neighbour).

None has an area as its own neighbour; `with_self` adds it, which Gi* asks for. Coordinates are metres, as of the
British National Grid; a degree of longitude and one of latitude are not the same length.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array
    from shapely.geometry.base import BaseGeometry


def nearest(points: ArrayLike, k: int = 6) -> "csr_array":
    """Return each point's `k` nearest others, of `points` (n, 2) in metres. Not two-sided: yours may not have you.

    For areas give their population-weighted centres. Raises ValueError where there are not more than k points.
    """
    from scipy.spatial import cKDTree

    places = _points(points)
    if not 1 <= k < len(places):
        raise ValueError(f"{k} neighbours need more than {k} places, and at least one")
    found = cKDTree(places).query(places, k=k + 1)[1]
    own = found == np.arange(len(places))[:, None]
    # Where more than k others share the very spot, the point itself may not be among those found.
    own[~own.any(axis=1), -1] = True
    return _table(np.repeat(np.arange(len(places)), k), found[~own], len(places))


def within(points: ArrayLike, metres: float) -> "csr_array":
    """Return each point's others at most `metres` away, the distance itself included; some may have none."""
    from scipy.spatial import cKDTree

    places = _points(points)
    if not metres > 0:
        raise ValueError("a distance is above nought")
    return _both_ways(cKDTree(places).query_pairs(metres, output_type="ndarray"), len(places))


def touching(polygons: "Sequence[BaseGeometry]", *, gap: float = 1.0) -> "csr_array":
    """Return the polygons that share an edge or a corner with each, or come within `gap` metres of it.

    Simplified boundaries need not meet exactly, so a metre is allowed (what that finds and misses is measured in
    docs/method/hotspots.md); look at `without_neighbours` too. Raises ValueError for a negative gap, and for
    coordinates that can only be degrees: a metre would be a degree there, and everybody a neighbour.
    """
    from shapely import STRtree, total_bounds

    if gap < 0:
        raise ValueError("a gap is nought or more")
    if len(polygons) and np.abs(total_bounds(polygons)).max() <= 180:
        raise ValueError("boundaries are in metres, as of the British National Grid, not in degrees")
    pairs = STRtree(polygons).query(polygons, predicate="dwithin", distance=gap)
    return _both_ways(pairs.T[pairs[0] < pairs[1]], len(polygons))


def with_self(weights: "csr_array") -> "csr_array":
    """Return the same neighbours with each area as its own, at weight 1."""
    table = weights.tocoo()
    others = table.row != table.col
    every = np.arange(weights.shape[0])
    rows, columns = np.concatenate([table.row[others], every]), np.concatenate([table.col[others], every])
    return _table(rows, columns, len(every), np.concatenate([table.data[others], np.ones(len(every))]))


def without_neighbours(weights: "csr_array") -> NDArray[np.intp]:
    """Return the positions of areas that have no other area as neighbour: an island, or a gap in the boundaries."""
    table = weights.tocoo()
    return np.setdiff1d(np.arange(weights.shape[0]), table.row[(table.row != table.col) & (table.data != 0)])


def _points(points: ArrayLike) -> NDArray[np.float64]:
    places = np.asarray(points, dtype=float)
    if places.ndim != 2 or places.shape[1] != 2 or not np.isfinite(places).all():
        raise ValueError("a place is two numbers of metres, east and north")
    return places


def _both_ways(pairs: NDArray[np.intp], places: int) -> "csr_array":
    first, second = pairs[:, 0], pairs[:, 1]
    return _table(np.concatenate([first, second]), np.concatenate([second, first]), places)


def _table(
    rows: NDArray[np.intp], columns: NDArray[np.intp], places: int, data: NDArray[np.float64] | None = None
) -> "csr_array":
    from scipy.sparse import csr_array

    weights = np.ones(len(rows)) if data is None else data
    table = csr_array((weights, (rows, columns)), shape=(places, places))
    table.sort_indices()
    return table
