"""Everything worked out a second time, by plain loops over every window and in fractions, on series made at random."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.xmr import Xmr, analyse

NUMBERS = st.one_of(st.integers(0, 6), st.integers(0, 400))
SERIES = st.lists(st.one_of(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.none()), min_size=1, max_size=45)
WALKS = st.lists(st.integers(-2, 6), min_size=7, max_size=45).map(
    lambda moves: [100 + sum(moves[: place + 1]) for place in range(len(moves))]
)


def baselines(values: list[int | None], steps: list[int]) -> list[tuple[int, int]]:
    edges = [0, *[step for step in sorted(set(steps)) if 0 < step < len(values)], len(values)]
    return [(edges[place], edges[place + 1]) for place in range(len(edges) - 1)]


def lines(values: list[int | None], screen: bool) -> tuple[Fraction | None, Fraction | None]:
    """Mean, and mean moving range."""
    known = [value for value in values if value is not None]
    ranges = []
    for place in range(1, len(values)):
        now, before = values[place], values[place - 1]
        if now is not None and before is not None:
            ranges.append(now - before if now > before else before - now)
    mean = Fraction(sum(known), len(known)) if known else None
    if not ranges:
        return mean, None
    moving = Fraction(sum(ranges), len(ranges))
    if screen:
        kept = [each for each in ranges if each < Fraction(3267, 1000) * moving]
        if sum(kept):
            moving = Fraction(sum(kept), len(kept))
    return mean, moving


def rules(values: list[int | None], mean: Fraction, moving: Fraction | None) -> list[set[str]]:
    """The rules that fire at each value, by laying every window of seven and of three over the series."""
    fired: list[set[str]] = [set() for _ in values]
    known = [value for value in values if value is not None]
    if moving is not None:
        for place, value in enumerate(values):
            if value is not None and abs(value - mean) > Fraction(266, 100) * moving:
                fired[place].add("outside")
    if sum(value == 0 for value in known) * 2 > len(known):
        return fired
    for start in range(len(values) - 6):
        for rule in sevens(values[start : start + 7], mean):
            for place in range(start, start + 7):
                fired[place].add(rule)
    for start in range(len(values) - 2):
        for place in threes(values[start : start + 3], mean, moving):
            fired[start + place].add("near_limit")
    return fired


def sevens(window: list[int | None], mean: Fraction) -> list[str]:
    """Which of the two rules of seven hold in a window."""
    seven = [value for value in window if value is not None]
    if len(seven) < 7:
        return []
    ups = sum(seven[place] < seven[place + 1] for place in range(6))
    downs = sum(seven[place] > seven[place + 1] for place in range(6))
    above, below = sum(value > mean for value in seven), sum(value < mean for value in seven)
    return ["trend"] * (6 in (ups, downs)) + ["run"] * (7 in (above, below))


def threes(window: list[int | None], mean: Fraction, moving: Fraction | None) -> list[int]:
    """Which places of a window of three are flagged."""
    three = [value for value in window if value is not None]
    if len(three) < 3 or moving is None:
        return []
    if not (all(value > mean for value in three) or all(value < mean for value in three)):
        return []
    beyond = [place for place in range(3) if abs(three[place] - mean) > Fraction(266, 150) * moving]
    return beyond if len(beyond) >= 2 else []


def compare(values: list[int | None], steps: list[int], screen: bool) -> None:
    found: Xmr = analyse(values, steps=[step for step in steps if step < len(values)], screen_outliers=screen)
    expected = baselines(values, steps)
    assert [(each.first, each.last + 1) for each in found.segments] == expected
    for segment, (start, stop) in zip(found.segments, expected, strict=True):
        mean, moving = lines(values[start:stop], screen)
        if mean is None:
            assert segment.mean is None
            continue
        assert segment.mean is not None
        assert abs(Fraction(segment.mean) - mean) < Fraction(1, 10**15)
        if moving is None:
            assert segment.upper is None
        else:
            assert segment.upper is not None
            assert segment.lower is not None
            assert abs(Fraction(segment.upper) - mean - Fraction(266, 100) * moving) < Fraction(1, 10**11)
            assert abs(Fraction(segment.lower) - mean + Fraction(266, 100) * moving) < Fraction(1, 10**11)
        again = rules(values[start:stop], mean, moving)
        assert [set(map(str, point.special)) for point in found.points[start:stop]] == again


@given(SERIES, st.lists(st.integers(0, 44), max_size=3), st.booleans())
def test_any_series_with_gaps_and_steps(values: list[int | None], steps: list[int], screen: bool) -> None:
    compare(values, steps, screen)


@given(WALKS, st.lists(st.integers(0, 44), max_size=2), st.booleans())
def test_any_series_that_wanders(values: list[int], steps: list[int], screen: bool) -> None:
    compare(list(values), steps, screen)
