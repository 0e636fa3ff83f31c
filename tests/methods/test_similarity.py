"""Which areas are most alike, and one's own rate among theirs: by plain loops, and by what must hold."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.rates import rate_interval
from wardmote.methods.reasons import NotEnough
from wardmote.methods.similar import group_average
from wardmote.methods.similarity import compare_with_group, most_similar

pytestmark = pytest.mark.plain
TABLE: dict[str, dict[str, float | None]] = {
    "Ashby": {"density": 10, "rented": 20, "young": 5},
    "Brook": {"density": 12, "rented": 22, "young": 6},
    "Combe": {"density": 40, "rented": 60, "young": 15},
    "Dunmere": {"density": 11, "rented": 25, "young": 9},
    "Eaton": {"density": None, "rented": 20, "young": 5},
}


def test_the_nearest_by_plain_loops() -> None:
    found = most_similar("Ashby", TABLE, variables=["density", "rented", "young"], k=2)
    held = {name: row for name, row in TABLE.items() if name != "Eaton"}
    distances = {name: 0.0 for name in held}
    for variable in ("density", "rented", "young"):
        column = [row[variable] or 0 for row in held.values()]
        mean = sum(column) / 4
        spread = math.sqrt(sum((value - mean) ** 2 for value in column) / 4)
        for name, row in held.items():
            distances[name] += (((row[variable] or 0) - (TABLE["Ashby"][variable] or 0)) / spread) ** 2
    expected = sorted((math.sqrt(square), name) for name, square in distances.items() if name != "Ashby")[:2]
    assert [name for name, _ in found.members] == [name for _, name in expected] == ["Brook", "Dunmere"]
    assert [far for _, far in found.members] == pytest.approx([far for far, _ in expected])


def test_an_area_without_a_figure_is_left_out_and_named() -> None:
    found = most_similar("Ashby", TABLE, variables=["density", "rented"])
    assert found.left_out == {"Eaton": "no figure for density"}
    assert "Eaton" not in found.standardised
    assert len(found.members) == 3
    without = most_similar("Ashby", TABLE, variables=["rented", "young"], k=1)
    assert without.members == (("Eaton", 0.0),)
    with pytest.raises(NotEnough, match="Eaton cannot be compared: no figure for density"):
        most_similar("Eaton", TABLE, variables=["density"])


def test_a_variable_that_is_the_same_everywhere_tells_nothing() -> None:
    table: dict[str, dict[str, float | None]] = {name: {**row, "same": 3} for name, row in TABLE.items()}
    found = most_similar("Ashby", table, variables=["same", "rented"])
    assert found.variables == ("rented",)
    assert found.left_out["same"] == "the same in every area"
    with pytest.raises(NotEnough, match="tells the areas apart"):
        most_similar("Ashby", table, variables=["same"])


def test_likeness_is_one_way() -> None:
    """The nearest to the far one is the middle one, whose own nearest is another."""
    table: dict[str, dict[str, float | None]] = {"a": {"x": 0}, "b": {"x": 1}, "c": {"x": 5}}
    assert most_similar("c", table, variables=["x"], k=1).members[0][0] == "b"
    assert most_similar("b", table, variables=["x"], k=1).members[0][0] == "a"


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 50), min_size=3, max_size=12))
def test_neither_order_nor_scale_matters_and_ties_go_by_name(figures: dict[str, int]) -> None:
    own = min(figures)
    if len(set(figures.values())) == 1:
        return
    first = most_similar(own, {name: {"x": value} for name, value in figures.items()}, variables=["x"], k=3)
    turned = {name: {"x": 1000 * figures[name] + 7} for name in reversed(figures)}
    second = most_similar(own, turned, variables=["x"], k=3)
    assert [name for name, _ in first.members] == [name for name, _ in second.members]
    places = [(abs(figures[name] - figures[own]), name) for name, _ in first.members]
    assert places == sorted(places)


@pytest.mark.parametrize("wrong", [("Nowhere", ["rented"], 1), ("Ashby", [], 1), ("Ashby", ["rented"], 0)])
def test_what_cannot_be_asked_is_refused(wrong: tuple[str, list[str], int]) -> None:
    with pytest.raises(ValueError, match="needed"):
        most_similar(wrong[0], TABLE, variables=wrong[1], k=wrong[2])


COUNTS = {"ours": 600, "b": 400, "c": 500, "d": 900}
PEOPLE = dict.fromkeys(COUNTS, 100000)


def test_the_group_by_hand() -> None:
    """Rates 6, 4, 5 and 9: mean 6, median 5.5, standard deviation √(14/3)."""
    found = compare_with_group("ours", COUNTS, PEOPLE)
    spread = Decimal(14) / 3
    assert (found.mean, found.median, found.own.rank) == (6, Decimal("5.5"), 3)
    assert [member.name for member in found.members] == ["b", "c", "ours", "d"]
    assert found.bands == pytest.approx(tuple(6 + n * spread.sqrt() for n in (-2, -1, 1, 2)), abs=Decimal("1e-9"))
    assert not found.outside
    assert found.own.interval == rate_interval(600, 100000)
    assert found.band == "within one standard deviation of the group's mean"


def test_the_mean_and_rank_are_those_of_the_similar_areas_page() -> None:
    found = compare_with_group("d", COUNTS, PEOPLE)
    plain = group_average({name: Decimal(count) / 100 for name, count in COUNTS.items()}, "d")
    assert (found.mean, found.own.rank) == (plain.average, plain.rank)
    assert found.outside
    assert found.band == "more than one standard deviation above the group's mean"


def test_far_from_the_group_and_below_it() -> None:
    many = {**{f"a{number}": 500 + number for number in range(10)}, "ours": 20}
    found = compare_with_group("ours", many, dict.fromkeys(many, 100000))
    assert found.band == "more than two standard deviations below the group's mean"
    assert min(found.bands) >= 0


def test_a_member_without_a_rate_leaves_no_mean() -> None:
    with pytest.raises(NotEnough, match="No rate for c, so"):
        compare_with_group("ours", {**COUNTS, "c": None}, PEOPLE)
    with pytest.raises(NotEnough, match="No rate for b, d"):
        compare_with_group("ours", COUNTS, {"ours": 5, "c": 6, "b": 0})
    with pytest.raises(NotEnough, match="at least one other"):
        compare_with_group("ours", {"ours": 1}, PEOPLE)
    with pytest.raises(ValueError, match="not among"):
        compare_with_group("elsewhere", COUNTS, PEOPLE)
