"""What the registers let the rest of Wardmote count: numbers leave the confidential wing here, and nothing else."""

from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.common.periods import Quarter, Span, Timespan
from wardmote.measures.registry import register
from wardmote.measures.types import Count, Filters, Measure
from wardmote.registers.queries import may_open_counted, warnings_by_month


def _count(partnership_id: int, period: Timespan, filters: Filters) -> Count:
    months = warnings_by_month(partnership_id, period)
    return Count(value=sum(months.values()), by_month=months, source="Counted from the register of warnings.")


def _open(actor: Actor, partnership_id: int, period: Timespan, filters: Filters) -> str | None:
    if actor.partnership_id != partnership_id or not may_open_counted(actor):
        return None
    asked = f"?quarter={period.slug}" if isinstance(period, Quarter) else f"?months={Span.over(period).slug}"
    return reverse("registers:warnings") + asked


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
