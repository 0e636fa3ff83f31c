"""How many times one rate is another, and between what and what that lies.

Sources: Breslow and Day (1987), Statistical Methods in Cancer Research II, for ln RR ± 1.96 √(1/a + 1/b); Clopper and
Pearson (1934), Biometrika 26, for the exact interval where a count is small.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from wardmote.methods.reasons import NotEnough

# With fewer events on either side the logarithm's normal interval is too narrow, and the exact one is given.
SMALL = 10
LOG_NORMAL, EXACT = "log-normal", "exact"


@dataclass(frozen=True)
class RateRatio:
    """a ÷ n1 over b ÷ n2. `ratio` and `upper` are None where b is nought: there is no ceiling.

    `method` is `log-normal` or `exact`. `differs`: 1 lies outside the interval.
    """

    ratio: float | None
    lower: float
    upper: float | None
    method: str

    @property
    def differs(self) -> bool:
        """Whether the two rates differ by more than chance at the interval's level."""
        return self.lower > 1 or (self.upper is not None and self.upper < 1)

    @property
    def in_words(self) -> str:
        """The ratio as a sentence's end: “1.8 times (1.5 to 2.2)”."""
        if self.ratio is None or self.upper is None:
            return f"at least {self.lower:.1f} times; the other rate is nought"
        return f"{self.ratio:.1f} times ({self.lower:.1f} to {self.upper:.1f})"


def rate_ratio(a: int, n1: float, b: int, n2: float, *, phi: float = 1, level: float = 0.95) -> RateRatio:
    """Compare a events among n1 with b among n2: ln RR ± z √(φ(1/a + 1/b)).

    Where either count is under 10 and phi is 1 the interval is exact: given a + b events, a is binomial. With a
    count of nought it is exact whatever phi, since a logarithm of nought has no width; it then ignores phi.
    Raises NotEnough for no events at all; ValueError for a count below nought, nobody to count among, or a phi under 1.
    """
    if min(a, b) < 0 or min(n1, n2) <= 0 or phi < 1 or not 0 < level < 1:
        raise ValueError("counts are nought or more, those counted among more than nought, phi 1 or more")
    if a == b == 0:
        raise NotEnough("Nothing happened on either side, so there is no ratio.")
    ratio = (a / n1) / (b / n2) if b else None
    if ratio and (phi > 1 or min(a, b) >= SMALL):
        width = NormalDist().inv_cdf(0.5 + level / 2) * math.sqrt(phi * (1 / a + 1 / b))
        return RateRatio(ratio, ratio * math.exp(-width), ratio * math.exp(width), LOG_NORMAL)
    low, high = clopper_pearson(a, a + b, level=level)
    return RateRatio(ratio, _odds(low) * n2 / n1, None if high == 1 else _odds(high) * n2 / n1, EXACT)


def clopper_pearson(k: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of a share k of n. Raises ValueError unless 0 ≤ k ≤ n and n is above nought."""
    if not 0 <= k <= n or n == 0:
        raise ValueError("a share has a part from nought to the whole, and a whole above nought")
    from scipy.special import betaincinv

    outside = (1 - level) / 2
    lower = float(betaincinv(k, n - k + 1, outside)) if k else 0.0
    upper = float(betaincinv(k + 1, n - k, 1 - outside)) if k < n else 1.0
    return lower, upper


def dispersion(
    counts: Sequence[int | float | None], expected: Sequence[float] | None = None, *, fitted: int = 1
) -> float:
    """Return φ = Pearson's χ² ÷ degrees of freedom: how many times more the counts vary than chance, at least 1.

    `expected` are the counts a model gives, `fitted` how many figures it was fitted by; without, their mean. Gaps are
    left out with their expected count. Raises NotEnough where no degree of freedom is left or a count was expected
    to be nought or less.
    """
    pairs = [(float(count), index) for index, count in enumerate(counts) if count is not None]
    if len(pairs) <= fitted:
        raise NotEnough("How much counts vary needs more of them.")
    mean = sum(count for count, _ in pairs) / len(pairs)
    against = [mean if expected is None else expected[index] for _, index in pairs]
    if min(against) <= 0:
        raise NotEnough("How much counts vary cannot be told where none is expected.")
    chi = sum((count - hoped) ** 2 / hoped for (count, _), hoped in zip(pairs, against, strict=True))
    return max(1.0, chi / (len(pairs) - fitted))


def _odds(share: float) -> float:
    return share / (1 - share)
