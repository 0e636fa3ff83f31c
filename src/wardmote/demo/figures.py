"""The demonstration's indicators, and the crime records they are counted from."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from wardmote.demo.people import COUNTY, SOUTH, VALE, WINCHESTER
from wardmote.demo.places import Places
from wardmote.demo.police_files import write_police_files
from wardmote.evidence.services import load_police_files
from wardmote.performance.services import define_indicator

FORCES = ("hampshire", "thames-valley")
# The demonstration's date is in March 2025: later months are not loaded, earlier ones are not compared.
FIRST, LAST = "2024-01", "2025-03"
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
    """Load the real months where their folder is named and holds them, invented ones elsewhere; say whether real."""
    real = _real_files()
    if real:
        load_police_files(actor=None, paths=real, progress=progress)
        return True
    with tempfile.TemporaryDirectory() as folder:
        made = write_police_files(Path(folder), last=LAST)
        load_police_files(actor=None, paths=[made], synthetic=True, progress=progress)
    return False


def _real_files() -> list[Path]:
    if settings.DEMO_DATA is None:
        return []
    folder = settings.DEMO_DATA / "police_uk"
    return sorted(
        path for force in FORCES for path in (folder / force).glob("*-street.csv*") if FIRST <= path.name[:7] <= LAST
    )
