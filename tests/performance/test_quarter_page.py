import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.performance.world import NOW, THEN, World
from wardmote.access.refusal import Refused
from wardmote.common.periods import Quarter
from wardmote.performance.page import Row
from wardmote.performance.queries import indicator_page, latest_quarter, quarter_page


def only_row(world: World, now: tuple, then: tuple, **given: object) -> Row:
    world.indicator(world.north, **given)
    world.crimes.put(world.north, NOW, *now)
    world.crimes.put(world.north, THEN, *then)
    return quarter_page(None, world.north.pk, NOW).rows[0]


@pytest.mark.parametrize(
    ("now", "then", "change", "direction"),
    [
        ((31, 28, 22), (40, 30, 27), "−16 (−16.5%)", "better"),  # 81 on 97: −16 ÷ 97 = −16.49%
        ((40, 30, 27), (31, 28, 22), "+16 (+19.8%)", "worse"),  # 97 on 81: 16 ÷ 81 = 19.75%
        ((30, 30, 30), (30, 30, 30), "no change", "no change"),
        ((2, 2, 2), (0, 1, 0), "+5 (from 1 to 6)", "worse"),  # a base under 20 gives way to the counts
        ((0, 0, 0), (0, 0, 0), "no change", "no change"),
        ((3, 0, 0), (0, 0, 0), "+3 (from 0 to 3)", "worse"),  # nothing is divided by nought
        ((7, 7, 6), (7, 7, 5), "+1 (from 19 to 20)", "worse"),
        ((7, 7, 7), (7, 7, 6), "+1 (+5.0%)", "worse"),  # twenty is not under twenty
    ],
)
def test_change_is_what_a_hand_would_work_out(
    world: World, now: tuple, then: tuple, change: str, direction: str
) -> None:
    row = only_row(world, now, then)
    assert row.shown == str(sum(now))
    assert row.then.text == str(sum(then))
    assert row.change_text == change
    assert row.direction_text == direction


def test_a_small_base_says_so(world: World) -> None:
    assert "Base under 20" in only_row(world, (2, 2, 2), (0, 1, 0)).note


def test_polarity_decides_what_a_rise_means(world: World) -> None:
    row = only_row(world, (200, 200, 116), (100, 143, 100), polarity="more_reporting")
    assert (row.change_text, row.direction_text) == ("+173 (+50.4%)", "better")
    assert "More reports are the aim" in row.note


def test_a_missing_month_is_not_nought_and_is_not_compared(world: World) -> None:
    row = only_row(world, (31, None, 22), (40, 30, 27))
    assert row.shown == "not known"
    assert row.note == "No records are held for February 2024."
    assert row.change_text == row.direction_text == "not compared"
    page = indicator_page(None, world.north.pk, NOW, "test-crimes")
    assert [(line.name, line.now, line.then) for line in page.months] == [
        ("January", "31", "40"), ("February", "not known", "30"), ("March", "22", "27"), ("Quarter", "not known", "97"),
    ]  # fmt: skip


def test_a_value_over_missing_months_is_not_believed(world: World) -> None:
    """A measure that adds up what it has, as if the month that is not held were nought."""
    world.crimes.careless = True
    row = only_row(world, (31, 28, 22), (40, None, 27))
    assert row.then.text == "not known"
    assert "February 2023" in row.note
    assert row.change_text == "not compared"


def test_three_missing_months_read_as_a_sentence(world: World) -> None:
    row = only_row(world, (31, 28, 22), (None, None, None))
    assert row.note == "No records are held for January, February and March 2023."


def test_a_quarter_still_going_on_is_counted_and_not_compared(world: World) -> None:
    going_on = Quarter.parse("2024-25-Q4")  # the tests are held at 24 March 2025
    world.indicator(world.north, "test_people")
    world.people.put(world.north, going_on, 10, 9, 8)
    world.people.put(world.north, NOW, 10, 10, 10)
    row = quarter_page(None, world.north.pk, going_on).rows[0]
    assert row.shown == "27"
    assert row.change_text == "not compared"
    assert "So far, to 24 Mar 2025" in row.note


def test_a_month_of_records_that_is_held_is_whole_whatever_the_day(world: World) -> None:
    going_on = Quarter.parse("2024-25-Q4")
    world.indicator(world.north)
    world.crimes.put(world.north, going_on, 10, 10, 10)
    world.crimes.put(world.north, NOW, 20, 20, 20)
    row = quarter_page(None, world.north.pk, going_on).rows[0]
    assert row.change_text == "−30 (−50.0%)"


def test_synthetic_figures_say_so(world: World) -> None:
    world.crimes.synthetic = True
    row = only_row(world, (31, 28, 22), (40, 30, 27))
    assert row.synthetic
    assert quarter_page(None, world.north.pk, NOW).synthetic


def test_a_measure_that_nobody_registered_is_not_known(world: World) -> None:
    made = world.indicator(world.north)
    type(made).objects.filter(pk=made.pk).update(measure_key="gone")
    row = quarter_page(None, world.north.pk, NOW).rows[0]
    assert (row.shown, row.note) == ("not known", "Nothing here counts this yet.")


def test_latest_is_the_newest_quarter_wholly_held(world: World) -> None:
    world.indicator(world.north)
    world.indicator(world.north, "test_people")
    assert latest_quarter(world.north.pk).slug == "2024-25-Q4"  # nothing held: the one we are in
    world.crimes.put(world.north, NOW, 1, 1, 1)
    world.crimes.put(world.north, NOW.next(), 1, None, 1)
    assert latest_quarter(world.north.pk) == NOW


def test_the_sparkline_draws_months_and_leaves_a_gap_for_a_missing_one(world: World) -> None:
    row = only_row(world, (31, None, 22), (40, 30, 27))
    assert row.sparkline is not None
    values = dict(row.sparkline.table[1:])
    assert values["February 2024"] == "not known"
    assert values["March 2024"] == "22"
    assert "January 2023" in values
    assert "December 2022" not in values  # nothing was held before: it does not begin with a gap


def test_a_county_counts_its_districts_and_shows_each(world: World) -> None:
    world.indicator(world.county)
    for place, counts in ((world.north, (5, 6, 7)), (world.south, (10, 20, 30))):
        world.crimes.put(place, NOW, *counts)
        world.crimes.put(place, THEN, 10, 10, 10)
    page = indicator_page(None, world.county.pk, NOW, "test-crimes")
    assert (page.row.shown, page.row.then.text) == ("78", "60")
    assert [(line.name, line.now, line.then) for line in page.districts] == [
        ("North district", "18", "30"), ("South district", "60", "30"),
    ]  # fmt: skip


def test_only_partnerships_in_sight(world: World) -> None:
    board = world.actor(world.user("board", world.north))
    for place in (world.north, world.county):
        assert quarter_page(board, place.pk, NOW).partnership == place
    for unseen in (world.south.pk, world.elsewhere.pk, 9999):
        with pytest.raises(Refused):
            quarter_page(board, unseen, NOW)
    county = world.actor(world.user("county", world.county))
    assert quarter_page(county, world.south.pk, NOW).partnership == world.south
    with pytest.raises(Refused):
        quarter_page(county, world.elsewhere.pk, NOW)


def test_without_the_permission_nothing_is_in_sight(world: World) -> None:
    officer = world.actor(world.user("officer", world.north, "system_administrator"))
    with pytest.raises(Refused):
        quarter_page(officer, world.north.pk, NOW)


def test_queries_do_not_grow_with_the_rows(world: World) -> None:
    board = world.actor(world.user("board", world.county))
    world.people.put(world.north, NOW, 10, 10, 10)
    world.indicator(world.county)
    world.indicator(world.county, "test_people")
    with CaptureQueriesContext(connection) as few:
        assert len(quarter_page(board, world.county.pk, NOW).rows) == 2
    for number in range(6):
        world.indicator(world.county, key=f"more-{number}", name=f"More {number}")
        world.indicator(world.county, "test_people", key=f"people-{number}", name=f"People {number}")
    with CaptureQueriesContext(connection) as many:
        assert len(quarter_page(board, world.county.pk, NOW).rows) == 14
    assert len(many) == len(few)
