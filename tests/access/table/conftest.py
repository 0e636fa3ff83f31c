from collections.abc import Iterator

import pytest

from tests.factories.visitors import Scene, held_scene


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Scene]:
    """The scene, built once for a module."""
    with django_db_blocker.unblock(), held_scene() as made:  # type: ignore[attr-defined]  # pytest-django's own type is private
        yield made
