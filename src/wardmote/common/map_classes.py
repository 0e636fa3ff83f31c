"""Which areas of a map share a colour, and how the legend says so."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal
MOST_CLASSES = 5
# One hue from light to dark: the order of lightness is seen however colours are.
_RAMP = ("#e4f1ee", "#abd5d1", "#6aafb4", "#2c7f8d", "#0b4a58")
# Blue for falls, orange for rises, near white between: told apart by those who do not tell red from green.
_FALLS, _LEVEL, _RISES = ("#1f5f99", "#9cc7e3"), "#f4f4f4", ("#f2b26b", "#a8500a")
_PICKS = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}


@dataclass(frozen=True)
class Classes:
    """`edges` are the lowest values of the second and later classes; `labels` and `colours` hold one a class."""

    edges: tuple[Decimal, ...]
    labels: tuple[str, ...]
    colours: tuple[str, ...]
    equal_parts: bool

    def of(self, value: Number) -> int:
        """Return the class of a value, from 0; a value on an edge is in the class that begins there."""
        return bisect_right(self.edges, exact(value))


def exact(value: Number) -> Decimal:
    """Return the number as a Decimal. Raises ValueError for one that is not finite."""
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError("a map's values are finite")
    return number


def written(value: Decimal, places: int) -> str:
    """Write a figure to so many decimals, nought unsigned and a real minus before what is below it."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded if rounded else abs(rounded):,f}".replace("-", "−")


def classify(values: Sequence[Number], classes: int = MOST_CLASSES, breaks: Sequence[Number] | None = None) -> Classes:
    """Put values into at most `classes` classes, or into those that begin at `breaks`.

    Without `breaks` each class holds about an equal part of the values, or, of whole values of which few differ, one
    value; equal values are never parted, and many noughts are a class by themselves. Values on both sides of nought
    are classed by size on each side, with a class around nought. Raises ValueError for more than five classes,
    breaks out of order, and values that are not finite.
    """
    known = sorted(exact(value) for value in values)
    if not 1 <= classes <= MOST_CLASSES or (breaks is not None and len(breaks) >= MOST_CLASSES):
        raise ValueError("a map has one to five classes")
    places = 0 if all(value == value.to_integral_value() for value in known) else 1
    apart: list[Decimal] = []
    both_ways = bool(known) and known[0] < 0 < known[-1]
    if breaks is not None:
        edges = [exact(each) for each in breaks]
        if edges != sorted(set(edges)):
            raise ValueError("the breaks of a map rise from one to the next")
        places = max(places, *(-int(each.normalize().as_tuple().exponent) for each in edges), 0) if edges else places
    elif both_ways:
        edges = _around_nought(known, places)
    else:
        apart = _each_apart(known, classes, places)
        edges = apart or _equal_parts(known, classes, places)
    labels = tuple(_label(edges, at, known, places) for at in range(len(edges) + 1)) if known else ()
    colours = _colours(edges, both_ways)
    equal_parts = breaks is None and not both_ways and not apart and len(edges) > 0
    return Classes(tuple(edges), labels, colours, equal_parts)


def _equal_parts(known: Sequence[Decimal], classes: int, places: int) -> list[Decimal]:
    """The value at each part's beginning, rounded as the legend prints it: what is read is what was done."""
    if not known or classes == 1:
        return []
    lowest = known[0]
    rest = [value for value in known if _rounded(value, places) > lowest]
    if (len(known) - len(rest)) * classes >= len(known) and rest:
        # The lowest figure, as nought often does, fills a part by itself; the others share what is left.
        cuts = {_rounded(rest[len(rest) * part // (classes - 1)], places) for part in range(classes - 1)}
    else:
        cuts = {_rounded(known[len(known) * part // classes], places) for part in range(1, classes)}
    return sorted(cut for cut in cuts if lowest < cut <= known[-1])


def _each_apart(known: Sequence[Decimal], classes: int, places: int) -> list[Decimal]:
    """An edge at each whole value but the lowest, where so few differ that each can have its own colour."""
    found = sorted(set(known))
    return found[1:] if places == 0 and len(found) <= classes else []


def _around_nought(known: Sequence[Decimal], places: int) -> list[Decimal]:
    """Four edges at equal distances on both sides, so that a rise and a fall of one size have one strength."""
    sizes = sorted(abs(value) for value in known if value)
    step = Decimal(1).scaleb(-places)
    near, far = (max(_rounded(sizes[len(sizes) * part // 3], places), step) for part in (1, 2))
    # The class around nought holds what is smaller than `near` either way; whole numbers begin one above −near.
    inner = [-near + step, near]
    outer = [-far + step, far] if far > near else []
    return sorted({*inner, *outer})


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _label(edges: Sequence[Decimal], at: int, known: Sequence[Decimal], places: int) -> str:
    """`0 to 3` where all values are whole; `under 3.1`, `3.1 to under 5.0`, `5.0 or more` where they are not."""
    low = edges[at - 1] if at else None
    high = edges[at] if at < len(edges) else None
    if places:
        if low is None and high is None:
            ends = written(known[0], places), written(known[-1], places)
            return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
        if low is None:
            return f"under {written(high, places)}" if high is not None else ""
        return f"{written(low, places)} or more" if high is None else _between(low, high, places)
    first = min(known[0], high - 1) if low is None and high is not None else (known[0] if low is None else low)
    last = max(known[-1], first) if high is None else high - 1
    return written(first, 0) if first == last else f"{written(first, 0)} to {written(last, 0)}"


def _between(low: Decimal, high: Decimal, places: int) -> str:
    return f"{written(low, places)} to under {written(high, places)}"


def _colours(edges: Sequence[Decimal], both_ways: bool) -> tuple[str, ...]:
    count = len(edges) + 1
    if not both_ways:
        return tuple(_RAMP[index] for index in _PICKS[count])
    below = sum(edge <= 0 for edge in edges)
    above = count - 1 - below
    falls = _FALLS if below >= 2 else _FALLS[1:] * below
    rises = _RISES if above >= 2 else _RISES[:1] * above
    if below > 2 or above > 2:
        return tuple(_RAMP[index] for index in _PICKS[count])
    return (*falls, _LEVEL, *rises)
