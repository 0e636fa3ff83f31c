"""The special causes of a series and its limits, in words and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wardmote.methods.decimals import rounded
from wardmote.methods.xmr import MINIMUM_POINTS, Rule
from wardmote.performance.reading import Shape
from wardmote.performance.series import Series

SCREENED = (
    "Limits are the mean plus and minus 2.66 times the mean moving range. Moving ranges beyond 3.267 times their mean "
    "are left out once before it is taken."
)


@dataclass(frozen=True)
class Signal:
    """One special cause: when, by which rule, and what it means here (`better`, `worse`, `high` or `low`)."""

    when: str
    rule: str
    meaning: str


@dataclass(frozen=True)
class LimitRow:
    """The limits of one baseline, printed. `trial` says that there are too few figures to rely on them."""

    when: str
    mean: str
    lower: str
    upper: str
    figures: int
    trial: str


def signals(series: Series) -> list[Signal]:
    """Return the special causes newest first, neighbouring points of one rule and side together."""
    if series.xmr is None:
        return []
    found: list[tuple[list[int], Rule]] = []
    for rule in Rule:
        run: list[int] = []
        for point in series.xmr.points:
            if rule not in point.special:
                continue
            if run and run[-1] == point.index - 1 and series.xmr.points[run[-1]].side == point.side:
                run.append(point.index)
            else:
                run = [point.index]
                found.append((run, rule))
    order = list(Rule)
    found.sort(key=lambda each: (-each[0][-1], order.index(each[1])))
    return [_signal(series, run, rule) for run, rule in found]


def _signal(series: Series, run: Sequence[int], rule: Rule) -> Signal:
    first, last = series.points[run[0]].period.label, series.points[run[-1]].period.label
    side = series.xmr.points[run[0]].side if series.xmr else ""
    words = rule.words[0].upper() + rule.words[1:]
    return Signal(first if first == last else f"{first} to {last}", words, series.words[side == "low"])


def limit_rows(series: Series, shape: Shape) -> list[LimitRow]:
    """Return a row for each baseline, the newest first. A lower limit under nought is printed as nought."""
    if series.xmr is None:
        return []
    made = []
    for each in reversed(series.xmr.segments):
        first, last = series.points[each.first].period.short_label, series.points[each.last].period.short_label
        trial = f"Trial limits: fewer than {MINIMUM_POINTS} figures" if each.trial else ""
        made.append(
            LimitRow(f"{first} to {last}", _text(each.mean, shape), _text(each.lower, shape), _text(each.upper, shape),
                     each.known, trial)
        )  # fmt: skip
    return made


def _text(value: Decimal | None, shape: Shape) -> str:
    if value is None:
        return "–"
    return f"{rounded(max(value, Decimal(0)), max(shape.decimals, 1)):,}{'%' if shape.per_cent else ''}"
