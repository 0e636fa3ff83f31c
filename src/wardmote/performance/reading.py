"""A figure of one period, as one reader may see it, and how figures of its kind are printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.methods.change import MINIMUM_BASE
from wardmote.methods.decimals import rounded
from wardmote.methods.suppression import NOT_KNOWN, NOT_SHOWN, THRESHOLD

if TYPE_CHECKING:
    from wardmote.performance.models import Indicator

Number = Decimal | int
# What a chart needs: a value that nothing is printed from.
Drawn = Number | float
IS_SMALL = "The number is small, so neither it nor its change is shown."
PER_CENT = Decimal(100)


@dataclass(frozen=True)
class Shape:
    """How figures of one kind are printed, and when they are withheld.

    A `ratio` is numerator ÷ denominator × `multiplier`; with a multiplier of 100 it is printed as a percentage. Under
    `minimum_base` the counts stand in its place. `minimum` is the least count of people that is printed.
    """

    ratio: bool = False
    multiplier: Decimal = Decimal(1)
    decimals: int = 0
    minimum_base: int = MINIMUM_BASE
    minimum: int = THRESHOLD

    @classmethod
    def of(cls, indicator: "Indicator", *, ratio: bool) -> "Shape":
        """Return the shape of an indicator's figures. A minimum below the usual one is not taken."""
        return cls(
            ratio, indicator.multiplier, indicator.decimals, indicator.minimum_base,
            max(indicator.minimum_published, THRESHOLD),
        )  # fmt: skip

    @property
    def per_cent(self) -> bool:
        return self.ratio and self.multiplier == PER_CENT

    def text(self, value: Number | None, numerator: Number | None = None, denominator: Number | None = None) -> str:
        """Print a figure: `1,234`, `11.9%`, or the counts `3 of 12` on a small base; `not known` without one."""
        if self.small_base(denominator) and numerator is not None and denominator is not None:
            return f"{plain(numerator)} of {plain(denominator)}"
        if value is None:
            return NOT_KNOWN
        return f"{plain(value, self.decimals)}%" if self.per_cent else plain(value, self.decimals)

    def small_base(self, denominator: Number | None) -> bool:
        """Whether a ratio rests on so few that its counts are printed instead."""
        return self.ratio and denominator is not None and denominator < self.minimum_base

    def names_people(
        self, value: Number | None, numerator: Number | None = None, denominator: Number | None = None
    ) -> bool:
        """Whether a figure of people is too small to print.

        Of a ratio that is so where those above the line, those below it, or the rest of them are few; and where the
        counts behind it are not known, since then nobody can tell.
        """
        if not self.ratio:
            return value is not None and 0 < value < self.minimum
        if numerator is None or denominator is None:
            return value is not None
        return any(0 < part < self.minimum for part in (numerator, denominator, denominator - numerator))

    @property
    def withheld(self) -> str:
        """What is printed where a small figure would stand."""
        return NOT_SHOWN if self.ratio else f"fewer than {self.minimum}"


def plain(value: Number, places: int | None = None) -> str:
    """Write a number with thousands marked, to `places` decimals; without `places`, as many as it has."""
    if isinstance(value, int) and not places:
        return f"{value:,}".replace("-", "−")
    if places is None:
        return f"{Decimal(value).normalize():,f}".replace("-", "−")
    return f"{rounded(value, places):,}".replace("-", "−")


@dataclass(frozen=True)
class Reading:
    """A figure in one quarter, as the reader may see it.

    `value` is None where there is none or it is withheld, and `text` is what is printed, always safe. `months` maps
    `2025-01` to that month's figure, None for a month of which none is held; it is empty where months may not be seen.
    `complete` is False for a quarter that lacks a month or is not over. `hidden` says that a figure is withheld.
    `numerator` and `denominator` stand behind a ratio. `quality` is `provisional`, `revised`, `final` or empty;
    `period` is set where the figure is of another period than the quarter.
    """

    quarter: Quarter
    value: Number | None
    text: str
    notes: tuple[str, ...] = ()
    months: Mapping[str, Number | None] = field(default_factory=dict)
    complete: bool = True
    hidden: bool = False
    synthetic: bool = False
    source: str = ""
    numerator: Number | None = None
    denominator: Number | None = None
    quality: str = ""
    period: "Month | FinancialYear | None" = None
    texts_of_months: Callable[[], Mapping[str, str]] = field(default=dict, compare=False, repr=False)

    @property
    def month_texts(self) -> Mapping[str, str]:
        """What is printed of each month; written only when asked, since few pages do."""
        return self.texts_of_months()

    @property
    def going_on(self) -> bool:
        """Whether it is a count so far, of a quarter that is not over."""
        return self.value is not None and not self.complete

    @property
    def comparable(self) -> Number | None:
        """The value where it may be compared or drawn: seen, and of a whole quarter."""
        return self.value if self.complete else None
