"""The world of tests/factories/world.py with a set of own incidents in its county, and one in another partnership."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.world import actor, make_world, user
from wardmote.common import clock
from wardmote.common.formfields import new_token
from wardmote.evidence.models import IncidentDraft, IncidentSet
from wardmote.evidence.services.incidents import agree, start_draft

HEADER = "Reference,Date,Time,Date to,Time to,Easting,Northing,Place,Kind,Case reference"
PLACE, EASTING, NORTHING = "Gorse Rise play area", 448_000, 129_500
REMOVE_ON = date(2025, 9, 30)


def rows(count: int = 40, *, prefix: str = "F") -> list[str]:
    """Incidents on many days at the same hour, every fourth at one place; one without a place or a time of day."""
    made = []
    for number in range(count):
        day = date(2025, 1, 6) + timedelta(days=number)
        at = f"{EASTING},{NORTHING},{PLACE}" if number % 4 == 0 else f"{449_000 + 40 * number},{130_000 + number},"
        span = f"{day:%d/%m/%Y},23:00" if number % 5 == 4 else ","
        kind = "Fire" if number % 3 else "ASB"
        made.append(f"{prefix}{number:03},{day:%d/%m/%Y},21:{number % 60:02},{span},{at},{kind},")
    made.append(f"{prefix}900,01/02/2025,,,,,,,Fire,")
    return made


def content(*lines: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *lines, ""]).encode()


def read(w: SimpleNamespace, file: bytes, **more: Any) -> IncidentDraft:
    """Read a file as the county's analyst."""
    given: dict[str, Any] = {
        "actor": actor(w.analyst), "partnership": w.county, "name": "fires.csv", "title": "Deliberate fires",
        "source": "The fire service", "purpose": "Where and when to patrol", "remove_on": REMOVE_ON,
    }  # fmt: skip
    return start_draft(**given | more, content=file)


def loaded(w: SimpleNamespace, file: bytes, **more: Any) -> IncidentSet:
    """Read a file and agree to it."""
    draft = read(w, file, **more)
    return agree(actor=more.get("actor") or actor(w.analyst), draft_id=draft.pk).loaded


def with_incidents() -> SimpleNamespace:
    """Return the world with `batch` (the county's) and `far_batch` (another partnership's, by its own analyst)."""
    w = make_world()
    w.far_analyst = user("Fenella Skye", w.far, w.elsewhere, "analyst")
    w.batch = loaded(w, content(*rows()))
    w.far_batch = loaded(w, content(*rows(prefix="X")), actor=actor(w.far_analyst), partnership=w.elsewhere,
                         title="Far incidents")  # fmt: skip
    return w


def filled(file: bytes, **more: Any) -> dict[str, Any]:
    """The form of a file, filled in."""
    day = clock.today() + timedelta(days=100)
    return {
        "file": SimpleUploadedFile("more.csv", file), "title": "More fires", "source": "The fire service",
        "purpose": "The same", "remove_on-day": day.day, "remove_on-month": day.month, "remove_on-year": day.year,
        "form_token": new_token(),
    } | more  # fmt: skip
