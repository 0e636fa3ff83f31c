"""Red, amber, green: a figure against its target by a rule that is stated, or against fixed bands.

There is no national definition, so the rule is printed with the colour and its version kept with a frozen figure.
A colour is never alone: it has a letter and a reason in words. A figure that is not there has no colour.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wardmote.methods.decimals import divided, exact, rounded
from wardmote.methods.direction import Polarity, direction
from wardmote.methods.xmr import Xmr

VARIANCE, THRESHOLD, AND_LAST_YEAR = "variance", "threshold", "variance_and_last_year"
FAMILIES = (VARIANCE, THRESHOLD, AND_LAST_YEAR)
Number = Decimal | int | float


class Colour(StrEnum):
    """What is kept of a rating. `complete` is for actions: no figure is judged to be it."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NO_DATA = "grey"
    COMPLETE = "blue"
    CONTEXT = "context"

    @property
    def letter(self) -> str:
        """G, A, R, N for no data, B for complete (blue), C for context."""
        return "N" if self is Colour.NO_DATA else self.value[0].upper()

    @property
    def words(self) -> str:
        """As a person reads it aloud."""
        return {"grey": "no data", "blue": "complete", "context": "context only"}.get(self.value, self.value)


@dataclass(frozen=True)
class RagRule:
    """How a figure is rated.

    `variance`: `amber` and `red` are per cent of the target. `variance_and_last_year`: only `red` is used, in the
    same way. `threshold`: both are values in the figure's own unit, the edges between the bands.
    Raises ValueError for an unknown family, and for percentages below nought or the wrong way round.
    """

    family: str
    amber: Decimal
    red: Decimal
    name: str = ""
    version: str = "1"

    def __post_init__(self) -> None:
        if self.family not in FAMILIES:
            raise ValueError(f"“{self.family}” is not a way to rate. It is one of: {', '.join(FAMILIES)}.")
        object.__setattr__(self, "amber", exact(self.amber))
        object.__setattr__(self, "red", exact(self.red))
        if self.family == VARIANCE and not 0 <= self.amber <= self.red:
            raise ValueError("Amber begins at nought per cent off target or more, and red not before amber.")
        if self.family == AND_LAST_YEAR and self.red < 0:
            raise ValueError("Red begins at nought per cent off target or more.")

    def check(self, polarity: Polarity | str) -> None:
        """Raise ValueError, in words, where the bands run the other way than better does."""
        judged_by = Polarity(polarity)
        if judged_by is Polarity.CONTEXT:
            return
        less = judged_by is Polarity.LESS_IS_BETTER
        if self.family == THRESHOLD and (self.amber > self.red if less else self.amber < self.red):
            lower, upper = ("amber", "red") if less else ("red", "amber")
            raise ValueError(f"Here {'less' if less else 'more'} is better: {lower} may not be above {upper}.")

    def statement(self, polarity: Polarity | str) -> str:
        """Say the whole rule in a sentence."""
        amber, red = _plain(self.amber), _plain(self.red)
        if Polarity(polarity) is Polarity.CONTEXT:
            return "Shown for context and not rated."
        if self.family == VARIANCE:
            near = "the target is met" if not self.amber else f"the figure is at most {amber}% worse than its target"
            return f"Green where {near}; red where it is more than {red}% worse; amber between."
        if self.family == AND_LAST_YEAR:
            return (f"Green where the figure is at most {red}% worse than its target; beyond that red where it is "
                    "worse than the same quarter last year, else amber.")  # fmt: skip
        if Polarity(polarity) is Polarity.LESS_IS_BETTER:
            return f"Green below {amber}; amber from {amber} to below {red}; red from {red}."
        return f"Green from {amber}; amber from {red} to below {amber}; red below {red}."


@dataclass(frozen=True)
class Rag:
    """A rating: its colour, why in words, and the rule by which it was given."""

    colour: Colour
    reason: str
    statement: str
    rule_version: str

    @property
    def letter(self) -> str:
        return self.colour.letter


def judge(
    value: Number | None, target: Number | None, polarity: Polarity | str, rule: RagRule, *,
    last_year: Number | None = None,
) -> Rag:  # fmt: skip
    """Rate one figure.

    By variance, v = sign × (figure − target) ÷ |target| × 100, where sign is −1 if less is better: green for
    v ≥ −amber, amber for −red ≤ v < −amber, red below. By threshold, bands share their edges and the lower edge of a
    band is in it. A missing figure or target is `grey`, never green; so is a target of nought by variance, since no
    percentage of it exists. `last_year` is the same quarter's figure a year before; where it is needed and missing,
    the rating is red. Raises ValueError for bands that run the other way than the polarity.
    """
    judged_by = Polarity(polarity)
    rule.check(judged_by)
    colour, reason = _rated(value, target, judged_by, rule, last_year)
    return Rag(colour, reason, rule.statement(judged_by), rule.version)


def _rated(
    value: Number | None, target: Number | None, polarity: Polarity, rule: RagRule, last_year: Number | None
) -> tuple[Colour, str]:
    if polarity is Polarity.CONTEXT:
        return Colour.CONTEXT, "Shown for context and not rated."
    if value is None:
        return Colour.NO_DATA, "There is no figure."
    figure = exact(value)
    if rule.family == THRESHOLD:
        return _banded(figure, polarity, rule)
    if target is None:
        return Colour.NO_DATA, "No target is set."
    aim = exact(target)
    if aim == 0:
        return Colour.NO_DATA, "The target is nought, of which nothing is a percentage: rate it by fixed bands."
    better_by = variance(figure, aim, polarity)
    if rule.family == VARIANCE:
        colour = _of_variance(better_by, rule)
        return colour, _off(better_by)
    if better_by >= -rule.red:
        return Colour.GREEN, _off(better_by)
    return _worse_than_last_year(figure, polarity, last_year, _off(better_by))


def variance(value: Number, target: Number, polarity: Polarity | str) -> Decimal:
    """Return by how many per cent of its target a figure is better; worse is negative. The target is not nought."""
    aim = exact(target)
    sign = -1 if Polarity(polarity) is Polarity.LESS_IS_BETTER else 1
    return divided(sign * (exact(value) - aim) * 100, abs(aim))


def _of_variance(better_by: Decimal, rule: RagRule) -> Colour:
    if better_by >= -rule.amber:
        return Colour.GREEN
    return Colour.AMBER if better_by >= -rule.red else Colour.RED


def _banded(figure: Decimal, polarity: Polarity, rule: RagRule) -> tuple[Colour, str]:
    if polarity is Polarity.LESS_IS_BETTER:
        colour = Colour.RED if figure >= rule.red else Colour.AMBER if figure >= rule.amber else Colour.GREEN
    else:
        colour = Colour.GREEN if figure >= rule.amber else Colour.AMBER if figure >= rule.red else Colour.RED
    return colour, f"{_plain(figure)} lies in the {colour.words} band."


def _worse_than_last_year(
    figure: Decimal, polarity: Polarity, last_year: Number | None, off: str
) -> tuple[Colour, str]:
    if last_year is None:
        return Colour.RED, f"{off} There is no figure of the same quarter last year that would show it is no worse."
    if direction(figure, last_year, polarity).word == "worse":
        return Colour.RED, f"{off} It is worse than the same quarter last year."
    return Colour.AMBER, f"{off} It is no worse than the same quarter last year."


def _off(better_by: Decimal) -> str:
    if better_by == 0:
        return "The figure is its target."
    amount = rounded(abs(better_by))
    said = f"{amount}%" if amount else "less than 0.1%"
    return f"The figure is {said} {'better' if better_by > 0 else 'worse'} than its target."


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}".replace("-", "−")


def within_ordinary_variation(xmr: Xmr, *indexes: int) -> bool | None:
    """Say whether these points, the months of a rating, hold no special cause, so that a change of colour there may
    mean nothing. None where that cannot be told: a month without a figure, or too few of them on its baseline.
    """
    points = [xmr.points[index] for index in indexes]
    if not points or any(point.value is None or not xmr.segments[point.segment].readable for point in points):
        return None
    return not any(point.special for point in points)
