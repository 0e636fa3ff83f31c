"""What the registers let the rest of Wardmote count: numbers leave the confidential wing here, and nothing else."""

from collections.abc import Mapping

from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.common.periods import Quarter
from wardmote.measures.registry import register
from wardmote.measures.types import Count, Measure
from wardmote.registers.queries import may_open_counted, warnings_by_month


def _count(partnership_id: int, quarter: Quarter, filters: Mapping[str, str]) -> Count:
    months = warnings_by_month(partnership_id, quarter)
    return Count(value=sum(months.values()), by_month=months, source="Counted from the register of warnings.")


def _open(actor: Actor, partnership_id: int, quarter: Quarter, filters: Mapping[str, str]) -> str | None:
    if actor.partnership_id != partnership_id or not may_open_counted(actor):
        return None
    return reverse("registers:warnings") + f"?quarter={quarter.slug}"


def register_measures() -> None:
    """Register at start-up."""
    register(
        Measure(
            key="warnings_issued",
            name="Community protection warnings issued",
            unit="warnings",
            definition=(
                "Written warnings issued in the period under section 43 of the Anti-social Behaviour, Crime and "
                "Policing Act 2014, recorded on the partnership’s cases, by date of issue."
            ),
            confidential=True,
            count=_count,
            open_address=_open,
        )
    )
