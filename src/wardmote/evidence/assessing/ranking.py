"""Ranking: themes by the stated matrix; what people gave beside what figures give; whether other weights would differ.

It is worked out of `data` alone, so that other weights can rank the same counts again.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from wardmote.evidence.assessing.inputs import Given
from wardmote.evidence.assessing.themes import BY_KEY, THEMES
from wardmote.methods import anchors
from wardmote.methods.scoring import score
from wardmote.methods.sensitivity import sensitivity

Data = dict[str, Any]
# Criterion: its name, where its score comes from, and the weight it has until somebody weighs it otherwise.
CRITERIA: Mapping[str, tuple[str, str, str]] = {
    "volume": ("Volume", "Share of recorded crime; for antisocial behaviour, incidents per 100 recorded crimes", "1"),
    "trend": ("Trend", "z of twelve months against the twelve before, or of the same months held in both years", "1"),
    "harm": ("Harm", "Share of all harm, in days of the harm index; rough on these headings", "2"),
    "comparison": ("Comparison", "Rate set beside the mean of most similar areas", "1"),
    "concern": ("Public concern", "Given by people, from what the community says", "1"),
    "leverage": ("Partnership leverage", "Given by people: how much partners together can do about it", "1"),
}  # fmt: skip
HUMAN = ("concern", "leverage")
TOP = 3
NOTHING: Data = {"figure": None, "score": None}
DEFAULT_WEIGHTS = {key: weight for key, (_, _, weight) in CRITERIA.items()}


def scores(data: Data) -> dict[str, dict[str, Data]]:
    """Return what figures give each theme for each criterion: `figure`, `score` (None where it cannot be said)."""
    levels = {row["key"]: row for row in data["levels"]["themes"]}
    crime = levels["all_crime"]["usable"]
    changed = {row["key"]: row for row in data["changes"]["themes"]}
    harm = {row["key"]: row["share"] for row in data["harm"]["themes"]}
    compared = {row["key"]: row.get("percent") for row in data["comparison"]["themes"]}
    found: dict[str, dict[str, Data]] = {}
    for theme in THEMES:
        if theme.rest:
            continue
        count = levels[theme.key]["usable"]
        volume = 100 * count / crime if crime and count is not None else None
        found[theme.key] = {
            "volume": _given(volume, anchors.anchor_volume),
            "trend": _given(changed[theme.key]["z"], anchors.anchor_trend),
            "harm": _given(harm.get(theme.key), anchors.anchor_harm),
            "comparison": _given(compared.get(theme.key), anchors.anchor_comparison),
        }
    return found


def _given(figure: float | None, anchored: Any) -> Data:
    return {"figure": figure, "score": anchored(figure)}


def ranking(data: Data, *, weights: Mapping[str, str], number: int, reason: str, given: Sequence[Given]) -> Data:
    """Rank the themes of `data` by `weights`; `given` are what people gave for the criteria that are theirs."""
    table = scores(data)
    for each in given:
        if each.theme in table and each.criterion in HUMAN:
            table[each.theme][each.criterion] = {"figure": None, "score": each.score, "reason": each.reason,
                                                 "when": each.when}  # fmt: skip
    plain = {BY_KEY[key].name: {name: cell["score"] for name, cell in row.items()} for key, row in table.items()}
    held = {name: Decimal(str(weights.get(name, DEFAULT_WEIGHTS[name]))) for name in CRITERIA}
    ranked = score(plain, held)
    words = {f"{key} ": f"{name.lower()} " for key, (name, _, _) in CRITERIA.items()}
    said = sensitivity(plain, held, n=TOP).in_words
    for key, name in words.items():
        said = said.replace(key, name)
    by_name = {theme.name: theme.key for theme in THEMES}
    return {
        "matrix": number,
        "reason": reason,
        "weights": {name: str(weight) for name, weight in held.items()},
        "rows": [
            {
                "key": by_name[row.theme],
                "name": row.theme,
                "rank": row.rank,
                "score": None if row.score is None else round(float(row.score), 4),
                "missing": [CRITERIA[each][0].lower() for each in row.missing],
                "cells": {name: table[by_name[row.theme]].get(name, NOTHING) for name in CRITERIA},
            }
            for row in ranked.rows
        ],
        "unscored": [name for name in CRITERIA if held[name] and all(row.get(name) is None for row in plain.values())],
        "sensitivity": said,
    }  # fmt: skip


def bands() -> list[Data]:
    """What each score stands for, as a table prints it."""
    return [
        {"criterion": "volume", "bands": anchors.described(anchors.VOLUME)},
        {"criterion": "trend", "bands": anchors.described(anchors.TREND, "")},
        {"criterion": "harm", "bands": anchors.described(anchors.HARM)},
        {"criterion": "comparison", "bands": anchors.described(anchors.COMPARISON)},
        {"criterion": "concern", "bands": anchors.described(anchors.CONCERN)},
        {"criterion": "leverage", "bands": tuple(enumerate(anchors.LEVERAGE))},
    ]
