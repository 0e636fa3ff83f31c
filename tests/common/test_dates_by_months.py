from datetime import date

import pytest

from wardmote.common.dates import add_months


@pytest.mark.parametrize(
    ("start", "months", "then"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 15), 2, date(2026, 2, 15)),
        (date(2025, 12, 15), 0, date(2025, 12, 15)),
    ],
)
def test_the_same_day_of_another_month_or_its_last(start: date, months: int, then: date) -> None:
    assert add_months(start, months) == then
