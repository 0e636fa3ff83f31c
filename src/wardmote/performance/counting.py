"""What the product counts itself, as one reader may see it. Every count of this room passes through `Reader.read`.

The rules, and why they are as they are, stand in docs/method/quarter-page.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wardmote.access.actor import Actor
from wardmote.common import clock
from wardmote.common.dates import shortday
from wardmote.common.periods import Month, Quarter, Span
from wardmote.measures.registry import find
from wardmote.measures.types import Count, Measure
from wardmote.methods.aggregate import figure
from wardmote.methods.suppression import NOT_KNOWN, NOT_SHOWN
from wardmote.partnership.queries import partnership_tree
from wardmote.performance.reading import IS_SMALL, Number, Reading, Shape
from wardmote.performance.words import months_in_words

__all__ = ["IS_SMALL", "PART_IS_SMALL", "Counted", "Reader", "Reading"]

PART_IS_SMALL = "Not shown, because a district’s figure is small and could be worked out from it."


@dataclass(frozen=True)
class Counted:
    """What is counted: a measure and its filters. The same one twice on a page is counted once."""

    measure_key: str
    filters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, measure_key: str, filters: Mapping[str, str]) -> "Counted":
        return cls(measure_key, tuple(sorted(filters.items())))


class Reader:
    """Counts for one reader (None: the public) and remembers what it counted, for the length of one page."""

    def __init__(self, actor: Actor | None) -> None:
        self.actor = actor
        self._counts: dict[tuple[Counted, int, Quarter], Count] = {}
        self._spans: dict[tuple[Counted, int], tuple[Span, Count]] = {}
        self._below: dict[int, list[int]] = {}

    def from_outside(self, what: Counted) -> bool:
        """Whether the records come in files from others, month by month, and not from our own registers."""
        measure = _measure(what)
        return measure is not None and not measure.confidential

    def is_ratio(self, what: Counted) -> bool:
        """Whether the measure has a denominator."""
        measure = _measure(what)
        return measure is not None and measure.ratio

    def definition(self, what: Counted) -> str:
        """How the measure says that it counts; nothing for one that nobody registered."""
        measure = _measure(what)
        return measure.definition if measure else ""

    def open_address(self, what: Counted, partnership_id: int, quarter: Quarter) -> str | None:
        """Return the address of the page that lists what was counted, or None when this reader may not open it."""
        measure = _measure(what)
        if measure is None or self.actor is None:
            return None
        return measure.open_address(self.actor, partnership_id, quarter, dict(what.filters))

    def openly(self, what: Counted, partnership_id: int, quarter: Quarter) -> bool:
        """Whether this reader sees the exact count and its months."""
        measure = _measure(what)
        if measure is None:
            return False
        return not measure.confidential or self.open_address(what, partnership_id, quarter) is not None

    def read(self, what: Counted, partnership_id: int, quarter: Quarter, shape: Shape | None = None) -> Reading:
        """Count, and withhold what this reader may not see. `shape` left out is the measure's own.

        A confidential count is exact for those who may open what was counted. Others never see its months, nor a
        number under the threshold, nor a county's number from which a district's small one could be subtracted out.
        """
        measure = _measure(what)
        if measure is None:
            return Reading(quarter, None, NOT_KNOWN, ("Nothing here counts this yet.",), complete=False)
        printed = shape or Shape(measure.ratio, Decimal(measure.multiplier), int(measure.ratio))
        openly = self.openly(what, partnership_id, quarter)
        reading = _reading(
            measure, quarter, self._count(measure, what, partnership_id, quarter), printed, openly=openly
        )
        if openly:
            return reading
        why = self._withheld(measure, what, partnership_id, reading, printed)
        if why:
            # What a small figure is withheld for may be said; what the register noted beside it may not.
            text = NOT_SHOWN if why == PART_IS_SMALL else printed.withheld
            return Reading(
                quarter, None, text, (*reading.notes, why), complete=reading.complete, hidden=True,
                synthetic=reading.synthetic, source=reading.source,
            )  # fmt: skip
        return Reading(
            quarter, reading.value, reading.text, reading.notes, complete=reading.complete,
            synthetic=reading.synthetic, source=reading.source, numerator=reading.numerator,
            denominator=reading.denominator,
        )  # fmt: skip

    def months(
        self, what: Counted, partnership_id: int, span: Span, shape: Shape
    ) -> tuple[dict[str, Number | None], bool]:
        """Return each month's figure, unprinted, and whether any record is synthetic: for those who see it openly.

        A month still going on in our own registers has no figure. One count answers for the whole span.
        """
        measure = _measure(what)
        if measure is None:
            return dict.fromkeys(span.months), False
        held = self._spans.get((what, partnership_id))
        if held is None or held[0].start > span.start or held[0].end < span.end:
            held = (span, measure.count(partnership_id, span, dict(what.filters)))
            self._spans[(what, partnership_id)] = held
        count = held[1]
        found: dict[str, Number | None] = {}
        for month in span.months:
            over = not measure.confidential or Month.parse(month).end < clock.today()
            found[month] = _month(measure, count, month, shape)[0] if over else None
        return found, count.synthetic

    def _withheld(self, measure: Measure, what: Counted, partnership_id: int, reading: Reading, shape: Shape) -> str:
        """Return why the whole is not shown, or nothing."""
        above, below = reading.numerator, reading.denominator
        if shape.ratio:
            if above is None:
                return ""
        elif not reading.value:
            return ""
        if self._part_is_small(measure, what, partnership_id, reading, shape):
            return PART_IS_SMALL
        return IS_SMALL if shape.names_people(reading.value, above, below) else ""

    def _part_is_small(
        self, measure: Measure, what: Counted, partnership_id: int, reading: Reading, shape: Shape
    ) -> bool:
        counts = [
            self._count(measure, what, below, reading.quarter) for below in self._districts(partnership_id)
        ]  # fmt: skip
        wholes = _components(reading.numerator if shape.ratio else reading.value, reading.denominator)
        districts = [_components(count.value, count.denominator) for count in counts]
        for place, whole in enumerate(wholes[: 3 if shape.ratio else 1]):
            parts = [each[place] for each in districts]
            parts.append(max(whole - sum(parts), 0))  # what the county counts outside any district
            several = [part for part in parts if part]
            if len(several) > 1 and any(0 < part < shape.minimum for part in several):
                return True
        return False

    def _districts(self, partnership_id: int) -> list[int]:
        if partnership_id not in self._below:
            self._below[partnership_id] = [each for each in partnership_tree(partnership_id) if each != partnership_id]
        return self._below[partnership_id]

    def _count(self, measure: Measure, what: Counted, partnership_id: int, quarter: Quarter) -> Count:
        key = (what, partnership_id, quarter)
        if key not in self._counts:
            self._counts[key] = measure.count(partnership_id, quarter, dict(what.filters))
        return self._counts[key]


def _components(value: Number | None, denominator: Number | None) -> tuple[Number, Number, Number]:
    """Return those above the line, those below it, and the rest of them: each could be had from the others."""
    above, below = value or 0, denominator or 0
    return above, below, max(below - above, 0)


def _measure(what: Counted) -> Measure | None:
    try:
        return find(what.measure_key)
    except KeyError:
        return None


def _month(measure: Measure, count: Count, month: str, shape: Shape) -> tuple[Number | None, str]:
    """Return a month's figure and its words. Our own registers miss no month, so nothing there is nought."""
    none = 0 if measure.confidential and not measure.stock else None
    above = count.by_month.get(month, none)
    if not shape.ratio:
        return above, shape.text(above)
    below = count.denominators.get(month, none)
    value = figure(above, below, shape.multiplier).value
    return value, shape.text(value, above, below)


def _reading(measure: Measure, quarter: Quarter, count: Count, shape: Shape, *, openly: bool) -> Reading:
    """Turn a count into a reading and say what it lacks. A register's own note, which could tell, only `openly`.

    Confidential counts come from our own registers: they miss no month, but the quarter may not be over. The others
    come from files that arrive month by month: a month that is not there is unknown, never nought.
    """
    own = measure.confidential
    above: int | None = count.value
    notes, complete = [count.note] if count.note and openly else [], True
    by_month = bool(count.by_month) or (above is None and not own)
    held = {month: count.by_month.get(month, 0 if own and not measure.stock else None) for month in quarter.months}
    missing = [month for month, each in held.items() if each is None] if by_month else []
    if own and quarter.end >= clock.today():
        complete = False
        notes.append(f"So far, to {shortday(clock.today())}: not compared until the quarter is over.")
    elif (missing and not measure.stock) or above is None:
        above, complete = None, False
        if not notes:
            notes.append(f"No records are held for {months_in_words(missing or quarter.months)}.")
    below = count.denominator if shape.ratio and above is not None else None
    value = figure(above, below, shape.multiplier).value if shape.ratio else above
    if shape.ratio and above is not None and below == 0:
        notes.append("There was nothing to count in this quarter, so there is no share of it.")
    printed = {month: _month(measure, count, month, shape) for month in quarter.months} if by_month else {}
    return Reading(
        quarter, value, shape.text(value, above, below), tuple(notes),
        {name: each[0] for name, each in printed.items()}, complete, synthetic=count.synthetic, source=count.source,
        numerator=above, denominator=below,
        texts_of_months=lambda: {name: each[1] for name, each in printed.items()},
    )  # fmt: skip
