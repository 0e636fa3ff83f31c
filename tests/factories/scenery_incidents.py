"""A set of the county's own incidents, and a file of them that waits. Made by tests/factories/scenery.py."""

from datetime import date
from typing import TYPE_CHECKING

from wardmote.evidence.services.incidents import agree, start_draft

if TYPE_CHECKING:
    from tests.factories.visitors import Scene

EASTING, NORTHING = 448_000, 129_500
INCIDENTS_FILE = b"Reference,Date,Time,Kind\r\nN1,13/03/2025,14:05,Fire\r\n"


def make_incidents(s: "Scene") -> None:
    """Load one file with the case's reference in it, as the analyst, and read another."""
    place, reference = s.mark("incident place"), s.case.reference
    lines = [
        "Reference,Date,Time,Easting,Northing,Place,Kind,Case reference",
        *(f'F{n},{13 + n}/03/2025,14:05,{EASTING},{NORTHING},"{place}",Fire,{reference}' for n in range(3)),
    ]
    common = {
        "actor": s.actor("analyst"), "partnership": s.world.county, "name": "fires.csv", "title": s.mark("incidents"),
        "source": "The fire service", "purpose": s.mark("incident purpose"), "remove_on": date(2025, 9, 30),
    }  # fmt: skip
    read = start_draft(**common, content="\r\n".join(lines).encode())
    s.batch = agree(actor=s.actor("analyst"), draft_id=read.pk).loaded
    s.incident_draft = start_draft(**common, content=INCIDENTS_FILE)
