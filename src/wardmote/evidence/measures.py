"""Recorded crime, offered to plans and indicators as something that can be counted."""

from collections.abc import Sequence
from datetime import date

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.common.periods import Timespan
from wardmote.evidence import queries
from wardmote.evidence.engine import Counts, layout
from wardmote.evidence.engine.forces import name_of
from wardmote.evidence.engine.questions import ALL_CRIME, crime_types
from wardmote.evidence.exploring.asked import explore_address
from wardmote.measures.registry import register
from wardmote.measures.types import Count, FilterChoice, Filters, Measure
from wardmote.partnership.queries import districts_of, partnership_tree

KEY = "recorded_crime"
SOURCE = "Police street-level crime files (data.police.uk), Open Government Licence v3.0"
SYNTHETIC_SOURCE = "Invented records made by Wardmote; no real crime is counted"


def count(partnership_id: int, period: Timespan, filters: Filters) -> Count:
    """Count recorded crime in a partnership's districts; the filter `crime_type` is as the police print it."""
    crime_type = filters.get("crime_type") or ALL_CRIME
    districts = districts_of(partnership_id)
    if not districts:
        return Count(None, note="The partnership has no districts yet.", source=SOURCE)
    if crime_type not in {ALL_CRIME, *layout.CRIME_TYPES, *crime_types(queries.store())}:
        return Count(None, note=f"No police file has the crime type “{crime_type}”.", source=SOURCE)
    counts = queries.recorded_crime_for(districts, crime_type, period)
    return Count(
        counts.total,
        note=_note(counts),
        by_month=counts.by_month,
        synthetic=counts.synthetic,
        source=SYNTHETIC_SOURCE if counts.synthetic else SOURCE,
    )


def open_address(actor: Actor, partnership_id: int, period: Timespan, filters: Filters) -> str | None:
    """Return where the same can be counted again, for those who may see it: for a partnership below, its part."""
    if not actor.may(Permission.EVIDENCE_VIEW) or not period.months:
        return None
    own = actor.partnership_id == partnership_id
    if not own and partnership_id not in partnership_tree(actor.partnership_id or 0):
        return None
    area = "" if own else f"part:{partnership_id}"
    crime_type, months = filters.get("crime_type") or ALL_CRIME, period.months
    return explore_address(area=area, crime_type=crime_type, first=months[0], last=months[-1])


def types_to_choose(partnership_id: int) -> Sequence[tuple[str, str]]:
    """Return the crime types that the police print, those of the files held among them; first all but anti-social
    behaviour, which is incidents."""
    printed = sorted({*layout.CRIME_TYPES, *crime_types(queries.store())})
    return [(each, each) for each in (ALL_CRIME, *printed)]


def offer() -> None:
    """Register the measure; called at start-up."""
    register(
        Measure(
            key=KEY,
            name="Recorded crime",
            unit="crimes recorded",
            definition=(
                "Records of one crime type in the street-level files that the districts’ own police force publishes "
                "each month, counted by the district printed in the name of the small area (LSOA). "
                "Records without a location are in no district."
            ),
            confidential=False,
            count=count,
            open_address=open_address,
            choices=(FilterChoice("crime_type", "Crime type", types_to_choose),),
        )
    )


def _note(counts: Counts) -> str:
    if counts.unknown:
        return f"No police file held has records of {' or '.join(counts.unknown)}."
    if counts.missing:
        months = ", ".join(f"{date(int(month[:4]), int(month[5:]), 1):%B %Y}" for month in counts.missing)
        return f"No police file is held for {months} from {' and '.join(name_of(force) for force in counts.forces)}."
    return ""
