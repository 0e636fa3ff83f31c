"""Months whose figures look like a fault of recording or publishing rather than crime: set beside their neighbours.

Each figure is compared with the middle of the months around it, on the logarithm, and the distance is measured in the
series' own robust spread (median absolute deviation). Source: Iglewicz and Hoaglin (1993), How to Detect and
Handle Outliers, for median ± k × 1.4826 × MAD. The thresholds were set on real files: see `docs/method/recording.md`.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

Series = Mapping[str, int | None]
LOW, HIGH, MIX, STEP = "low", "high", "mix", "step"
# How many months to each side are neighbours, how many of them must be held, and how far off a figure must be: in
# robust standard deviations, and in times.
REACH, LEAST = 3, 2
FAR, TIMES = 6.0, 1.6
# Types with a smaller usual count are too restless to be judged alone.
LEAST_COUNT = 30
# A month is of another mix when more than this part of its rows stands under other types than usual, chance apart.
MIXED = 0.15
# A step: the half year after differs from the half year before by this many times, and neither side reaches the other.
STEP_MONTHS, STEP_TIMES = 6, 1.5


@dataclass(frozen=True)
class Defect:
    """A month that does not fit. `type` is None for all types together; `kind` is `low`, `high`, `mix` or `step`.

    `value` and `usual` are the figure and the middle of its neighbours; for a `mix` the share of rows that stand under
    another type than usual, and nought; `parts` then holds the types that are odd by themselves.
    """

    month: str
    type: str | None
    kind: str
    value: float
    usual: float
    in_words: str
    parts: tuple["Defect", ...] = ()


def defects(series: Mapping[str, Series]) -> tuple[Defect, ...]:
    """Find implausible months in counts by type and month (YYYY-MM).

    None is a count that is missing: the month then has no total. A type absent from a month of which others are held
    had no rows in it; a month absent from all types is missing. Defects go by month, the total first. A month of
    another mix is reported once, not by each of its types.
    Raises ValueError for a count below nought.
    """
    if any(value is not None and value < 0 for each in series.values() for value in each.values()):
        raise ValueError("a count is nought or more")
    months = sorted({month for each in series.values() for month, value in each.items() if value is not None})
    whole = {kind: {month: each.get(month, 0) for month in months} for kind, each in series.items()}
    table = {month: {kind: each[month] for kind, each in whole.items()} for month in months}
    totals = _totals(table)
    odd = [defect for kind, each in whole.items() for defect in _odd(kind, each)]
    mixed = {month: _with_parts(mix, odd) for month, mix in _mixed(table).items()}
    found = [*mixed.values(), *_odd(None, totals), *_steps(None, totals, mixed)]
    found += [defect for defect in odd if defect.month not in mixed]
    for kind, each in whole.items():
        found += _steps(kind, each, mixed)
    return tuple(sorted(found, key=lambda each: (each.month, each.type or "", each.kind)))


def _totals(table: Mapping[str, Mapping[str, int | None]]) -> dict[str, int]:
    totals = {}
    for month, row in table.items():
        held = [value for value in row.values() if value is not None]
        if len(held) == len(row):
            totals[month] = sum(held)
    return totals


def _odd(kind: str | None, series: Series) -> list[Defect]:
    held = {month: value for month, value in series.items() if value is not None}
    apart = {}
    for month, value in held.items():
        near = _near(held, month)
        if len(near) >= LEAST and (usual := float(median(near))) >= LEAST_COUNT:
            apart[month] = (math.log((value + 0.5) / (usual + 0.5)), usual)
    if len(apart) < LEAST:
        return []
    middle = median(ratio for ratio, _ in apart.values())
    spread = 1.4826 * median(abs(ratio - middle) for ratio, _ in apart.values())
    found = []
    for month, (ratio, usual) in apart.items():
        # Chance alone moves a count by 1 ÷ √count of itself.
        width = max(spread, math.sqrt(1.5 / usual))
        if abs(ratio - middle) > FAR * width and abs(ratio) > math.log(TIMES):
            found.append(_defect(month, kind, LOW if ratio < 0 else HIGH, held[month], usual))
    return found


def _defect(month: str, kind: str | None, side: str, value: float, usual: float) -> Defect:
    said = (
        f"{kind or 'All types together'}: {value:,.0f} in {month}, where the months around it have about {usual:,.0f}."
    )
    return Defect(month, kind, side, value, usual, said)


def _near(held: Mapping[str, float], month: str) -> list[float]:
    at = _number(month)
    return [value for other, value in held.items() if 0 < abs(_number(other) - at) <= REACH]


def _mixed(table: Mapping[str, Mapping[str, int | None]]) -> dict[str, Defect]:
    """Find months in which much of the rows stand under other types than in the months around: half the sum of |Δ|."""
    totals = _totals(table)
    shares = {
        month: {kind: (table[month][kind] or 0) / total for kind in table[month]}
        for month, total in totals.items()
        if total >= LEAST_COUNT
    }
    found = {}
    for month, row in shares.items():
        near = [other for name, other in shares.items() if 0 < abs(_number(name) - _number(month)) <= REACH]
        if len(near) < LEAST:
            continue
        usual = {kind: median(other[kind] for other in near) for kind in row}
        moved = sum(abs(share - usual[kind]) for kind, share in row.items()) / 2
        # What chance alone would move of so many rows.
        chance = sum(math.sqrt(share / totals[month]) for share in usual.values()) * 0.4
        if moved > MIXED + 2 * chance:
            found[month] = _mix(month, row, usual, moved)
    return found


def _mix(month: str, row: Mapping[str, float], usual: Mapping[str, float], moved: float) -> Defect:
    most = max(row, key=lambda kind: row[kind] - usual[kind])
    said = (
        f"About {100 * moved:.0f}% of the rows of {month} stand under other types than in the months around it: "
        f"{most} has {100 * row[most]:.0f}% of them, where {100 * usual[most]:.0f}% is usual."
    )
    return Defect(month, None, MIX, moved, 0.0, said)


def _with_parts(mix: Defect, odd: Sequence[Defect]) -> Defect:
    parts = tuple(defect for defect in odd if defect.month == mix.month)
    named = ", ".join(f"{each.type} {each.value:,.0f} (usually {each.usual:,.0f})" for each in parts)
    return replace(mix, parts=parts, in_words=f"{mix.in_words} Far from usual: {named}." if parts else mix.in_words)


def _steps(kind: str | None, series: Series, passed: Collection[str]) -> list[Defect]:
    """Find where a level changed and stayed: every month of the half year after is beyond every one of that before."""
    held = {month: value for month, value in series.items() if value is not None and month not in passed}
    by_number = {_number(month): value for month, value in held.items()}
    found: list[tuple[float, Defect]] = []
    for month in held:
        at = _number(month)
        before = [by_number[each] for each in range(at - STEP_MONTHS, at) if each in by_number]
        after = [by_number[each] for each in range(at, at + STEP_MONTHS) if each in by_number]
        if min(len(before), len(after)) < STEP_MONTHS - 1:
            continue
        was, now = float(median(before)), float(median(after))
        if min(was, now) < LEAST_COUNT or not (max(before) < min(after) or min(before) > max(after)):
            continue
        if (size := abs(math.log(now / was))) >= math.log(STEP_TIMES):
            found.append((size, Defect(month, kind, STEP, now, was, _stepped(month, kind, now, was))))
    return _sharpest(found)


def _sharpest(found: Sequence[tuple[float, Defect]]) -> list[Defect]:
    """Of steps within half a year of one another, which are one step seen from each side of it, keep the largest."""
    kept: list[Defect] = []
    for _, defect in sorted(found, key=lambda each: -each[0]):
        if all(abs(_number(defect.month) - _number(other.month)) >= STEP_MONTHS for other in kept):
            kept.append(defect)
    return kept


def _stepped(month: str, kind: str | None, now: float, was: float) -> str:
    return (
        f"{kind or 'All types together'}: about {now:,.0f} a month from {month} on, where it had been {was:,.0f}. "
        "A step that stays is more often a new way of recording than a change in what happens."
    )


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
