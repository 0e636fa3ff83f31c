"""Who does what in the demonstration: people acting as themselves, on the day it happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from wardmote.access.actor import Actor
from wardmote.common import clock
from wardmote.demo.places import Places
from wardmote.partnership.queries import actor_for


class Cast:
    """Gives out actors. Each is worked out from the memberships that hold on the day, as at a real sign-in."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def play(self, key: str, partnership: str) -> Actor:
        """Return the person `key` at work in a partnership, second factor given."""
        return actor_for(
            self.places.users[key], partnership_id=self.places.partnerships[partnership].pk, second_factor=True
        )

    @contextmanager
    def on(self, day: date) -> Iterator[None]:
        """Let what follows happen on `day`."""
        with clock.told(day):
            yield

    def organisation(self, slug: str) -> int:
        return self.places.organisations[slug].pk
