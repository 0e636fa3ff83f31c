"""How few places hold how much: shares of the top places, Lorenz curve, Gini, and what a targeted area catches.

Source: Bernasco and Steenbeek, “More Places than Crimes”, Journal of Quantitative Criminology 33 (2017); the index of
predictive accuracy is from Chainey, Tompson and Uhlig, Security Journal 21 (2008).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

TOP = (1, 5, 10, 20)


@dataclass(frozen=True)
class Concentration:
    """What a list of counts says of places; every share is 0 to 1, and None where there is no event.

    `top` pairs a percentage of places with the share of events in that many of the busiest; a part of a place counts
    with the same part of its events. `half_places` is the smallest whole number of places that hold half of the events
    or more, `half_share` that number ÷ `places`. `gini` compares with every place alike, `generalised_gini` with what
    is possible when there are fewer events than places. `lorenz` runs from (0, 0) to (1, 1), the quietest places
    first: (share of places, share of events), a point wherever the count changes, straight between.
    """

    places: int
    events: int
    top: tuple[tuple[int, float | None], ...]
    half_places: int | None
    half_share: float | None
    gini: float | None
    generalised_gini: float | None
    lorenz: tuple[tuple[float, float], ...]

    @property
    def fewer_events_than_places(self) -> bool:
        """Whether the plain Gini would be high even if no place had two events, so that it is not to be quoted."""
        return self.events < self.places


def concentration(counts: Sequence[int | None], *, places: int | None = None) -> Concentration:
    """Return how `counts`, one for each place, are concentrated.

    `places`: how many places there are in all, where those without an event are not in `counts`. Raises ValueError
    for a missing or negative count, for no place, and for fewer places than counts.
    """
    known = [count for count in counts if count is not None]
    if len(known) < len(counts):
        raise ValueError("a missing count is not nought: leave the place out, or the period")
    if any(count < 0 for count in known):
        raise ValueError("a count is nought or more")
    total = len(known) if places is None else places
    if total < 1 or total < len(known):
        raise ValueError("there is at least one place, and no fewer places than counts")
    ranked = sorted(known, reverse=True) + [0] * (total - len(known))
    events = sum(ranked)
    if not events:
        return Concentration(total, 0, tuple((each, None) for each in TOP), None, None, None, None, ())
    held = list(accumulate(ranked))
    half = next(number for number, sum_ in enumerate(held, start=1) if 2 * sum_ >= events)
    gini, generalised = _ginis(ranked, events)
    top = tuple((each, _share_of_top(ranked, held, each)) for each in TOP)
    return Concentration(total, events, top, half, half / total, gini, generalised, _lorenz(ranked, events))


def predictive_accuracy(events_inside: int, events: int, area_inside: float, area: float) -> float | None:
    """Return PAI = (n ÷ N) ÷ (a ÷ A): how many times its share of the ground a marked area catches of the events.

    1 is what ground chosen blindly would catch. Count events of a later period than the one the area was marked on.
    None without an event. Raises ValueError where a part is more than its whole, or an area is not above nought.
    """
    if not 0 <= events_inside <= events:
        raise ValueError("the events inside are some of the events")
    if not 0 < area_inside <= area:
        raise ValueError("the area inside is some of the area")
    return (events_inside / events) / (area_inside / area) if events else None


def _share_of_top(ranked: Sequence[int], held: Sequence[int], percent: int) -> float:
    """The busiest `percent` of places, a part of a place with the same part of its events."""
    whole, part = divmod(len(ranked) * percent, 100)
    inside = held[whole - 1] if whole else 0
    beyond = ranked[whole] * part / 100 if whole < len(ranked) else 0
    return (inside + beyond) / held[-1]


def _ginis(ranked: Sequence[int], events: int) -> tuple[float, float]:
    """Gini and G′ = max(1/c, 1/n) Σ(2i − n − 1)yᵢ − max(n/c, 1) + 1, for n places, c events and rising shares yᵢ."""
    places = len(ranked)
    # Busiest first: the place number i from the top is number n + 1 − i from the bottom. Whole numbers to the end,
    # so that as even as can be is nought and not a rounding error beside it.
    weighted = sum((places + 1 - 2 * number) * count for number, count in enumerate(ranked, start=1))
    gini = weighted / (events * places)
    return gini, gini if events >= places else (weighted - events * (places - events)) / events**2


def _lorenz(ranked: Sequence[int], events: int) -> tuple[tuple[float, float], ...]:
    rising = ranked[::-1]
    points = [(0.0, 0.0)]
    held = 0
    for number, count in enumerate(rising, start=1):
        held += count
        if number == len(rising) or rising[number] != count:
            points.append((number / len(rising), held / events))
    return tuple(points)
