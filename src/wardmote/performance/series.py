"""An indicator's figures over time, and which of them are more than its ordinary ups and downs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from wardmote.common import clock
from wardmote.common.charts import Chart
from wardmote.common.control_chart import xmr_chart
from wardmote.common.periods import Month, Quarter
from wardmote.methods.aggregate import Aggregation
from wardmote.methods.direction import Polarity
from wardmote.methods.xmr import Assurance, Variation, Xmr, analyse, assurance, variation
from wardmote.performance.reading import Number, Reading

if TYPE_CHECKING:
    from wardmote.performance.models import Indicator, StepChange

MONTHS = 60
WITHHELD = "Months are not shown: a single month’s figure could be small enough to name somebody."
BY_QUARTER = "Its figures come by quarter, so the limits are worked out on quarters; months would tell sooner."
BY_YEAR = "Its figures come once a year, which is too seldom for limits."


@dataclass(frozen=True)
class SeriesPoint:
    """One period. `value` is None where there is no figure or it is withheld; `hidden` says which."""

    label: str
    period: Month | Quarter
    value: Number | None
    hidden: bool = False


@dataclass(frozen=True)
class Step:
    """A new baseline: from which period, and why."""

    index: int
    label: str
    reason: str


@dataclass(frozen=True)
class Series:
    """What an indicator did, period by period. `xmr` is None where the months are withheld or there are none.

    `target` is in the unit of one point: of a summed indicator a third of the quarter's.
    """

    indicator: "Indicator"
    points: Sequence[SeriesPoint]
    xmr: Xmr | None
    synthetic: bool = False
    steps: Sequence[Step] = ()
    target: Decimal | None = None
    note: str = ""
    unit: str = ""

    @property
    def hidden(self) -> bool:
        return any(point.hidden for point in self.points)

    @cached_property
    def variation(self) -> Variation | None:
        return variation(self.xmr, self.indicator.polarity) if self.xmr else None

    @cached_property
    def assurance(self) -> Assurance | None:
        return assurance(self.xmr, self.target, self.indicator.polarity) if self.xmr else None

    def indexes(self, quarter: Quarter) -> list[int]:
        """Return where a quarter's points stand."""
        return [place for place, point in enumerate(self.points) if quarter.start <= point.period.start <= quarter.end]

    @property
    def words(self) -> tuple[str, str]:
        """What a high and a low signal mean, by polarity."""
        polarity = Polarity(self.indicator.polarity)
        if polarity is Polarity.CONTEXT:
            return "high", "low"
        return ("worse", "better") if polarity is Polarity.LESS_IS_BETTER else ("better", "worse")

    def chart(self, title: str) -> Chart | None:
        """Draw it with its limits; nothing where there is too little to draw or it is withheld."""
        if self.xmr is None or sum(point.value is not None for point in self.points) < 2:
            return None
        return xmr_chart(
            title=title, labels=[point.period.short_label for point in self.points], points=self.xmr.points,
            segments=self.xmr.segments, unit=self.unit, target=self.target, words=self.words,
            places=self.indicator.decimals,
        )  # fmt: skip


class Source(Protocol):
    """What a series is made from: see `Shelf`."""

    quarter: Quarter
    last_month: Month

    def is_typed(self, indicator: "Indicator") -> bool: ...
    def openly(self, indicator: "Indicator") -> bool: ...
    def read(self, indicator: "Indicator", quarter: Quarter) -> Reading: ...
    def months(self, indicator: "Indicator", first: Month, last: Month) -> tuple[list[Number | None], bool]: ...
    def steps(self, indicator: "Indicator") -> "list[StepChange]": ...
    def target_value(self, indicator: "Indicator") -> Decimal | None: ...


def make_series(source: Source, indicator: "Indicator", months: int = MONTHS) -> Series:
    """Return up to `months` months before the end of the source's quarter, or quarters where figures come by quarter.

    A reader who may not see the months gets points without values and no limits. Points before the first figure are
    left out.
    """
    if indicator.frequency == indicator.Frequency.YEAR and source.is_typed(indicator):
        return Series(indicator, (), None, note=BY_YEAR)
    by_quarter = source.is_typed(indicator) and indicator.frequency == indicator.Frequency.QUARTER
    periods = _quarters(source.quarter, months // 3) if by_quarter else _months(source.last_month, months)
    if not source.openly(indicator):
        hidden = [SeriesPoint(each.short_label, each, None, hidden=True) for each in periods]
        return Series(indicator, hidden, None, note=WITHHELD)
    synthetic = False
    if by_quarter:
        values = [source.read(indicator, each).value for each in periods if isinstance(each, Quarter)]
    else:
        values, synthetic = source.months(indicator, _month(periods[0]), _month(periods[-1]))
    held = [place for place, value in enumerate(values) if value is not None]
    first, last = (held[0], _end(periods, held)) if held else (0, 0)
    periods, values = periods[first:last], values[first:last]
    points = [SeriesPoint(each.short_label, each, value) for each, value in zip(periods, values, strict=True)]
    steps = _steps(source.steps(indicator), [each.start for each in periods])
    return Series(
        indicator=indicator,
        points=points,
        xmr=analyse(values, steps=[each.index for each in steps]) if points else None,
        synthetic=synthetic,
        steps=steps,
        target=_share(source.target_value(indicator), indicator, by_quarter=by_quarter),
        note=BY_QUARTER if by_quarter else "",
        unit=indicator.unit + ("" if by_quarter or indicator.aggregation != Aggregation.SUM else " a month"),
    )


def _end(periods: Sequence[Month | Quarter], held: Sequence[int]) -> int:
    """The end of the points drawn: a period that is not over and has no figure yet is not a gap."""
    end = len(periods)
    while end - 1 > held[-1] and periods[end - 1].end >= clock.today():
        end -= 1
    return end


def _share(target: Decimal | None, indicator: "Indicator", *, by_quarter: bool) -> Decimal | None:
    """A quarter's target by the month: a sum is met by thirds, every other figure is the same in each month."""
    if target is None or by_quarter or indicator.aggregation != Aggregation.SUM:
        return target
    return target / 3


def _steps(made: "Sequence[StepChange]", starts: Sequence[date]) -> list[Step]:
    """Place each step at the first period from its day on; one before the first period drawn has no place."""
    steps: dict[int, Step] = {}
    for each in made:
        index = next((place for place, start in enumerate(starts) if start >= each.starts_on), None)
        if index:
            steps[index] = Step(index, f"{each.starts_on:%B %Y}", each.reason)
    return [steps[index] for index in sorted(steps)]


def _months(last: Month, count: int) -> list[Month | Quarter]:
    found: list[Month | Quarter] = [last]
    month = last
    while len(found) < count:
        month = month.previous()
        found.insert(0, month)
    return found


def _quarters(last: Quarter, count: int) -> list[Month | Quarter]:
    found: list[Month | Quarter] = [last]
    quarter = last
    while len(found) < count:
        quarter = quarter.previous()
        found.insert(0, quarter)
    return found


def _month(period: Month | Quarter) -> Month:
    return period if isinstance(period, Month) else Month.containing(period.start)
