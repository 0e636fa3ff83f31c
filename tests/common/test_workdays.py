from datetime import date

import pytest

from wardmote.common.workdays import (
    clear_working_days_before,
    is_working_day,
    working_days_before,
    working_days_between,
)

FRIDAY, AFTER_HOLIDAY = date(2017, 9, 8), date(2017, 5, 4)  # Monday 1 May 2017 was a bank holiday


@pytest.mark.parametrize(("meeting", "last_day"), [(FRIDAY, date(2017, 9, 5)), (AFTER_HOLIDAY, date(2017, 4, 28))])
def test_three_working_days_before_counts_the_last_day_itself(meeting: date, last_day: date) -> None:
    assert working_days_before(meeting, 3) == last_day


@pytest.mark.parametrize(("meeting", "last_day"), [(FRIDAY, date(2017, 9, 4)), (AFTER_HOLIDAY, date(2017, 4, 27))])
def test_clear_days_count_neither_end(meeting: date, last_day: date) -> None:
    assert clear_working_days_before(meeting, 3) == last_day


def test_papers_five_clear_days_before() -> None:
    assert clear_working_days_before(FRIDAY, 5) == date(2017, 8, 31)


def test_none_before_is_the_day_itself_and_fewer_is_refused() -> None:
    assert working_days_before(FRIDAY, 0) == FRIDAY
    with pytest.raises(ValueError, match="less than none"):
        working_days_before(FRIDAY, -1)


def test_weekends_and_english_holidays_are_no_working_days() -> None:
    assert is_working_day(date(2025, 3, 24))
    assert not is_working_day(date(2025, 3, 23))
    assert not is_working_day(date(2025, 4, 18))  # Good Friday
    assert is_working_day(date(2025, 1, 2))  # a holiday in Scotland only


def test_days_between_count_the_end_and_not_the_start() -> None:
    assert working_days_between(date(2025, 3, 21), date(2025, 3, 24)) == 1
    assert working_days_between(date(2025, 3, 24), date(2025, 3, 24)) == 0
    assert working_days_between(date(2025, 3, 25), date(2025, 3, 24)) == 0
    assert working_days_between(date(2025, 4, 17), date(2025, 4, 22)) == 1  # over Easter
