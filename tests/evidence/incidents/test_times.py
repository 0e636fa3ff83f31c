"""Dates and times as files write them, and the hours that the clock leaves out or shows twice."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.evidence.incident_files.times import LONDON, NotTime, in_london, orders_of, read_clock, read_moment

pytestmark = pytest.mark.plain
DAY = date(2025, 3, 4)


@pytest.mark.parametrize("cell", [
    "2025-03-04 14:05", "2025-03-04T14:05:00", "2025/3/4 14:05", "04/03/2025 14:05", "4/3/25 14.05", "4.3.2025 2:05 pm",
    "04-Mar-2025 14:05", "4 March 2025, 14:05:00", "Tue 4 Mar 25 2.05pm", "20250304 1405", "2025-03-04 14:05:00.250",
])  # fmt: skip
def test_many_ways_of_writing_one_moment(cell):
    found = read_moment(cell, "dmy")
    assert (found.day, found.clock, found.next_day, found.offset) == (DAY, time(14, 5), False, None)


def test_day_and_month_follow_the_order_given_and_nothing_else():
    assert read_moment("04/03/2025", "dmy").day == date(2025, 3, 4)
    assert read_moment("04/03/2025", "mdy").day == date(2025, 4, 3)
    with pytest.raises(NotTime, match="order chosen"):
        read_moment("03/24/2025", "dmy")


@pytest.mark.parametrize("cell", [
    "", "soon", "45000.5", "31/02/2025", "2025-13-01", "0000-01-01", "4/3/2025 25:00", "4/3/2025 13:05 pm",
    "4 Foo 2025",
    "4/3/2025 14:05+19:00", "12/", "9999999999", "1/1/99999",
])  # fmt: skip
def test_what_is_no_moment_is_said_to_be_none_without_quoting_it(cell):
    with pytest.raises(NotTime) as refused:
        read_moment(cell, "dmy")
    assert not cell or cell not in str(refused.value)


def test_midnight_at_the_end_of_a_day_is_the_next_day():
    assert read_clock("24:00") == (time(), True, None)
    assert read_clock("2400") == (time(), True, None)
    assert read_clock("12 am") == (time(), False, None)
    assert read_clock("12:30 pm") == (time(12, 30), False, None)


@pytest.mark.parametrize(("cells", "evident", "open_"), [
    (["13/03/2025", "04/03/2025"], "dmy", False),
    (["03/13/2025", "04/03/2025"], "mdy", False),
    (["04/03/2025", "05/06/2025"], "", True),
    (["13/03/2025", "03/13/2025"], "", True),
    (["2025-03-04", "4 Mar 2025"], "", False),
    (["05/05/2025"], "", False),
    ([], "", False),
])  # fmt: skip
def test_the_column_shows_the_order_of_its_dates_or_somebody_has_to_say(cells, evident, open_):
    found = orders_of(cells)
    assert (found.evident, found.open) == (evident, open_)


def test_the_hour_left_out_in_spring_is_refused_and_the_one_shown_twice_is_the_first():
    with pytest.raises(NotTime, match="went forward"):
        in_london(date(2025, 3, 30), time(1, 30))
    first, twice = in_london(date(2024, 10, 27), time(1, 30))
    assert twice
    assert first.astimezone(UTC) == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    assert in_london(date(2024, 10, 27), time(2))[1] is False


def test_a_written_offset_is_kept_to():
    moment, twice = in_london(date(2025, 7, 1), time(12), timedelta())
    assert moment == datetime(2025, 7, 1, 12, tzinfo=UTC)
    assert (moment.hour, twice) == (13, False)


@given(st.datetimes(datetime(2000, 1, 2), datetime(2040, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0)))
def test_what_is_written_in_any_form_is_read_back(moment):
    for form in ("%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d %b %Y %H:%M", "%Y%m%d %H:%M:%S", "%d.%m.%Y %I:%M %p"):
        found = read_moment(moment.strftime(form), "dmy")
        assert (found.day, found.clock) == (moment.date(), moment.time())
    assert read_moment(moment.strftime("%m/%d/%Y %H:%M"), "mdy").day == moment.date()


@given(st.text(max_size=40))
def test_nothing_typed_makes_it_fall_over(cell):
    for order in ("dmy", "mdy", ""):
        try:
            found = read_moment(cell, order)
        except NotTime:
            continue
        assert isinstance(found.day, date)
        in_london_or_not(found.day, found.clock or time(), found.offset)


def in_london_or_not(day, clock, offset):
    try:
        moment, _ = in_london(day, clock, offset)
    except NotTime:
        return
    assert moment.tzinfo is LONDON
