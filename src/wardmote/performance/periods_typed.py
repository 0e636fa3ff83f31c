"""Periods and numbers as people write them in a spreadsheet."""

import re
from calendar import month_abbr, month_name
from datetime import date
from decimal import Decimal, InvalidOperation

from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.performance.stretch import Period, period_from

_MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if number}
_MONTHS["sept"] = 9
_YEARS = r"(\d{4})\s*[/\-–]\s*(\d{4}|\d{2})"
_SEPARATOR = r"[\s\-–/,]*"
_FORMS = {
    "day": re.compile(r"(\d{4})-(\d{2})-(\d{2})"),
    "month": re.compile(r"(\d{4})[-/](\d{1,2})"),
    "month_first": re.compile(r"(\d{1,2})/(\d{4})"),
    "month_name": re.compile(rf"([a-z]+)\.?{_SEPARATOR}(\d{{4}}|\d{{2}})"),
    "quarter_first": re.compile(rf"q(?:uarter)?\s*([1-4]){_SEPARATOR}{_YEARS}"),
    "quarter_last": re.compile(rf"{_YEARS}{_SEPARATOR}q(?:uarter)?\s*([1-4])"),
    "year": re.compile(_YEARS),
}
PERIOD_HELP = "Write it as 2025-01, Jan 2025, Q4 2024/25 or 2024/25."


def read_period(text: str, frequency: str) -> Period:
    """Read `2025-01`, `Jan 2025`, `Q4 2024/25`, `2024/25` and their like; `frequency` is month, quarter or year.

    A day means the period of that frequency that holds it. `2011-12` is the year where figures come once a year, else
    December. Raises ValueError, in words.
    """
    said = " ".join(text.lower().split()).removeprefix("fy ").removeprefix("fy")
    found = {name: form.fullmatch(said) for name, form in _FORMS.items()}
    try:
        if day := found["day"]:
            return period_from(frequency, date(int(day[1]), int(day[2]), int(day[3])))
        if quarter := found["quarter_first"]:
            return Quarter(_year(quarter[2], quarter[3]).year, int(quarter[1]))
        if quarter := found["quarter_last"]:
            return Quarter(_year(quarter[1], quarter[2]).year, int(quarter[3]))
        year, month = found["year"], found["month"]
        if year and _follow(year[1], year[2]) and (frequency == "year" or not month or int(month[2]) > 12):
            return _year(year[1], year[2])
        if month:
            return Month(int(month[1]), int(month[2]))
        if month := found["month_first"]:
            return Month(int(month[2]), int(month[1]))
        named = found["month_name"]
        if named and named[1] in _MONTHS:
            return Month(int(named[2]) + (2000 if len(named[2]) == 2 else 0), _MONTHS[named[1]])
    except ValueError:
        pass
    raise ValueError(f"“{text[:40]}” is not a period. {PERIOD_HELP}")


def _year(first: str, second: str) -> FinancialYear:
    if not _follow(first, second):
        raise ValueError("a financial year ends in the year after")
    return FinancialYear(int(first))


def _follow(first: str, second: str) -> bool:
    return (int(first) + 1) % (10 ** len(second)) == int(second)


def read_number(text: str) -> Decimal | None:
    """Read `1,234`, `11.9%` or `£1,234`; None for nothing. Raises ValueError, in words, for anything else."""
    said = text.strip().replace(",", "").removeprefix("£").removesuffix("%").strip()
    if not said:
        return None
    try:
        number = Decimal(said)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", said):
        raise ValueError(f"“{text[:40]}” is not a number.")
    return number
