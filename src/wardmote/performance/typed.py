"""Typed and imported figures, loaded for many indicators at once and read as one reader may see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from django.db.models import FloatField, Q
from django.db.models.functions import Cast

from wardmote.common import clock
from wardmote.common.dates import plainday
from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.methods.aggregate import Aggregation, Figure, aggregate
from wardmote.performance import models
from wardmote.performance.reading import IS_SMALL, Drawn, Number, Reading, Shape
from wardmote.performance.stretch import Key, Period, key_of, keys_of, kind_of, months_in
from wardmote.performance.words import months_in_words

if TYPE_CHECKING:
    from wardmote.performance.models import Indicator

__all__ = ["Held", "Typed", "Whole", "kind_of", "shape_of", "year_shown"]

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


def shape_of(indicator: "Indicator") -> Shape:
    """Return how a typed indicator's figures are printed."""
    return Shape.of(indicator, ratio=bool(indicator.denominator_text))


class Typed:
    """The current figures of some indicators, in one question a stretch of time."""

    def __init__(self, indicators: Iterable["Indicator"]) -> None:
        self._indicators = {each.pk: each for each in indicators if each.kind == models.Indicator.Kind.TYPED}
        self._held: dict[int, dict[tuple[str, date], Held]] = {pk: {} for pk in self._indicators}
        self._drawn: dict[int, dict[tuple[str, date], float | None]] = {pk: {} for pk in self._indicators}

    def load(self, starts: Mapping[str, Iterable[date]], only: Iterable[int] | None = None) -> None:
        """Fetch figures whole, to be printed, of the periods that start on these days, by kind."""
        wanted = set(self._indicators) if only is None else set(only) & set(self._indicators)
        if not wanted:
            return
        which = Q()
        for kind, days in starts.items():
            which |= Q(period_kind=kind, period_start__in=list(days))
        found = models.Reading.objects.filter(which, indicator_id__in=wanted, current=True).order_by()
        for pk, kind, start, above, below, value, quality, note, source in found.values_list(
            "indicator_id", "period_kind", "period_start", "numerator", "denominator", "value", "quality", "note",
            "source_ref",
        ):  # fmt: skip
            self._held[pk][(kind, start)] = Held(above, below, value, quality, note, source)

    def draw(self, kind: str, first: date, before: date, only: Iterable[int] | None = None) -> None:
        """Fetch bare values, to be drawn and compared with their own past; a chart needs no more than a float."""
        wanted = set(self._indicators) if only is None else set(only) & set(self._indicators)
        if not wanted:
            return
        found = models.Reading.objects.filter(
            indicator_id__in=wanted, current=True, period_kind=kind, period_start__gte=first, period_start__lt=before
        ).order_by()
        drawn = found.annotate(drawn=Cast("value", FloatField()))
        for pk, start, value in drawn.values_list("indicator_id", "period_start", "drawn"):
            self._drawn[pk][(kind, start)] = value

    def held(self, indicator: "Indicator", period: Period) -> Held | None:
        """Return the figure kept for exactly this period."""
        return self._held.get(indicator.pk, {}).get(key_of(period))

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

    def values(self, indicator: "Indicator", periods: tuple[Period, ...]) -> list[Drawn | None]:
        """Return the values to be drawn of these periods, None where there is none; see `draw`."""
        found = self._drawn.get(indicator.pk, {})
        return [found.get(key) for key in keys_of(periods)]

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
        said += [_SAID[quality]] if quality in _SAID else []
        complete = made.value is not None
        source = next((each.source for each in reversed(whole.parts) if each.source), "")
        if not openly:
            text, why = _withheld(shape, whole)
            if why:
                return Reading(quarter, None, text, (*said, why), complete=complete, hidden=True, period=other)
        elif notes:
            said += [each.note for each in whole.parts if each.note]
        months = self._months(indicator, quarter) if openly else {}
        return Reading(
            quarter, made.value, shape.text(made.value, made.numerator, made.denominator), tuple(said), _values(months),
            complete, source=source if notes else "", numerator=made.numerator, denominator=made.denominator,
            quality=quality, period=other, texts_of_months=partial(_texts, months, shape),
        )  # fmt: skip

    def _months(self, indicator: "Indicator", quarter: Quarter) -> dict[str, Held | None]:
        if indicator.frequency != models.Indicator.Frequency.MONTH:
            return {}
        found = self._held.get(indicator.pk, {})
        return {slug: found.get(key) for slug, key in zip(*_slugs(quarter), strict=True)}


@lru_cache(maxsize=256)
def _slugs(quarter: Quarter) -> tuple[tuple[str, ...], tuple[Key, ...]]:
    """The names and keys of a quarter's months."""
    return tuple(each.slug for each in months_in(quarter)), keys_of(months_in(quarter))


def _values(months: Mapping[str, Held | None]) -> dict[str, Number | None]:
    return {slug: held.value if held else None for slug, held in months.items()}


def _texts(months: Mapping[str, Held | None], shape: Shape) -> dict[str, str]:
    return {
        slug: shape.text(held.value, held.numerator, held.denominator) if held else shape.text(None)
        for slug, held in months.items()
    }


def _period(indicator: "Indicator", quarter: Quarter) -> Quarter | FinancialYear:
    return year_shown(indicator, quarter) if indicator.frequency == models.Indicator.Frequency.YEAR else quarter


def year_shown(indicator: "Indicator", quarter: Quarter) -> FinancialYear:
    """Return the year whose figure a quarter shows where figures come once a year."""
    # The figure of a year stands from the quarter by whose end it is there.
    there = quarter.end - timedelta(days=indicator.lag_days)
    year = FinancialYear.containing(there)
    return year if year.end <= there else year.previous()


def _parts(indicator: "Indicator", period: Period) -> Sequence[Period]:
    frequency = indicator.frequency
    if frequency == models.Indicator.Frequency.YEAR or isinstance(period, Month):
        return []
    if isinstance(period, FinancialYear):
        return period.quarters
    return months_in(period) if frequency == models.Indicator.Frequency.MONTH else []


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
