"""The forms by which a plan's file is brought in, filled in rightly."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.scenery import PLAN_FILE
from tests.factories.visitors import Scene
from wardmote.plan.queries.importing import page_of


def importing(s: Scene, name: str) -> dict[str, Any]:
    """Return the fields of a right form for one of the pages of an import; nothing for another page."""
    if name == "plan:import_start":
        return {"file": SimpleUploadedFile("plan.csv", PLAN_FILE), "into": "new"}
    if name == "plan:import_match":
        return {"into": "new", "t1_c0": "ref", "t1_c1": "action", "t1_c2": "leads", "t1_c3": "due"}
    if name == "plan:import_leads":
        return {"lead_0": str(s.world.council.pk)}
    if name == "plan:import_commit":
        return {
            "title": "A plan from a file", "kind": "partnership", "parent": "", "group": "",
            "starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2025",
            "ends_on-day": "31", "ends_on-month": "3", "ends_on-year": "2028",
            "seen": page_of(s.plan_import).compared.stamp,
        }  # fmt: skip
    return {}
