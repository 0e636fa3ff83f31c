"""What a score of 0 to 5 stands for: bands, as data, by which a figure becomes a score. All of them can be replaced.

They are the product's own proposal, plain enough to be argued with; no published scheme is claimed.
"""

from collections.abc import Sequence
from decimal import Decimal

Number = Decimal | int | float
# The least figure that has the score; what is below the first has nought.
Bands = Sequence[tuple[Number, int]]

# Per cent of everything recorded, or of all harm, that the theme makes up.
VOLUME: Bands = ((0.5, 1), (2, 2), (5, 3), (10, 4), (20, 5))
HARM: Bands = ((0.5, 1), (2, 2), (5, 3), (15, 4), (30, 5))
# z of twelve months against the twelve before (tested_change): about nought is 2, an ordinary year.
TREND: Bands = ((-3, 1), (-1, 2), (1, 3), (3, 4), (6, 5))
# Per cent above (+) or below (−) the mean of most similar areas.
COMPARISON: Bands = ((-25, 1), (-10, 2), (10, 3), (25, 4), (50, 5))
# Per cent of those asked who name it among their concerns.
CONCERN: Bands = ((1, 1), (5, 2), (10, 3), (20, 4), (35, 5))
# How much the partnership can do about it: judged by people, in these words.
LEVERAGE = (
    "nothing that partners do bears on it",
    "one agency can do a little, others nothing",
    "partners can ease its effects",
    "known measures exist, and some partners hold them",
    "known measures exist, and partners together hold most of them",
    "it depends chiefly on what partners do together",
)


def anchor(figure: Number | None, bands: Bands) -> int | None:
    """Return the score of the highest band that `figure` reaches, 0 below the first; None for no figure."""
    if figure is None:
        return None
    return max((score for least, score in bands if figure >= least), default=0)


def anchor_volume(share: Number | None) -> int | None:
    """Score a theme's share of everything recorded, in per cent."""
    return anchor(share, VOLUME)


def anchor_trend(z: Number | None) -> int | None:
    """Score the z of twelve months against the twelve before; falling scores low."""
    return anchor(z, TREND)


def anchor_harm(share: Number | None) -> int | None:
    """Score a theme's share of all harm, in per cent."""
    return anchor(share, HARM)


def anchor_comparison(percent: Number | None) -> int | None:
    """Score how far above the mean of most similar areas the rate is, in per cent."""
    return anchor(percent, COMPARISON)


def anchor_concern(share: Number | None) -> int | None:
    """Score the share of people asked who name the theme, in per cent."""
    return anchor(share, CONCERN)


def described(bands: Bands, unit: str = "%") -> tuple[tuple[int, str], ...]:
    """Return each score with its band in words, from 0 up, for the table beside a ranking."""
    said = [(0, f"under {_plain(bands[0][0])}{unit}")]
    for number, (least, score) in enumerate(bands):
        above = f" to under {_plain(bands[number + 1][0])}{unit}" if number + 1 < len(bands) else " or more"
        said.append((score, f"{_plain(least)}{'' if number + 1 < len(bands) else unit}{above}"))
    return tuple(said)


def _plain(figure: Number) -> str:
    return f"{figure:g}".replace("-", "−")
