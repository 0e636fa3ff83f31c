"""Harm: the same counts weighed by days in prison, where dated weights are loaded. Rough, and says so."""

from decimal import Decimal
from typing import Any

from wardmote.evidence.assessing.inputs import Inputs
from wardmote.evidence.assessing.series import total_of
from wardmote.evidence.assessing.sources import explore
from wardmote.evidence.assessing.themes import CRIME_THEMES
from wardmote.methods.harm import harm_weighted

Data = dict[str, Any]


def harm(inputs: Inputs) -> Data:
    """Return each theme's weighed count and its share; `unweighted` names the types that have no weight."""
    if not inputs.weights:
        return {"reason": "No harm weights are loaded.", "themes": [], "unweighted": []}
    counts = {}
    for theme in CRIME_THEMES:
        for each in theme.types:
            series = {month: inputs.monthly.counts.get(each, {}).get(month, 0) for month in inputs.usable}
            counts[each] = total_of(series, inputs.usable) or 0
    found = harm_weighted(counts, {name: Decimal(text) for name, text in inputs.weights.items()})
    rows = []
    for theme in CRIME_THEMES:
        days = [found.per_type[each] for each in theme.types if each in found.per_type]
        events = sum(counts[each] for each in theme.types)
        total = sum(days, Decimal(0))
        rows.append(
            {
                "key": theme.key,
                "name": theme.name,
                "count": events,
                "days": float(total) if days else None,
                "share": float(100 * total / found.total) if days and found.total else None,
                "weights": [
                    [each, inputs.weights[each]] for each in theme.types if each in inputs.weights and counts[each]
                ],
                "source": explore(theme.types, inputs.usable, "harm"),
            }
        )
    return {
        "reason": "",
        "as_of": inputs.weights_as_of,
        "weights_source": inputs.weights_source,
        "total": float(found.total),
        "covered": None if found.covered is None else float(found.covered),
        "unweighted": [[name, n] for name, n in sorted(found.unweighted.items()) if n],
        "themes": sorted(rows, key=lambda row: (row["days"] is None, -(row["days"] or 0), row["name"])),
    }
