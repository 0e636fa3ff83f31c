"""Brings together what a report says: what a closed round froze, or the figures as they are known today."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from wardmote.common import clock
from wardmote.common.dates import LONDON
from wardmote.common.periods import FinancialYear, Quarter
from wardmote.performance.rating import BY_JUDGEMENT
from wardmote.plan.queries.calendar import statement_data
from wardmote.plan.queries.rounds import FrozenRound, frozen, plans_in_force
from wardmote.publish.changes import revised
from wardmote.publish.data import Action, Figure, PlanHead, Point, ReportData, Revision, Snapshot, Texts
from wardmote.publish.live import formula, live, rule_in_words, word

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership
    from wardmote.plan.models import FrozenAction, FrozenFigure

_LAST_YEAR = "the same quarter last year"
_COMPARATORS = {"last_year": _LAST_YEAR, "previous": "the quarter before", "baseline": "the baseline"}


def gather(partnership: "Partnership", quarter: Quarter, *, year: bool = False) -> ReportData:
    """Return a quarter whole, as its round froze it or, before that, as it is known today; with the quarter before it.

    `year` brings the other quarters of its financial year as well, as far as they have begun.
    """
    today = live(partnership.pk, quarter)
    published = _published(partnership.pk, quarter)
    before = _published(partnership.pk, quarter.previous())
    now = published or today
    revisions: list[Revision] = revised(published, today) if published else []
    if before is not None:
        revisions += revised(before, live(partnership.pk, before.quarter))
    return ReportData(
        partnership=partnership.name,
        slug=partnership.slug,
        made=clock.now(),
        now=now,
        before=before,
        year=_year(partnership.pk, now) if year else (),
        revisions=tuple(revisions),
        plans=tuple(
            PlanHead(plan.title, plan.starts_on, plan.ends_on) for plan in plans_in_force(partnership.pk, quarter)
        ),
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


def _published(partnership_id: int, quarter: Quarter) -> Snapshot | None:
    """Return what a quarter's round froze; None where it never closed, or stands open again."""
    closed = frozen(partnership_id, quarter)
    return from_frozen(closed) if closed is not None and not closed.open_again else None


def _year(partnership_id: int, now: Snapshot) -> tuple[Snapshot, ...]:
    """The quarters of the financial year up to the report's own, oldest first."""
    earlier = [Quarter(now.quarter.year, number) for number in range(1, now.quarter.number)]
    return (*(_published(partnership_id, each) or live(partnership_id, each) for each in earlier), now)


def from_frozen(closed: FrozenRound) -> Snapshot:
    """Turn one edition of a closed round into what reports read."""
    return Snapshot(
        quarter=closed.quarter,
        edition=closed.edition,
        known_on=(closed.closed_at or clock.now()).astimezone(LONDON).date(),
        figures=tuple(_figure(each) for each in closed.figures),
        actions=tuple(_action(each) for each in closed.actions),
    )


def _figure(row: "FrozenFigure") -> Figure:
    return Figure(
        key=row.key, name=row.name, definition=row.definition, formula=formula(row), unit=row.unit,
        polarity=row.polarity, aggregation=row.aggregation, owner=row.owner, outcome=row.outcome,
        accountable=row.accountable, plan_ref=row.plan_ref, value=row.value, text=row.text,
        last_year_value=row.last_year_value, last_year_text=row.last_year_text, previous_text=row.previous_text,
        target_text=row.target_text, target=row.target, change_text=row.change_text,
        comparator=_COMPARATORS.get(row.comparator, _LAST_YEAR), short=word(row.short_direction),
        long=word(row.long_direction),
        rag=row.rag, rag_reason=row.rag_reason, rag_rule=_rule(row), variation=row.variation,
        assurance=row.assurance, quality=row.quality, source=row.source, notes=tuple(row.notes),
        series=points(row.series), minimum_base=row.minimum_base, decimals=row.decimals,
        synthetic=row.synthetic, public=row.indicator_public and row.indicator.public, texts=texts(row),
    )  # fmt: skip


def _rule(row: "FrozenFigure") -> str:
    return rule_in_words(row.rag_rule, row.rag_statement, by_judgement=row.rag_reason == BY_JUDGEMENT)


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
