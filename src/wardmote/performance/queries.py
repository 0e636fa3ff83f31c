"""Reads of indicators. An actor of None is the public: everything confidential is as suppressed as it can be."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet

from wardmote.access.actor import NOBODY, Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.common import clock
from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.partnership.queries import get_partnership_by_id
from wardmote.performance.comparing import similar_table
from wardmote.performance.counting import Counted, Reader, Reading
from wardmote.performance.models import Indicator
from wardmote.performance.models import Reading as KeptReading
from wardmote.performance.page import IndicatorPage, QuarterPage, Row, needs_remedy
from wardmote.performance.rows import Maker
from wardmote.performance.rules import partnership_asked_for, partnerships_in_sight, query_for
from wardmote.performance.series import MONTHS, Series, make_series
from wardmote.performance.shelf import MONTHS_DRAWN, Shelf, counted
from wardmote.performance.stretch import MONTH, QUARTER, months_in
from wardmote.performance.tables import bars, district_lines, month_lines, title_of
from wardmote.performance.years import year_of

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

__all__ = [
    "IndicatorFigure",
    "bars",
    "held_readings",
    "indicator_page",
    "indicators_of",
    "last_quarter",
    "latest_quarter",
    "needs_remedy",
    "parse_quarter",
    "partnership_asked_for",
    "partnerships_in_sight",
    "quarter_page",
    "query_for",
    "readings",
    "series",
    "title_of",
    "year_reading",
]  # fmt: skip

FIRST = Quarter(2000, 1)
IndicatorFigure = Row


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
    """Return what a partnership watches or did watch, in its order. Definitions only: no figure stands here."""
    found = Indicator.objects.filter(partnership_id=partnership_id).order_by("position", "name")
    return found.select_related("rag_rule", "owner")


def watched_in(partnership_id: int, quarter: Quarter) -> QuerySet[Indicator]:
    """Return the indicators that a quarter reports: those not retired by its end."""
    standing = Q(retired_on__isnull=True) | Q(retired_on__gt=quarter.end)
    return indicators_of(partnership_id).filter(standing)


def latest_quarter(partnership_id: int) -> Quarter:
    """Return the newest quarter of which some figure is held whole, counted from outside or typed; else our own."""
    reader = Reader(None)
    watched = list(watched_in(partnership_id, last_quarter()))
    typed = [each.pk for each in watched if each.kind == Indicator.Kind.TYPED]
    found = _latest_typed(typed) if typed else None
    whats = {counted(each): None for each in watched if each.kind == Indicator.Kind.COUNTED}
    outside = [each for each in whats if reader.from_outside(each)]
    quarter = last_quarter()
    for _ in range(MONTHS_DRAWN // 3 if outside else 0):
        if found is not None and quarter <= found:
            break
        if any(reader.read(what, partnership_id, quarter).comparable is not None for what in outside):
            return quarter
        quarter = quarter.previous()
    return found or last_quarter()


def _latest_typed(indicators: Sequence[int]) -> Quarter | None:
    """Return the newest quarter that typed figures reach the end of."""
    kept = KeptReading.objects.filter(indicator_id__in=indicators, current=True, value__isnull=False)
    newest = dict(kept.order_by().values_list("period_kind").annotate(Max("period_start")))
    reached = []
    if "quarter" in newest:
        reached.append(Quarter.containing(newest["quarter"]))
    if "month" in newest:
        quarter = Quarter.containing(newest["month"])
        reached.append(quarter if Month.containing(newest["month"]).end == quarter.end else quarter.previous())
    return min(max(reached), last_quarter()) if reached else None


def quarter_page(
    actor: Actor | None, partnership_id: int, quarter: Quarter, *, every_indicator: bool = False
) -> QuarterPage:
    """Return the rows of a quarter as `actor` may see them.

    The public (None) reads only of indicators that are public; `every_indicator` gives a member's copy of them all
    with the figures that are fit for the public. Raises Refused for a partnership that is not in the actor's sight, or
    that does not exist.
    """
    partnership = _partnership(actor, partnership_id)
    watched = watched_in(partnership_id, quarter)
    if actor is None and not every_indicator:
        watched = watched.filter(public=True)
    indicators = list(watched)
    return QuarterPage(
        partnership=partnership,
        quarter=quarter,
        rows=Maker(Shelf(Reader(actor), indicators, quarter)).rows(indicators),
        previous=quarter.previous() if quarter > FIRST else None,
        next=quarter.next() if quarter < last_quarter() else None,
    )


def get_indicator(actor: Actor | None, partnership_id: int, key: str) -> Indicator:
    """Return an indicator in sight. Raises Refused for one that is not there as for one that is not."""
    _partnership(actor, partnership_id)
    found = indicators_of(partnership_id).select_related("partnership", "rag_rule", "owner").filter(key=key).first()
    if found is None or (actor is None and not found.public):
        raise Refused(actor or NOBODY, "indicator.view", reason="no such indicator", object_ref=key[:80])
    return found


def indicator_page(actor: Actor | None, partnership_id: int, quarter: Quarter, key: str) -> IndicatorPage:
    """Return one indicator in full. Raises Refused for one that is not there as for one that is not in sight."""
    indicator = get_indicator(actor, partnership_id, key)
    shelf = Shelf(Reader(actor), [indicator], quarter)
    made = Maker(shelf).row(indicator)
    return IndicatorPage(
        partnership=indicator.partnership,
        row=made,
        chart=bars(made),
        months=month_lines(made),
        districts=district_lines(shelf, indicator.partnership, indicator, quarter),
        measure_definition=shelf.reader.definition(counted(indicator)),
        series=made.series,
        control=made.series.chart(title_of(made)),
        similar=similar_table(shelf, made),
    )


def series(reader: Actor | None, indicator: Indicator, upto: Month, months: int = MONTHS) -> Series:
    """Return an indicator's figures up to the end of the quarter that holds `upto`, with limits and special causes.

    `reader` None is the public. Where months may not be seen every point is without a value and `xmr` is None. Raises
    Refused for a partnership that is not in sight.
    """
    _partnership(reader, indicator.partnership_id)
    shelf = Shelf(Reader(reader), [indicator], upto.quarter)
    shelf.lengthen([indicator])
    return make_series(shelf, indicator, months)


def year_reading(actor: Actor | None, indicator: Indicator, year: FinancialYear) -> Reading:
    """Return a financial year's figure as `actor` (None: the public) may see it, made of its four quarters.

    The quarters are printed by themselves, so a year with a withheld quarter in it is withheld too, and one with a
    missing quarter is missing. Raises Refused for a partnership that is not in sight.
    """
    _partnership(actor, indicator.partnership_id)
    last = year.quarters[-1]
    shelf = Shelf(Reader(actor), [indicator], last)
    if shelf.is_typed(indicator) and indicator.frequency == Indicator.Frequency.YEAR:
        return shelf.read(indicator, last)
    months = [month.start for each in year.quarters for month in months_in(each)]
    shelf.typed.load({MONTH: months, QUARTER: [each.start for each in year.quarters]})
    return year_of([shelf.read(indicator, each) for each in year.quarters], indicator, shelf.shape(indicator), year)


def readings(
    actor: Actor | None, partnership_id: int, quarter: Quarter, what: Sequence[Counted]
) -> dict[Counted, Reading]:
    """Return what `actor` may see of each count in a quarter, by the same rules as the quarter's page."""
    _partnership(actor, partnership_id)
    reader = Reader(actor)
    return {each: reader.read(each, partnership_id, quarter) for each in what}


def held_readings(indicators: Iterable[Indicator], first: date, last: date) -> dict[tuple[int, str, date], KeptReading]:
    """Return the figures kept for periods that begin from `first` to `last`, by indicator, kind of period and day."""
    rows = KeptReading.objects.filter(
        indicator_id__in=[each.pk for each in indicators], current=True, period_start__range=(first, last)
    )
    return {(each.indicator_id, each.period_kind, each.period_start): each for each in rows}


def _partnership(actor: Actor | None, partnership_id: int) -> "Partnership":
    partnership = get_partnership_by_id(partnership_id)
    if actor is None and partnership is not None:
        return partnership
    slug = partnership.slug if partnership else f"#{partnership_id}"
    return partnership_asked_for(actor or NOBODY, slug, permission=Permission.PERFORMANCE_VIEW, action="quarter.view")
