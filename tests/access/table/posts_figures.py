"""The forms of indicators, their figures and how they are judged, filled in rightly."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.scenery import QUARTER
from tests.factories.scenery_figures import FILE, FIRST
from tests.factories.visitors import Scene


def figures(s: Scene, name: str) -> dict[str, Any]:
    """Return the fields of a right form for one of these pages; nothing for another page."""
    line = f"{s.typed.pk}-month-{FIRST.start.isoformat()}"
    figure = {f"{line}-was": "1", f"{line}-value": "33", f"{line}-quality": "final"}
    defined = {
        "name": "Callers", "definition": "Callers who call again.", "source": "A return", "multiplier": "1",
        "decimals": "0", "frequency": "month", "aggregation": "sum", "lag_days": "0", "polarity": "less_is_better",
        "comparator": "last_year", "tolerance": "0", "minimum_base": "20", "minimum_published": "5", "position": "0",
    }  # fmt: skip
    group = {"method": "By size", "own_name": "Here", "members": "Elsewhere", **_day("dated_on", "2")}
    forms: dict[str, dict[str, Any]] = {
        "performance:define": defined | {"figures": "typed"},
        "performance:change": defined | {"reason": "Clearer.", "version": "1"},
        "performance:retire": {"reason": "No longer collected."},
        "performance:grid": {},
        "performance:figures": figure,
        "performance:figure": figure,
        "performance:counted": {"quarter": QUARTER},
        "performance:targets": {**_day("due_on", "2"), "value": "90", "started_from": "0"},
        "performance:steps": {**_day("starts_on", "2"), "reason": "A new service."},
        "performance:rating": {"colour": "red", "reason": "It is worse than it looks."},
        "performance:similar_figures": {"m1": "70", "source_ref": "Their return", "seen": "0"},
        "performance:new_rule": {"name": "Bands", "family": "threshold", "amber": "90", "red": "95",
                                 "started_from": "0"},
        "performance:change_rule": {"family": "variance", "amber": "2", "red": "12", "started_from": "1"},
        "performance:new_group": group | {"name": "Neighbours"},
        "performance:change_group": group,
        "performance:import_choose": {"file": SimpleUploadedFile("figures.csv", FILE)},
        "performance:import": {"do": "import"},
    }  # fmt: skip
    return forms.get(name, {})


def _day(name: str, month: str) -> dict[str, str]:
    return {f"{name}-day": "28", f"{name}-month": month, f"{name}-year": "2025"}
