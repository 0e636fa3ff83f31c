"""Puts an assessment together: each part from the inputs, the ranking from the parts, the findings from all."""

from collections.abc import Callable, Iterator
from typing import Any

from wardmote.evidence.assessing import findings
from wardmote.evidence.assessing.change import change
from wardmote.evidence.assessing.comparing import comparison
from wardmote.evidence.assessing.harm import harm
from wardmote.evidence.assessing.heard import stops, voice
from wardmote.evidence.assessing.inputs import Given, Inputs
from wardmote.evidence.assessing.levels import levels
from wardmote.evidence.assessing.outlook import last_plan, outlook
from wardmote.evidence.assessing.people import people
from wardmote.evidence.assessing.places import places
from wardmote.evidence.assessing.ranking import bands, ranking
from wardmote.evidence.assessing.scope import scope
from wardmote.evidence.assessing.themes import THEMES

Data = dict[str, Any]
Part = Callable[[Inputs], Data]
PARTS: dict[str, tuple[str, Part]] = {
    "scope": ("Judging the data", scope),
    "levels": ("Levels, seasons and signals", levels),
    "changes": ("Testing changes", change),
    "places": ("Finding hot spots", places),
    "people": ("Counting casework", people),
    "comparison": ("Comparing with similar areas", comparison),
    "harm": ("Weighing harm", harm),
    "voice": ("Reading surveys", voice),
    "stops": ("Reading stop and search", stops),
    "outlook": ("Forecasting", outlook),
    "last_plan": ("Looking back on the plan", last_plan),
}
STRUCTURES = {
    "themes": "Crime chapters",
    "problems": "Problem by problem",
    "priorities": "Strategic priorities",
}
SECTIONS = {
    "summary": "Summary",
    "scope": "Scope and quality",
    "levels": "Levels and patterns",
    "changes": "Changes and likely reasons",
    "places": "Places",
    "people": "People",
    "comparison": "Comparison with similar areas",
    "harm": "Harm",
    "voice": "Community voice",
    "stops": "Stop and search",
    "outlook": "Outlook",
    "last_plan": "How the last plan did",
    "ranking": "Ranking of themes",
    "recommendations": "Recommended priorities",
    "how": "How it was made",
}
# The same parts, each time in another order: by kind of crime, by where, who and when, or from the priorities down.
ORDERS = {
    "themes": tuple(SECTIONS),
    "problems": (
        "summary", "ranking", "places", "people", "levels", "changes", "comparison", "harm", "voice", "stops",
        "outlook", "last_plan", "recommendations", "scope", "how",
    ),
    "priorities": (
        "summary", "ranking", "recommendations", "last_plan", "changes", "levels", "harm", "comparison", "places",
        "people", "voice", "stops", "outlook", "scope", "how",
    ),
}  # fmt: skip


def steps(inputs: Inputs) -> Iterator[tuple[str, str, Callable[[], Data]]]:
    """Yield each part's key, what is said while it is made, and how it is."""
    for key, (said, part) in PARTS.items():
        yield key, said, lambda part=part: part(inputs)  # type: ignore[misc]  # bound at once


def whole(inputs: Inputs, progress: Callable[[str], None] = lambda said: None) -> Data:
    """Return an assessment's `data`: plain values, every part by its key. `progress` is told of each part."""
    data: Data = {
        "format": 1,
        "partnership": inputs.partnership,
        "slug": inputs.slug,
        "districts": list(inputs.districts),
        "to": inputs.to,
        "structure": inputs.structure,
        "made": inputs.made,
        "themes": [
            {"name": theme.name, "types": list(theme.types), "crime": theme.crime, "note": theme.note}
            for theme in THEMES
        ],
    }
    for key, said, make in steps(inputs):
        progress(said)
        data[key] = make()
    progress("Ranking themes")
    data["geometry"] = dict(inputs.geometry)
    data["how"] = how(inputs)
    rank(
        data, weights=inputs.matrix, number=inputs.matrix_number, reason=inputs.matrix_reason, given=list(inputs.given)
    )
    return data


def rank(data: Data, *, weights: dict[str, str] | Any, number: int, reason: str, given: list[Given]) -> None:
    """Put the ranking into `data`, and what follows from it."""
    data["ranking"] = ranking(data, weights=weights, number=number, reason=reason, given=given)
    data["ranking"]["bands"] = [
        {"criterion": row["criterion"], "bands": [list(band) for band in row["bands"]]} for row in bands()
    ]
    data["recommendations"] = {"rows": findings.recommended(data)}
    data["summary"] = {"findings": findings.findings(data)}


def how(inputs: Inputs) -> Data:
    """Return what it was made of: files with their checksums, and versions."""
    return {
        "files": [
            {"kind": each.kind, "name": each.name, "what": each.what, "sha256": each.sha256, "loaded": each.loaded,
             "synthetic": each.synthetic, "remarks": list(each.remarks)}
            for each in inputs.files
        ],
        "versions": dict(inputs.versions),
    }  # fmt: skip
