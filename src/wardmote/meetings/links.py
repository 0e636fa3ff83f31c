"""What else can be done about a meeting elsewhere. A room above registers it; the meeting's page shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from wardmote.access.actor import Actor
from wardmote.meetings.models import Meeting


@dataclass(frozen=True)
class Link:
    """A button on a meeting's page."""

    text: str
    href: str


Offer = Callable[[Actor, Meeting], list[Link]]
_offers: list[Offer] = []


def register(offer: Offer) -> None:
    """Add an offer: given who looks at which meeting, it returns the links for them."""
    if offer not in _offers:
        _offers.append(offer)


def links_for(actor: Actor, meeting: Meeting) -> list[Link]:
    """Return every link offered to this person for this meeting."""
    return [link for offer in _offers for link in offer(actor, meeting)]
