"""When something is due, out of the many ways in which plans say it."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from wardmote.common.periods import Quarter
from wardmote.plan.reading.types import Due, one_line
from wardmote.plan.reading.xlsx_values import day_of

_MONTHS = {name.lower()[:3]: at for at, name in enumerate(calendar.month_name) if name}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d{2}|['’]?\d{2})(?!\d|\s*(?:st|nd|rd|th)\b)"
_DAY = r"(?P<day>[0-3]?\d)\s*(?:st|nd|rd|th)?"
_BARE = r"(?<![\d/.-])"
_FULL = (
    re.compile(rf"{_BARE}(?P<year>(?:19|20)\d{{2}})-(?P<number>[01]?\d)-(?P<day>[0-3]?\d)(?!\d)"),
    re.compile(
        rf"{_BARE}(?P<day>[0-3]?\d)\s*[/.-]\s*(?P<number>[0-3]?\d)\s*[/.-]\s*(?P<year>(?:19|20)\d{{2}}|\d{{2}})(?!\d)"
    ),
    re.compile(rf"{_BARE}\b{_DAY}(?:\s+of)?(?:[\s,/-]*|\.){_MONTH}[\s,./-]*{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+(?P<year>(?:19|20)\d{{2}})(?!\d)", re.IGNORECASE),
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\s*$", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(rf"{_BARE}\b{_DAY}(?:\s+of)?[\s-]*{_MONTH}", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}[\s,./-]*{_YEAR}", re.IGNORECASE)
_NUMBER_YEAR = re.compile(rf"{_BARE}(?P<number>0?[1-9]|1[0-2])[/.-](?P<year>20\d{{2}})(?![\d/.-])")
_MONTH_ONLY = re.compile(rf"\b{_MONTH}", re.IGNORECASE)
_QUARTER = re.compile(
    r"\b(?:q(?:uarter|tr)?\.?\s*(?P<after>[1-4])|(?P<before>[1-4])(?:st|nd|rd|th)\s+quarter)\b", re.IGNORECASE
)
_FINANCIAL = re.compile(r"(?<!\d)(?P<start>(?:19|20)\d{2})\s*[/–-]\s*(?P<end>(?:20)?\d{2})(?!\d)")
_SHORT_FINANCIAL = re.compile(r"(?<!\d)(?P<start>\d{2})\s*[/–-]\s*(?P<end>\d{2})(?!\d)")
_CALENDAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_BY_DATE = re.compile(
    rf"\b(?:by|before)\s+(?P<when>(?:the\s+)?(?:end\s+(?:of\s+)?)?(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}\s+(?P<year>20\d{{2}}))(?!\d)",
    re.IGNORECASE,
)
_CALENDAR_ALONE = re.compile(
    r"^(?:by|in|during|before|late)?\s*(?:the )?(?:end(?: of)?)?\s*((?:19|20)\d{2})\.?$", re.IGNORECASE
)
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter)\b", re.IGNORECASE)
_YEAR_END = re.compile(
    r"^(?:by|at|before)?\s*(?:the )?(?:end of (?:the |this )?(?P<money>financial |fiscal )?year|"
    r"(?P<cash>financial |fiscal )?year[\s-]end)\.?$",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"^\d{5}(?:\.0+)?$")
_WORDS = (
    ("ongoing", r"on[\s-]?going|continu(?:ous|al|ing)(?:ly)?|throughout|rolling|business as usual|bau|permanent"),
    ("monthly", r"monthly|every month|each month"),
    ("quarterly", r"quarterly|every quarter|each quarter"),
    ("yearly", r"annual(?:ly)?|yearly|every year|each year|per annum"),
)
_NOTHING = re.compile(
    r"^(?:|-+|–|—|n\.?/?a\.?|tb[acd]|to be (?:confirmed|agreed|advised|decided|determined)|none|\?+|not set|"
    r"awaiting.*)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class YearHint:
    """The financial year a plan is for, by the calendar year it starts in, and where that was taken from."""

    start: int
    source: str


def financial_year_of(text: str) -> int | None:
    """Return the calendar year in which the financial year that a text names (`2018-19`, `2018/2019`) starts."""
    for found in _FINANCIAL.finditer(text):
        start, end = int(found["start"]), int(found["end"])
        if end in ((start + 1) % 100, start + 1):
            return start
    return None


def read_due(text: str, hint: YearHint) -> tuple[Due, list[str]]:
    """Understand when something is due, and say in words what had to be guessed. A month means its last day."""
    clean = one_line(text)
    if _NOTHING.match(clean):
        return Due(clean), [f"When it is due is not said: “{clean}”."] if clean else []
    for read in (_serial, _full, _quarter, _month, _day_without_year, _recurring, _month_without_year, _loose, _year):
        found = read(clean, hint)
        if found:
            return found
    return Due(clean, kind="unknown"), [f"When it is due was not understood: “{clean[:80]}”."]


def due_in_words(action: str, hint: YearHint) -> Due | None:
    """Return when an action's own words say that it is due, as in `… by 31 March 2019`; None where they do not."""
    found = _BY_DATE.search(one_line(action))
    return read_due(found["when"], hint)[0] if found else None


Found = tuple[Due, list[str]] | None


def _serial(text: str, hint: YearHint) -> Found:
    day = day_of(float(text)) if _SERIAL.match(text) else None
    if day is None or not 2000 <= day.year <= 2060:
        return None
    return Due(text, day, kind="date"), [f"“{text}” was read as Excel's number for {_words(day)}."]


def _full(text: str, hint: YearHint) -> Found:
    for pattern in _FULL:
        # In "Mar 26/Apr 26" the 26 before April is March's year.
        apart = [each for each in pattern.finditer(text) if not _MONTH_BEFORE.search(text[: each.start()])]
        days = [(each, _day(each)) for each in apart]
        good = [(each, day, turned) for each, (day, turned) in days if day]
        if not good:
            continue
        match, day, turned = max(good, key=lambda each: each[1])
        said = _several(len(good), _words(day))
        if turned:
            said.append(f"“{match[0]}” has no such month; it was read with the month first, as {_words(day)}.")
        return Due(text, day, kind="date"), said
    return None


def _day(found: re.Match[str]) -> tuple[date | None, bool]:
    groups = found.groupdict()
    month = int(groups["number"]) if groups.get("number") else _month_number(groups.get("month") or "")
    year, day = _full_year(groups["year"]), int(groups["day"])
    for number, at, turned in ((month, day, False), (day, month, True)):
        if turned and not groups.get("number"):
            break
        try:
            return date(year, number, at), turned
        except ValueError:
            continue
    return None, False


def _quarter(text: str, hint: YearHint) -> Found:
    numbers = [int(each["after"] or each["before"]) for each in _QUARTER.finditer(text)]
    if not numbers:
        return None
    number = max(numbers)
    rest = _QUARTER.sub(" ", text)
    year = financial_year_of(rest)
    short = _SHORT_FINANCIAL.search(rest)
    said = [f"{len(numbers)} quarters stand there; the last, Q{number}, was taken."] if len(numbers) > 1 else []
    if year is None and short and int(short["end"]) == (int(short["start"]) + 1) % 100:
        year = 2000 + int(short["start"])
    if year is None and (calendar_year := _CALENDAR.search(rest)):
        year = int(calendar_year[1]) - (number == 4)
        said.append(f"“{text}” was read as a quarter of the financial year (April to March).")
    if year is None:
        year = hint.start
        said.append(f"“{text}” names no year; {year}/{(year + 1) % 100:02d} was taken from {hint.source}.")
    quarter = Quarter(year, number)
    return Due(text, quarter.end, quarter.slug, "quarter"), said


def _month(text: str, hint: YearHint) -> Found:
    ends = []
    for pattern in (_MONTH_YEAR, _NUMBER_YEAR):
        for each in pattern.finditer(text):
            groups = each.groupdict()
            number = int(groups["number"]) if groups.get("number") else _month_number(groups.get("month") or "")
            ends.append(_month_end(_full_year(each["year"]), number))
    if not ends:
        return None
    last = max(ends)
    more = [] if len(text) < 26 else [f"{last:%B} {last.year} was taken out of “{text[:80]}”."]
    return Due(text, last, kind="month"), _several(len(ends), f"{last:%B} {last.year}") or more


def _day_without_year(text: str, hint: YearHint) -> Found:
    found = _DAY_OF_MONTH.search(text)
    if not found:
        return None
    month = _month_number(found["month"])
    year = hint.start + (month < 4)
    try:
        day = date(year, month, int(found["day"]))
    except ValueError:
        return None
    return Due(text, day, kind="date"), [f"“{text}” names no year; {year} was taken from {hint.source}."]


def _recurring(text: str, hint: YearHint) -> Found:
    for kind, words in _WORDS:
        if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE):
            return Due(text, kind=kind), []
    return None


def _month_without_year(text: str, hint: YearHint) -> Found:
    found = _MONTH_ONLY.search(text)
    # "may" is also a verb, so alone it must begin with a capital.
    if not found or found["month"] == "may" or len(text) > 40:
        return None
    month = _month_number(found["month"])
    year = hint.start + (month < 4)
    return Due(text, _month_end(year, month), kind="month"), [
        f"“{text}” names no year; {year} was taken from {hint.source}."
    ]


def _loose(text: str, hint: YearHint) -> Found:
    """Read what names no day: a season stays as words, and so does a year's end unless it is the financial year's."""
    if len(text) <= 40 and _SEASON.search(text):
        return Due(text, kind="unknown"), [f"“{text}” is a season, not a day; it was kept as words."]
    found = _YEAR_END.match(text)
    if not found:
        return None
    if not (found["money"] or found["cash"]):
        return Due(text, kind="unknown"), [f"“{text}” can be 31 March or 31 December; it was kept as words."]
    day = date(hint.start + 1, 3, 31)
    return Due(text, day, kind="year"), [f"“{text}” was read as {_words(day)}; the year was taken from {hint.source}."]


def _year(text: str, hint: YearHint) -> Found:
    start = financial_year_of(text)
    if start is not None:
        return Due(text, date(start + 1, 3, 31), kind="year"), []
    found = _CALENDAR_ALONE.match(text)
    if not found:
        return None
    return Due(text, date(int(found[1]), 12, 31), kind="year"), [f"“{text}” was read as the end of that year."]


def _several(count: int, taken: str) -> list[str]:
    return [f"{count} dates stand there; the last, {taken}, was taken."] if count > 1 else []


def _words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _month_number(name: str) -> int:
    return _MONTHS[name.lower()[:3]]


def _full_year(text: str) -> int:
    digits = text.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
