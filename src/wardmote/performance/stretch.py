"""Stretches of periods and what they are called, made once: a page of many indicators asks for the same few."""

from datetime import date
from functools import lru_cache

from wardmote.common.periods import FinancialYear, Month, Quarter

Period = Month | Quarter | FinancialYear
Key = tuple[str, date]
MONTH, QUARTER, YEAR = "month", "quarter", "year"
_CLASSES: dict[str, type[Month] | type[Quarter] | type[FinancialYear]] = {
    MONTH: Month,
    QUARTER: Quarter,
    YEAR: FinancialYear,
}


def kind_of(period: Period) -> str:
    """Return how a period's kind is kept: `month`, `quarter` or `year`."""
    if isinstance(period, Month):
        return MONTH
    return QUARTER if isinstance(period, Quarter) else YEAR


def period_from(kind: str, start: date) -> Period:
    """Return the period that a kept kind and first day name. Raises KeyError for no kind."""
    return _CLASSES[kind].containing(start)


@lru_cache(maxsize=4096)
def key_of(period: Period) -> Key:
    """Return how a period is kept: its kind and first day."""
    return kind_of(period), period.start


@lru_cache(maxsize=1024)
def label_of(period: Period) -> str:
    """Return a period's name as a chart's words use it."""
    return period.label


@lru_cache(maxsize=1024)
def short_label_of(period: Period) -> str:
    """Return a period's name as a chart's axis uses it."""
    return period.short_label


def back(month: Month, months: int) -> Month:
    """Return the month so many months before."""
    year, number = divmod(month.year * 12 + month.number - 1 - months, 12)
    return Month(year, number + 1)


def quarter_back(quarter: Quarter, quarters: int) -> Quarter:
    """Return the quarter so many quarters before."""
    year, number = divmod(quarter.year * 4 + quarter.number - 1 - quarters, 4)
    return Quarter(year, number + 1)


@lru_cache(maxsize=256)
def months_to(last: Month, count: int) -> tuple[Month, ...]:
    """Return so many months up to and with `last`."""
    return tuple(back(last, step) for step in range(count - 1, -1, -1))


@lru_cache(maxsize=256)
def quarters_to(last: Quarter, count: int) -> tuple[Quarter, ...]:
    """Return so many quarters up to and with `last`."""
    return tuple(quarter_back(last, step) for step in range(count - 1, -1, -1))


@lru_cache(maxsize=256)
def months_in(quarter: Quarter) -> tuple[Month, ...]:
    """Return a quarter's three months."""
    return months_to(Month.containing(quarter.end), 3)


@lru_cache(maxsize=256)
def keys_of(periods: tuple[Period, ...]) -> tuple[Key, ...]:
    """Return how periods are kept."""
    return tuple(key_of(each) for each in periods)


@lru_cache(maxsize=256)
def labels_of(periods: tuple[Period, ...]) -> tuple[str, ...]:
    """Return the names of periods as a chart's words use them."""
    return tuple(label_of(each) for each in periods)
