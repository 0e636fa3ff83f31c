"""Gi* against PySAL's own figures, against the formula written out, and what is said beside a map."""

import csv
import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from wardmote.methods.hotspots import Hotspots, gi_star, gi_star_permuted, hotspots, neighbourhoods
from wardmote.methods.neighbours import nearest, with_self, within

pytestmark = pytest.mark.plain
# The example in the documentation of esda's G_Local, with its printed answers.
POINTS = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
VALUES = [2, 3, 3.2, 5, 8, 7]
BINARY = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
ROWS_ADD_UP_TO_ONE = [-0.62488094, -0.09144599, 0.41150696, -0.09144599, 0.24690418, 1.28024388]


def by_hand(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Ord and Getis's formula, one area at a time."""
    n, mean = len(x), sum(x) / len(x)
    spread = (sum(x**2) / n - mean**2) ** 0.5
    found = []
    for row in weights:
        under = (n * sum(row**2) - sum(row) ** 2) / (n - 1)
        found.append((sum(row * x) - mean * sum(row)) / (spread * under**0.5))
    return np.array(found)


def esda_says(x: np.ndarray, weights: csr_array, **options: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from esda import G_Local
        from libpysal.weights import WSP

        table = WSP(weights).to_W(silence_warnings=True)
        return G_Local(x, table, star=True, transform="B", n_jobs=1, **{"permutations": 0, **options})


def test_the_six_points_of_the_documentation() -> None:
    weights = with_self(within(POINTS, 15))
    z = gi_star(VALUES, weights)
    assert z == pytest.approx(BINARY, abs=1e-8)
    assert z == pytest.approx(by_hand(np.array(VALUES), weights.toarray()), abs=1e-12)


def test_rows_that_add_up_to_one_have_the_same_z_and_the_documentations_comes_of_another_spread() -> None:
    """A row times a number is the same neighbourhood, and the formula gives the same z.

    The documentation's figures for row-standardised weights put Wᵢ where the formula has Σwᵢⱼ², which is the same
    only for weights of 1; with that put in, ours are theirs.
    """
    weights = with_self(within(POINTS, 15))
    sizes = np.diff(weights.indptr)
    standard = csr_array(weights / sizes[:, None])
    assert gi_star(VALUES, standard) == pytest.approx(BINARY, abs=1e-8)
    true, theirs = 6 / sizes - 1, 6 - 1
    assert gi_star(VALUES, standard) * np.sqrt(true / theirs) == pytest.approx(ROWS_ADD_UP_TO_ONE, abs=1e-8)


@pytest.mark.slow  # esda takes seconds to import
def test_columbus_equals_esda(real_data: Path) -> None:
    from libpysal.io import open as open_table

    folder = real_data / "worked_examples" / "spatial_pysal"
    with (folder / "columbus.csv").open() as file:
        crime = np.array([float(row["CRIME"]) for row in csv.DictReader(file)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        weights = with_self(csr_array(open_table(str(folder / "columbus.gal")).read().sparse))
    kept = json.loads((folder / "recomputed_with_esda_2.9.0.json").read_text())["columbus CRIME Gi* Z binary"]
    assert len(kept) == 49
    assert gi_star(crime, weights) == pytest.approx(kept, abs=1e-6)
    assert gi_star(crime, weights) == pytest.approx(esda_says(crime, weights).Zs, abs=1e-9)


@given(st.integers(0, 2**32 - 1), st.integers(8, 60), st.sampled_from([1.0, 1000.0]))
def test_any_map_equals_the_formula_written_out(seed: int, areas: int, size: float) -> None:
    draw = np.random.default_rng(seed)
    x = draw.gamma(1, size, areas) + draw.integers(0, 2) * 1e4
    weights = with_self(nearest(draw.uniform(0, 1000, (areas, 2)), 4))
    weighted = csr_array(weights * draw.uniform(0.1, 2, (areas, areas)))
    for table in (weights, weighted):
        assert gi_star(x, table) == pytest.approx(by_hand(x, table.toarray()), abs=1e-6)
        assert (gi_star(x, neighbourhoods(table)) == gi_star(x, table)).all()


def test_where_nothing_can_stand_out_z_is_nought() -> None:
    weights = with_self(nearest([(0, 0), (1, 0), (2, 0)], 2))
    assert gi_star([1, 5, 9], weights).tolist() == [0, 0, 0]
    assert gi_star([1, 5, 9], csr_array(weights / 3)).tolist() == [0, 0, 0]
    few = with_self(nearest([(0, 0), (1, 0), (2, 0)], 1))
    assert gi_star([0.1, 0.1, 0.1], few).tolist() == [0, 0, 0]


@pytest.mark.slow  # esda takes up to a minute to compile
def test_the_draws_are_those_of_esda() -> None:
    """Of values without ties p_sim is the smaller of our two sides, draw for draw."""
    draw = np.random.default_rng(7)
    x, weights = draw.gamma(2, 10, 80), with_self(nearest(draw.uniform(0, 1000, (80, 2))))
    ours, theirs = (
        gi_star_permuted(x, weights, permutations=199, seed=11),
        esda_says(x, weights, permutations=199, seed=11),
    )
    assert np.minimum(ours.p_high, ours.p_low) == pytest.approx(theirs.p_sim, abs=1e-6)
    assert (ours.p == np.minimum(1, 2 * np.where(ours.z > 0, ours.p_high, ours.p_low))).all()
    assert (gi_star_permuted(x, weights, permutations=199, seed=11).p == ours.p).all()
    assert (gi_star_permuted(x, weights, permutations=199, seed=12).p != ours.p).any()


def test_chances_come_near_to_all_that_can_be_drawn() -> None:
    """Six areas in a row: every way to draw the neighbours, counted, beside 4,999 draws."""
    from itertools import permutations

    x, weights = np.array([0, 0, 1, 2, 4, 4.0]), with_self(within([(step, 0) for step in range(6)], 1))
    found = gi_star_permuted(x, weights, permutations=4999, seed=3)
    for area, row in enumerate(weights.toarray()):
        size = int(row.sum()) - 1
        others = np.delete(x, area)
        drawn = [x[area] + sum(each) for each in permutations(others, size)]
        high, low = np.mean(drawn >= row @ x), np.mean(drawn <= row @ x)
        assert found.p_high[area] == pytest.approx(high, abs=0.03)
        assert found.p_low[area] == pytest.approx(low, abs=0.03)


@pytest.mark.slow  # esda takes up to a minute to compile
def test_a_neighbourhood_of_noughts_is_not_cold_where_most_are() -> None:
    """esda's p_sim does not count ties on the lower side, and calls each of them as rare as can be."""
    draw = np.random.default_rng(5)
    x, weights = np.zeros(200), with_self(nearest(draw.uniform(0, 1000, (200, 2))))
    x[draw.choice(200, 12, replace=False)] = 1
    empty = (weights @ x) == 0
    assert empty.sum() > 100
    assert (gi_star_permuted(x, weights, seed=1).p[empty] > 0.5).all()
    assert esda_says(x, weights, permutations=999, seed=1).p_sim[empty].max() == pytest.approx(0.001)


def test_a_high_area_among_low_ones_is_no_published_hotspot() -> None:
    """Its own value alone lifts z; its neighbours are rare for being low, which must not be read as hot."""
    places = [(x * 100, y * 100) for x in range(12) for y in range(12)]
    values = np.random.default_rng(4).integers(40, 60, 144).astype(float)
    weights = within(places, 145)
    middle = places.index((500, 500))
    values[weights.indices[weights.indptr[middle] : weights.indptr[middle + 1]]] = 30
    values[middle] = 900
    found = gi_star_permuted(values, with_self(weights), seed=1)
    assert found.z[middle] > 2
    assert (found.p_low[middle], found.p[middle]) == (0.001, 1)
    codes = [str(place) for place in places]
    assert hotspots(codes, values, weights, published=True, seed=1).rows[middle].kind == ""
    assert hotspots(codes, values, weights, published=False, seed=1).rows[middle].z == found.z[middle]


def planted(published: bool, **options: Any) -> Hotspots:
    """A grid of 15 by 15 with a corner of four by four that has thrice the rest."""
    places = [(x * 100, y * 100) for x in range(15) for y in range(15)]
    draw = np.random.default_rng(2)
    values = [draw.poisson(30 if x < 400 and y < 400 else 10) for x, y in places]
    codes = [f"{x}-{y}" for x, y in places]
    return hotspots(codes, values, within(places, 145), published=published, seed=4, **options)


@pytest.mark.parametrize("published", [False, True])
def test_what_was_planted_is_found_and_little_else(published: bool) -> None:
    found = planted(published)
    hot = {row.code for row in found.rows if row.kind == "hot"}
    # At the corner's own edge half of a neighbourhood lies outside it.
    inner = {f"{x * 100}-{y * 100}" for x in range(3) for y in range(3)}
    assert inner <= hot
    assert all(int(x) <= 400 and int(y) <= 400 for x, y in (code.split("-") for code in hot))
    assert all((row.p <= found.cut) == row.significant == bool(row.kind) for row in found.rows)
    assert all((row.z > 0) == (row.kind == "hot") for row in found.rows if row.significant)
    assert found.warning == ""


def test_the_method_is_told() -> None:
    assert planted(published=False).method.startswith("Getis-Ord Gi* (closed form, normal curve), two-sided; false")
    found = planted(published=True)
    assert found.permutations == 2 * 225 / 0.05 - 1
    assert "8,999 conditional permutations, seed 4" in found.method


def test_luck_alone_seldom_makes_a_hotspot() -> None:
    """A hundred maps of nothing: the correction leaves a finding on few, where without it nearly all have one."""
    draw = np.random.default_rng(9)
    places = [(x * 100, y * 100) for x in range(10) for y in range(10)]
    weights, codes = within(places, 145), [str(place) for place in places]
    maps = [hotspots(codes, draw.poisson(40, 100), weights, published=False, seed=1) for _ in range(100)]
    assert sum(any(row.significant for row in each.rows) for each in maps) <= 12
    assert sum(any(row.p < 0.05 for row in each.rows) for each in maps) > 80


def test_small_counts_and_few_areas_are_warned_of() -> None:
    places = [(x * 100, y * 100) for x in range(5) for y in range(5)]
    codes, weights = [str(place) for place in places], within(places, 110)
    few = hotspots(codes, [1, 0, 0, 0, 0] * 5, weights, published=False, seed=1)
    assert "0.8 events, fewer than 5" in few.warning
    assert "use permutations" in few.warning
    assert "25 areas" in few.warning
    shown = hotspots(codes, [1, 0, 0, 0, 0] * 5, weights, published=True, seed=1)
    assert "cold spot" in shown.warning
    # Rates per 100,000 are large numbers with few events behind them.
    rates = hotspots(codes, [90.5, 0, 0, 0, 0] * 5, weights, published=False, seed=1, counts=[1, 0, 0, 0, 0] * 5)
    assert "0.8 events" in rates.warning


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([1, None, 2, 3], "missing"),
        ([1, -1, 2, 3], "nought or more"),
        ([1, float("nan"), 2, 3], "nought or more"),
        ([1, 2, 3], "one value for each"),
    ],
)
def test_what_is_missing_is_refused_and_never_nought(values: list[Any], said: str) -> None:
    weights = nearest([(0, 0), (1, 0), (2, 0), (3, 0)], 1)
    for published in (False, True):
        with pytest.raises(ValueError, match=said):
            hotspots(["a", "b", "c", "d"][: len(values)], values, weights, published=published, seed=1)


def test_an_area_that_is_not_its_own_neighbour_is_refused() -> None:
    weights = nearest([(0, 0), (1, 0), (2, 0)], 1)
    with pytest.raises(ValueError, match="with_self"):
        gi_star([1, 2, 3], weights)
    with pytest.raises(ValueError, match="one code"):
        hotspots(["a"], [1, 2, 3], weights, published=False, seed=1)
    with pytest.raises(ValueError, match="at least one permutation"):
        gi_star_permuted([1, 2, 3], with_self(weights), permutations=0, seed=1)
