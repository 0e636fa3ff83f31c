"""Outlook: the months ahead with how wrong the method was last year, forces from outside, and how the last plan did."""

from typing import Any

from wardmote.common.periods import Month
from wardmote.evidence.assessing.inputs import Inputs
from wardmote.evidence.assessing.series import TOTAL, of_theme, sound, total_of
from wardmote.evidence.assessing.sources import explore
from wardmote.evidence.assessing.themes import THEMES, Theme
from wardmote.methods.forecast import forecast
from wardmote.methods.reasons import NotEnough

Data = dict[str, Any]
AHEAD = 6
LARGEST = 3


def outlook(inputs: Inputs) -> Data:
    """Forecast all crime, antisocial behaviour and the largest themes; bring in what others gave."""
    sizes = {theme.key: total_of(of_theme(inputs.monthly, theme), inputs.basis) or 0 for theme in THEMES if theme.crime}
    largest = sorted((theme for theme in THEMES if theme.crime and not theme.rest), key=lambda theme: -sizes[theme.key])
    wanted = [TOTAL, THEMES[-1], *largest[:LARGEST]]
    return {
        "forecasts": [_forecast(inputs, theme) for theme in wanted],
        "pestel": list(inputs.outside.get("pestel", ())),
    }


def last_plan(inputs: Inputs) -> Data:
    """Return the account of the plan in force that the rooms above gave, or an empty one."""
    return dict(inputs.outside.get("last_plan", {}))


def _forecast(inputs: Inputs, theme: Theme) -> Data:
    series = sound(of_theme(inputs.monthly, theme), inputs.faulty)
    values = list(series.values())
    start = len(values)
    while start and values[start - 1] is not None:
        start -= 1
    base = {"key": theme.key, "name": theme.name, "source": explore(theme.types, list(series)[start:])}
    try:
        found = forecast(values[start:], horizon=AHEAD)
    except NotEnough as enough:
        return {**base, "reason": enough.reason, "points": []}
    month = Month.parse(inputs.to)
    points = []
    for point in found.points:
        month = month.next()
        points.append(
            [
                month.slug,
                *(round(each, 1) for each in (point.mean, point.lower80, point.upper80, point.lower95, point.upper95)),
            ]
        )
    return {
        **base,
        "reason": "",
        "model": found.model,
        "points": points,
        "words": found.in_words,
        "mae": round(found.mae, 2),
        "mase": round(found.mase, 3),
        "baseline_mase": round(found.baseline_mase, 3),
        "last_year": [[round(came, 1), round(said, 1)] for came, said in found.last_year],
    }
