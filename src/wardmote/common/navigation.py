"""The places of the service navigation: each room registers its own at start-up, the page shows those one may use."""

from dataclasses import dataclass

# The order on the page, left to right. Gaps of ten leave room for a place between two others.
MY_WORK = 10
CASES = 20
PANELS = 30
REGISTERS = 40
PLAN = 50
PERFORMANCE = 60
EVIDENCE = 70
MEETINGS = 80
FUNDING = 90
PARTNERSHIP = 100


@dataclass(frozen=True, kw_only=True)
class Place:
    """One link of the service navigation.

    `key` names the place once in the whole application; a page sets `place` to it to be marked as current.
    `permission` is the permission without which the link is not shown; None shows it to everybody signed in.
    `also` begins the addresses of further pages that belong to the place.
    """

    order: int
    key: str
    text: str
    url_name: str
    permission: str | None = None
    also: tuple[str, ...] = ()


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    """Add a place; registering the same place again changes nothing, a second place by the same key is refused."""
    if _places.setdefault(place.key, place) != place:
        raise ValueError(f"Two places of the navigation are called {place.key!r}.")


def places() -> list[Place]:
    """Return every registered place in the order of the page."""
    return sorted(_places.values(), key=lambda place: (place.order, place.key))
