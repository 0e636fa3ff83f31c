"""Makes the rows of a quarter's page."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from wardmote.common.charts import Chart, sparkline
from wardmote.common.periods import FinancialYear, Quarter
from wardmote.methods.change import Change, change
from wardmote.methods.direction import direction
from wardmote.performance import comparing, rating
from wardmote.performance.models import Indicator
from wardmote.performance.page import Row
from wardmote.performance.reading import Drawn, Number, Reading, Shape
from wardmote.performance.series import Series
from wardmote.performance.shelf import MONTHS_DRAWN, QUARTERS_DRAWN, YEARS_DRAWN, Shelf, counted
from wardmote.performance.stretch import Period, labels_of, months_to, quarters_to
from wardmote.performance.typed import year_shown

Comparator = Indicator.Comparator


class Maker:
    """Makes rows off a shelf, and answers for what stands behind them."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def rows(self, indicators: Sequence[Indicator]) -> tuple[Row, ...]:
        """Return a row for each; those whose rating moved have their series fetched together."""
        made = tuple(self.row(each) for each in indicators)
        self.shelf.lengthen([each.indicator for each in made if each.rag.colour != each.rag_before])
        return made

    def row(self, indicator: Indicator) -> Row:
        """Make one indicator's row. What is withheld or incomplete is compared with nothing and drawn nowhere."""
        shelf, quarter = self.shelf, self.shelf.quarter
        shape = shelf.shape(indicator)
        now, then = shelf.read(indicator, quarter), shelf.read(indicator, quarter.last_year())
        yearly = indicator.frequency == Indicator.Frequency.YEAR and shelf.is_typed(indicator)
        previous = then if yearly else shelf.read(indicator, quarter.previous())
        baseline, baseline_text = self._baseline(indicator, shape)
        reference, compared_with, compared_text = _compared(
            indicator, then, previous, (baseline, baseline_text), shape
        )  # fmt: skip
        target = shelf.target(indicator, quarter)
        value = target.value if target else None
        override = shelf.override(indicator, quarter)
        rag, overridden = rating.judged(rating.rate(indicator, now, value, then), override, now)
        return Row(
            indicator=indicator, now=now, then=then, previous=previous,
            change=_change(now, reference, indicator, shape),
            direction=direction(now.comparable, reference[0], indicator.polarity, indicator.tolerance),
            short=direction(now.comparable, previous.comparable, indicator.polarity, indicator.tolerance),
            long=direction(now.comparable, then.comparable, indicator.polarity, indicator.tolerance),
            sparkline=self._sparkline(indicator),
            open_address=None if shelf.is_typed(indicator) else shelf.reader.open_address(
                counted(indicator), indicator.partnership_id, quarter),
            shape=shape, compared_with=compared_with, compared_text=compared_text, target=value,
            target_text=rating.target_text(target, quarter, shape), rag=rag,
            rag_before=self._before(indicator, previous, yearly=yearly),
            rag_rule=str(indicator.rag_rule) if indicator.rag_rule else "", rag_overridden=overridden,
            override_reason=override.reason if override and overridden and shelf.actor else "",
            baseline_text=baseline_text, behind=self,
        )  # fmt: skip

    def series(self, indicator: Indicator) -> Series:
        return self.shelf.series(indicator)

    def similar_text(self, row: Row) -> str:
        table = comparing.similar_table(self.shelf, row)
        return table.said if table else ""

    def rag_note(self, row: Row) -> str:
        if row.rag.colour == row.rag_before:
            return ""
        return rating.ordinary(row, self.series(row.indicator))

    def _before(self, indicator: Indicator, previous: Reading, *, yearly: bool) -> rating.Colour:
        """The rating of the quarter before, by which one sees that it moved; a judgement then counts."""
        quarter = self.shelf.quarter.previous()
        if yearly or indicator.rag_rule is None or indicator.polarity == "context":
            return rating.Colour.NO_DATA
        target = self.shelf.target(indicator, quarter)
        needs_year = indicator.rag_rule.family == "variance_and_last_year"
        then = self.shelf.read(indicator, quarter.last_year()) if needs_year else previous
        found = rating.rate(indicator, previous, target.value if target else None, then)
        return rating.judged(found, self.shelf.override(indicator, quarter), previous)[0].colour

    def _baseline(self, indicator: Indicator, shape: Shape) -> tuple[Decimal | None, str]:
        """The baseline and its words; of people, only where the figure itself could be printed."""
        value = indicator.baseline
        if value is None:
            return None, ""
        if not self.shelf.openly(indicator) and (shape.ratio or shape.names_people(value)):
            return None, shape.withheld
        said = shape.text(value)
        return value, f"{said} ({indicator.baseline_text})" if indicator.baseline_text else said

    def _sparkline(self, indicator: Indicator) -> Chart | None:
        """Draw months where they may be seen, else quarters; nothing when any of them is withheld."""
        shelf = self.shelf
        typed, frequency = shelf.is_typed(indicator), indicator.frequency
        periods: tuple[Period, ...]
        values: Sequence[Drawn | None]
        if typed and frequency == Indicator.Frequency.YEAR:
            last = year_shown(indicator, shelf.quarter)
            periods = tuple(FinancialYear(last.year - step) for step in range(YEARS_DRAWN - 1, -1, -1))
            values = shelf.typed.values(indicator, periods)
            if not shelf.openly(indicator) and _any_withheld(shelf, indicator, periods):
                return None
        elif shelf.openly(indicator) and not (typed and frequency == Indicator.Frequency.QUARTER):
            periods = months_to(shelf.last_month, MONTHS_DRAWN)
            values = shelf.months(indicator, shelf.last_month, MONTHS_DRAWN)[0]
        else:
            count = QUARTERS_DRAWN if typed and frequency == Indicator.Frequency.QUARTER else MONTHS_DRAWN // 3
            periods = quarters_to(shelf.quarter, count)
            readings = [shelf.read(indicator, each) for each in periods if isinstance(each, Quarter)]
            if any(reading.hidden for reading in readings):
                return None
            values = [reading.comparable for reading in readings]
        return _drawn(indicator.name, periods, values)


def _drawn(name: str, periods: tuple[Period, ...], values: Sequence[Drawn | None]) -> Chart | None:
    held = [place for place, value in enumerate(values) if value is not None]
    if len(held) < 2:
        return None
    return _sparkline(name, labels_of(periods[held[0] :]), tuple(values[held[0] :]))


@lru_cache(maxsize=1024)
def _sparkline(name: str, labels: tuple[str, ...], values: tuple[Drawn | None, ...]) -> Chart:
    """The same figures make the same picture."""
    return sparkline(name=name, labels=labels, values=values)


def _any_withheld(shelf: Shelf, indicator: Indicator, periods: Sequence[Period]) -> bool:
    shape = shelf.shape(indicator)
    held = [shelf.typed.held(indicator, each) for each in periods]
    return any(each and shape.names_people(each.value, each.numerator, each.denominator) for each in held)


Reference = tuple[Number | None, Number | None]


def _compared(
    indicator: Indicator, then: Reading, previous: Reading, baseline: tuple[Decimal | None, str], shape: Shape
) -> tuple[Reference, str, str]:
    """Return what a figure is compared with (value, and the base that a percentage rests on), its name and its text."""
    if indicator.comparator == Comparator.BASELINE:
        value, _ = baseline
        when = f" ({indicator.baseline_text})" if indicator.baseline_text else ""
        return (value, value), f"the baseline{when}", shape.text(value)
    other = previous if indicator.comparator == Comparator.PREVIOUS else then
    label = other.period.label if other.period else other.quarter.label
    return (other.comparable, other.numerator if shape.ratio else other.comparable), label, other.text


def _change(now: Reading, reference: Reference, indicator: Indicator, shape: Shape) -> Change:
    """Compare; of a rate the base is the count above the line, and a percentage has no percentage change."""
    value, base = reference
    if not shape.ratio:
        return change(now.comparable, value, minimum_base=indicator.minimum_base)
    moved = change(now.comparable, value, minimum_base=0)
    if shape.per_cent:
        return replace(moved, percent=None, reason=moved.reason if moved.difference is None else None)
    if moved.percent is not None and base is not None and base < indicator.minimum_base:
        return replace(moved, percent=None, reason=f"base under {indicator.minimum_base}")
    return moved
