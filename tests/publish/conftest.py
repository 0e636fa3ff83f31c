import pytest

from tests.performance.world import World, make_world
from wardmote.measures import registry


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(registry, "_measures", dict(registry._measures))
    return make_world()
