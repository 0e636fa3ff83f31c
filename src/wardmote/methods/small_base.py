"""A percentage on a small base gives way to the counts behind it."""

from decimal import Decimal

from wardmote.methods.change import MINIMUM_BASE, share
from wardmote.methods.decimals import known, rounded

Number = Decimal | int | float


def share_or_counts(
    part: Number | None, whole: Number | None, *, minimum_base: int = MINIMUM_BASE, places: int = 1
) -> str:
    """Write a share as `11.9%`, or as `3 of 12` where the whole is under `minimum_base`; `not known` without either.

    A whole of nought has no share: `0 of 0`.
    """
    above, below = known(part), known(whole)
    if above is None or below is None:
        return "not known"
    portion = share(above, below)
    if portion is None or below < minimum_base:
        return _counts(above, below)
    return f"{rounded(portion, places):,}%"


def share_with_counts(
    part: Number | None, whole: Number | None, *, minimum_base: int = MINIMUM_BASE, places: int = 1
) -> str:
    """Write a share with the counts behind it: `11.9% (114 of 955)`; under the minimum base the counts alone."""
    said = share_or_counts(part, whole, minimum_base=minimum_base, places=places)
    above, below = known(part), known(whole)
    if above is None or below is None or not said.endswith("%"):
        return said
    return f"{said} ({_counts(above, below)})"


def _counts(part: Decimal, whole: Decimal) -> str:
    return f"{part.normalize():,f} of {whole.normalize():,f}"
