from types import SimpleNamespace

import pytest

from tests.performance.world import World, make_world
from tests.publish import scene
from wardmote.measures import registry


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(registry, "_measures", dict(registry._measures))
    return make_world()


@pytest.fixture
def w(db: None, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The scene with its round not opened."""
    return scene.make_scene(monkeypatch)
