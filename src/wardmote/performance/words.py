"""How this room's figures are put into words."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from wardmote.common.numbers import signed_percent
from wardmote.methods.change import Change
from wardmote.methods.decimals import rounded

if TYPE_CHECKING:
    from wardmote.performance.page import Row
    from wardmote.performance.reading import Shape


FIELDS = {
    "name": "Name", "definition": "Definition", "unit": "Unit", "source": "Source", "outcome": "Outcome or priority",
    "plan_ref": "Number of the plan’s action", "numerator_text": "Above the line", "denominator_text": "Below the line",
    "multiplier": "Times", "decimals": "Decimals printed", "frequency": "How often there is a figure",
    "aggregation": "How months make a quarter", "lag_days": "Days until the figure is there",
    "polarity": "What a rise means", "comparator": "What it is compared with", "baseline": "Baseline",
    "baseline_text": "When the baseline is of", "tolerance": "Tolerance", "rag_rule": "Rated by",
    "minimum_base": "Smallest base of a percentage", "owner_id": "Owner", "accountable": "Accountable agencies",
    "public": "The public may read of it", "confidential": "Its figures count people",
    "minimum_published": "Smallest count of people that is printed", "position": "Place in the list",
    "filters": "What is counted", "measure_key": "Measure", "retired_on": "Retired",
}  # fmt: skip


@lru_cache(maxsize=1024)
def month_name(month: str) -> str:
    """Write `2025-02` as `February 2025`."""
    return f"{date.fromisoformat(month + '-01'):%B %Y}"


def months_in_words(months: Sequence[str]) -> str:
    """Write months as a sentence lists them: `January, February and March 2025`."""
    names = [month_name(month) for month in months]
    if len({month[:4] for month in months}) == 1:
        names = [name.split()[0] for name in names[:-1]] + names[-1:]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def change_in_words(change: Change, shape: "Shape", texts: tuple[str, str]) -> str:
    """Write a change: `−16 (−16.5%)`, `−2.7 percentage points`, the two figures where a percentage is unsafe.

    `texts` are what is printed of the earlier and the later figure. `not compared` without both.
    """
    if change.difference is None:
        return "not compared"
    if change.difference == 0:
        return "no change"
    if any(" of " in text for text in texts):
        return f"from {texts[0]} to {texts[1]}"
    moved = rounded(change.difference, shape.decimals)
    difference = f"{moved:+,}".replace("-", "−") if moved else "under " + f"{_least(shape.decimals)}"
    if shape.per_cent:
        return f"{difference} percentage point{'' if abs(moved) == 1 else 's'}"
    if change.percent is None:
        return f"{difference} (from {texts[0]} to {texts[1]})"
    return f"{difference} ({signed_percent(float(rounded(change.percent)))})"


def _least(decimals: int) -> str:
    """The smallest step that is printed: `0.1` for one decimal."""
    return f"{rounded(1, 0).scaleb(-decimals):f}"


def counted_in(row: "Row") -> str:
    """Return a figure with its unit, which a percentage carries in itself."""
    text, unit = row.now.text, row.indicator.unit
    return f"{text} {unit}" if unit and not unit.startswith("%") else text


def sentence(row: "Row") -> str:
    """Say a row in one sentence that can be read alone."""
    name = row.indicator.name
    if row.now.value is None:
        return f"{name}: {row.now.text}. {row.note}".strip()
    counted = f"{name}: {counted_in(row)}"
    if row.change.difference is None:
        return f"{counted}. {row.note}".strip()
    if row.change.difference == 0:
        return f"{counted}, the same as {row.compared_with}."
    return f"{counted}, {row.change_text} on {row.compared_with}: {row.direction.word}."
