"""Counts of people for an assessment, as everybody may read them: never narrowed, small numbers withheld.

An assessment is kept, and laid beside the quarters' pages. So its periods are four whole quarters, and a year is
withheld wherever one of its quarters is, or one district's part of it: otherwise it could be worked out.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wardmote.common import clock
from wardmote.common.periods import Month, Quarter, Span
from wardmote.evidence.assessing.inputs import Person
from wardmote.measures.queries import count
from wardmote.measures.registry import every
from wardmote.methods.suppression import NOT_KNOWN, NOT_SHOWN, THRESHOLD, Published, publish_count
from wardmote.partnership.queries import partnership_tree

if TYPE_CHECKING:
    from wardmote.measures.types import Measure

YEAR = 4


def four_quarters(to: str) -> tuple[Quarter, ...]:
    """Return the last four quarters that are over by the end of month `to`, and over today; oldest first."""
    last = Quarter.containing(Month.parse(to).start)
    while last.end > Month.parse(to).end or last.end >= clock.today():
        last = last.previous()
    found = [last]
    while len(found) < YEAR:
        found.append(found[-1].previous())
    return tuple(reversed(found))


def people_counts(partnership_id: int, to: str) -> list[Person]:
    """Return each count of people that is no share, over those quarters and over the same a year before."""
    late = four_quarters(to)
    early = tuple(each.last_year() for each in late)
    found = []
    for measure in every():
        if measure.confidential and not measure.ratio:
            now, before = (_published(measure, partnership_id, each) for each in (late, early))
            found.append(
                Person(measure.key, measure.name, measure.unit, measure.definition, now.text, before.text, now.value,
                       before.value, measure.stock)
            )  # fmt: skip
    return found


def span_of(to: str) -> Span:
    """Return those quarters as one span."""
    late = four_quarters(to)
    return Span(Month.containing(late[0].start), Month.containing(late[-1].end))


def _published(measure: "Measure", partnership_id: int, quarters: Sequence[Quarter]) -> Published:
    wanted = quarters[-1:] if measure.stock else quarters
    counts = [_value(measure, partnership_id, each) for each in wanted]
    if any(value is None for value in counts):
        return Published(None, NOT_KNOWN)
    known = [value for value in counts if value is not None]
    total = publish_count(sum(known))
    if total.suppressed:
        return total
    if any(0 < value < THRESHOLD for value in known) or _part_is_small(measure, partnership_id, wanted, known):
        return Published(None, NOT_SHOWN)
    return total


def _part_is_small(measure: "Measure", partnership_id: int, quarters: Sequence[Quarter], wholes: Sequence[int]) -> bool:
    """Whether a district's part of a quarter, or what a county counts outside every district, is small."""
    below = [each for each in partnership_tree(partnership_id) if each != partnership_id]
    if not below:
        return False
    for quarter, whole in zip(quarters, wholes, strict=True):
        parts = [_value(measure, each, quarter) or 0 for each in below]
        parts.append(max(whole - sum(parts), 0))
        several = [part for part in parts if part]
        if len(several) > 1 and any(part < THRESHOLD for part in several):
            return True
    return False


def _value(measure: "Measure", partnership_id: int, quarter: Quarter) -> int | None:
    return count(measure.key, partnership_id=partnership_id, period=quarter).value
