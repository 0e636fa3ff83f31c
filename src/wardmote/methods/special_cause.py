"""Which points of a series are more than its ordinary ups and downs: the four rules of special cause.

1. outside a limit; 2. seven points (six moves) rising or falling; 3. two of three beyond a near limit, all three on
the same side of the mean, of which only those beyond are flagged; 4. seven points on one side of the mean.
Every point of a run is flagged. “Beyond the near limit” counts a point outside the limit too, as NHS England's own
tool has done since its change of November 2023; the R package NHSRplotthedots 0.2.2 does not.

Of rare events, where most figures are nought, only the first rule is used: the noughts lie below any mean, so a quiet
spell as ordinary as the rest would pass for a run.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise

RUN_LENGTH = 7
Known = tuple[int, Decimal]


class Rule(StrEnum):
    """What makes a point special, in the order in which the reason is given."""

    OUTSIDE = "outside"
    TREND = "trend"
    NEAR_LIMIT = "near_limit"
    RUN = "run"

    @property
    def words(self) -> str:
        """The rule as a note under a chart says it."""
        return _WORDS[self]


_WORDS = {
    Rule.OUTSIDE: "outside the limits",
    Rule.TREND: "one of seven or more in a row that rise or fall",
    Rule.NEAR_LIMIT: "one of two in three close to a limit or beyond it",
    Rule.RUN: "one of seven or more in a row on one side of the mean",
}


@dataclass(frozen=True)
class Segment:
    """One baseline: the points from index `first` to `last`, both included, and what is worked out from them.

    `mean` is None without a value, the rest without two values next to each other. `screened` is how many moving
    ranges were left out; `known` how many values there are. `trial`: too few of them for limits to be relied on;
    `rare`: more than half of them are nought.
    The limits are true values: draw a lower one below nought at nought where the figure is a count.
    """

    first: int
    last: int
    known: int
    mean: Decimal | None
    upper: Decimal | None
    lower: Decimal | None
    near_upper: Decimal | None
    near_lower: Decimal | None
    moving_range_mean: Decimal | None
    moving_range_limit: Decimal | None
    screened: int
    trial: bool
    rare: bool = False

    @property
    def readable(self) -> bool:
        """Whether there is enough here to tell a signal from ordinary ups and downs."""
        return not self.trial and not self.rare


@dataclass(frozen=True)
class XmrPoint:
    """One value, or a gap. `special` holds every rule that fires, in their order; `side` is which way the first of
    them points, `high` or `low`: for a trend the way it goes, else the side of the mean. Empty where none fires.
    """

    index: int
    value: Decimal | None
    special: tuple[Rule, ...]
    side: str
    segment: int


def flagged(values: Sequence[Decimal | None], segment: Segment, number: int) -> list[XmrPoint]:
    """Return the points of one segment with the rules that fire at each.

    A gap ends every run: what is not known is neither a rise nor a side. So does a tie, which is no move, and a value
    on the mean, which is on neither side. Runs see nothing outside the segment.
    """
    fired: dict[int, dict[Rule, str]] = {}
    for stretch in _stretches(values, segment):
        found = {Rule.OUTSIDE: _outside, Rule.TREND: _trends, Rule.NEAR_LIMIT: _near, Rule.RUN: _runs}
        for rule, find in list(found.items())[: 1 if segment.rare else None]:
            # The top of a rise that is the start of a fall too goes with the later: the fall.
            for index, side in find(stretch, segment):
                fired.setdefault(index, {})[rule] = side
    return [_point(index, values[index], fired.get(index), number) for index in range(segment.first, segment.last + 1)]


def _point(index: int, value: Decimal | None, rules: dict[Rule, str] | None, number: int) -> XmrPoint:
    if not rules:
        return XmrPoint(index, value, (), "", number)
    return XmrPoint(index, value, tuple(rules), next(iter(rules.values())), number)


def _stretches(values: Sequence[Decimal | None], segment: Segment) -> Iterable[list[Known]]:
    """Points without a gap between them."""
    stretch: list[Known] = []
    for index in range(segment.first, segment.last + 1):
        value = values[index]
        if value is not None:
            stretch.append((index, value))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _sign(value: Decimal, other: Decimal) -> int:
    return (value > other) - (value < other)


def _side(sign: int) -> str:
    return "high" if sign > 0 else "low"


def _outside(stretch: list[Known], segment: Segment) -> Iterable[tuple[int, str]]:
    if segment.upper is None or segment.lower is None:
        return
    for index, value in stretch:
        if value > segment.upper or value < segment.lower:
            yield index, "high" if value > segment.upper else "low"


def _trends(stretch: list[Known], segment: Segment) -> Iterable[tuple[int, str]]:
    moves = [_sign(after, before) for (_, before), (_, after) in pairwise(stretch)]
    for begins, length, sign in _same(moves):
        if length >= RUN_LENGTH - 1:
            # The point from which the first move is made belongs to the trend.
            yield from ((stretch[place][0], _side(sign)) for place in range(begins, begins + length + 1))


def _runs(stretch: list[Known], segment: Segment) -> Iterable[tuple[int, str]]:
    for begins, length, sign in _same(_sides(stretch, segment)):
        if length >= RUN_LENGTH:
            yield from ((stretch[place][0], _side(sign)) for place in range(begins, begins + length))


def _near(stretch: list[Known], segment: Segment) -> Iterable[tuple[int, str]]:
    if segment.near_upper is None or segment.near_lower is None:
        return
    upper, lower = segment.near_upper, segment.near_lower
    beyond = [value > upper or value < lower for _, value in stretch]
    if sum(beyond) < 2:
        return
    sides = _sides(stretch, segment)
    for begins, three in enumerate(zip(beyond, beyond[1:], beyond[2:], strict=False)):
        if sum(three) >= 2 and abs(sum(sides[begins : begins + 3])) == 3:
            yield from (
                (stretch[place][0], _side(sides[place])) for place in range(begins, begins + 3) if beyond[place]
            )


def _sides(stretch: list[Known], segment: Segment) -> list[int]:
    mean = segment.mean
    return [0 if mean is None else _sign(value, mean) for _, value in stretch]


def _same(signs: Sequence[int]) -> Iterable[tuple[int, int, int]]:
    """Yield (begins, length, sign) of each unbroken run of +1 or of −1."""
    begins = 0
    for sign, group in groupby(signs):
        length = len(list(group))
        if sign:
            yield begins, length, sign
        begins += length
