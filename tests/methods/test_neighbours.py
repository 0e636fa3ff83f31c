"""Who is whose neighbour, against looking at every pair."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from wardmote.methods.neighbours import nearest, touching, with_self, within, without_neighbours

pytestmark = pytest.mark.plain
GRID = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=5, max_size=30)


def distances(points: np.ndarray) -> np.ndarray:
    return np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))


@given(GRID)
def test_nearest_has_k_others_and_none_nearer_is_left_out(points: list[tuple[int, int]]) -> None:
    """On a small grid many share a spot, which is where a search finds others before the point itself."""
    places = np.array(points, dtype=float)
    weights, away = nearest(places, 4).toarray(), distances(places)
    assert (weights.sum(axis=1) == 4).all()
    assert not weights.diagonal().any()
    np.fill_diagonal(away, np.inf)
    for row, apart in zip(weights, away, strict=True):
        assert apart[row == 1].max() <= np.sort(apart)[3]


@given(GRID)
def test_within_takes_both_ways_and_the_distance_itself(points: list[tuple[int, int]]) -> None:
    places = np.array(points, dtype=float)
    expected = distances(places) <= 2
    np.fill_diagonal(expected, False)
    assert (within(places, 2).toarray() == expected).all()


def squares(gap: float = 0.0) -> list:
    """Three by three squares of 100 m, apart by `gap`, and an island."""
    corners = [(4e5 + x * (100 + gap), 1e5 + y * (100 + gap)) for y in range(3) for x in range(3)]
    return [box(east, north, east + 100, north + 100) for east, north in [*corners, (5e5, 1e5)]]


def test_edges_and_corners_touch_and_an_island_is_told() -> None:
    weights = touching(squares())
    assert np.diff(weights.indptr).tolist() == [3, 5, 3, 5, 8, 5, 3, 5, 3, 0]
    assert without_neighbours(weights).tolist() == [9]
    assert without_neighbours(with_self(weights)).tolist() == [9]
    assert (weights != weights.T).nnz == 0


def test_a_small_gap_of_simplified_boundaries_is_bridged() -> None:
    assert (touching(squares(0.5)) != touching(squares())).nnz == 0
    assert touching(squares(0.5), gap=0).nnz == 0
    assert touching(squares(5)).nnz == 0
    assert touching(squares(5), gap=10).nnz == 40


def test_self_is_added_once_and_weights_are_kept() -> None:
    weights = nearest([(0, 0), (1, 0), (3, 0)], 1) * 0.5
    twice = with_self(with_self(weights))
    assert twice.toarray().tolist() == [[1, 0.5, 0], [0.5, 1, 0], [0, 0.5, 1]]
    assert weights.diagonal().tolist() == [0, 0, 0]


def test_what_has_no_neighbours_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 6 places"):
        nearest(np.zeros((6, 2)))
    with pytest.raises(ValueError, match="two numbers"):
        nearest([(0, 0), (float("nan"), 0)], 1)
    with pytest.raises(ValueError, match="above nought"):
        within([(0, 0), (1, 1)], 0)
    with pytest.raises(ValueError, match="degrees"):
        touching([box(-1.3, 51.7, -1.2, 51.8)])
    with pytest.raises(ValueError, match="nought or more"):
        touching(squares(), gap=-1)
