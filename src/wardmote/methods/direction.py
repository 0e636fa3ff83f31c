"""Direction of travel: a figure against a stated comparator, in words."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from wardmote.methods.decimals import exact


class Polarity(StrEnum):
    """What a rise in the figure means."""

    LESS_IS_BETTER = "less_is_better"
    MORE_IS_BETTER = "more_is_better"
    # Hidden harm, such as hate crime: a rise in reports is the aim, and is not read as a rise in the harm.
    MORE_REPORTING = "more_reporting"
    # Reported so that the rest can be read; neither good nor bad.
    CONTEXT = "context"


@dataclass(frozen=True)
class Direction:
    """`word` is `better`, `worse`, `up`, `down`, `no change` or `not known`; `polarity` is what it was judged by."""

    word: str
    polarity: Polarity

    @property
    def explanation(self) -> str:
        """What the word means for this polarity, for a note under a table; empty where the word says it all."""
        if self.polarity is Polarity.MORE_REPORTING and self.word in ("better", "worse"):
            return "More reports are the aim here, so a rise counts as better."
        if self.polarity is Polarity.CONTEXT and self.word in ("up", "down"):
            return "Shown for context: a rise is neither better nor worse."
        return ""


class TwoWay(NamedTuple):
    """`short` is against the period before, `long` against the same period a year before; seasons mislead `short`."""

    short: Direction
    long: Direction


def direction(
    now: int | float | Decimal | None,
    then: int | float | Decimal | None,
    polarity: Polarity | str,
    tolerance: int | float | Decimal = 0,
) -> Direction:
    """Judge now against then.

    A move of up to `tolerance` either way, in the figure's own unit, is `no change`: 0 for a count; for a rounded
    figure, half of its last printed decimal. None, unknown or suppressed, gives `not known`.
    Raises ValueError for a polarity that does not exist, a negative tolerance, or what is not a number.
    """
    judged_by = Polarity(polarity)
    allowed = exact(tolerance)
    if allowed < 0:
        raise ValueError("a tolerance is nought or more")
    if now is None or then is None:
        return Direction("not known", judged_by)
    difference = exact(now) - exact(then)
    if abs(difference) <= allowed:
        return Direction("no change", judged_by)
    return Direction(_word(difference > 0, judged_by), judged_by)


def two_way(
    now: int | float | Decimal | None,
    previous: int | float | Decimal | None,
    last_year: int | float | Decimal | None,
    polarity: Polarity | str,
    tolerance: int | float | Decimal = 0,
) -> TwoWay:
    """Judge now against the period before and against the same period last year, as `direction` does."""
    return TwoWay(direction(now, previous, polarity, tolerance), direction(now, last_year, polarity, tolerance))


def _word(rose: bool, polarity: Polarity) -> str:
    if polarity is Polarity.CONTEXT:
        return "up" if rose else "down"
    rise_is_good = polarity is not Polarity.LESS_IS_BETTER
    return "better" if rose == rise_is_good else "worse"
