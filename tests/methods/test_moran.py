"""Moran's I against the figures that PySAL and spdep print."""

import csv
import warnings
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from wardmote.methods.moran import moran
from wardmote.methods.neighbours import nearest, with_self, within

pytestmark = pytest.mark.plain


@pytest.fixture(scope="module")
def folder(real_data: Path) -> Path:
    return real_data / "worked_examples" / "spatial_pysal"


def table(path: Path) -> csr_array:
    from libpysal.io import open as open_table

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return csr_array(open_table(str(path)).read().sparse)


def column(path: Path, name: str, *, skip: int = 0) -> np.ndarray:
    with path.open() as file:
        for _ in range(skip):
            next(file)
        return np.array([float(row[name]) for row in csv.DictReader(file)])


def test_columbus(folder: Path) -> None:
    found = moran(column(folder / "columbus.csv", "CRIME"), table(folder / "columbus.gal"))
    assert found.i == pytest.approx(0.500188557, abs=1e-8)
    assert (found.expected, found.variance) == (
        pytest.approx(-0.0208333, abs=1e-7),
        pytest.approx(0.00868929, abs=1e-8),
    )
    assert found.p < 1e-7


def test_st_louis_and_sids(folder: Path) -> None:
    homicide = moran(column(folder / "stl_hom.txt", "HR8893", skip=1), table(folder / "stl.gal"))
    assert (homicide.i, homicide.expected) == (pytest.approx(0.243656, abs=1e-6), pytest.approx(-0.012987, abs=1e-6))
    assert homicide.p_normal == pytest.approx(0.0002715, abs=1e-7)
    sids = moran(column(folder / "sids2.csv", "SIDR74"), table(folder / "sids2.gal"))
    assert (sids.i, sids.p_normal) == (pytest.approx(0.247725, abs=1e-6), pytest.approx(0.00011583, abs=1e-8))


def test_rates_of_few_people(folder: Path) -> None:
    """The published p is one-sided, and half of ours."""
    deaths, births = (column(folder / "sids2.csv", name) for name in ("SID79", "BIR79"))
    found = moran(deaths, table(folder / "sids2.gal"), population=births)
    assert found.i == pytest.approx(0.166223, abs=1e-6)
    assert found.p_normal / 2 == pytest.approx(0.0041915, abs=1e-7)


def test_it_is_the_sum_over_pairs() -> None:
    """By hand, on a row of six: neighbours alike give more than the expected, unlike give less."""
    weights = within([(step, 0) for step in range(6)], 1)
    for values in ([1, 2, 3, 5, 8, 9.0], [9, 1, 8, 2, 7, 1.0]):
        away = np.array(values) - np.mean(values)
        rows = weights.toarray() / np.diff(weights.indptr)[:, None]
        assert moran(values, weights).i == pytest.approx(away @ rows @ away / (away @ away), abs=1e-12)
    assert moran([1, 2, 3, 5, 8, 9.0], weights).i > -0.2 > moran([9, 1, 8, 2, 7, 1.0], weights).i


def test_what_has_no_pattern_is_refused() -> None:
    weights = nearest([(0, 0), (1, 0), (2, 0), (3, 0)], 1)
    for values, said in (([1, None, 2, 3], "missing"), ([2, 2, 2, 2], "alike"), ([1, 2, 3], "as large")):
        with pytest.raises(ValueError, match=said):
            moran(values, weights)
    with pytest.raises(ValueError, match="own neighbour"):
        moran([1, 2, 3, 4], with_self(weights))
    with pytest.raises(ValueError, match="population"):
        moran([1, 2, 3, 4], weights, population=[1, 0, 2, 3])
