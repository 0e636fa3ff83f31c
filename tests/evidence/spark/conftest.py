"""One store and one cluster for all tests on Spark: real files where they are, and otherwise the demonstration's."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from wardmote.demo.area_files import write_area_files
from wardmote.demo.other_files import write_other_files
from wardmote.demo.police_files import write_police_files
from wardmote.evidence.engine import backends, load
from wardmote.evidence.engine.load import rebuild_cubes
from wardmote.evidence.engine.reference import load_reference

_LOOKUPS = (
    "geography/ons_LSOA11_LSOA21_LAD22_exact_fit_EW_V3.csv.gz",
    "geography/ons_LSOA21_WD24_LAD24_best_fit_EW.csv.gz",
    "geography/lookup_ltla24_csp24_pfa24.csv.gz",
    "population/census2021_lsoa21_residents_households.csv.gz",
    "derived/ltla24_csp24_month_crimetype_counts_2025.csv.gz",
)  # fmt: skip


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with street files, searches and data about areas."""
    store = tmp_path_factory.mktemp("on-spark") / "store"
    police, areas = _real(settings.DEMO_DATA) if settings.DEMO_DATA else _invented(store.parent)
    load(police, store)
    load_reference(areas, store)
    rebuild_cubes(store)
    return store


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of a master and two workers on loopback."""
    from tests.evidence.spark.cluster import running

    with running(tmp_path_factory.mktemp("spark")) as address:
        yield address
        backends.close(address)


@pytest.fixture
def on_spark(master: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Questions go to the cluster."""
    monkeypatch.setitem(os.environ, backends.VARIABLE, master)
    return master


def _real(folder: Path) -> tuple[list[Path], list[Path]]:
    of = folder / "police_uk"
    months = ("2017-08", "2017-09", "2024-01", *(f"2025-{month:02d}" for month in range(1, 7)))
    police = [of / "hampshire" / f"{month}-hampshire-street.csv.gz" for month in months]
    police += [of / "thames-valley" / f"{month}-thames-valley-street.csv.gz" for month in ("2025-05", "2025-06")]
    police += sorted((of / "city-of-london").glob("2018-0[1-3]-*.csv.gz")) + sorted((of / "btp").iterdir())
    return police, [folder / each for each in _LOOKUPS]


def _invented(folder: Path) -> tuple[list[Path], list[Path]]:
    police = write_police_files(folder / "police", first="2024-09", last="2025-06")
    write_other_files(folder / "police", first="2025-01", last="2025-02")
    others = folder / "counts_2025.csv"
    others.write_text(
        "force_file,month,ltla24_code,ltla24_name,csp24_codes,csp24_names,crime_type,count\n"
        + "".join(f"surrey,2025-0{month},E07000210,Mole Valley,,,Burglary,{month}\n" for month in range(1, 7))
    )
    return [police], [write_area_files(folder / "areas"), others]
