"""An indicator's figures over time, and which of them are more than its ordinary ups and downs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from wardmote.common import clock
from wardmote.common.charts import Chart
from wardmote.common.control_chart import xmr_chart
from wardmote.common.periods import Month, Quarter
from wardmote.methods.aggregate import Aggregation
from wardmote.methods.decimals import divided, rounded
from wardmote.methods.direction import Polarity
from wardmote.methods.xmr import Assurance, Variation, Xmr, analyse, assurance, variation
from wardmote.performance.reading import Drawn, Reading
from wardmote.performance.stretch import months_in, months_to, quarters_to, short_label_of

if TYPE_CHECKING:
    from wardmote.performance.models import Indicator, StepChange

MONTHS = 60
WITHHELD = "Months are not shown: a single month’s figure could be small enough to name somebody."
BY_QUARTER = "Its figures come by quarter, so the limits are worked out on quarters; months would tell sooner."
BY_YEAR = "Its figures come once a year, which is too seldom for limits."


@dataclass(frozen=True)
class SeriesPoint:
    """One period. `value` is None where there is no figure or it is withheld; `hidden` says which."""

    period: Month | Quarter
    value: Drawn | None
    hidden: bool = False

    @property
    def label(self) -> str:
        return short_label_of(self.period)


@dataclass(frozen=True)
class Step:
    """A new baseline: from which period, and why."""

    index: int
    label: str
    reason: str


@dataclass(frozen=True)
class Series:
    """What an indicator did, period by period. `xmr` is None where the months are withheld or there are none.

    `periods` and `values` are the points; `hidden` says that every value is withheld. `target` is in the unit of one
    point: of a summed indicator a third of the quarter's.
    """

    indicator: "Indicator"
    periods: tuple[Month | Quarter, ...]
    values: tuple[Drawn | None, ...]
    xmr: Xmr | None
    hidden: bool = False
    synthetic: bool = False
    steps: Sequence[Step] = ()
    target: Decimal | None = None
    note: str = ""
    unit: str = ""

    @cached_property
    def points(self) -> Sequence[SeriesPoint]:
        """Each period with its label and value."""
        pairs = zip(self.periods, self.values, strict=True)
        return [SeriesPoint(period, value, self.hidden) for period, value in pairs]

    @cached_property
    def variation(self) -> Variation | None:
        return variation(self.xmr, self.indicator.polarity) if self.xmr else None

    @cached_property
    def assurance(self) -> Assurance | None:
        return assurance(self.xmr, self.target, self.indicator.polarity) if self.xmr else None

    def indexes(self, quarter: Quarter) -> list[int]:
        """Return where a quarter's points stand, for one of the newest three quarters."""
        wanted = {quarter, *months_in(quarter)}
        near = range(max(len(self.periods) - 9, 0), len(self.periods))
        return [place for place in near if self.periods[place] in wanted]

    @property
    def words(self) -> tuple[str, str]:
        """What a high and a low signal mean, by polarity."""
        polarity = Polarity(self.indicator.polarity)
        if polarity is Polarity.CONTEXT:
            return "high", "low"
        return ("worse", "better") if polarity is Polarity.LESS_IS_BETTER else ("better", "worse")

    @property
    def _drawn_target(self) -> Decimal | None:
        return None if self.target is None else rounded(self.target, max(self.indicator.decimals, 1))

    def chart(self, title: str) -> Chart | None:
        """Draw it with its limits; nothing where there is too little to draw or it is withheld."""
        if self.xmr is None or sum(point.value is not None for point in self.points) < 2:
            return None
        return xmr_chart(
            title=title, labels=[point.label for point in self.points], points=self.xmr.points,
            segments=self.xmr.segments, unit=self.unit, target=self._drawn_target, words=self.words,
            places=self.indicator.decimals,
        )  # fmt: skip


class Source(Protocol):
    """What a series is made from: see `Shelf`."""

    quarter: Quarter
    last_month: Month

    def is_typed(self, indicator: "Indicator") -> bool: ...
    def openly(self, indicator: "Indicator") -> bool: ...
    def read(self, indicator: "Indicator", quarter: Quarter) -> Reading: ...
    def months(self, indicator: "Indicator", last: Month, count: int) -> tuple[Sequence[Drawn | None], bool]: ...
    def steps(self, indicator: "Indicator") -> "list[StepChange]": ...
    def target_value(self, indicator: "Indicator") -> Decimal | None: ...


def make_series(source: Source, indicator: "Indicator", months: int = MONTHS) -> Series:
    """Return up to `months` months before the end of the source's quarter, or quarters where figures come by quarter.

    A reader who may not see the months gets points without values and no limits. Points before the first figure are
    left out.
    """
    if indicator.frequency == indicator.Frequency.YEAR and source.is_typed(indicator):
        return Series(indicator, (), (), None, note=BY_YEAR)
    by_quarter = source.is_typed(indicator) and indicator.frequency == indicator.Frequency.QUARTER
    periods: tuple[Month | Quarter, ...] = months_to(source.last_month, months)
    if by_quarter:
        periods = quarters_to(source.quarter, months // 3)
    if not source.openly(indicator):
        return Series(indicator, periods, (None,) * len(periods), None, hidden=True, note=WITHHELD)
    synthetic = False
    values: Sequence[Drawn | None]
    if by_quarter:
        values = [source.read(indicator, each).value for each in periods if isinstance(each, Quarter)]
    else:
        values, synthetic = source.months(indicator, source.last_month, months)
    held = [place for place, value in enumerate(values) if value is not None]
    first, last = (held[0], _end(periods, held)) if held else (0, 0)
    periods, values = periods[first:last], values[first:last]
    steps = _steps(source.steps(indicator), periods)
    return Series(
        indicator=indicator,
        periods=periods,
        values=tuple(values),
        xmr=_analysed(tuple(values), tuple(each.index for each in steps)) if periods else None,
        synthetic=synthetic,
        steps=steps,
        target=_share(source.target_value(indicator), indicator, by_quarter=by_quarter),
        note=BY_QUARTER if by_quarter else "",
        unit=indicator.unit + ("" if by_quarter or indicator.aggregation != Aggregation.SUM else " a month"),
    )


@lru_cache(maxsize=1024)
def _analysed(values: tuple[Drawn | None, ...], steps: tuple[int, ...]) -> Xmr:
    """The same figures have the same limits; a page of many indicators is opened again and again."""
    return analyse(values, steps=steps)


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
    return divided(target, 3)


def _steps(made: "Sequence[StepChange]", periods: Sequence[Month | Quarter]) -> list[Step]:
    """Place each step at the first period from its day on; one before the first period drawn has no place."""
    steps: dict[int, Step] = {}
    for each in made:
        index = next((place for place, period in enumerate(periods) if period.start >= each.starts_on), None)
        if index:
            steps[index] = Step(index, f"{each.starts_on:%B %Y}", each.reason)
    return [steps[index] for index in sorted(steps)]
