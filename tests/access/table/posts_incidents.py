"""The forms of own incidents, filled in rightly."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.scenery_incidents import INCIDENTS_FILE
from tests.factories.visitors import Scene


def incidents(s: Scene, name: str) -> dict[str, Any]:
    """Return the fields of a right form for one of these pages; nothing for another page."""
    forms: dict[str, dict[str, Any]] = {
        "evidence:incident_load": {
            "file": SimpleUploadedFile("fires.csv", INCIDENTS_FILE), "title": "Fires", "source": "The fire service",
            "purpose": "Patrols", "remove_on-day": "30", "remove_on-month": "9", "remove_on-year": "2025",
        },
        "evidence:incident_draft": {"do": "load"},
        "evidence:incident_remove": {"sure": "on"},
    }  # fmt: skip
    return forms.get(name, {})
