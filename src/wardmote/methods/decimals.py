"""Decimals: taking a figure in by the digits it prints, dividing it, and rounding it once, for print."""

from decimal import ROUND_HALF_UP, Decimal, localcontext


def exact(value: int | float | Decimal) -> Decimal:
    """Return `value` as the Decimal it prints as: 0.1 is 0.1. Raises ValueError for what is not a finite number."""
    if type(value) is int:
        return Decimal(value)
    result = Decimal(str(value))
    if not result.is_finite():
        raise ValueError(f"{value} is not a number")
    return result


def known(value: int | float | Decimal | None) -> Decimal | None:
    """Return a count or rate as a Decimal, None as None. Raises ValueError when negative or not a number."""
    if value is None:
        return None
    figure = exact(value)
    if figure < 0:
        raise ValueError(f"a count or rate is nought or more, not {value}")
    return figure


def divided(numerator: Decimal, denominator: Decimal | int) -> Decimal:
    """Divide to 28 digits, whatever precision the caller's thread happens to be set to."""
    with localcontext() as context:
        context.prec = 28
        return numerator / denominator


def rounded(value: int | float | Decimal, places: int = 1) -> Decimal:
    """Return `value` to `places` decimals, halves away from nought, nought unsigned: −2.25 → −2.3, −0.04 → 0.0."""
    result = exact(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return result if result else abs(result)
