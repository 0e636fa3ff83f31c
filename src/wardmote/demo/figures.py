"""The demonstration's indicators, and the crime records they are counted from."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from wardmote.demo.area_files import write_area_files
from wardmote.demo.other_files import write_other_files
from wardmote.demo.people import COUNTY, SOUTH, VALE, WINCHESTER
from wardmote.demo.places import Places
from wardmote.demo.police_files import write_police_files
from wardmote.evidence.services import load_police_files
from wardmote.evidence.services.datasets import load_datasets
from wardmote.performance.services import define_indicator

FORCES = ("hampshire", "thames-valley")
# The demonstration's date is in March 2025: later months are not loaded, earlier ones are not compared.
FIRST, LAST = "2024-01", "2025-03"
# Outcomes and searches, which are invented where the crimes are, stand for the last year only.
OTHERS_FROM = "2024-04"
INVENTED = "Invented by Wardmote; no real place or person is counted"
# Where the folder of real files keeps what is known about areas.
AREA_FILES = (
    "geography/ons_LSOA11_LSOA21_LAD22_exact_fit_EW_V3.csv.gz",
    "geography/ons_LSOA21_WD24_LAD24_best_fit_EW.csv.gz",
    "geography/lookup_ltla24_csp24_pfa24.csv.gz",
    "geography/ons_LSOA21_population_weighted_centroids_EW_BNG.csv.gz",
    "geography/ruc21_lsoa21.csv.gz",
    "geography/boundaries_lsoa21_EW.geojson.gz",
    "population/census2021_lsoa21_residents_households.csv.gz",
    "population/age_gender21_ltla21_ew.csv.gz",
    "deprivation/imd2025_england_ltla24.csv.gz",
    "derived/ltla24_csp24_month_crimetype_counts_2025.csv.gz",
    "harm_weights/cchi_2026_by_police_uk_category.csv",
)
# Which numbers of the plan the two indicators of each partnership watch: warnings, burglary.
WATCHED = {SOUTH: ("2", "14"), VALE: ("2", "14"), COUNTY: ("4.2", "3.6"), WINCHESTER: ("7", "8")}


def make_indicators(places: Places) -> None:
    """Give each partnership the two indicators that its quarter's page shows."""
    for slug, (warnings, burglary) in WATCHED.items():
        _indicators(places, slug, warnings, burglary)


def _indicators(places: Places, slug: str, warnings: str, burglary: str) -> None:
    partnership = places.partnerships[slug]
    define_indicator(
        actor=None, partnership=partnership, key="burglary", name="Recorded burglary", position=1,
        measure_key="recorded_crime", filters={"crime_type": "Burglary"}, polarity="less_is_better", plan_ref=burglary,
        definition="Burglaries of homes and other buildings recorded by the police in the area.",
        source="Street-level files of data.police.uk",
    )  # fmt: skip
    define_indicator(
        actor=None, partnership=partnership, key="warnings", name="Community protection warnings issued", position=2,
        measure_key="warnings_issued", polarity="context", plan_ref=warnings,
        definition="Warnings issued in the quarter and recorded on the partnership’s cases.",
        source="Wardmote’s register of warnings",
    )  # fmt: skip


def load_crime(progress: Callable[[int, int], None] | None = None) -> bool:
    """Load the real months where their folder is named and holds them, invented ones elsewhere; say whether real.

    Data about areas come first, so that records are counted by district, partnership and resident from the start.
    """
    real = _real_files()
    if real:
        load_datasets(actor=None, paths=_real_area_files(), progress=progress)
        load_police_files(actor=None, paths=real, progress=progress)
        return True
    with tempfile.TemporaryDirectory() as folder:
        made = write_police_files(Path(folder), last=LAST)
        write_other_files(Path(folder), first=OTHERS_FROM, last=LAST)
        load_datasets(actor=None, paths=[write_area_files(Path(folder))], source=INVENTED, progress=progress)
        load_police_files(actor=None, paths=[made], synthetic=True, progress=progress)
    return False


def _real_files() -> list[Path]:
    if settings.DEMO_DATA is None:
        return []
    folder = settings.DEMO_DATA / "police_uk"
    return sorted(
        path for force in FORCES for path in (folder / force).glob("*-street.csv*") if FIRST <= path.name[:7] <= LAST
    )


def _real_area_files() -> list[Path]:
    if settings.DEMO_DATA is None:
        return []
    return [path for path in (settings.DEMO_DATA / name for name in AREA_FILES) if path.exists()]
