"""Quarters of the financial year (April to March), as partnerships report them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_SLUG = re.compile(r"^(\d{4})-(\d{2})-Q([1-4])$")
_FIRST_MONTH = {1: 4, 2: 7, 3: 10, 4: 1}


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter: `year` is the calendar year in which its financial year starts, `number` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def parse(cls, slug: str) -> "Quarter":
        """Read `2024-25-Q4`. Raises ValueError, in words for the person who typed it, when it is not a quarter."""
        found = _SLUG.match(slug)
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
