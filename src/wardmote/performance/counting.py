"""One count as one reader may see it. Every number of this room passes through `Reader.read`.

The rules, and why they are as they are, stand in docs/method/quarter-page.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wardmote.access.actor import Actor
from wardmote.common import clock
from wardmote.common.dates import shortday
from wardmote.common.periods import Quarter
from wardmote.measures.registry import find
from wardmote.measures.types import Count, Measure
from wardmote.methods.suppression import NOT_KNOWN, NOT_SHOWN, Published, publish_count
from wardmote.partnership.queries import partnership_tree
from wardmote.performance.words import months_in_words

PART_IS_SMALL = "Not shown, because a district’s figure is small and could be worked out from it."
IS_SMALL = "The number is small, so neither it nor its change is shown."


@dataclass(frozen=True)
class Counted:
    """What is counted: a measure and its filters. The same one twice on a page is counted once."""

    measure_key: str
    filters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, measure_key: str, filters: Mapping[str, str]) -> "Counted":
        return cls(measure_key, tuple(sorted(filters.items())))


@dataclass(frozen=True)
class Reading:
    """A count in one quarter, as the reader may see it.

    `value` is None where there is none or it is withheld, and `text` is what is printed, always safe. `months` maps
    `2025-01` to that month's count, None for a month of which no records are held; it is empty where months may not be
    seen. `complete` is False for a quarter that lacks a month or is not over. `hidden` says that a count is withheld.
    """

    quarter: Quarter
    value: int | None
    text: str
    notes: tuple[str, ...] = ()
    months: Mapping[str, int | None] = field(default_factory=dict)
    complete: bool = True
    hidden: bool = False
    synthetic: bool = False
    source: str = ""

    @property
    def going_on(self) -> bool:
        """Whether it is a count so far, of a quarter that is not over."""
        return self.value is not None and not self.complete

    @property
    def comparable(self) -> int | None:
        """The value where it may be compared or drawn: seen, and of a whole quarter."""
        return self.value if self.complete else None


class Reader:
    """Counts for one reader (None: the public) and remembers what it counted, for the length of one page."""

    def __init__(self, actor: Actor | None) -> None:
        self._actor = actor
        self._counts: dict[tuple[Counted, int, Quarter], Count] = {}
        self._below: dict[int, list[int]] = {}

    def from_outside(self, what: Counted) -> bool:
        """Whether the records come in files from others, month by month, and not from our own registers."""
        measure = _measure(what)
        return measure is not None and not measure.confidential

    def definition(self, what: Counted) -> str:
        """How the measure says that it counts; nothing for one that nobody registered."""
        measure = _measure(what)
        return measure.definition if measure else ""

    def open_address(self, what: Counted, partnership_id: int, quarter: Quarter) -> str | None:
        """Return the address of the page that lists what was counted, or None when this reader may not open it."""
        measure = _measure(what)
        if measure is None or self._actor is None:
            return None
        return measure.open_address(self._actor, partnership_id, quarter, dict(what.filters))

    def read(self, what: Counted, partnership_id: int, quarter: Quarter) -> Reading:
        """Count, and withhold what this reader may not see.

        A confidential count is exact for those who may open what was counted. Others never see its months, nor a
        number under the threshold, nor a county's number from which a district's small one could be subtracted out.
        """
        measure = _measure(what)
        if measure is None:
            return Reading(quarter, None, NOT_KNOWN, ("Nothing here counts this yet.",), complete=False)
        openly = not measure.confidential or self.open_address(what, partnership_id, quarter) is not None
        reading = _reading(measure, quarter, self._count(measure, what, partnership_id, quarter), openly=openly)
        if openly:
            return reading
        published = self._published(measure, what, partnership_id, reading)
        why = (PART_IS_SMALL if published.text == NOT_SHOWN else IS_SMALL,) if published.suppressed else ()
        return Reading(
            quarter, published.value, published.text, (*reading.notes, *why), complete=reading.complete,
            hidden=published.suppressed, synthetic=reading.synthetic, source=reading.source,
        )  # fmt: skip

    def _published(self, measure: Measure, what: Counted, partnership_id: int, reading: Reading) -> Published:
        published = publish_count(reading.value)
        if reading.value is None or published.value == 0:
            return published
        quarter = reading.quarter
        parts = [self._count(measure, what, below, quarter).value or 0 for below in self._districts(partnership_id)]
        parts.append(max(reading.value - sum(parts), 0))  # what the county counts outside any district
        several = [part for part in parts if part]
        if len(several) > 1 and any(publish_count(part).suppressed for part in several):
            return Published(None, NOT_SHOWN)
        return published

    def _districts(self, partnership_id: int) -> list[int]:
        if partnership_id not in self._below:
            self._below[partnership_id] = [each for each in partnership_tree(partnership_id) if each != partnership_id]
        return self._below[partnership_id]

    def _count(self, measure: Measure, what: Counted, partnership_id: int, quarter: Quarter) -> Count:
        key = (what, partnership_id, quarter)
        if key not in self._counts:
            self._counts[key] = measure.count(partnership_id, quarter, dict(what.filters))
        return self._counts[key]


def _measure(what: Counted) -> Measure | None:
    try:
        return find(what.measure_key)
    except KeyError:
        return None


def _reading(measure: Measure, quarter: Quarter, count: Count, *, openly: bool) -> Reading:
    """Turn a count into a reading and say what it lacks. A register's own note, which could tell, only `openly`.

    Confidential counts come from our own registers: they miss no month, but the quarter may not be over. The others
    come from files that arrive month by month: a month that is not there is unknown, never nought.
    """
    value, notes, complete = count.value, [count.note] if count.note and openly else [], True
    own = measure.confidential
    by_month = bool(count.by_month) or (value is None and not own)
    months = {month: count.by_month.get(month, 0 if own else None) for month in quarter.months if by_month}
    missing = [month for month, held in months.items() if held is None]
    if own and quarter.end >= clock.today():
        complete = False
        notes.append(f"So far, to {shortday(clock.today())}: not compared until the quarter is over.")
    elif missing or value is None:
        value, complete = None, False
        if not notes:
            notes.append(f"No records are held for {months_in_words(missing or quarter.months)}.")
    return Reading(
        quarter, value, publish_count(value, threshold=1).text, tuple(notes), months, complete,
        synthetic=count.synthetic, source=count.source,
    )  # fmt: skip
