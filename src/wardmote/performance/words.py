"""How this room's figures are put into words."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from wardmote.common.numbers import signed, signed_percent
from wardmote.methods.change import Change
from wardmote.methods.decimals import rounded

if TYPE_CHECKING:
    from wardmote.performance.page import Row


def month_name(month: str) -> str:
    """Write `2025-02` as `February 2025`."""
    return f"{date.fromisoformat(month + '-01'):%B %Y}"


def months_in_words(months: Sequence[str]) -> str:
    """Write months as a sentence lists them: `January, February and March 2025`."""
    names = [month_name(month) for month in months]
    if len({month[:4] for month in months}) == 1:
        names = [name.split()[0] for name in names[:-1]] + names[-1:]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def change_in_words(change: Change) -> str:
    """Write a change: `−16 (−16.5%)`, the counts instead where a percentage is unsafe, `not compared` without both."""
    if change.difference is None:
        return "not compared"
    if change.difference == 0:
        return "no change"
    difference = signed(int(change.difference))
    if change.percent is None:
        return f"{difference} (from {change.then:,} to {change.now:,})"
    return f"{difference} ({signed_percent(float(rounded(change.percent)))})"


def sentence(row: "Row") -> str:
    """Say a row in one sentence that can be read alone."""
    name, unit = row.indicator.name, row.indicator.unit
    if row.now.value is None:
        return f"{name}: {row.now.text}. {row.note}".strip()
    counted = f"{name}: {row.now.text} {unit}"
    if row.change.difference is None:
        return f"{counted}. {row.note}".strip()
    if row.change.difference == 0:
        return f"{counted}, the same as in {row.then.quarter.label}."
    return f"{counted}, {row.change_text} on {row.then.quarter.label}: {row.direction.word}."
