"""Events spread over the time in which they can have happened, against minutes counted one by one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.aoristic import aoristic

pytestmark = pytest.mark.plain
# Monday.
START = datetime(2026, 11, 2)
MINUTES = st.integers(0, 20 * 24 * 60)
LENGTHS = st.one_of(st.integers(0, 180), st.integers(0, 7 * 24 * 60))


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def by_minutes(spans: list[tuple[int, int]]) -> list[list[float]]:
    """Each minute of a span in its hour; an instant is one minute."""
    table = [[0.0] * 24 for _ in range(7)]
    for begins, length in spans:
        for minute in range(max(length, 1)):
            moment = at(begins + minute)
            table[moment.weekday()][moment.hour] += 1 / max(length, 1)
    return table


@given(st.lists(st.tuples(MINUTES, LENGTHS), max_size=6))
def test_it_is_the_count_of_minutes(spans: list[tuple[int, int]]) -> None:
    found = aoristic([(at(begins), at(begins + length)) for begins, length in spans])
    for row, expected in zip(found.table, by_minutes(spans), strict=True):
        assert row == pytest.approx(expected, abs=1e-9)
    assert sum(map(sum, found.table)) == pytest.approx(found.events) == len(spans)
    assert sum(found.by_day) == pytest.approx(sum(found.by_hour))


def test_a_night_away() -> None:
    """From Sunday 22:30 to Monday 00:30: half an hour, an hour, half an hour of two."""
    found = aoristic([(datetime(2026, 11, 1, 22, 30), datetime(2026, 11, 2, 0, 30))])
    assert (found.table[6][22], found.table[6][23], found.table[0][0]) == (0.25, 0.5, 0.25)


def test_an_instant_counts_one_in_its_hour() -> None:
    found = aoristic([(datetime(2026, 11, 7, 23, 59, 59), datetime(2026, 11, 7, 23, 59, 59))])
    assert (found.table[5][23], found.by_day[5], found.by_hour[23]) == (1, 1, 1)


def test_what_cannot_be_placed_is_left_out_and_listed() -> None:
    kept = (at(0), at(7 * 24 * 60))
    found = aoristic([kept, (at(60), at(0)), (at(0), at(7 * 24 * 60 + 1)), (None, at(0)), (at(0), None)])
    assert found.events == 1
    assert found.left_out == (
        (1, "the latest time is before the earliest"),
        (2, "the span is over a week"),
        (3, "a time is missing"),
        (4, "a time is missing"),
    )
    assert found.table[3][12] == pytest.approx(1 / 168)


def test_a_shorter_longest_span() -> None:
    day = timedelta(hours=24)
    found = aoristic([(at(0), at(1440)), (at(0), at(1441))], longest=day)
    assert (found.events, found.left_out) == (1, ((1, "the span is over 24 hours"),))
    with pytest.raises(ValueError, match="over a week"):
        aoristic([], longest=timedelta(days=8))


def test_times_are_the_clocks_on_the_wall() -> None:
    """The hour that the spring clock skips is counted as if it had been; a time with a zone is refused."""
    spring = aoristic([(datetime(2026, 3, 29, 0), datetime(2026, 3, 29, 4))])
    assert spring.table[6][:5] == (0.25, 0.25, 0.25, 0.25, 0)
    with pytest.raises(ValueError, match="without a time zone"):
        aoristic([(at(0), at(1).replace(tzinfo=UTC))])
