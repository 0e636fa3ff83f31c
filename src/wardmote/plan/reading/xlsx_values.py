"""What the value of an Excel cell says, as a person sees it there."""

import calendar
import re
from datetime import date, timedelta

from wardmote.plan.reading.xlsx_styles import Look

MONTHS = calendar.month_name[1:]
_LAST_SERIAL = 2_958_465
_EXACT = re.compile(r"^#?,?#*0(?:\.(0+))?$")
NO_RESULT = "A formula whose result the file does not hold: open it in Excel, save it and try again."


def shown(kind: str, value: str, look: Look, *, strings: list[str], date_1904: bool) -> str:
    """Return the text of a value of that kind (`t` of the cell). A date is written out: `31 March 2026`."""
    if kind == "s":
        at = int(value) if value.isdigit() and len(value) < 9 else -1
        return strings[at] if 0 <= at < len(strings) else ""
    if kind == "b":
        return "Yes" if value.strip() == "1" else "No"
    if kind == "d":
        return _iso(value)
    if kind in ("str", "inlineStr", "e"):
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    if number != number or abs(number) > 1e15:
        return value
    return _number(number, look, date_1904=date_1904)


def day_of(serial: float, *, date_1904: bool = False) -> date | None:
    """Return the day of an Excel serial number; None when it is none. Excel believes in 29 February 1900."""
    if not 1 <= serial <= _LAST_SERIAL:
        return None
    start = date(1904, 1, 1) if date_1904 else date(1899, 12, 30 if serial >= 60 else 31)
    try:
        return start + timedelta(days=int(serial))
    except OverflowError:
        return None


def _number(number: float, look: Look, *, date_1904: bool) -> str:
    if look.is_date and (day := day_of(number, date_1904=date_1904)):
        month = f"{MONTHS[day.month - 1]} {day.year}"
        return f"{day.day} {month}" if look.names_day or day.day != 1 else month
    if look.is_time:
        minutes = round(number % 1 * 1440)
        return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    if look.form.endswith("%"):
        return f"{round(number * 100, 4):.10g}%"
    exact = _EXACT.match(look.form)
    if exact and exact[1]:
        # 1.10 and 1.1 are two refs, and only the format tells them apart.
        return f"{number:.{min(len(exact[1]), 6)}f}"
    return str(int(number)) if number.is_integer() else f"{number:.10g}"


def _iso(value: str) -> str:
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
