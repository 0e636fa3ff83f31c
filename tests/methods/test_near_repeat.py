"""Knox's table against looking at every pair, against what shuffles must give, and against a published programme's."""

import csv
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods import near_repeat
from wardmote.methods.near_repeat import Knox, knox

pytestmark = pytest.mark.plain
SPACE, TIME = (0, 1, 100, 200, 300, inf), (0, 7, 14, 21, inf)
EVENTS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 30)), min_size=2, max_size=40)


def every_pair(points: Any, days: Any, space: Any, time: Any, metric: str = "euclidean") -> list[list[int]]:
    """Count pair by pair; a pair below no cut or beyond the last is in no cell."""
    table = [[0] * (len(time) - 1) for _ in space[1:]]
    for (one, day), (other, later) in combinations(zip(np.asarray(points, float), days, strict=True), 2):
        across, along = abs(one - other)
        apart = across + along if metric == "manhattan" else np.hypot(across, along)
        row = [low <= apart < high for low, high in pairwise(space)]
        column = [low <= abs(later - day) < high for low, high in pairwise(time)]
        if any(row) and any(column):
            table[row.index(True)][column.index(True)] += 1
    return table


@given(EVENTS, st.sampled_from(["euclidean", "manhattan"]), st.booleans(), st.booleans())
def test_the_table_is_that_of_every_pair(events: list[Any], metric: str, beyond: bool, later: bool) -> None:
    """On a grid of 50 m many pairs are exactly on a cut, and share a spot and a day."""
    points, days = [(x * 50, y * 50) for x, y, _ in events], [day for *_, day in events]
    space, time = SPACE if beyond else SPACE[:-1], TIME if later else TIME[:-1]
    found = knox(points, days, space_cuts=space, time_cuts=time, shuffles=1, seed=1, metric=metric)
    assert [list(row) for row in found.observed] == every_pair(points, days, space, time, metric)
    assert found.pairs == len(events) * (len(events) - 1) // 2
    if beyond and later:
        assert sum(map(sum, found.observed)) == found.pairs


def test_two_thousand_points_equal_all_their_pairs() -> None:
    """All two million distances at once, by another library."""
    from scipy.spatial.distance import pdist

    draw = np.random.default_rng(1)
    points, days = draw.normal(0, 800, (2000, 2)).round(1), draw.integers(0, 200, 2000)
    found = knox(points, days, space_cuts=SPACE, time_cuts=TIME, shuffles=1, seed=1, metric="manhattan")
    apart, later = pdist(points, "cityblock"), pdist(days[:, None], "cityblock")
    expected = [
        [((apart >= a) & (apart < b) & (later >= c) & (later < d)).sum() for c, d in pairwise(TIME)]
        for a, b in pairwise(SPACE)
    ]
    assert [list(row) for row in found.observed] == expected


def test_a_band_holds_its_lower_cut_and_not_its_upper() -> None:
    points, days = [(0, 0), (60, 80)], [date(2026, 1, 1), date(2026, 1, 8)]
    at = knox(points, days, space_cuts=(0, 100, 200), time_cuts=(0, 7, 14), shuffles=9, seed=1)
    assert at.observed == ((0, 0), (0, 1))
    under = knox(points, days, space_cuts=(0, 100.001, 200), time_cuts=(0, 8, 14), shuffles=9, seed=1)
    assert under.observed == ((1, 0), (0, 0))
    assert (at.space_bands, at.time_bands) == (("under 100 m", "100 to under 200 m"), ("0 to 6 days", "7 to 13 days"))
    daily = knox(points, days, space_cuts=(0, 1, inf), time_cuts=(0, 1, 2, inf), shuffles=9, seed=1)
    assert (daily.space_bands, daily.time_bands) == (
        ("under 1 m", "1 m or more"),
        ("same day", "1 day", "2 days or more"),
    )


def clustered(events: int, *, repeats: bool) -> tuple[np.ndarray, list[date]]:
    """Places in clusters; with `repeats` every other event is within metres and days of the one before."""
    draw = np.random.default_rng(8)
    points, days = draw.uniform(0, 3000, (events, 2)), draw.integers(0, 365, events)
    if repeats:
        points[1::2] = points[::2] + draw.uniform(-40, 40, (events // 2, 2))
        days[1::2] = days[::2] + draw.integers(0, 5, events // 2)
    return points, [date(2025, 1, 1) + timedelta(days=int(day)) for day in days]


def test_expected_is_what_dealing_out_the_days_must_give() -> None:
    """Each place pair gets each day pair equally often: expected = pairs so far apart × pairs so many days ÷ all."""
    found = knox(*clustered(300, repeats=True), space_cuts=SPACE, time_cuts=TIME, seed=5)
    observed = np.array(found.observed)
    exact = observed.sum(axis=1, keepdims=True) * observed.sum(axis=0, keepdims=True) / found.pairs
    assert (np.abs(np.array(found.expected) - exact) <= 5 * np.sqrt(exact / found.shuffles) + 1e-9).all()
    assert np.array(found.expected).sum() == pytest.approx(found.pairs)


def test_repeats_are_found_and_chance_is_not() -> None:
    repeats = knox(*clustered(300, repeats=True), space_cuts=SPACE, time_cuts=TIME, seed=5)
    assert repeats.ratio[1][0] > 2
    assert repeats.p[1][0] == 1 / 1000
    chance = knox(*clustered(300, repeats=False), space_cuts=SPACE, time_cuts=TIME, seed=5)
    assert chance.p[1][0] > 0.05
    assert chance.expected[0][0] == 0
    assert (chance.ratio[0][0], chance.p[0][0]) == (None, 1)


def test_the_same_seed_gives_the_same_figures_and_the_order_of_events_does_not_matter_to_the_table() -> None:
    points, days = clustered(100, repeats=True)
    asked = {"space_cuts": SPACE, "time_cuts": TIME, "shuffles": 99}
    assert knox(points, days, seed=1, **asked) == knox(points, days, seed=1, **asked)
    assert knox(points, days, seed=1, **asked).expected != knox(points, days, seed=2, **asked).expected
    assert knox(points[::-1], days[::-1], seed=1, **asked).observed == knox(points, days, seed=1, **asked).observed


def chicago(real_data: Path, name: str, space: tuple[float, ...], time: tuple[float, ...]) -> Knox:
    with (real_data / "worked_examples" / "near_repeat" / name).open() as file:
        rows = [(float(x), float(y), date.fromisoformat(day)) for x, y, day in csv.reader(file)]
    days = [day for *_, day in rows]
    return knox([row[:2] for row in rows], days, space_cuts=space, time_cuts=time, seed=1, metric="manhattan")


def near_published(found: Knox, row: int, column: int, ratio: float, runs: int, observed: int) -> bool:
    """Whether the mean behind a published ratio, of so many runs, is within four standard errors of ours."""
    expected = found.expected[row][column]
    return abs(observed / ratio - expected) <= 4 * (expected / runs) ** 0.5


def test_chicago_arson(real_data: Path) -> None:
    """Ratcliffe's Near Repeat Calculator 1.3 prints the observed table; ours is the same but for one pair.

    That pair is 399.96 m apart, which it puts with those of 400. It takes as one spot only what has one address, and
    one pair is half a metre apart: hence the first cut.
    """
    found = chicago(real_data, "chicago_arson.csv", (0, 0.5, 200, 400, 600, inf), (0, 1, 2, 3, inf))
    assert found.observed == (
        (0, 2, 0, 8),
        (9, 1, 1, 45),
        (4, 0, 0, 140 + 1),
        (6, 0, 0, 234 - 1),
        (393, 710, 770, 133658),
    )
    published = {(1, 0): 74.25, (2, 0): 11.647, (3, 0): 7.714, (0, 1): 28.286, (1, 1): 3.667}
    for (row, column), ratio in published.items():
        assert near_published(found, row, column, ratio, 99, found.observed[row][column])
    assert found.p[1][0] <= 0.01
    assert found.ratio[1][0] == pytest.approx(54, abs=5)
    metre = chicago(real_data, "chicago_arson.csv", (0, 1, 200, 400, 600, inf), (0, 1, 2, 3, inf))
    assert (metre.observed[0][0], metre.observed[1][0]) == (1, 8)
    assert metre.p[1][0] <= 0.01


def test_chicago_burglary(real_data: Path) -> None:
    """Published ratios of 19 runs; the cuts are those at which the programme's bands begin."""
    found = chicago(real_data, "chicago_be_month1.csv", SPACE, TIME)
    published = ((1.65, 0.43, 0.63, 0.58), (1.69, 0.60, 0.57, 0.56), (1.32, 0.94, 0.51, 0.88), (0.94, 1.03, 1.07, 1.01))
    for row, ratios in enumerate(published):
        for column, ratio in enumerate(ratios):
            assert near_published(found, row, column, ratio, 19, found.observed[row][column])
    assert (found.observed[1][0], found.ratio[1][0]) == (44, pytest.approx(1.65, abs=0.05))
    assert max(found.p[row][0] for row in range(3)) <= 0.05
    assert min(found.p[row][1] for row in range(3)) > 0.05


def ask(**changed: Any) -> Knox:
    asked = {"space_cuts": (0, 100), "time_cuts": (0, 7), "shuffles": 9, "seed": 1, **changed}
    return knox(asked.pop("points", [(0, 0), (1, 1)]), asked.pop("days", [1, 2]), **asked)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"points": [(0, 0)], "days": [1]}, "two or more places"),
        ({"points": [(0, 0), (1, float("nan"))]}, "two or more places"),
        ({"days": [1]}, "each event has a day"),
        ({"days": [1.5, 2.5]}, "each event has a day"),
        ({"days": [1, 2_000_000]}, "thousand years"),
        ({"space_cuts": (1, 100)}, "metres rise from 0"),
        ({"space_cuts": (0, inf)}, "metres rise from 0"),
        ({"time_cuts": (0, 7, 7)}, "days rise from 0"),
        ({"time_cuts": (0, 7.5)}, "whole days"),
        ({"metric": "crow"}, "euclidean or manhattan"),
        ({"shuffles": 0}, "at least one shuffle"),
    ],
)
def test_what_cannot_be_asked_is_refused(changed: dict[str, Any], said: str) -> None:
    assert ask().pairs == 1
    with pytest.raises(ValueError, match=said):
        ask(**changed)


def test_too_many_pairs_are_refused_and_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_repeat, "MOST_PAIRS", 2)
    with pytest.raises(ValueError, match="shorter distances"):
        ask(points=[(0, 0)] * 3, days=[1, 2, 3])


def test_there_is_no_way_in_for_the_polices_map_points() -> None:
    """They carry a month and no day, and a day is asked of every event."""
    assert [name for name in dir(near_repeat) if "polic" in name.lower()] == []
    with pytest.raises(ValueError, match="each event has a day"):
        ask(days=["2026-01", "2026-01"])
