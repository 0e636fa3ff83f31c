"""What rooms above offer from a quarter's page, such as its report. They register it at start-up."""

from dataclasses import dataclass

from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.common.periods import Quarter


@dataclass(frozen=True)
class PageLink:
    """A link for those who hold `permission`; `url_name` takes the quarter's slug as `quarter`."""

    text: str
    url_name: str
    permission: Permission


_links: list[PageLink] = []


def register(link: PageLink) -> None:
    """Add a link; registering the same one again changes nothing."""
    if link not in _links:
        _links.append(link)


def links_for(actor: Actor, quarter: Quarter, query: str) -> list[dict[str, str]]:
    """Return the links that this person may use, with `query` (`?for=…` or nothing) kept on their addresses."""
    return [
        {"text": link.text, "href": reverse(link.url_name, kwargs={"quarter": quarter.slug}) + query}
        for link in _links
        if link.permission in actor.permissions
    ]
