"""Themes ranked by a matrix of scores and weights that everybody can see.

score = Σ weight × score ÷ Σ weight over the criteria that have one, so that it stays on the scale of 0 to 5. How sure
anybody is of a score stands beside it and is not multiplied in. The matrix is the product's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from wardmote.methods.decimals import divided, exact

HIGHEST = 5
Themes = Mapping[str, Mapping[str, int | None]]
Weights = Mapping[str, Decimal]


@dataclass(frozen=True)
class Scored:
    """A theme with its score of 0 to 5, and its rank, 1 the highest and ties sharing it; None where nothing is scored.

    `parts` is what each criterion adds to the score; they sum to it. `missing` are criteria, with a weight, that have
    no score for this theme: they count neither for nor against it.
    """

    theme: str
    score: Decimal | None
    rank: int | None
    parts: Mapping[str, Decimal]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Ranking:
    """Themes, highest score first, equal ones by name, those without a score last."""

    rows: tuple[Scored, ...]
    weights: Weights

    def top(self, n: int) -> frozenset[str]:
        """The themes ranked `n` or better: more than n where the last place is shared."""
        return frozenset(row.theme for row in self.rows if row.rank is not None and row.rank <= n)


def score(themes: Themes, weights: Weights) -> Ranking:
    """Rank themes by the weighted mean of their scores. A criterion without a score is left out, never nought.

    Raises ValueError for a score that is not 0 to 5, a criterion without a weight, a weight below nought, or no weight
    above it.
    """
    _check(themes, weights)
    # Exact fractions, so that equal scores are equal and share their rank.
    totals = {theme: _mean(scores, weights) for theme, scores in themes.items()}
    held = [total for total in totals.values() if total is not None]
    rows = []
    for theme, total in totals.items():
        rank = None if total is None else 1 + sum(other > total for other in held)
        missing = tuple(name for name, weight in weights.items() if weight and themes[theme].get(name) is None)
        rows.append(Scored(theme, _decimal(total), rank, _parts(themes[theme], weights), missing))
    rows.sort(key=lambda row: (row.rank is None, row.rank, row.theme))
    return Ranking(tuple(rows), dict(weights))


def _check(themes: Themes, weights: Weights) -> None:
    if any(exact(weight) < 0 for weight in weights.values()) or not any(weights.values()):
        raise ValueError("weights are nought or more, and one is more")
    for theme, scores in themes.items():
        for criterion, given in scores.items():
            if criterion not in weights:
                raise ValueError(f"{criterion} of {theme} has no weight")
            if given is not None and not (given == int(given) and 0 <= given <= HIGHEST):
                raise ValueError(f"a score is a whole number from 0 to {HIGHEST}, not {given}")


def _mean(scores: Mapping[str, int | None], weights: Weights) -> Fraction | None:
    held = {name: given for name, given in scores.items() if given is not None}
    whole = sum((Fraction(weights[name]) for name in held), Fraction(0))
    return (
        sum((Fraction(weights[name]) * given for name, given in held.items()), Fraction(0)) / whole if whole else None
    )


def _parts(scores: Mapping[str, int | None], weights: Weights) -> dict[str, Decimal]:
    held = {name: given for name, given in scores.items() if given is not None}
    whole = sum((exact(weights[name]) for name in held), Decimal(0))
    return {name: divided(exact(weights[name]) * given, whole) for name, given in held.items()} if whole else {}


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else divided(Decimal(value.numerator), Decimal(value.denominator))
