"""Brings together what a report says: what a closed round froze, or the figures as they are known today."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from wardmote.common import clock
from wardmote.common.dates import in_london, plainday
from wardmote.common.periods import FinancialYear, Quarter
from wardmote.plan.queries.calendar import statement_data
from wardmote.plan.queries.rounds import FrozenRound, frozen, plans_in_force
from wardmote.publish.data import Action, Figure, Point, ReportData, Revision, Snapshot, Texts, revised
from wardmote.publish.live import formula, live, word

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership
    from wardmote.plan.models import FrozenAction, FrozenFigure

_COMPARATORS = {"last_year": "the same quarter last year", "previous": "the quarter before", "baseline": "the baseline"}


def gather(partnership: "Partnership", quarter: Quarter, *, year: bool = False) -> ReportData:
    """Return a quarter whole, as its round froze it or, before that, as it is known today; with the quarter before it.

    `year` brings the other quarters of its financial year as well, as far as they have begun.
    """
    now, known = _snapshot(partnership.pk, quarter)
    before, before_known = _snapshot(partnership.pk, quarter.previous(), only_frozen=True)
    revisions: list[Revision] = []
    for published, today in ((now, known), (before, before_known)):
        if published is not None and published.frozen and today is not None:
            revisions += revised(published, today)
    return ReportData(
        partnership=partnership.name,
        slug=partnership.slug,
        made=clock.now(),
        now=now,
        before=before,
        year=_year(partnership.pk, now) if year else (),
        revisions=tuple(revisions),
        plans=tuple(_plan_lines(partnership.pk, now)),
    )


def gather_calendar(partnership: "Partnership", quarter: Quarter) -> ReportData:
    """Return the duties of the financial year of a quarter, and no figures."""
    return ReportData(
        partnership=partnership.name,
        slug=partnership.slug,
        made=clock.now(),
        now=Snapshot(quarter, 0, clock.today()),
        calendar=statement_data(partnership, FinancialYear(quarter.year)),
    )


def _snapshot(
    partnership_id: int, quarter: Quarter, *, only_frozen: bool = False
) -> "tuple[Snapshot, Snapshot | None] | tuple[None, None]":
    """Return a quarter as published, and as now known; only the second is live. Without a closed round both are."""
    closed = frozen(partnership_id, quarter)
    published = from_frozen(closed) if closed is not None and not closed.open_again else None
    if published is None and only_frozen:
        return None, None
    today = live(partnership_id, quarter)
    return published or today, today


def _year(partnership_id: int, now: Snapshot) -> tuple[Snapshot, ...]:
    """The quarters of the financial year up to the report's own, oldest first."""
    found = []
    for number in range(1, now.quarter.number):
        each, _ = _snapshot(partnership_id, Quarter(now.quarter.year, number))
        if each is not None:
            found.append(each)
    return (*found, now)


def _plan_lines(partnership_id: int, now: Snapshot) -> Iterable[str]:
    """Say in a sentence each which plans are in force and how far they have come."""
    for plan in plans_in_force(partnership_id, now.quarter):
        actions = [each for each in now.actions if each.plan == plan.title]
        done, late = sum(each.means == "done" for each in actions), sum(each.late for each in actions)
        many = "1 action" if len(actions) == 1 else f"{len(actions)} actions"
        yield (
            f"{plan.title}, {plainday(plan.starts_on)} to {plainday(plan.ends_on)}, holds {many}: "
            f"{done or 'none'} done and {late or 'none'} late."
        )


def from_frozen(closed: FrozenRound) -> Snapshot:
    """Turn one edition of a closed round into what reports read."""
    moment = closed.closed_at or clock.now()
    return Snapshot(
        quarter=closed.quarter,
        edition=closed.edition,
        known_on=in_london(moment).date() if hasattr(moment, "date") else moment,
        figures=tuple(_figure(each) for each in closed.figures),
        actions=tuple(_action(each) for each in closed.actions),
    )


def _figure(row: "FrozenFigure") -> Figure:
    indicator = row.indicator
    return Figure(
        key=row.key, name=row.name, definition=row.definition, formula=formula(indicator), unit=row.unit,
        polarity=row.polarity, aggregation=indicator.aggregation, owner=row.owner, outcome=row.outcome,
        accountable=row.accountable, plan_ref=row.plan_ref, value=row.value, text=row.text,
        last_year_value=row.last_year_value, last_year_text=row.last_year_text, previous_text=row.previous_text,
        target_text=row.target_text, target=row.target, change_text=row.change_text,
        comparator=_COMPARATORS[indicator.comparator], short=word(row.short_direction), long=word(row.long_direction),
        rag=row.rag, rag_reason=row.rag_reason, rag_rule=row.rag_rule, variation=row.variation,
        assurance=row.assurance, quality=row.quality, source=row.source, notes=tuple(row.notes),
        series=points(row.series), minimum_base=indicator.minimum_base, decimals=indicator.decimals,
        synthetic=row.synthetic, public=row.indicator_public and indicator.public, texts=texts(row),
    )  # fmt: skip


def _action(row: "FrozenAction") -> Action:
    return Action(
        plan=row.plan_title, priority=row.priority, ref=row.ref, wording=row.wording, lead=row.lead,
        partners=row.partners, sponsor=row.sponsor, due=row.due, links=row.links, status=row.status,
        means=row.status_means, rag=row.rag, late=row.late, public=row.action_public, texts=texts(row),
    )  # fmt: skip


def texts(row: "FrozenFigure | FrozenAction") -> Texts:
    return Texts(
        short=row.short_text, full=row.full_text, public=row.public, remedial=row.remedial_text,
        remedial_due_on=row.remedial_due_on, remedial_by=row.remedial_by,
    )  # fmt: skip


def points(series: Sequence[Sequence[Any]]) -> tuple[Point, ...]:
    """Read a frozen series: period, figure or null and, where a new baseline begins, why. Nothing if all is hidden."""
    if all(value is None for _, value, *_ in series):
        return ()
    return tuple(
        Point(str(slug), None if value is None else Decimal(str(value)), str(rest[0]) if rest else "")
        for slug, value, *rest in series
    )
