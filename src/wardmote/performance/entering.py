"""What can be a figure, and what it comes to. Used when somebody types one and when a file is looked at."""

from dataclasses import dataclass
from decimal import Decimal

from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.methods.aggregate import figure
from wardmote.performance.models import Indicator, Reading
from wardmote.performance.stretch import Period, kind_of

# What twenty digits with six of them decimals hold.
MOST = Decimal(10) ** 14
ORDER = {"month": 0, "quarter": 1, "year": 2}


@dataclass(frozen=True)
class Entry:
    """A figure as somebody gives it. `started_from` is the revision that was before them: 0 where none was held."""

    indicator: Indicator
    period: Period
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    quality: str = Reading.Quality.PROVISIONAL
    note: str = ""
    source_ref: str = ""
    started_from: int = 0


def check_entry(entry: Entry) -> None:
    """Raise ValueError in words for a figure or period that cannot be, StateRefused where none is typed."""
    indicator, period = entry.indicator, entry.period
    if indicator.kind != Indicator.Kind.TYPED:
        raise StateRefused(f"“{indicator.name}” is counted by Wardmote, so no figure is typed for it.")
    if indicator.retired_on and period.start > indicator.retired_on:
        raise StateRefused(f"“{indicator.name}” was retired before {period.label}.")
    if ORDER[kind_of(period)] < ORDER[indicator.frequency]:
        raise ValueError(f"“{indicator.name}” has a figure for {indicator.get_frequency_display().lower()}, "
                         f"which {period.label} is not.")  # fmt: skip
    if period.start > clock.today():
        raise ValueError(f"{period.label} has not begun.")
    for what, number in (("The figure", entry.value), ("Above the line", entry.numerator),
                         ("Below the line", entry.denominator)):  # fmt: skip
        if number is not None and not (number.is_finite() and 0 <= number < MOST):
            raise ValueError(f"{what} must be nought or more, and under a hundred million million.")
    if entry.quality not in Reading.Quality.values:
        raise ValueError("A figure is provisional, revised or final.")


def worked_out(entry: Entry) -> Decimal | None:
    """Return the value: of a ratio from its parts where they are given, of a count the count itself."""
    indicator = entry.indicator
    if not indicator.denominator_text:
        return entry.value if entry.value is not None else entry.numerator
    if entry.numerator is None and entry.denominator is None:
        return entry.value
    if entry.numerator is None or entry.denominator is None:
        raise ValueError("Give what is above the line and what is below it, or the figure alone.")
    if entry.denominator == 0 and entry.numerator > 0:
        raise ValueError("Below the line stands nought, and above it does not.")
    return figure(entry.numerator, entry.denominator, indicator.multiplier).value
