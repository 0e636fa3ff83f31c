"""A quarter as it is known today, for drafts, and to set beside what was published. Figures are the public's."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.plan.queries.rounds_standing import standing_items
from wardmote.plan.words import due_of
from wardmote.publish.data import NO_TEXTS, Action, Figure, Point, Snapshot, Texts

if TYPE_CHECKING:
    from wardmote.partnership.models import Organisation
    from wardmote.performance.models import Indicator
    from wardmote.performance.page import Row
    from wardmote.performance.series import Series
    from wardmote.plan.models import FrozenFigure, PlanAction, Update
    from wardmote.plan.queries.rounds_items import Item


_JUDGED = "Rated by the partnership’s own judgement in place of the rule’s."


def live(partnership_id: int, quarter: Quarter) -> Snapshot:
    """Return every indicator that is watched and every action in force, with what the open round, if any, says."""
    items = standing_items(partnership_id, quarter)
    return Snapshot(
        quarter=quarter,
        edition=0,
        known_on=clock.today(),
        figures=tuple(figure_of(item.row, _texts(item.update)) for item in items if item.row),
        actions=tuple(_action(item.action, item) for item in items if item.action),
    )


def figure_of(row: "Row", texts: Texts = NO_TEXTS) -> Figure:
    """Turn a row that is fit for the public into what reports read."""
    indicator, drawn = row.indicator, row.series
    return Figure(
        key=indicator.key, name=indicator.name, definition=indicator.definition, formula=formula(indicator),
        unit=indicator.unit, polarity=indicator.polarity, aggregation=indicator.aggregation,
        owner=_name(indicator.owner), outcome=indicator.outcome,
        accountable=", ".join(sorted(each.name for each in indicator.accountable.all())), plan_ref=indicator.plan_ref,
        value=_decimal(row.now.value), text=row.shown, last_year_value=_decimal(row.then.comparable),
        last_year_text=row.then.text, previous_text=row.previous.text, target_text=row.target_text,
        target=row.target, change_text=row.change_text, comparator=row.comparator, short=word(row.short.word),
        long=word(row.long.word), rag=str(row.rag.colour), rag_reason=_reason(row), rag_rule=_rule(row),
        variation=row.variation, assurance=row.assurance, quality=row.quality,
        source=row.now.source or indicator.source, notes=row.notes, series=_points(drawn),
        minimum_base=indicator.minimum_base, decimals=indicator.decimals, synthetic=row.synthetic,
        public=indicator.public, texts=texts,
    )  # fmt: skip


def formula(of: "Indicator | FrozenFigure") -> str:
    """Say how a figure is worked out, where it is more than a count."""
    if not of.denominator_text:
        return ""
    times = "" if of.multiplier == 1 else f" × {of.multiplier.normalize():,f}"
    return f"Worked out as {of.numerator_text or of.name} ÷ {of.denominator_text}{times}."


def _action(action: "PlanAction", item: "Item") -> Action:
    status = (item.update.status if item.update else None) or action.status
    links = [each.to_action.ref if each.to_action else each.text for each in action.points_at.all()]
    return Action(
        plan=action.plan.title, priority=str(action.priority), ref=action.ref, wording=action.wording,
        lead=action.lead.name if action.lead else action.lead_text,
        partners=", ".join(sorted(each.name for each in action.partners.all())), sponsor=action.sponsor,
        due=due_of(action), links=", ".join(links), status=status.label if status else "",
        means=status.means if status else "", rag=item.rag, late=item.late, public=action.public,
        texts=_texts(item.update),
    )  # fmt: skip


def _texts(update: "Update | None") -> Texts:
    if update is None:
        return NO_TEXTS
    return Texts(
        short=update.short_text, full=update.full_text, public=update.public, remedial=update.remedial_text,
        remedial_due_on=update.remedial_due_on, remedial_by=_name(update.remedial_by),
    )  # fmt: skip


def _points(drawn: "Series") -> tuple[Point, ...]:
    """The series as drawn; nothing where its months are withheld."""
    if drawn.hidden or drawn.xmr is None:
        return ()
    steps: Mapping[int, str] = {step.index: step.reason for step in drawn.steps}
    return tuple(
        Point(point.period.slug, _decimal(point.value), steps.get(at, "")) for at, point in enumerate(drawn.points)
    )


def _reason(row: "Row") -> str:
    """Why it is rated so, for members; a judgement's own words came with a member's reader, and this one is not."""
    return " ".join(part for part in (row.rag.reason, row.rag_note) if part)


def _rule(row: "Row") -> str:
    return rule_in_words(row.rag_rule, row.rag.statement, by_judgement=row.rag_overridden)


def rule_in_words(name: str, statement: str, *, by_judgement: bool) -> str:
    """Say by which rule a figure is rated, what it says, and whether somebody judged otherwise."""
    said = [*([f"{name}."] if name else []), *([statement] if statement else []), *([_JUDGED] if by_judgement else [])]
    return " ".join(said)


def word(direction: str) -> str:
    """A direction in the words of a report."""
    return "not compared" if direction in ("", "not known") else direction


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _name(body: "Organisation | None") -> str:
    return body.name if body else ""
