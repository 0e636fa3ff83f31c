"""The duties as an installation begins with them, in the county and districts of tests/factories/world.py."""

from types import SimpleNamespace

import pytest

from tests.factories.world import make_world, user
from wardmote.plan.models import Duty
from wardmote.plan.services.calendar import ensure_duties


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    w = make_world()
    ensure_duties()
    w.duty = Duty.objects.get(code="scrutiny")
    w.quarterly = Duty.objects.get(code="quarterly-data")
    w.response = Duty.objects.get(code="scrutiny-response")
    w.north_manager = user("Nori Teal", w.council, w.north, "partnership_manager")
    return w
