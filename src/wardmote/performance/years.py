"""A financial year from its quarters, as one reader may see them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from wardmote.common.periods import FinancialYear
from wardmote.methods.aggregate import Aggregation, Figure, aggregate
from wardmote.methods.suppression import NOT_KNOWN, NOT_SHOWN
from wardmote.performance.reading import Number, Reading, Shape

if TYPE_CHECKING:
    from wardmote.performance.models import Indicator

PART_WITHHELD = "Not shown, because a quarter of it is small and could be worked out from it."
_QUALITIES = ("provisional", "revised", "final")


def year_of(quarters: Sequence[Reading], indicator: "Indicator", shape: Shape, year: FinancialYear) -> Reading:
    """Return the year of four quarters: withheld where one is withheld, missing where one is missing or not over."""
    last = quarters[-1]
    synthetic = any(each.synthetic for each in quarters)
    source = next((each.source for each in reversed(quarters) if each.source), "")
    told = [last] if indicator.aggregation == Aggregation.LAST else quarters
    if any(each.hidden for each in told):
        return Reading(last.quarter, None, NOT_SHOWN, (PART_WITHHELD,), hidden=True, period=year)
    missing = [each.quarter.short_label for each in told if each.comparable is None and not _nought(each, shape)]
    if missing:
        why = f"No whole figure is held for {', '.join(missing)}."
        return Reading(last.quarter, None, NOT_KNOWN, (why,), complete=False, period=year, synthetic=synthetic)
    parts = [Figure(_decimal(each.numerator), _decimal(each.denominator), _decimal(each.value)) for each in told]
    made = aggregate(parts, indicator.aggregation, shape.multiplier)
    qualities = [each.quality for each in told if each.quality]
    return Reading(
        last.quarter, made.value, shape.text(made.value, made.numerator, made.denominator), (), {},
        made.value is not None, synthetic=synthetic, source=source, numerator=made.numerator,
        denominator=made.denominator, quality=min(qualities, key=_QUALITIES.index, default=""), period=year,
    )  # fmt: skip


def _nought(reading: Reading, shape: Shape) -> bool:
    """A quarter of nought of nought is a part of a year's share like any other."""
    return shape.ratio and reading.denominator == 0


def _decimal(value: Number | None) -> Decimal | None:
    return None if value is None else Decimal(value)
