"""Counts weighed by the harm of what was counted: a day in prison for a day, summed.

Source: Sherman, Neyroud and Neyroud (2016), Policing 10(3), for the Cambridge Crime Harm Index: the sentence, in days,
that guidelines start from. The weights themselves are dated data that an installation brings in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wardmote.methods.change import share
from wardmote.methods.decimals import divided, known
from wardmote.methods.reasons import NotEnough


@dataclass(frozen=True)
class Harm:
    """Harm in the weights' unit (days). `unweighted` are types without a weight, with the events left out by it.

    `per_type` holds count × weight. `covered` is the share, in per cent, of all events that have a weight, None for
    no events.
    """

    total: Decimal
    per_type: Mapping[str, Decimal]
    unweighted: Mapping[str, int]
    covered: Decimal | None

    def share_of(self, kind: str) -> Decimal | None:
        """Return a type's part of all harm, in per cent; None where it has no weight or there is no harm."""
        return share(self.per_type[kind], self.total) if kind in self.per_type else None


def harm_weighted(counts: Mapping[str, int], weights: Mapping[str, Decimal]) -> Harm:
    """Weigh counts by type: Σ count × weight. A type without a weight is left out and named, never weighed nought.

    A type whose weight is nought is weighed: it does no harm that the index measures.
    Raises ValueError for a count or weight below nought.
    """
    figures = {kind: known(count) or Decimal(0) for kind, count in counts.items()}
    days = {kind: known(weight) for kind, weight in weights.items()}
    per_type = {kind: count * weight for kind, count in figures.items() if (weight := days.get(kind)) is not None}
    left_out = {kind: int(count) for kind, count in figures.items() if kind not in per_type}
    events = sum(figures.values(), Decimal(0))
    return Harm(sum(per_type.values(), Decimal(0)), per_type, left_out, share(events - sum(left_out.values()), events))


def rolled_up(parts: Mapping[str, tuple[Decimal, int]]) -> Decimal:
    """Return the weight of a group from its parts' weights and how often each occurs: Σ weight × n ÷ Σ n.

    Raises NotEnough where none of them occurs.
    """
    events = sum(count for _, count in parts.values())
    if not events:
        raise NotEnough("A weight for a group needs events in it.")
    return divided(sum((weight * count for weight, count in parts.values()), Decimal(0)), events)
