"""Each test has something to leak: a count of three, in months and beside totals from which it could be had."""

import pytest

from tests.performance.world import NOW, THEN, World
from wardmote.access.actor import Actor
from wardmote.common.periods import Quarter
from wardmote.performance.counting import IS_SMALL, PART_IS_SMALL
from wardmote.performance.page import Row
from wardmote.performance.queries import indicator_page, quarter_page


def row_for(world: World, actor: Actor | None, place: str = "north", quarter: Quarter = NOW) -> Row:
    return quarter_page(actor, getattr(world, place).pk, quarter).rows[0]


@pytest.fixture
def three(world: World) -> World:
    world.indicator(world.north, "test_people")
    world.people.put(world.north, NOW, 1, 2, 0)
    world.people.put(world.north, THEN, 10, 9, 8)
    world.people.note = "3 of them in one street."
    return world


def test_those_who_may_open_it_see_three(three: World) -> None:
    officer = three.actor(three.user("officer", three.north, "practitioner"))
    row = row_for(three, officer)
    assert row.shown == "3"
    assert row.open_address == f"/counted/{NOW.slug}/"
    assert row.change_text == "−24 (−88.9%)"
    page = indicator_page(officer, three.north.pk, NOW, "test-people")
    assert page.chart is not None
    assert [line.now for line in page.months] == ["1", "2", "0", "3"]


@pytest.mark.parametrize("who", ["board_member", "public"])
def test_others_see_fewer_than_five_and_nothing_to_work_it_out_from(three: World, who: str) -> None:
    actor = None if who == "public" else three.actor(three.user("board", three.north, who))
    row = row_for(three, actor)
    assert (row.shown, row.then.text) == ("fewer than 5", "27")
    assert row.now.value is None
    assert row.now.months == row.then.months == {}
    assert row.change.difference is None
    assert row.change.percent is None
    assert row.direction_text == row.change_text == "not compared"
    assert row.sparkline is None
    assert row.open_address is None
    assert row.note == IS_SMALL  # the register's own note, which tells, is gone
    page = indicator_page(actor, three.north.pk, NOW, "test-people")
    assert page.chart is None
    assert [(line.name, line.now, line.then) for line in page.months] == [("Quarter", "fewer than 5", "27")]


def test_a_small_figure_last_year_hides_the_change_too(three: World) -> None:
    """27 now on 3 then: the difference of 24 would give the 3 away."""
    three.people.put(three.north, NOW, 10, 9, 8)
    three.people.put(three.north, THEN, 1, 2, 0)
    row = row_for(three, None)
    assert (row.shown, row.then.text, row.change_text) == ("27", "fewer than 5", "not compared")
    assert row.sparkline is None


def test_next_year_does_not_give_it_away(three: World) -> None:
    later = NOW.next().next().next().next()
    three.people.put(three.north, later, 20, 20, 20)
    row = row_for(three, None, quarter=later)
    assert row.then.text == "fewer than 5"
    assert row.change_text == "not compared"


def test_none_is_shown_and_names_nobody(three: World) -> None:
    three.people.put(three.north, NOW, 0, 0, 0)
    row = row_for(three, None)
    assert (row.shown, row.change_text) == ("0", "−27 (−100.0%)")
    assert row.now.months == {}


def test_large_counts_are_shown_but_never_their_months(three: World) -> None:
    three.people.put(three.north, NOW, 1, 2, 24)
    row = row_for(three, None)
    assert (row.shown, row.change_text) == ("27", "no change")
    assert row.now.months == {}
    assert indicator_page(None, three.north.pk, NOW, "test-people").chart is None


@pytest.mark.parametrize(
    ("north", "south", "own", "county"),
    [
        (3, 9, 0, "not shown"),  # 12 − 9 would be 3
        (3, 2, 0, "not shown"),  # whoever knows the 3 would have the 2
        (1, 1, 0, "not shown"),  # “fewer than 5” twice in “fewer than 5” narrows both
        (9, 8, 2, "not shown"),  # 19 − 9 − 8 would be the county's own 2
        (3, 0, 0, "fewer than 5"),  # all of it is one district's, which says the same
        (9, 8, 0, "17"),
        (9, 0, 0, "9"),
        (9, 8, 7, "24"),
        (0, 0, 0, "0"),
    ],
)
def test_a_county_does_not_give_its_districts_away(world: World, north: int, south: int, own: int, county: str) -> None:
    for place, count in ((world.north, north), (world.south, south), (world.county, own)):
        world.people.put(place, NOW, count, 0, 0)
        world.people.put(place, THEN, 30, 0, 0)
    world.indicator(world.county, "test_people")
    row = row_for(world, None, "county")
    assert row.shown == county
    assert (row.change_text == "not compared") == row.now.hidden
    assert (PART_IS_SMALL in row.note) == (county == "not shown")


def test_a_district_s_page_and_the_county_s_agree(world: World) -> None:
    """Somebody of the county, who may read every page in it, cannot set one against another."""
    for place, count in ((world.north, 3), (world.south, 9)):
        world.people.put(place, NOW, count, 0, 0)
        world.people.put(place, THEN, 30, 0, 0)
    for place in (world.county, world.north, world.south):
        world.indicator(place, "test_people")
    board = world.actor(world.user("board", world.county))
    shown = [row_for(world, board, place).shown for place in ("county", "north", "south")]
    assert shown == ["not shown", "fewer than 5", "9"]
    page = indicator_page(board, world.county.pk, NOW, "test-people")
    assert [line.now for line in page.districts] == ["fewer than 5", "9"]
