"""Months, quarters and financial years (April to March), as partnerships report them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, Self

_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])", re.ASCII)
_QUARTER = re.compile(r"([12]\d{3})-(\d{2})-Q([1-4])", re.ASCII)
_YEAR = re.compile(r"([12]\d{3})-(\d{2})", re.ASCII)
_FIRST_MONTH = {1: 4, 2: 7, 3: 10, 4: 1}


class Timespan(Protocol):
    """What can be counted over: whole months from `start` to `end`, both included. `months` are written `2025-01`."""

    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...
    @property
    def months(self) -> list[str]: ...
    @property
    def slug(self) -> str: ...
    @property
    def label(self) -> str: ...


class PeriodKind(StrEnum):
    """How often a figure is made."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month; `number` is 1 to 12."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9998 and 1 <= self.number <= 12):
            raise ValueError(f"{self.year}, {self.number} is not a month")

    @classmethod
    def parse(cls, slug: str) -> Self:
        """Read `2025-01`. Raises ValueError, in words for the person who typed it, when it is not a month."""
        found = _MONTH.fullmatch(slug)
        if not found:
            raise ValueError(f"“{slug}” is not a month. Write it as 2025-01 (January 2025).")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def containing(cls, day: date) -> Self:
        """Return the month in which `day` falls."""
        return cls(day.year, day.month)

    @property
    def slug(self) -> str:
        return f"{self.year}-{self.number:02d}"

    @property
    def start(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """The last day, included."""
        return self.next().start - timedelta(days=1)

    @property
    def label(self) -> str:
        """As in `January 2025`."""
        return f"{self.start:%B} {self.year}"

    @property
    def short_label(self) -> str:
        """As in `Jan 2025`, for tables and charts."""
        return f"{self.start:%b} {self.year}"

    @property
    def quarter(self) -> "Quarter":
        return Quarter.containing(self.start)

    @property
    def months(self) -> list[str]:
        """Itself, as `2025-01`."""
        return [self.slug]

    def next(self) -> Self:
        return self._moved(1)

    def previous(self) -> Self:
        return self._moved(-1)

    def last_year(self) -> Self:
        """The same month of the year before."""
        return self._moved(-12)

    def _moved(self, months: int) -> Self:
        year, month = divmod(self.year * 12 + self.number - 1 + months, 12)
        return type(self)(year, month + 1)


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter: `year` is the calendar year in which its financial year starts, `number` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def parse(cls, slug: str) -> "Quarter":
        """Read `2024-25-Q4`. Raises ValueError, in words for the person who typed it, when it is not a quarter."""
        found = _QUARTER.fullmatch(slug)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValueError(f"“{slug}” is not a quarter. Write it as 2024-25-Q4 (January to March 2025).")
        return cls(int(found[1]), int(found[3]))

    @classmethod
    def containing(cls, day: date) -> "Quarter":
        """Return the quarter in which `day` falls."""
        year = day.year if day.month >= 4 else day.year - 1
        return cls(year, (day.month - 4) % 12 // 3 + 1)

    @property
    def slug(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02d}-Q{self.number}"

    @property
    def start(self) -> date:
        return date(self.year + (self.number == 4), _FIRST_MONTH[self.number], 1)

    @property
    def end(self) -> date:
        """The last day, included."""
        return self.next().start - timedelta(days=1)

    @property
    def label(self) -> str:
        """As in `January to March 2025 (Q4 2024/25)`."""
        return f"{self.start:%B} to {self.end:%B} {self.end.year} (Q{self.number} {self.financial_year})"

    @property
    def short_label(self) -> str:
        """As in `Q4 2024/25`, for tables and charts."""
        return f"Q{self.number} {self.financial_year}"

    @property
    def financial_year(self) -> str:
        return f"{self.year}/{(self.year + 1) % 100:02d}"

    @property
    def months(self) -> list[str]:
        """The three months as `2025-01`."""
        return [f"{self.start.year}-{self.start.month + step:02d}" for step in range(3)]

    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def previous(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def last_year(self) -> "Quarter":
        """The same quarter of the year before, with which direction of travel compares."""
        return Quarter(self.year - 1, self.number)


@dataclass(frozen=True, order=True)
class FinancialYear:
    """1 April of `year` to 31 March of the next."""

    year: int

    @classmethod
    def parse(cls, slug: str) -> Self:
        """Read `2024-25`. Raises ValueError, in words for the person who typed it, when it is not a year."""
        found = _YEAR.fullmatch(slug)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValueError(f"“{slug}” is not a financial year. Write it as 2024-25 (April 2024 to March 2025).")
        return cls(int(found[1]))

    @classmethod
    def containing(cls, day: date) -> Self:
        """Return the financial year in which `day` falls."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def slug(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02d}"

    @property
    def start(self) -> date:
        return date(self.year, 4, 1)

    @property
    def end(self) -> date:
        """The last day, included."""
        return date(self.year + 1, 3, 31)

    @property
    def label(self) -> str:
        """As in `April 2024 to March 2025 (2024/25)`."""
        return f"April {self.year} to March {self.year + 1} ({self.short_label})"

    @property
    def short_label(self) -> str:
        """As in `2024/25`, for tables and charts."""
        return f"{self.year}/{(self.year + 1) % 100:02d}"

    @property
    def quarters(self) -> list[Quarter]:
        return [Quarter(self.year, number) for number in range(1, 5)]

    @property
    def months(self) -> list[str]:
        """The twelve months as `2024-04`."""
        return [month for quarter in self.quarters for month in quarter.months]

    def next(self) -> Self:
        return type(self)(self.year + 1)

    def previous(self) -> Self:
        return type(self)(self.year - 1)

    def last_year(self) -> Self:
        """The year before, under the name that months and quarters have for it."""
        return self.previous()


@dataclass(frozen=True, order=True)
class Span:
    """The months from `first` to `last`, both included: any stretch that is not a quarter or a year."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last.label} is before {self.first.label}.")

    @classmethod
    def parse(cls, slug: str) -> Self:
        """Read `2024-04--2025-03`. Raises ValueError, in words for the person who typed it."""
        first, _, last = slug.partition("--")
        return cls(Month.parse(first), Month.parse(last))

    @classmethod
    def over(cls, period: Timespan) -> Self:
        """Return the months of any period as a span."""
        return cls(Month.containing(period.start), Month.containing(period.end))

    @property
    def slug(self) -> str:
        return f"{self.first.slug}--{self.last.slug}"

    @property
    def start(self) -> date:
        return self.first.start

    @property
    def end(self) -> date:
        """The last day, included."""
        return self.last.end

    @property
    def label(self) -> str:
        """As in `April 2024 to March 2025`; one month by its name."""
        return self.first.label if self.first == self.last else f"{self.first.label} to {self.last.label}"

    @property
    def months(self) -> list[str]:
        """Each month as `2025-01`."""
        return [month.slug for month in months_between(self.first, self.last)]


Period = Month | Quarter | FinancialYear
_KINDS: dict[PeriodKind, type[Month] | type[Quarter] | type[FinancialYear]] = {
    PeriodKind.MONTH: Month,
    PeriodKind.QUARTER: Quarter,
    PeriodKind.YEAR: FinancialYear,
}


def period_of(kind: PeriodKind | str, day: date) -> Period:
    """Return the period of that kind in which `day`, its first or any other, falls. Raises ValueError for no kind."""
    return _KINDS[PeriodKind(kind)].containing(day)


def months_between(first: Month, last: Month) -> list[Month]:
    """Return the months from `first` to `last`, both included; none where `last` is the earlier."""
    months = []
    while first <= last:
        months.append(first)
        first = first.next()
    return months
