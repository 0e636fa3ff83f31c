"""The figures that a round works with. They are the public's, whoever looks.

What a round requires, shows its manager and freezes has to be one thing for everybody, and may give away no small
count; so all of it is judged on what the public may see. What the person answering may see beyond that they see on
their own page only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.common import clock
from wardmote.common.dates import plainday
from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.measures.registry import every
from wardmote.performance.counting import Counted, Reading
from wardmote.performance.page import Row
from wardmote.performance.queries import held_readings, quarter_page, readings, watched_in
from wardmote.performance.typed import kind_of

if TYPE_CHECKING:
    from wardmote.performance.models import Indicator
    from wardmote.performance.models import Reading as KeptReading
    from wardmote.plan.models import PlanAction
    from wardmote.plan.queries.rounds_items import Item


@dataclass(frozen=True)
class Shown:
    """A figure on the answering page, in words, with the page that it opens."""

    label: str
    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class FigureAsked:
    """A figure that somebody types: of which indicator and period, what is held of it, and whether it is due by now."""

    indicator: "Indicator"
    period: Month | Quarter | FinancialYear
    numerator: Decimal | None
    denominator: Decimal | None
    quality: str
    revision: int
    due: bool

    @property
    def key(self) -> str:
        return f"indicator-{self.indicator.pk}-{self.period.slug}"

    @property
    def kind(self) -> str:
        return kind_of(self.period)

    @property
    def label(self) -> str:
        return self.indicator.numerator_text or f"{self.indicator.unit[:1].upper()}{self.indicator.unit[1:]}"

    @property
    def out_of(self) -> str:
        """What the figure is out of; nothing where it is a count."""
        return self.indicator.denominator_text

    @property
    def hint(self) -> str:
        if self.due:
            return ""
        wait = self.period.end + timedelta(days=self.indicator.lag_days)
        return f"Not due before {plainday(wait)}: leave it empty if you do not have it yet"

    @property
    def missing(self) -> bool:
        return self.due and not self.revision


def watched(partnership_id: int, quarter: Quarter) -> "list[Indicator]":
    """Return the indicators that a quarter reports, public or not, in their order."""
    return list(watched_in(partnership_id, quarter))


def public_rows(partnership_id: int, quarter: Quarter) -> dict[int, Row]:
    """Return each indicator's row with its figures as the public may see them, by the indicator's id."""
    page = quarter_page(None, partnership_id, quarter, every_indicator=True)
    return {each.indicator.pk: each for each in page.rows}


class Rows:
    """The public's rows of a quarter by indicator, worked out when one is first asked for: most saves need none."""

    def __init__(self, partnership_id: int, quarter: Quarter) -> None:
        self._of = (partnership_id, quarter)
        self._rows: dict[int, Row] | None = None

    def get(self, indicator_id: int) -> Row | None:
        if self._rows is None:
            self._rows = public_rows(*self._of)
        return self._rows.get(indicator_id)


def figures_asked(quarter: Quarter, indicators: "Iterable[Indicator | None]") -> dict[int, list[FigureAsked]]:
    """Return the figures that the typed ones of these indicators want for a quarter, by the indicator's id."""
    typed = [each for each in indicators if each is not None and each.kind == "typed"]
    first = FinancialYear.containing(quarter.start).start
    held = held_readings(typed, first, quarter.end) if typed else {}
    return {
        each.pk: [
            _asked(each, period, held.get((each.pk, kind_of(period), period.start)))
            for period in periods_of(each, quarter)
        ]
        for each in typed
    }


def periods_of(indicator: "Indicator", quarter: Quarter) -> list[Month | Quarter | FinancialYear]:
    """Return the periods of a quarter for which an indicator has a figure; a year's only in its last quarter."""
    if indicator.frequency == "month":
        return [Month.parse(each) for each in quarter.months]
    if indicator.frequency == "quarter":
        return [quarter]
    return [FinancialYear.containing(quarter.start)] if quarter.number == 4 else []


def _asked(
    indicator: "Indicator", period: Month | Quarter | FinancialYear, held: "KeptReading | None"
) -> FigureAsked:  # fmt: skip
    due = clock.today() > period.end + timedelta(days=indicator.lag_days)
    if held is None:
        return FigureAsked(indicator, period, None, None, "", 0, due)
    above = held.numerator if held.numerator is not None else held.value
    return FigureAsked(indicator, period, _plain(above), _plain(held.denominator), held.quality, held.revision, due)


def _plain(number: Decimal | None) -> Decimal | None:
    """Write 12 and not 12.000000 into a box."""
    if number is None:
        return None
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def missing_figures(quarter: Quarter, items: "Sequence[Item]") -> list[FigureAsked]:
    """Return the typed figures that are due by now and not held."""
    asked = figures_asked(quarter, [item.indicator for item in items])
    return [each for figures in asked.values() for each in figures if each.missing]


def shown_figures(
    actor: Actor, partnership_id: int, quarter: Quarter, items: "Sequence[Item]"
) -> dict[str, list[Shown]]:
    """Return what the product counted in the quarter for each item, as `actor` may see it, by the item's key."""
    sees = bool(actor.may(Permission.PERFORMANCE_VIEW))
    page = quarter_page(actor if sees else None, partnership_id, quarter)
    rows = {each.indicator.pk: each for each in page.rows}
    actions = [item.action for item in items if item.action]
    counts = action_counts(actor, partnership_id, quarter, actions)
    names = measure_names()
    found: dict[str, list[Shown]] = {}
    for item in items:
        if item.indicator:
            row = rows.get(item.indicator.pk)
            found[item.key] = _of_row(row, link=sees) if row else []
        elif item.action:
            found[item.key] = _of_action(item.action, rows, counts, names, link=sees)
    return found


def _of_row(row: Row, *, link: bool) -> list[Shown]:
    quarter = row.now.quarter
    href = reverse("performance:indicator", kwargs={"quarter": quarter.slug, "key": row.indicator.key}) if link else ""
    said = [row.compared_text, row.change_text, row.direction_text]
    found = [
        Shown("This quarter", with_unit(row), href, row.note),
        Shown(row.comparator.capitalize(), ", ".join(dict.fromkeys(said))),
    ]
    if row.target_text:
        found.append(Shown("Target", f"{row.target_text}. {row.rag_text}: {row.rag.reason}"))
    return found


def with_unit(row: Row) -> str:
    """Write a quarter's figure with what it is a figure of; only that it is not known where it is not."""
    return row.shown if row.now.value is None and not row.now.hidden else f"{row.shown} {row.indicator.unit}"


def _of_action(
    action: "PlanAction", rows: Mapping[int, Row], counts: Mapping[Counted, Reading], names: Mapping[str, str], *,
    link: bool,
) -> list[Shown]:  # fmt: skip
    found = []
    for each in action.measures.all():
        row = rows.get(each.indicator_id or 0)
        if row:
            place = {"quarter": row.now.quarter.slug, "key": row.indicator.key}
            href = reverse("performance:indicator", kwargs=place) if link else ""
            found.append(Shown(each.text, with_unit(row), href))
    if action.measure_key and not found:
        reading = counts[counted(action)]
        found.append(Shown(names.get(action.measure_key, "Counted"), reading.text, "", " ".join(reading.notes)))
    return found


def counted(action: "PlanAction") -> Counted:
    """Return what counts an action; of no measure where nothing does."""
    return Counted.of(action.measure_key, action.filters)


def measure_names() -> dict[str, str]:
    return {measure.key: measure.name for measure in every()}


def action_counts(
    actor: Actor | None, partnership_id: int, quarter: Quarter, actions: "Sequence[PlanAction]"
) -> dict[Counted, Reading]:
    """Return the quarter's counts of those actions that have a measure of their own."""
    reader = actor if actor is not None and actor.may(Permission.PERFORMANCE_VIEW) else None
    what = {counted(each): None for each in actions if each.measure_key}
    return readings(reader, partnership_id, quarter, list(what))


def frozen_fields(row: Row) -> dict[str, Any]:
    """Return what is kept of a row, field by field, as plain numbers and words. The row is the public's."""
    indicator, now = row.indicator, row.now
    return {
        "key": indicator.key, "name": indicator.name, "definition": indicator.definition, "unit": indicator.unit,
        "polarity": indicator.polarity, "numerator_text": indicator.numerator_text,
        "denominator_text": indicator.denominator_text, "multiplier": indicator.multiplier,
        "aggregation": indicator.aggregation, "comparator": indicator.comparator,
        "minimum_base": indicator.minimum_base, "decimals": indicator.decimals,
        "owner": indicator.owner.name if indicator.owner else "",
        "plan_ref": indicator.plan_ref, "outcome": indicator.outcome,
        "accountable": ", ".join(sorted(each.name for each in indicator.accountable.all()))[:400],
        "value": now.value, "text": now.text[:80], "numerator": now.numerator, "denominator": now.denominator,
        "last_year_value": row.then.value, "last_year_text": row.then.text[:80],
        "previous_value": row.previous.value, "previous_text": row.previous.text[:80],
        "target": row.target, "target_text": row.target_text[:80], "change_text": row.change_text[:120],
        "short_direction": row.short.word, "long_direction": row.long.word, "rag": row.rag.colour.value,
        "rag_reason": row.rag.reason, "rag_rule": row.rag_rule[:160], "rag_statement": row.rag.statement,
        "variation": row.variation[:40],
        "assurance": row.assurance[:40], "quality": row.quality,
        "source": (now.source or row.then.source or indicator.source)[:200],
        "notes": [*row.notes, *([row.rag_note] if row.rag_note else [])], "series": _series(row),
        "synthetic": row.synthetic,
    }  # fmt: skip


def _series(row: Row) -> list[list[Any]]:
    """Return the months as they are drawn, and why where a new baseline begins; one that may not be seen is none."""
    steps = {each.index: each.reason for each in row.series.steps}
    return [
        [each.period.slug, None if each.value is None or each.hidden else float(each.value),
         *([steps[place]] if place in steps else [])]
        for place, each in enumerate(row.series.points)
    ]  # fmt: skip
