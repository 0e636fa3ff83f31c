"""Months into a quarter, quarters into a year, districts into a county: one figure from its parts.

A part that is missing makes the whole missing. It is never counted as nought.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wardmote.methods.decimals import divided, exact

Number = Decimal | int | float


class Aggregation(StrEnum):
    """How parts become a whole. Which one belongs to the definition of a figure, not to the person who asks."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    RATIO_OF_SUMS = "ratio_of_sums"


@dataclass(frozen=True)
class Figure:
    """A figure with what it was made of. `value` is None where there is none, and then `reason` says why."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    reason: str = ""


def count(value: Number | None) -> Figure:
    """Return the figure of a plain count or amount, which has no denominator."""
    if value is None:
        return _none("there is no figure")
    return Figure(exact(value), None, exact(value))


def figure(numerator: Number | None, denominator: Number | None, multiplier: Number = 100) -> Figure:
    """Return numerator ÷ denominator × multiplier, unrounded: 100 for per cent, 1,000 for a rate per 1,000.

    Missing when either is, or when the denominator is nought. Raises ValueError for a denominator below nought.
    """
    if numerator is None or denominator is None:
        missing = "numerator" if numerator is None else "denominator"
        kept = [None if each is None else exact(each) for each in (numerator, denominator)]
        return Figure(kept[0], kept[1], None, f"there is no {missing}")
    above, below = exact(numerator), exact(denominator)
    if below < 0:
        raise ValueError(f"a denominator is nought or more, not {denominator}")
    if below == 0:
        return Figure(above, below, None, "the denominator is nought")
    return Figure(above, below, divided(above * exact(multiplier), below))


def aggregate(points: Sequence[Figure], how: Aggregation | str, multiplier: Number = 100) -> Figure:
    """Return the whole of `points`, in time order.

    `sum` adds values; `mean` is their plain mean; `last` is the last part's figure, as for a level such as a
    caseload; `ratio_of_sums` adds numerators and denominators first and then divides, so a large month weighs more
    than a small one, times `multiplier`. A month that counts nought of nought is a part of a ratio like any other.
    Missing, with the reason, when there are no parts or one is missing. Raises ValueError for an unknown `how`.
    """
    way = Aggregation(how)
    if not points:
        return _none("there are no parts")
    parts = _parts(points, way)
    missing = sum(part is None for part in parts)
    if missing:
        return _none(f"{missing} of {len(points)} parts {'is' if missing == 1 else 'are'} missing")
    return _WAYS[way](points, exact(multiplier))


def _parts(points: Sequence[Figure], way: Aggregation) -> list[Decimal | None]:
    if way is Aggregation.LAST:
        return [points[-1].value]
    if way is Aggregation.RATIO_OF_SUMS:
        return [None if point.numerator is None else point.denominator for point in points]
    return [point.value for point in points]


def _sum(points: Sequence[Figure], _multiplier: Decimal) -> Figure:
    whole = _total([point.value for point in points])
    return Figure(whole, None, whole)


def _mean(points: Sequence[Figure], _multiplier: Decimal) -> Figure:
    return Figure(None, None, divided(_total([point.value for point in points]), len(points)))


def _last(points: Sequence[Figure], _multiplier: Decimal) -> Figure:
    return points[-1]


def _ratio(points: Sequence[Figure], multiplier: Decimal) -> Figure:
    above, below = _total([point.numerator for point in points]), _total([point.denominator for point in points])
    return figure(above, below, multiplier)


def _total(values: Sequence[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))


def _none(reason: str) -> Figure:
    return Figure(None, None, None, reason)


_WAYS: dict[Aggregation, Callable[[Sequence[Figure], Decimal], Figure]] = {
    Aggregation.SUM: _sum,
    Aggregation.MEAN: _mean,
    Aggregation.LAST: _last,
    Aggregation.RATIO_OF_SUMS: _ratio,
}
