"""The demonstration's plan, its indicators, and the crime records they are counted from."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings

from wardmote.demo.people import COUNTY, SOUTH, VALE, WINCHESTER
from wardmote.demo.places import Places
from wardmote.demo.police_files import write_police_files
from wardmote.evidence.services import load_police_files
from wardmote.performance.services import define_indicator
from wardmote.plan.services import add_action, add_priority, create_plan

FORCES = ("hampshire", "thames-valley")
# The demonstration's date is in March 2025: later months are not loaded, earlier ones are not compared.
FIRST, LAST = "2024-01", "2025-03"
PLANS = {
    SOUTH: ("downs-council", "larkfield-homes"),
    VALE: ("downs-council", "ridgeway-constabulary"),
    COUNTY: ("ridgeway-council", "ridgeway-constabulary"),
    WINCHESTER: ("itchen-council", "itchen-constabulary"),
}


def make_plans(places: Places) -> None:
    """Give each partnership a short plan and the two indicators that its quarter's page shows."""
    for slug, leads in PLANS.items():
        partnership = places.partnerships[slug]
        plan = create_plan(
            actor=None, partnership=partnership, title="Community safety plan 2024 to 2027", starts_on=date(2024, 4, 1),
            ends_on=date(2027, 3, 31), adopted_on=date(2024, 3, 19),
        )  # fmt: skip
        bodies = [places.organisations[lead] for lead in leads]
        people = add_priority(actor=None, plan=plan, number=1, title="Fewer people living in fear of those around them")
        add_action(
            actor=None, priority=people, ref="1", lead=bodies[0], partners=bodies[1:], due_text="Monthly",
            wording="Hold a panel each month on the people and places that worry more than one agency.",
        )  # fmt: skip
        add_action(
            actor=None, priority=people, ref="2", lead=bodies[0], due_text="Ongoing", measure_key="warnings_issued",
            wording="Use community protection warnings early, and follow each one up.",
        )  # fmt: skip
        homes = add_priority(actor=None, plan=plan, number=2, title="Safer homes")
        add_action(
            actor=None, priority=homes, ref="3", lead=bodies[1], due_on=date(2025, 9, 30), starts_on=date(2024, 4, 1),
            wording="Visit every home that was burgled and its neighbours, and help to make both harder to enter.",
            measure_key="recorded_crime", filters={"crime_type": "Burglary"},
        )  # fmt: skip
        _indicators(places, slug)


def _indicators(places: Places, slug: str) -> None:
    partnership = places.partnerships[slug]
    define_indicator(
        actor=None, partnership=partnership, key="burglary", name="Recorded burglary", position=1,
        measure_key="recorded_crime", filters={"crime_type": "Burglary"}, polarity="less_is_better", plan_ref="3",
        definition="Burglaries of homes and other buildings recorded by the police in the area.",
        source="Street-level files of data.police.uk",
    )  # fmt: skip
    define_indicator(
        actor=None, partnership=partnership, key="warnings", name="Community protection warnings issued", position=2,
        measure_key="warnings_issued", polarity="context", plan_ref="2",
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
