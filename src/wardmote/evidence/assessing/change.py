"""Changes: each theme's months beside those before them, tested; and the months of two years that are both held."""

from calendar import monthrange
from collections.abc import Sequence
from typing import Any

from wardmote.evidence.assessing import months as words
from wardmote.evidence.assessing.inputs import Inputs
from wardmote.evidence.assessing.series import Series, every_theme, of_theme, sound
from wardmote.evidence.assessing.sources import explore
from wardmote.evidence.assessing.themes import Theme
from wardmote.methods.changes import Compared, changes, usual_phi
from wardmote.methods.rate_ratio import dispersion
from wardmote.methods.reasons import NotEnough
from wardmote.methods.tested_change import SMALL, TestedChange, compare_counts

Data = dict[str, Any]
# Fewer matched months than these are no year's beginning.
FEWEST_MATCHED = 2


def change(inputs: Inputs) -> Data:
    """Return one entry a theme with each comparison, and which comparison stands for its trend."""
    return {
        "themes": [_theme(inputs, theme) for theme in every_theme()],
        "matched": list(matched(inputs)),
        "matched_before": list(words.before(matched(inputs))),
    }


def matched(inputs: Inputs) -> tuple[str, ...]:
    """Return the months of the last twelve that are held, and held a year before as well."""
    lost = {*inputs.monthly.missing, *inputs.faulty}
    held = {month for month in inputs.months if month not in lost}
    last = inputs.months[-12:]
    return tuple(month for month in last if month in held and words.before([month])[0] in held)


def _theme(inputs: Inputs, theme: Theme) -> Data:
    series = sound(of_theme(inputs.monthly, theme), inputs.faulty)
    phi = usual_phi(series, inputs.to) or spread(series, inputs.usable)
    tested = changes(series, inputs.to, phi=phi, name=theme.name)
    exact = changes(series, inputs.to, phi=1, name=theme.name)
    rows = [_row(theme, *pair) for pair in zip(tested.all, exact.all, strict=True)]
    like = _matched(series, theme, matched(inputs), phi)
    rows_by_key = dict(zip(_KEYS, rows, strict=True))
    trend = next(
        (key for key in ("rolling_12", "matched") if {**rows_by_key, "matched": like}[key].get("z") is not None), ""
    )
    return {
        "key": theme.key,
        "name": theme.name,
        "phi": round(phi, 3),
        "rows": rows_by_key,
        "matched": like,
        "trend": trend,
        "z": ({**rows_by_key, "matched": like}[trend]["z"]) if trend else None,
    }


_KEYS = ("last_month", "quarter", "quarter_last_year", "financial_year", "year", "rolling_12")


def spread(series: Series, months: Sequence[str]) -> float:
    """Return how many times more `months` vary than chance; 1 where they are too few to tell."""
    held = [series[month] for month in months if series.get(month) is not None]
    if len(held) < 6:
        return 1.0
    try:
        return dispersion(held)
    except NotEnough:
        return 1.0


def _row(theme: Theme, tested: Compared, exact: Compared) -> Data:
    small = tested.now is not None and tested.before is not None and min(tested.now, tested.before) < SMALL
    used = exact if small else tested
    return {
        "label": used.label,
        "months": list(used.months),
        "months_before": list(used.months_before),
        "reason": _reason(used),
        "season": used.season_in_it,
        "source": explore(theme.types, used.months),
        "source_before": explore(theme.types, used.months_before),
        **_tested(used.change, used.now, used.before),
    }


def _tested(found: TestedChange | None, now: int | None, before: int | None) -> Data:
    if found is None:
        return {"now": now, "before": before, "z": None}
    return {
        "now": now,
        "before": before,
        "difference": found.difference,
        "percent": None if found.percent is None else float(found.percent),
        "small_base": found.reason or "",
        "z": round(found.z, 4),
        "p": found.p,
        "flagged": found.flagged,
        "method": found.method,
    }


def _reason(compared: Compared) -> str:
    """Name the missing months in words: the method has them as they are written in files."""
    return "" if compared.change is not None else "A month is missing, or faulty, on one side."


def _matched(series: Series, theme: Theme, late: tuple[str, ...], phi: float) -> Data:
    early = words.before(late)
    if len(late) < FEWEST_MATCHED:
        return {"label": "the same months a year before", "months": [], "months_before": [], "z": None, "now": None,
                "before": None, "season": False, "reason": "No two months of two years are both held."}  # fmt: skip
    now = sum(series[month] or 0 for month in late)
    before = sum(series[month] or 0 for month in early)
    found = compare_counts(
        now, before, exposure_now=_days(late), exposure_before=_days(early),
        phi=1 if min(now, before) < SMALL else phi, name=theme.name, comparator="the same months a year before",
    )  # fmt: skip
    return {
        "label": "the same months a year before",
        "months": list(late),
        "months_before": list(early),
        "reason": "",
        "season": False,
        "source": explore(theme.types, late),
        "source_before": explore(theme.types, early),
        **_tested(found, now, before),
    }


def _days(months: Sequence[str]) -> int:
    return sum(monthrange(int(month[:4]), int(month[5:]))[1] for month in months)
