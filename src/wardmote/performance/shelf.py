"""Everything that a page of indicators needs, fetched for all of them in a fixed number of questions."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from wardmote.common.periods import FinancialYear, Month, Quarter, Span
from wardmote.performance.counting import Counted, Reader
from wardmote.performance.models import Indicator, RagOverride, SimilarFigure, StepChange, Target
from wardmote.performance.reading import Drawn, Reading, Shape
from wardmote.performance.rules import may_enter
from wardmote.performance.series import MONTHS, Series, make_series
from wardmote.performance.stretch import MONTH, QUARTER, YEAR, Period, back, kind_of, months_in, months_to, quarters_to
from wardmote.performance.typed import Typed, shape_of

if TYPE_CHECKING:
    from wardmote.access.actor import Actor

# What a page shows at a glance: two years of months, three of quarters, six years.
MONTHS_DRAWN, QUARTERS_DRAWN, YEARS_DRAWN = 24, 12, 6


def counted(indicator: Indicator) -> Counted:
    """Return what an indicator counts."""
    return Counted.of(indicator.measure_key, indicator.filters)


class Shelf:
    """The figures of some indicators around one quarter, for one reader (None: the public)."""

    def __init__(self, reader: Reader, indicators: Sequence[Indicator], quarter: Quarter) -> None:
        self.reader, self.indicators, self.quarter = reader, indicators, quarter
        self.typed = Typed(indicators)
        self.last_month = Month.containing(quarter.end)
        self._load(quarter)
        self._targets: dict[int, list[Target]] | None = None
        self._overrides: dict[tuple[int, str], RagOverride] | None = None
        self._long: set[int] = set()
        self._steps: dict[int, list[StepChange]] = {}
        self._series: dict[int, Series] = {}
        self._similar: dict[int, list[SimilarFigure]] | None = None

    def _load(self, quarter: Quarter) -> None:
        """Fetch whole what is printed: the quarters compared and, for a rating, the one before's own year before."""
        compared = (quarter, quarter.previous(), quarter.last_year(), quarter.previous().last_year())
        years = [date(quarter.start.year - step, 4, 1) for step in range(YEARS_DRAWN + 3)]
        self.typed.load(
            {
                MONTH: [month.start for each in compared for month in months_in(each)],
                QUARTER: [each.start for each in quarters_to(quarter, QUARTERS_DRAWN)],
                YEAR: years,
            }
        )
        # Whoever may not see months is shown quarters made of them, as far back as the months would be drawn.
        veiled = [each.pk for each in self.indicators if self.is_typed(each) and not self.openly(each)]
        self.typed.load({MONTH: [each.start for each in months_to(self.last_month, MONTHS_DRAWN)]}, veiled)
        after = date.fromordinal(quarter.end.toordinal() + 1)
        self.typed.draw(MONTH, back(self.last_month, MONTHS_DRAWN - 1).start, after)
        self.typed.draw(YEAR, years[-1], after)

    @property
    def actor(self) -> "Actor | None":
        return self.reader.actor

    def is_typed(self, indicator: Indicator) -> bool:
        return indicator.kind == Indicator.Kind.TYPED

    def shape(self, indicator: Indicator) -> Shape:
        """Return how an indicator's figures are printed."""
        if self.is_typed(indicator):
            return shape_of(indicator)
        return Shape.of(indicator, ratio=self.reader.is_ratio(counted(indicator)))

    def openly(self, indicator: Indicator) -> bool:
        """Whether this reader sees every figure of the indicator, small ones and months too."""
        if self.is_typed(indicator):
            return not indicator.confidential or bool(self.actor and may_enter(self.actor, indicator))
        return self.reader.openly(counted(indicator), indicator.partnership_id, self.quarter)

    def of_people(self, indicator: Indicator) -> bool:
        """Whether its figures are counts of people, so that small ones are withheld from most."""
        if self.is_typed(indicator):
            return indicator.confidential
        return not self.reader.from_outside(counted(indicator))

    def read(self, indicator: Indicator, quarter: Quarter) -> Reading:
        """Return a quarter's figure as the reader may see it."""
        if self.is_typed(indicator):
            return self.typed.read(indicator, quarter, openly=self.openly(indicator), notes=self.actor is not None)
        return self.reader.read(counted(indicator), indicator.partnership_id, quarter, self.shape(indicator))

    def district(self, indicator: Indicator, partnership_id: int, quarter: Quarter) -> Reading:
        """Return what the same count is in another partnership, as its own page shows it to this reader."""
        return self.reader.read(counted(indicator), partnership_id, quarter, self.shape(indicator))

    def months(self, indicator: Indicator, last: Month, count: int) -> tuple[Sequence[Drawn | None], bool]:
        """Return so many months' figures up to `last`, and whether any is synthetic; for who sees it openly."""
        if self.is_typed(indicator):
            return self.typed.values(indicator, months_to(last, count)), False
        # The longest stretch that any page draws is counted at once, and serves every other.
        whole = Span(back(last, max(count, MONTHS) - 1), last)
        found, synthetic = self.reader.months(
            counted(indicator), indicator.partnership_id, whole, self.shape(indicator)
        )
        return [found[each.slug] for each in months_to(last, count)], synthetic

    def target(self, indicator: Indicator, quarter: Quarter) -> Target | None:
        """Return the target for the quarter: the one due at its end, else the next to come, else the last there was."""
        if self._targets is None:
            self._targets = {}
            wanted = [each.pk for each in self.indicators]
            for each in Target.objects.filter(indicator_id__in=wanted, current=True).order_by("due_on"):
                self._targets.setdefault(each.indicator_id, []).append(each)
        held = self._targets.get(indicator.pk, [])
        return next((each for each in held if each.due_on >= quarter.end), held[-1] if held else None)

    def target_value(self, indicator: Indicator) -> Decimal | None:
        """Return what this quarter's target asks for."""
        found = self.target(indicator, self.quarter)
        return found.value if found else None

    def override(self, indicator: Indicator, quarter: Quarter) -> RagOverride | None:
        """Return the judgement in place of the rule's, unless it was taken away."""
        if self._overrides is None:
            wanted = [each.pk for each in self.indicators]
            quarters = [self.quarter.slug, self.quarter.previous().slug]
            made = RagOverride.objects.filter(indicator_id__in=wanted, quarter__in=quarters).order_by("pk")
            self._overrides = {(each.indicator_id, each.quarter): each for each in made}
        found = self._overrides.get((indicator.pk, quarter.slug))
        return found if found and found.colour else None

    def lengthen(self, indicators: Sequence[Indicator]) -> None:
        """Fetch what the control charts of these indicators need, in two questions for all of them."""
        wanted = {each.pk for each in indicators} - self._long
        if not wanted:
            return
        self._long |= wanted
        first = back(self.last_month, MONTHS - 1).start
        self.typed.draw(MONTH, first, back(self.last_month, MONTHS_DRAWN - 1).start, wanted)
        by_quarter = {each.pk for each in indicators if each.frequency == Indicator.Frequency.QUARTER}
        self.typed.load({QUARTER: [each.start for each in quarters_to(self.quarter, MONTHS // 3)]}, by_quarter)
        steps = StepChange.objects.filter(indicator_id__in=wanted, withdrawn_at__isnull=True).order_by("starts_on")
        for each in steps:
            self._steps.setdefault(each.indicator_id, []).append(each)

    def series(self, indicator: Indicator) -> Series:
        """Return the indicator's months up to the quarter, with what is ordinary about them; see `make_series`."""
        if indicator.pk not in self._series:
            self.lengthen(self.indicators if len(self._long) > 1 else [indicator])
            self._series[indicator.pk] = make_series(self, indicator)
        return self._series[indicator.pk]

    def steps(self, indicator: Indicator) -> list[StepChange]:
        return self._steps.get(indicator.pk, [])

    def similar(self, indicator: Indicator, period: Period) -> list[SimilarFigure]:
        """Return the figures of similar areas for exactly this period, each with its group."""
        if self._similar is None:
            self._similar = {}
            wanted = [each.pk for each in self.indicators]
            year = FinancialYear.containing(self.quarter.start)
            found = SimilarFigure.objects.filter(
                indicator_id__in=wanted, current=True, period_start__in=[
                    self.quarter.start, year.start, year.previous().start],
            ).select_related("group").order_by("member")  # fmt: skip
            for each in found:
                self._similar.setdefault(each.indicator_id, []).append(each)
        return [
            each
            for each in self._similar.get(indicator.pk, [])
            if (each.period_kind, each.period_start) == (kind_of(period), period.start)
        ]
