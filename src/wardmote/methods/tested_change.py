"""Whether a count moved by more than chance alone moves counts: tested, and said.

Sources: Wheeler (2016), International Journal of Police Science & Management 18, for z = 2(√now − √before) flagged
beyond 3; Krishnamoorthy and Thomson (2004), Journal of Statistical Planning and Inference 119, for small counts.
"""

import math
from dataclasses import dataclass
from decimal import Decimal

from wardmote.methods.change import MINIMUM_BASE, change, message

# |z| beyond which a change is flagged. Two single counts differ with a variance of 2 on this scale, so chance alone
# passes it about once in 29 comparisons; the exact test is held to the same chance.
FLAG = 3.0
FLAG_P = math.erfc(FLAG / 2)
# Under this count the square root is no longer close enough to normal, and the exact test is made.
SMALL = 20
# Above this the exact test would need too much memory, and beside a count under 20 no test is needed to see it.
_EXACT_TO = 500


@dataclass(frozen=True)
class TestedChange:
    """Two counts, how far apart they are, and whether that is more than chance.

    `difference` = now − before. `percent` is that on `before`, unrounded, None with `reason` where the base is
    under the minimum. `z` is Wheeler's (÷ √phi), `p` the chance, two-sided, of a difference as large when nothing
    changed, by `method`. `flagged`: p is under that of |z| = 3.
    """

    # Not a test, whatever pytest makes of the name.
    __test__ = False

    now: int
    before: int
    difference: int
    percent: Decimal | None
    reason: str | None
    z: float
    p: float
    flagged: bool
    method: str
    in_words: str


def poisson_z(now: float, before: float, *, exposure_now: float = 1, exposure_before: float = 1) -> float:
    """Return 2(√now − √before); with exposures, of counts per unit of exposure and on the same scale.

    Raises ValueError for a count below nought or an exposure that is not above it.
    """
    _check(now, before, exposure_now, exposure_before)
    apart = 2 * (math.sqrt(now / exposure_now) - math.sqrt(before / exposure_before))
    return apart * math.sqrt(2 / (1 / exposure_now + 1 / exposure_before))


def e_test(k1: int, n1: float, k2: int, n2: float) -> float:
    """Return the two-sided p of equal rates k1 ÷ n1 and k2 ÷ n2 by the E-test; 1 for no events at all.

    Raises ValueError as `poisson_z`, and for counts too large for an exact sum (above 500).
    """
    _check(k1, k2, n1, n2)
    if max(k1, k2) > _EXACT_TO:
        raise ValueError("the exact test is for small counts")
    if k1 == k2 == 0:
        return 1.0
    from scipy.stats import poisson_means_test

    return float(poisson_means_test(k1, n1, k2, n2).pvalue)


def compare_counts(
    now: int,
    before: int,
    *,
    exposure_now: float = 1,
    exposure_before: float = 1,
    phi: float = 1,
    minimum_base: int = MINIMUM_BASE,
    name: str = "The count",
    comparator: str = "the period before",
) -> TestedChange:
    """Compare two counts. Exposures (days, residents) enter the test alone: difference and percentage are of counts.

    `phi` is how many times more such counts vary than chance would have it (see `rate_ratio.dispersion`); with
    phi above 1 the z is divided by its root and no exact test is made. `name` and `comparator` are for the words.
    Raises ValueError as `poisson_z`, or for a phi under 1.
    """
    if phi < 1:
        raise ValueError("phi is 1 or more: counts do not vary less than chance")
    z = poisson_z(now, before, exposure_now=exposure_now, exposure_before=exposure_before) / math.sqrt(phi)
    if phi == 1 and min(now, before) < SMALL and max(now, before) <= _EXACT_TO:
        method, p = "E-test", e_test(now, exposure_now, before, exposure_before)
    else:
        method, p = "Poisson z", math.erfc(abs(z) / 2)
    moved = change(now, before, minimum_base=minimum_base)
    flagged = p < FLAG_P
    said = f"{message(name, moved, comparator)}: {_judged(now - before, flagged, phi)}."
    return TestedChange(now, before, now - before, moved.percent, moved.reason, z, p, flagged, method, said)


def _judged(difference: int, flagged: bool, phi: float) -> str:
    if flagged:
        return "more than these counts usually vary" if phi > 1 else "more than chance alone would make it"
    if not difference:
        return "nothing that needs explaining"
    return "no more than these counts usually vary" if phi > 1 else "no more than chance makes of such counts"


def _check(first: float, second: float, exposure_first: float, exposure_second: float) -> None:
    if min(first, second) < 0:
        raise ValueError("a count is nought or more")
    if min(exposure_first, exposure_second) <= 0:
        raise ValueError("an exposure is more than nought")
