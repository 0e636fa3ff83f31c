"""Whether a ranking would change if its weights were others: said in one line beside it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wardmote.methods.scoring import Ranking, Themes, Weights, score


@dataclass(frozen=True)
class Changed:
    """A change of weights that changes the top: what was done, and which themes came in and went out."""

    what: str
    entered: tuple[str, ...]
    left: tuple[str, ...]
    first_changes: bool


@dataclass(frozen=True)
class Tipping:
    """The smallest change of one weight, in per cent of it, that brings `theme` level with the first."""

    criterion: str
    percent: float
    theme: str


@dataclass(frozen=True)
class Sensitivity:
    """What was tried (`tried` ways) and what of it changes the first `n` places or who is first."""

    n: int
    tried: int
    changes: tuple[Changed, ...]
    tipping: Tipping | None
    in_words: str


def sensitivity(themes: Themes, weights: Weights, *, n: int = 3) -> Sensitivity:
    """Rank again with each weight halved and doubled, each criterion left out, and all weights equal.

    Raises ValueError as `score`, and for n under 1.
    """
    if n < 1:
        raise ValueError("at least one place is looked at")
    before = score(themes, weights)
    others = list(_others(weights))
    found = [each for what, changed in others if (each := _compared(before, score(themes, changed), what, n))]
    tipping = _tipping(themes, weights, before)
    return Sensitivity(n, len(others), tuple(found), tipping, _said(before, found, len(others), n, tipping))


def _others(weights: Weights) -> Iterator[tuple[str, Weights]]:
    used = [name for name, weight in weights.items() if weight]
    for name in used:
        yield f"{name} weighed half as much", {**weights, name: weights[name] / 2}
        yield f"{name} weighed twice as much", {**weights, name: weights[name] * 2}
        if len(used) > 1:
            yield f"{name} left out", {**weights, name: Decimal(0)}
    if len({weights[name] for name in used}) > 1:
        yield "all weighed alike", {name: Decimal(1 if name in used else 0) for name in weights}


def _compared(before: Ranking, after: Ranking, what: str, n: int) -> Changed | None:
    entered, left = after.top(n) - before.top(n), before.top(n) - after.top(n)
    first = before.top(1) != after.top(1)
    return Changed(what, tuple(sorted(entered)), tuple(sorted(left)), first) if entered or left or first else None


def _said(before: Ranking, found: Sequence[Changed], tried: int, n: int, tipping: Tipping | None) -> str:
    if len(before.top(1)) == 0:
        return "Nothing is scored, so nothing is ranked."
    moved = [each for each in found if each.entered or each.left]
    top = "first place" if n == 1 else f"first {n} places"
    if not moved:
        said = f"Other weights would not change the {top}: {tried} ways were tried."
    else:
        names = sorted({name for each in moved for name in each.entered})
        into = f", letting in {', '.join(names)}" if names else ""
        said = f"The {top} would change in {len(moved)} of {tried} ways of weighing{into}."
    firsts = [each.what for each in found if each.first_changes]
    if firsts:
        said += f" Who comes first would change with {'; '.join(firsts)}."
    elif tipping is not None:
        way = "more" if tipping.percent > 0 else "less"
        by = f"{tipping.criterion} weighed {abs(tipping.percent):.0f}% {way}"
        said += f" {tipping.theme} would draw level with the first if {by}."
    return said


def _tipping(themes: Themes, weights: Weights, before: Ranking) -> Tipping | None:
    """Solve, for each weight and each other theme, for the factor at which its score equals the first's."""
    scored = [row.theme for row in before.rows if row.rank is not None]
    if len(scored) < 2 or len(before.top(1)) > 1:
        return None
    first, best = scored[0], None
    for criterion in (name for name, weight in weights.items() if weight):
        for other in scored[1:]:
            for change in _level(_line(themes, weights, first, criterion), _line(themes, weights, other, criterion)):
                if change >= -1 and (best is None or abs(change) < abs(best.percent) / 100):
                    best = Tipping(criterion, 100 * change, other)
    return best


# (A + x·a) ÷ (B + x·b): a theme's score when one weight grows by the part x of itself.
Line = tuple[float, float, float, float]


def _line(themes: Themes, weights: Weights, theme: str, criterion: str) -> Line:
    held = {name: given for name, given in themes[theme].items() if given is not None}
    above = float(sum((weights[name] * given for name, given in held.items()), Decimal(0)))
    below = float(sum((weights[name] for name in held), Decimal(0)))
    own = float(weights[criterion]) if criterion in held else 0.0
    return above, own * held.get(criterion, 0), below, own


def _level(first: Line, other: Line) -> list[float]:
    """Return the x at which two such scores are equal: a straight line or, where criteria are missing, a quadratic."""
    (above, a, below, b), (over, c, under, d) = first, other
    square, line, rest = a * d - c * b, a * under + above * d - c * below - over * b, above * under - over * below
    if abs(square) < 1e-12:
        return [-rest / line] if abs(line) > 1e-12 else []
    inside = line * line - 4 * square * rest
    if inside < 0:
        return []
    return [(-line + sign * math.sqrt(inside)) / (2 * square) for sign in (1, -1)]
