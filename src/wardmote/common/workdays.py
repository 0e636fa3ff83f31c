"""Working days of England: Monday to Friday without bank holidays.

Source of the holidays: the list GOV.UK publishes, as `govuk-bank-holidays` carries it (2012 to 2028), read offline.
Outside those years only weekends are known.
"""

from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays


@cache
def _holidays() -> BankHolidays:
    return BankHolidays(use_cached_holidays=True)


def is_working_day(day: date) -> bool:
    """Say whether `day` is neither at a weekend nor a bank holiday in England."""
    return bool(_holidays().is_work_day(day, division=BankHolidays.ENGLAND_AND_WALES))


def working_days_before(day: date, count: int) -> date:
    """Return the last day that is at least `count` working days before `day`; the day itself is not counted.

    Three before Friday 8 September 2017 is Tuesday 5 September. For clear days, on which neither end counts, ask for
    one more. Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("The number of working days cannot be less than none.")
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def clear_working_days_before(day: date, count: int) -> date:
    """Return the last day with `count` whole working days between it and `day`."""
    return working_days_before(day, count + 1)


def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start` up to and including `end`; nothing when `end` is not later."""
    return sum(is_working_day(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
