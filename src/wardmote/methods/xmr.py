"""Charts of individual values with their moving range (XmR), by the rules of NHS England's Making Data Count.

The values are one indicator's, in time order, a month each. How a step, a gap and a tie are treated is written in
`docs/method/xmr.md`. Sources: NHS England, Making Data Count; the NHS-R Community's package NHSRplotthedots, whose
published examples are tests here; Nelson (1982) for leaving out the largest moving ranges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise

from wardmote.methods.decimals import divided, exact
from wardmote.methods.direction import Polarity
from wardmote.methods.special_cause import Rule, Segment, XmrPoint, flagged

__all__ = ["MINIMUM_POINTS", "Assurance", "Rule", "Segment", "Variation", "Xmr", "XmrPoint", "analyse", "assurance",
           "variation"]  # fmt: skip

# NHS England's single-chart tool draws limits and gives a verdict from this many points on.
MINIMUM_POINTS = 13
# 3 ÷ 1.128, and the upper limit of a moving range of two.
LIMIT, RANGE_LIMIT = Decimal("2.66"), Decimal("3.267")
COMMON_CAUSE, TOO_FEW = "common cause", "not enough points"


@dataclass(frozen=True)
class Xmr:
    """A series looked at whole: one segment a baseline, one point a value or gap."""

    segments: tuple[Segment, ...]
    points: tuple[XmrPoint, ...]

    @property
    def last_known(self) -> XmrPoint | None:
        """The latest point that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)


@dataclass(frozen=True)
class Variation:
    """What the latest point says. `word` is `common cause`, `not enough points`, or `improvement`, `concern` or
    `neutral` followed by `high` or `low`; `explanation` is a sentence.
    """

    word: str
    explanation: str


@dataclass(frozen=True)
class Assurance:
    """Whether the target will be met while nothing changes. `word` is `consistently passes`, `consistently fails`,
    `hit or miss`, or empty where nothing can be said; `explanation` is a sentence, then too.
    """

    word: str
    explanation: str


def analyse(
    values: Sequence[Decimal | int | float | None], *, steps: Sequence[int] = (), screen_outliers: bool = True
) -> Xmr:
    """Work out mean, limits and special causes: limits = mean ± 2.66 × mean moving range, near limits at two thirds.

    `steps` are the indexes at which a new baseline begins; nothing is carried over one. None is a gap: no moving
    range is taken across it and it ends every run. `screen_outliers` leaves out, once, the moving ranges of 3.267 times
    their mean or more, and takes the mean of the rest (the R package's default; NHS England's Excel tool does not).
    Raises ValueError for a step outside the series or a value that is not a number.
    """
    figures = [None if value is None else exact(value) for value in values]
    starts = sorted({0, *steps})
    if starts[0] < 0 or (figures and starts[-1] >= len(figures)) or (not figures and len(starts) > 1):
        raise ValueError("a step is the index of a point of the series")
    if not figures:
        return Xmr((), ())
    segments = [
        _segment(figures, first, after - 1, screen_outliers)
        for first, after in zip(starts, [*starts[1:], len(figures)], strict=True)
    ]
    points = [point for number, segment in enumerate(segments) for point in flagged(figures, segment, number)]
    return Xmr(tuple(segments), tuple(points))


def _segment(figures: Sequence[Decimal | None], first: int, last: int, screen: bool) -> Segment:
    within = figures[first : last + 1]
    known = [value for value in within if value is not None]
    ranges = [abs(after - before) for before, after in pairwise(within) if before is not None and after is not None]
    mean = _mean(known)
    moving, screened = _moving_range(ranges, screen)
    trial, rare = len(known) < MINIMUM_POINTS, 2 * known.count(Decimal(0)) > len(known)
    if mean is None or moving is None:
        return Segment(first, last, len(known), mean, None, None, None, None, None, None, 0, trial, rare)
    far, near = LIMIT * moving, divided(2 * LIMIT * moving, 3)
    upper, lower, near_upper, near_lower = (_settled(mean + step) for step in (far, -far, near, -near))
    return Segment(
        first, last, len(known), mean, upper, lower, near_upper, near_lower, moving, RANGE_LIMIT * moving, screened,
        trial, rare,
    )  # fmt: skip


def _settled(limit: Decimal) -> Decimal:
    """Twelve decimals, so that the last digit of a third does not put a value that is on its limit outside it."""
    with localcontext() as context:
        context.prec = 60
        return limit.quantize(Decimal("1e-12"))


def _moving_range(ranges: Sequence[Decimal], screen: bool) -> tuple[Decimal | None, int]:
    """Return the mean moving range, and how many ranges were left out of it."""
    mean = _mean(ranges)
    if mean is None or not mean or not screen:
        return mean, 0
    kept = [each for each in ranges if each < RANGE_LIMIT * mean]
    # Of rare events nearly every range is nought; with the rest left out every point would be outside the limits.
    return (_mean(kept), len(ranges) - len(kept)) if any(kept) else (mean, 0)


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return divided(sum(values, Decimal(0)), len(values)) if values else None


def variation(xmr: Xmr, polarity: Polarity | str) -> Variation:
    """Judge the latest point that has a value. Raises ValueError for a polarity that does not exist."""
    judged_by = Polarity(polarity)
    point = xmr.last_known
    if point is None or point.segment != len(xmr.segments) - 1 or not xmr.segments[-1].readable:
        return Variation(TOO_FEW, _too_few(xmr))
    late = "" if point is xmr.points[-1] else " The newest period has no figure; this is the one before it that has."
    if not point.special:
        return Variation(COMMON_CAUSE, f"The latest figure is within this series’ ordinary ups and downs.{late}")
    kind, meaning = _meaning(point.side, judged_by)
    said = f"The latest figure is {point.special[0].words}, on the {point.side} side: {meaning}."
    if point.special[0] is Rule.TREND:
        said = f"The latest figure is the last of seven or more that {_GOES[point.side]} in a row: {meaning}."
    return Variation(f"{kind} {point.side}", said + late)


def _too_few(xmr: Xmr) -> str:
    last = xmr.segments[-1] if xmr.segments else None
    if last is not None and last.rare and not last.trial:
        return "More than half of the figures are nought: of what is this rare, months cannot be told apart."
    held = last.known if last else 0
    return (f"There {'is 1 figure' if held == 1 else f'are {held} figures'} on the present baseline; {MINIMUM_POINTS} "
            "are needed to tell a signal from ordinary ups and downs.")  # fmt: skip


_GOES = {"high": "rise", "low": "fall"}


def _meaning(side: str, polarity: Polarity) -> tuple[str, str]:
    if polarity is Polarity.CONTEXT:
        return "neutral", "a change, neither better nor worse"
    if (side == "high") == (polarity is not Polarity.LESS_IS_BETTER):
        return "improvement", "a change for the better"
    return "concern", "a change for the worse"


def assurance(xmr: Xmr, target: Decimal | int | float | None, polarity: Polarity | str) -> Assurance:
    """Set the target against the limits of the latest baseline: beyond them it is always or never met.

    A target on a limit or between them is hit or missed by chance. Raises ValueError for an unknown polarity.
    """
    judged_by = Polarity(polarity)
    if target is None:
        return Assurance("", "No target is set.")
    if judged_by is Polarity.CONTEXT:
        return Assurance("", "Shown for context: it has no target to pass or fail.")
    last = xmr.segments[-1] if xmr.segments else None
    if last is None or not last.readable or last.upper is None or last.lower is None:
        return Assurance("", _too_few(xmr))
    aim = exact(target)
    if last.lower <= aim <= last.upper:
        return Assurance("hit or miss", "The target lies within ordinary variation: meeting it is a matter of chance "
                                        "until something changes.")  # fmt: skip
    if (aim > last.upper) == (judged_by is Polarity.LESS_IS_BETTER):
        return Assurance("consistently passes", "Every figure is expected to meet the target while nothing changes.")
    return Assurance("consistently fails", "No figure is expected to meet the target until something changes.")
