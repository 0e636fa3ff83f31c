"""Rates of a count to those it could have happened to, how sure they are, and sums over twelve months."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wardmote.methods.decimals import divided, known

Z_95 = Decimal("1.96")
Number = Decimal | int | float


@dataclass(frozen=True)
class Interval:
    """Between what and what the true figure lies, 95 times in 100 for z = 1.96; in the unit of the figure."""

    lower: Decimal
    upper: Decimal


@dataclass(frozen=True)
class Annualised:
    """A part of a year made into a year, with the words that must stand beside it."""

    value: Decimal
    label: str


def rate(count: Number | None, population: Number | None, per: int = 1000) -> Decimal | None:
    """Return count ÷ population × per, unrounded; None when either is unknown or nobody lives there.

    Say beside the figure which year's residents, or households, it was divided by.
    """
    numerator, denominator = known(count), known(population)
    if numerator is None or not denominator:
        return None
    return divided(numerator * per, denominator)


def byar(count: Number, *, z: Decimal | float = Z_95) -> Interval:
    """Return Byar's interval of a count O: O(1 − 1/9O − z/3√O)³ to (O+1)(1 − 1/9(O+1) + z/3√(O+1))³.

    It is the approximation that English public health uses; for a count of nought the lower end is nought.
    Raises ValueError for a negative count.
    """
    observed, width = known(count) or Decimal(0), Decimal(str(z))
    after = observed + 1
    upper = after * (1 - 1 / (9 * after) + width / (3 * after.sqrt())) ** 3
    if observed == 0:
        return Interval(Decimal(0), upper)
    # Under one event the cube of a negative number would put the lower end below nought.
    lower = max(observed * (1 - 1 / (9 * observed) - width / (3 * observed.sqrt())) ** 3, Decimal(0))
    return Interval(lower, upper)


def rate_interval(
    count: Number | None, population: Number | None, per: int = 1000, *, z: Decimal | float = Z_95
) -> Interval | None:
    """Return Byar's interval of `rate`; None where there is no rate."""
    denominator = known(population)
    if count is None or not denominator:
        return None
    around = byar(count, z=z)
    return Interval(divided(around.lower * per, denominator), divided(around.upper * per, denominator))


def annualised(value: Number | None, *, months: int) -> Annualised | None:
    """Return value × 12 ÷ months with its label; None for no value. Never print it without the label.

    Prefer `rolling_12_months`, which no season can mislead. Raises ValueError for months under 1 or over 12.
    """
    if not 1 <= months <= 12:
        raise ValueError("a part of a year has 1 to 12 months")
    figure = known(value)
    if figure is None:
        return None
    label = "" if months == 12 else f"annualised from {months} month{'s' if months > 1 else ''}"
    return Annualised(divided(figure * 12, months), label)


def rolling_12_months(months: Sequence[Number | None]) -> Decimal | None:
    """Return the sum of the last twelve of `months`; None where there are fewer or one of them is missing."""
    last = [known(month) for month in months[-12:]]
    figures = [figure for figure in last if figure is not None]
    return sum(figures, Decimal(0)) if len(figures) == 12 else None
