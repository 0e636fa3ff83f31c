"""Reads of indicators. An actor of None is the public: everything confidential is as suppressed as it can be."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from wardmote.access.actor import NOBODY, Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.partnership.queries import get_partnership_by_id
from wardmote.performance.counting import Counted, Reader, Reading
from wardmote.performance.models import Indicator
from wardmote.performance.page import IndicatorPage, QuarterPage
from wardmote.performance.rows import QUARTERS_DRAWN, bars, counted, district_lines, month_lines, row
from wardmote.performance.rules import partnership_asked_for, partnerships_in_sight, query_for

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

__all__ = [
    "bars", "indicator_page", "indicators_of", "last_quarter", "latest_quarter", "parse_quarter",
    "partnership_asked_for", "partnerships_in_sight", "quarter_page", "query_for", "readings",
]  # fmt: skip

FIRST = Quarter(2000, 1)


def last_quarter() -> Quarter:
    """Return the newest quarter that has a page: the one we are in."""
    return Quarter.containing(clock.today())


def parse_quarter(slug: str) -> Quarter:
    """Read a quarter that has a page. Raises ValueError, in a sentence, for anything else."""
    quarter = Quarter.parse(slug)
    if not FIRST <= quarter <= last_quarter():
        raise ValueError(f"{slug} is out of range: quarters from {FIRST.slug} to {last_quarter().slug} are reported.")
    return quarter


def indicators_of(partnership_id: int) -> QuerySet[Indicator]:
    """Return what a partnership watches, in its order. Definitions only: no figure stands here."""
    return Indicator.objects.filter(partnership_id=partnership_id).order_by("position", "name")


def latest_quarter(partnership_id: int) -> Quarter:
    """Return the newest quarter of which every month of some figure from outside is held; else the one we are in."""
    reader = Reader(None)
    outside = [counted(each) for each in indicators_of(partnership_id) if reader.from_outside(counted(each))]
    quarter = last_quarter()
    for _ in range(QUARTERS_DRAWN if outside else 0):
        if any(reader.read(what, partnership_id, quarter).comparable is not None for what in outside):
            return quarter
        quarter = quarter.previous()
    return last_quarter()


def quarter_page(actor: Actor | None, partnership_id: int, quarter: Quarter) -> QuarterPage:
    """Return every indicator's row for a quarter as `actor` may see it.

    Raises Refused for a partnership that is not in the actor's sight, or that does not exist.
    """
    partnership = _partnership(actor, partnership_id)
    reader = Reader(actor)
    return QuarterPage(
        partnership=partnership,
        quarter=quarter,
        rows=tuple(row(reader, each, quarter) for each in indicators_of(partnership_id)),
        previous=quarter.previous() if quarter > FIRST else None,
        next=quarter.next() if quarter < last_quarter() else None,
    )


def indicator_page(actor: Actor | None, partnership_id: int, quarter: Quarter, key: str) -> IndicatorPage:
    """Return one indicator in full. Raises Refused for one that is not there as for one that is not in sight."""
    partnership = _partnership(actor, partnership_id)
    indicator = indicators_of(partnership_id).filter(key=key).first()
    if indicator is None:
        raise Refused(actor or NOBODY, "indicator.view", reason="no such indicator", object_ref=key[:80])
    reader = Reader(actor)
    made = row(reader, indicator, quarter)
    return IndicatorPage(
        partnership=partnership,
        row=made,
        chart=bars(made),
        months=month_lines(made),
        districts=district_lines(reader, partnership, indicator, quarter),
        measure_definition=reader.definition(counted(indicator)),
    )


def readings(
    actor: Actor | None, partnership_id: int, quarter: Quarter, what: Sequence[Counted]
) -> dict[Counted, Reading]:
    """Return what `actor` may see of each count in a quarter, by the same rules as the quarter's page."""
    _partnership(actor, partnership_id)
    reader = Reader(actor)
    return {each: reader.read(each, partnership_id, quarter) for each in what}


def _partnership(actor: Actor | None, partnership_id: int) -> "Partnership":
    partnership = get_partnership_by_id(partnership_id)
    if actor is None and partnership is not None:
        return partnership
    slug = partnership.slug if partnership else f"#{partnership_id}"
    return partnership_asked_for(actor or NOBODY, slug, permission=Permission.PERFORMANCE_VIEW, action="quarter.view")
