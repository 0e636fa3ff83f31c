"""Months as they are written in data (`2025-01`) and in words."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from wardmote.common.periods import Month, months_between


def window(to: str, months: int) -> tuple[str, ...]:
    """Return the `months` months up to `to`. Raises ValueError for a month that is none, or a window without one."""
    if not 1 <= months <= 120:
        raise ValueError("A window has 1 to 120 months.")
    last = Month.parse(to)
    first = last
    for _ in range(months - 1):
        first = first.previous()
    return tuple(each.slug for each in months_between(first, last))


def basis(months: Sequence[str], missing: Collection[str]) -> tuple[str, ...]:
    """Return the months that levels rest on: the last twelve, or as many in a row as are held up to the last."""
    held: list[str] = []
    for month in reversed(months[-12:]):
        if month in missing:
            break
        held.append(month)
    return tuple(reversed(held))


def before(months: Sequence[str], years: int = 1) -> tuple[str, ...]:
    """Return the same months of an earlier year."""
    return tuple(f"{int(month[:4]) - years}{month[4:]}" for month in months)


def name(month: str) -> str:
    """`2025-01` as January 2025."""
    return Month.parse(month).label


def short(month: str) -> str:
    """`2025-01` as Jan 2025."""
    return Month.parse(month).short_label


def span(months: Sequence[str]) -> str:
    """A run of months as January to June 2025, or January 2024 to March 2025."""
    if not months:
        return "no month"
    first, last = Month.parse(months[0]), Month.parse(months[-1])
    if first == last:
        return first.label
    if first.year == last.year:
        return f"{first.label.split()[0]} to {last.label}"
    return f"{first.label} to {last.label}"


def spans(months: Iterable[str]) -> str:
    """Months that may have gaps, as their runs: May to December 2024, and July 2025."""
    ordered = sorted(months)
    runs = [
        [month for _, month in group]
        for _, group in groupby(enumerate(ordered), key=lambda each: _number(each[1]) - each[0])
    ]
    return listed([span(run) for run in runs])


def listed(words: Sequence[str], last: str = "and") -> str:
    """Several words as a sentence has them."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
