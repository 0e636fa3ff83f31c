"""How much a figure moved: differences, percentages, percentage points and rates, none of which divides by nought."""

from dataclasses import dataclass
from decimal import Decimal

from wardmote.methods.decimals import divided, known, rounded

# Below this base one event moves a percentage by more than five points, so the counts are shown instead.
MINIMUM_BASE = 20
NOTHING_TO_COMPARE = "nothing to compare"


@dataclass(frozen=True)
class Change:
    """A figure and the one it is compared with.

    `difference` is now − then, in the figure's own unit; None when either is unknown or not shown.
    `percent` is the unrounded percentage change; None when it is unsafe or has no base, and then `reason` says why.
    """

    now: Decimal | None
    then: Decimal | None
    difference: Decimal | None
    percent: Decimal | None
    reason: str | None

    @property
    def verb(self) -> str:
        """What the figure did, as a sentence needs it: `rose`, `fell`, `did not change` or `cannot be compared`."""
        if self.difference is None:
            return "cannot be compared"
        if self.difference == 0:
            return "did not change"
        return "rose" if self.difference > 0 else "fell"


def change(
    now: int | float | Decimal | None, then: int | float | Decimal | None, minimum_base: int = MINIMUM_BASE
) -> Change:
    """Compare two counts or rates: percent = (now − then) ÷ then × 100.

    A base of nought gives no percentage (“nothing to compare”), nor does a base under `minimum_base`
    (“base under 20”); the counts stand in its place. None means unknown or suppressed and compares with nothing.
    Raises ValueError for a negative figure, or one that is not a number.
    """
    current, base = known(now), known(then)
    if current is None or base is None:
        return Change(current, base, None, None, NOTHING_TO_COMPARE)
    difference = current - base
    if base == 0:
        return Change(current, base, difference, None, NOTHING_TO_COMPARE)
    if base < minimum_base:
        return Change(current, base, difference, None, f"base under {minimum_base}")
    return Change(current, base, difference, divided(difference * 100, base), None)


def message(name: str, moved: Change, comparator: str = "the same quarter last year") -> str:
    """Say in one sentence what a figure did: “Burglary fell by 12.4% on the same quarter last year”.

    Where a percentage would be unsafe it gives the counts.
    """
    if moved.difference is None or moved.now is None or moved.then is None:
        return f"{name} cannot be compared with {comparator}"
    if moved.difference == 0:
        return f"{name} did not change on {comparator}"
    if moved.percent is None:
        then, now = (f"{figure.normalize():,f}" for figure in (moved.then, moved.now))
        return f"{name} {moved.verb} from {then} to {now} on {comparator}"
    return f"{name} {moved.verb} by {rounded(abs(moved.percent)):,}% on {comparator}"


def share(part: int | float | Decimal | None, whole: int | float | Decimal | None) -> Decimal | None:
    """Return part ÷ whole × 100, unrounded; None when either is unknown or the whole is nought."""
    numerator, denominator = known(part), known(whole)
    if numerator is None or not denominator:
        return None
    return divided(numerator * 100, denominator)


def percentage_points(now: Decimal | None, then: Decimal | None) -> Decimal | None:
    """Return the difference of two percentages, in percentage points; take them unrounded, from `share`."""
    if now is None or then is None:
        return None
    return now - then
