"""Decimals: taking a figure in by the digits it prints, and rounding it once, for print."""

from decimal import ROUND_HALF_UP, Decimal


def exact(value: int | float | Decimal) -> Decimal:
    """Return `value` as the Decimal it prints as: 0.1 is 0.1. Raises ValueError for what is not a finite number."""
    result = Decimal(str(value))
    if not result.is_finite():
        raise ValueError(f"{value} is not a number")
    return result


def rounded(value: int | float | Decimal, places: int = 1) -> Decimal:
    """Return `value` to `places` decimals, halves away from nought, nought unsigned: −2.25 → −2.3, −0.04 → 0.0."""
    result = exact(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return result if result else abs(result)
