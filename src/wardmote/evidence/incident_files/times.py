"""Dates and times as files write them. Whether 4/3 is March or April is never guessed: the whole column is looked at.

Plain Python. Times without a zone are the clock on the wall in London.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
EARLIEST = date(2000, 1, 1)
DAY = timedelta(days=1)
DMY, MDY = "dmy", "mdy"
_REST = r"(?:[T ,]+(.*))?$"
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _REST)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})" + _REST)
_NUMBERS = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})" + _REST)
_NAMED = re.compile(r"^(?:[A-Za-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[- ]([A-Za-z]{3,9})[-, ]+(\d{4}|\d{2})" + _REST)
_CLOCK = re.compile(
    r"^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?\s*(Z|[+-]\d{2}:?\d{2})?$", re.I
)
_HOUR = re.compile(r"^(\d{1,2})\s*([ap])\.?m\.?$", re.I)
_FOUR = re.compile(r"^([01]\d|2[0-4])([0-5]\d)$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class NotTime(ValueError):
    """Why a cell is no date or time, in words that quote nothing of it."""


@dataclass(frozen=True)
class Orders:
    """How many dates of a column can only be day first, only month first, or either. Dates of other forms are none."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0

    @property
    def evident(self) -> str:
        """`dmy` or `mdy` where the column itself shows it, nothing where somebody has to say."""
        if self.day_first and not self.month_first:
            return DMY
        return MDY if self.month_first and not self.day_first else ""

    @property
    def open(self) -> bool:
        """Whether somebody has to say: dates with numbers for months are there, and they fit both or clash."""
        return bool(self.either or self.day_first or self.month_first) and not self.evident


@dataclass(frozen=True)
class Written:
    """A date and, where the cell has one, the time of day and how far it is from UTC."""

    day: date
    clock: time | None = None
    # 24:00 is the first moment of the next day.
    next_day: bool = False
    offset: timedelta | None = None


def orders_of(cells: Iterable[str]) -> Orders:
    """Count what the dates of a column, or of several read alike, say of the order of day and month."""
    day_first = month_first = either = 0
    for cell in cells:
        found = _NUMBERS.match(cell)
        if not found:
            continue
        one, two = int(found[1]), int(found[2])
        if one > 12 >= two:
            day_first += 1
        elif two > 12 >= one:
            month_first += 1
        elif one != two and max(one, two) <= 12:
            either += 1
    return Orders(day_first, month_first, either)


def read_moment(cell: str, order: str) -> Written:
    """Read a date with or without a time of day. `order` is `dmy` or `mdy`. Raises NotTime."""
    day, rest = _day(cell, order)
    if not rest:
        return Written(day)
    clock, next_day, offset = read_clock(rest)
    return Written(day, clock, next_day, offset)


def _day(cell: str, order: str) -> tuple[date, str]:
    for pattern in (_ISO, _COMPACT):
        found = pattern.match(cell)
        if found:
            return _date(int(found[1]), int(found[2]), int(found[3])), found[4] or ""
    found = _NUMBERS.match(cell)
    if found:
        one, two = int(found[1]), int(found[2])
        month, day = (two, one) if order == DMY else (one, two)
        return _date(_year(found[3]), month, day), found[4] or ""
    found = _NAMED.match(cell)
    if found and found[2][:3].lower() in _MONTHS:
        return _date(_year(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1])), found[4] or ""
    if re.fullmatch(r"\d{5}(\.\d+)?", cell):
        raise NotTime("the date is a bare number, as spreadsheets keep dates; show the column as a date and save again")
    raise NotTime("this is not a date")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(year: int, month: int, day: int) -> date:
    if not 1900 <= year <= 2199:
        raise NotTime("the year is not one of this time")
    try:
        return date(year, month, day)
    except ValueError:
        if 12 < month <= 31 and 1 <= day <= 12:
            raise NotTime("there is no such day with day and month in the order chosen") from None
        raise NotTime("there is no such day") from None


def read_clock(text: str) -> tuple[time, bool, timedelta | None]:
    """Read a time of day: (time, whether it is 24:00, offset from UTC if written). Raises NotTime."""
    text = text.strip()
    found = _CLOCK.match(text)
    if found:
        half, offset = (found[4] or "").lower(), found[5]
        hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    else:
        found = _HOUR.match(text) or _FOUR.match(text)
        if not found:
            raise NotTime("this is not a time of day")
        half, offset, second = (found[2].lower() if not found[2].isdigit() else ""), None, 0
        hour, minute = int(found[1]), (int(found[2]) if found[2].isdigit() else 0)
    if half:
        if not 1 <= hour <= 12:
            raise NotTime("this is not a time of day")
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute, second) == (24, 0, 0):
        return time(), True, _offset(offset)
    try:
        return time(hour, minute, second), False, _offset(offset)
    except ValueError:
        raise NotTime("this is not a time of day") from None


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text in "Zz":
        return timedelta()
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise NotTime("this is not a time of day")
    return (-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes)


def in_london(day: date, clock: time, offset: timedelta | None = None) -> tuple[datetime, bool]:
    """Return the moment, aware, and whether the clock showed it twice that night; then the first of the two is meant.

    Raises NotTime for a time that the clocks left out in spring.
    """
    naive = datetime.combine(day, clock)
    if offset is not None:
        return naive.replace(tzinfo=timezone(offset)).astimezone(LONDON), False
    moment = naive.replace(tzinfo=LONDON)
    if naive.hour != 1 or naive.month not in (3, 10):
        return moment, False
    if moment.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != naive:
        raise NotTime("the clocks went forward that night, so there was no such time")
    return moment, moment.utcoffset() != moment.replace(fold=1).utcoffset()
