"""Levels and patterns: how much of each theme there is, its months, its season, and what stands out of its months."""

from typing import Any

from wardmote.evidence.assessing import months as words
from wardmote.evidence.assessing.inputs import Inputs
from wardmote.evidence.assessing.series import Series, every_theme, of_theme, sound, total_of
from wardmote.evidence.assessing.sources import explore
from wardmote.evidence.assessing.themes import TOTAL_KEY, Theme
from wardmote.methods.change import share
from wardmote.methods.rates import rate, rate_interval
from wardmote.methods.reasons import NotEnough
from wardmote.methods.seasonal import seasonal_pattern
from wardmote.methods.xmr import analyse, variation

Data = dict[str, Any]


def levels(inputs: Inputs) -> Data:
    """Return one entry a theme, the total of crime first, and each crime type's count over the basis."""
    crime = total_of(of_theme(inputs.monthly, every_theme()[0]), inputs.usable)
    return {
        "basis": list(inputs.basis),
        "faulty": [month for month in inputs.faulty if month in inputs.basis],
        "usable": list(inputs.usable),
        "residents": inputs.residents,
        "residents_as_of": inputs.residents_as_of,
        "warning": inputs.residents_warning,
        "themes": [_theme(inputs, theme, crime) for theme in every_theme()],
        "types": _types(inputs, crime),
    }


def _theme(inputs: Inputs, theme: Theme, crime: int | None) -> Data:
    series = of_theme(inputs.monthly, theme)
    count = total_of(series, inputs.basis)
    around = rate_interval(count, inputs.residents)
    per = rate(count, inputs.residents)
    return {
        "key": theme.key,
        "name": theme.name,
        "crime": theme.crime,
        "polarity": theme.polarity,
        "note": theme.note,
        "types": list(theme.types),
        "count": count,
        "rate": None if per is None else float(per),
        "low": None if around is None else float(around.lower),
        "high": None if around is None else float(around.upper),
        "usable": total_of(series, inputs.usable),
        "share": _share(theme, total_of(series, inputs.usable), crime),
        "series": [[month, series[month]] for month in inputs.months],
        "signal": signal(sound(series, inputs.faulty), theme.polarity),
        "season": season(sound(series, inputs.faulty)),
        "source": explore(theme.types, inputs.basis),
        "rate_source": explore(theme.types, inputs.basis, "rate"),
        "series_source": explore(theme.types, inputs.months),
    }


def _share(theme: Theme, count: int | None, crime: int | None) -> float | None:
    """A theme's part of recorded crime in the usable months, in per cent; None for incidents, and for the whole."""
    if not theme.crime or theme.key == TOTAL_KEY or count is None or not crime:
        return None
    part = share(count, crime)
    return None if part is None else float(part)


def _types(inputs: Inputs, crime: int | None) -> list[Data]:
    """Each printed crime type with the theme that it is in, largest first within its theme."""
    found: list[Data] = []
    for theme in every_theme()[1:]:
        held = []
        for each in theme.types:
            series = {month: inputs.monthly.counts.get(each, {}).get(month, 0) for month in inputs.basis}
            count = total_of(series, inputs.basis)
            if each in inputs.monthly.counts and count:
                held.append(
                    {"type": each, "theme": theme.name, "count": count, "source": explore([each], inputs.basis)}
                )
        found += sorted(held, key=lambda row: (-row["count"], row["type"]))
    return found


def signal(series: Series, polarity: str) -> Data:
    """Judge the months as an indicator's are judged; the same function, on the months as recorded."""
    values = list(series.values())
    first = next((at for at, value in enumerate(values) if value is not None), len(values))
    held = values[first:]
    if not held:
        return {"word": "", "explanation": "No month is held.", "points": []}
    xmr = analyse(held)
    judged = variation(xmr, polarity)
    labels = list(series)[first:]
    special = [
        {"month": labels[point.index], "side": point.side, "why": "; ".join(rule.words for rule in point.special)}
        for point in xmr.points
        if point.special
    ]
    return {"word": judged.word, "explanation": judged.explanation, "points": special}


def season(series: Series) -> Data:
    """Take the newest unbroken run of months apart; say why where it is too short."""
    values = list(series.values())
    start = len(values)
    while start and values[start - 1] is not None:
        start -= 1
    run = list(series)[start:]
    try:
        found = seasonal_pattern(values[start:], first_month=int(run[0][5:]) if run else 1)
    except NotEnough as enough:
        return {"words": "", "reason": enough.reason}
    return {
        "words": found.in_words,
        "reason": "",
        "months": words.span(run),
        "by_month": [round(value, 2) for value in found.by_month],
        "strength": round(found.strength_of_season, 3),
        "pronounced": found.pronounced,
    }
