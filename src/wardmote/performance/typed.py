"""Typed and imported figures, loaded for many indicators at once and read as one reader may see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from wardmote.common import clock
from wardmote.common.dates import plainday
from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.methods.aggregate import Aggregation, Figure, aggregate
from wardmote.performance import models
from wardmote.performance.reading import IS_SMALL, Number, Reading, Shape
from wardmote.performance.words import month_name, months_in_words

if TYPE_CHECKING:
    from wardmote.performance.models import Indicator

Period = Month | Quarter | FinancialYear
MONTH, QUARTER, YEAR = "month", "quarter", "year"
# What a whole is worth is what its least certain part is worth.
_QUALITIES = ("provisional", "revised", "final")
_SAID = {"provisional": "Provisional: it may still be revised."}


@dataclass(frozen=True)
class Held:
    """A figure as it is kept."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    quality: str
    note: str
    source: str

    @property
    def figure(self) -> Figure:
        return Figure(self.numerator, self.denominator, self.value)


@dataclass(frozen=True)
class Whole:
    """A figure of a period with the parts it was made of; `missing` names the periods without one."""

    figure: Figure
    parts: Sequence[Held]
    missing: Sequence[Period] = ()


def kind_of(period: Period) -> str:
    """Return how a period's kind is kept: `month`, `quarter` or `year`."""
    if isinstance(period, Month):
        return MONTH
    return QUARTER if isinstance(period, Quarter) else YEAR


def period_from(kind: str, start: date) -> Period:
    """Return the period that a kept kind and first day name. Raises KeyError for no kind."""
    return {MONTH: Month, QUARTER: Quarter, YEAR: FinancialYear}[kind].containing(start)


def shape_of(indicator: "Indicator") -> Shape:
    """Return how a typed indicator's figures are printed."""
    return Shape.of(indicator, ratio=bool(indicator.denominator_text))


class Typed:
    """The current figures of some indicators, in one query a stretch of time."""

    def __init__(self, indicators: Iterable["Indicator"]) -> None:
        self._indicators = {each.pk: each for each in indicators if each.kind == models.Indicator.Kind.TYPED}
        self._held: dict[int, dict[tuple[str, date], Held]] = {pk: {} for pk in self._indicators}

    def load(self, since: Mapping[str, date], until: date, only: Iterable[int] | None = None) -> None:
        """Fetch figures whose period starts from `since` (by kind) to `until`; once more for more changes nothing."""
        wanted = set(self._indicators) if only is None else set(only) & set(self._indicators)
        if not wanted:
            return
        stretch = Q()
        for kind, first in since.items():
            stretch |= Q(period_kind=kind, period_start__gte=first)
        rows = models.Reading.objects.filter(
            stretch, indicator_id__in=wanted, current=True, period_start__lte=until
        ).order_by()
        for pk, kind, start, *kept in rows.values_list(
            "indicator_id", "period_kind", "period_start", "numerator", "denominator", "value", "quality", "note",
            "source_ref",
        ):  # fmt: skip
            self._held[pk][(kind, start)] = Held(*kept)

    def held(self, indicator: "Indicator", period: Period) -> Held | None:
        """Return the figure kept for exactly this period."""
        return self._held.get(indicator.pk, {}).get((kind_of(period), period.start))

    def whole(self, indicator: "Indicator", period: Period) -> Whole:
        """Return a period's figure: the one kept for it, else made of its parts, of which none may be missing."""
        own = self.held(indicator, period)
        if own is not None:
            return Whole(own.figure, [own], [] if own.value is not None else [period])
        parts = _parts(indicator, period)
        if not parts:
            return Whole(Figure(None, None, None), [], [period])
        wholes = [self.whole(indicator, part) for part in parts]
        held = [each for whole in wholes for each in whole.parts]
        missing = [each for whole in wholes for each in whole.missing]
        if indicator.aggregation == Aggregation.LAST:
            return Whole(wholes[-1].figure, held, wholes[-1].missing)
        made = aggregate([each.figure for each in wholes], indicator.aggregation, indicator.multiplier)
        return Whole(made, held, missing if made.value is None else [])

    def values(self, indicator: "Indicator", periods: Iterable[Period]) -> list[Number | None]:
        """Return the figures kept for these periods, None where there is none."""
        found = self._held.get(indicator.pk, {})
        held = [found.get((kind_of(each), each.start)) for each in periods]
        return [None if each is None else each.value for each in held]

    def read(self, indicator: "Indicator", quarter: Quarter, *, openly: bool, notes: bool) -> Reading:
        """Read a quarter: of a yearly figure the last year that ended by then. `notes`: what was typed beside it too.

        Of a confidential figure only those who see it `openly` have its months, or a number that is small or made of
        small ones.
        """
        shape, period = shape_of(indicator), _period(indicator, quarter)
        whole = self.whole(indicator, period)
        made, said = whole.figure, [*_missing(indicator, period, whole)]
        quality = _quality(whole.parts) if made.value is not None else ""
        other = None if isinstance(period, Quarter) else period
        if other is not None:
            said.insert(0, f"For the year {period.short_label}.")
        said += [_SAID[quality]] if quality in _SAID else []
        complete = made.value is not None
        source = next((each.source for each in reversed(whole.parts) if each.source), "")
        if not openly:
            text, why = _withheld(shape, whole)
            if why:
                return Reading(quarter, None, text, (*said, why), complete=complete, hidden=True, period=other)
        elif notes:
            said += [each.note for each in whole.parts if each.note]
        months, texts = self._months(indicator, quarter, shape) if openly else ({}, {})
        return Reading(
            quarter, made.value, shape.text(made.value, made.numerator, made.denominator), tuple(said), months,
            complete, source=source if notes else "", numerator=made.numerator, denominator=made.denominator,
            quality=quality, period=other, month_texts=texts,
        )  # fmt: skip

    def _months(
        self, indicator: "Indicator", quarter: Quarter, shape: Shape
    ) -> tuple[dict[str, Number | None], dict[str, str]]:
        if indicator.frequency != models.Indicator.Frequency.MONTH:
            return {}, {}
        values: dict[str, Number | None] = {}
        texts = {}
        for slug in quarter.months:
            held = self.held(indicator, Month.parse(slug))
            values[slug] = held.value if held else None
            texts[slug] = shape.text(held.value, held.numerator, held.denominator) if held else shape.text(None)
        return values, texts


def _period(indicator: "Indicator", quarter: Quarter) -> Quarter | FinancialYear:
    if indicator.frequency != models.Indicator.Frequency.YEAR:
        return quarter
    year = FinancialYear.containing(quarter.start)
    return year if year.end <= quarter.end else year.previous()


def _parts(indicator: "Indicator", period: Period) -> Sequence[Period]:
    frequency = indicator.frequency
    if frequency == models.Indicator.Frequency.YEAR or isinstance(period, Month):
        return []
    if isinstance(period, FinancialYear):
        return period.quarters
    return [Month.parse(each) for each in period.months] if frequency == models.Indicator.Frequency.MONTH else []


def _missing(indicator: "Indicator", period: Period, whole: Whole) -> list[str]:
    """Say what is missing, and when it is due where that is still to come."""
    if not whole.missing:
        reason = whole.figure.reason if whole.figure.value is None else ""
        return [f"{reason[0].upper()}{reason[1:]}."] if reason else []
    months = [each.slug for each in whole.missing if isinstance(each, Month)]
    named = months_in_words(months) if months else " and ".join(each.label for each in whole.missing)
    due = date.fromordinal(period.end.toordinal() + indicator.lag_days)
    wait = f" It is due by {plainday(due)}." if indicator.lag_days and clock.today() <= due else ""
    return [f"No figure is held for {named}.{wait}"]


def _quality(parts: Sequence[Held]) -> str:
    return min((each.quality for each in parts), key=_QUALITIES.index, default="")


def _withheld(shape: Shape, whole: Whole) -> tuple[str, str]:
    """Return what is printed in place of a figure of people, and why; nothing where it may be printed."""
    made = whole.figure
    if shape.names_people(made.value, made.numerator, made.denominator):
        return shape.withheld, IS_SMALL
    return "", ""


def labels_of(periods: Iterable[Period]) -> list[str]:
    """Return the names of periods as a chart's words use them."""
    return [month_name(each.slug) if isinstance(each, Month) else each.label for each in periods]
