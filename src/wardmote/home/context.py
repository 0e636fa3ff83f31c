"""What stands around every page: who you are, where you may go, which partnership this is."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.sessions import seconds_left
from wardmote.common import clock, dates
from wardmote.common.navigation import places


@dataclass(frozen=True)
class Shell:
    """What base.html asks for. Everything but the words for a demonstration is empty for somebody signed out."""

    partnership_name: str = ""
    partnerships: list[dict[str, Any]] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)
    account: dict[str, Any] | None = None
    switch_url: str = ""
    search_url: str = ""
    demo: bool = False
    demo_text: str = ""
    session_seconds: int = 0
    keepalive_url: str = ""


def shell(request: Request) -> dict[str, Shell]:
    """Context processor: the frame of the page."""
    actor: Actor | None = getattr(request, "actor", None)
    demo: dict[str, Any] = {"demo": settings.DEMO, "demo_text": _demo_text() if settings.DEMO else ""}
    if actor is None or not actor.user_id or not actor.second_factor:
        return {"shell": Shell(**demo)}
    return {
        "shell": Shell(
            partnership_name=request.partnership.name if request.partnership else "",
            partnerships=[
                {"id": each.pk, "name": each.name, "active": each.pk == actor.partnership_id}
                for each in request.partnerships
            ],
            places=_places(request, actor),
            account={"name": actor.name, "organisation": actor.organisation_name, "links": _account_links(actor)},
            switch_url=reverse("partnership:switch"),
            session_seconds=seconds_left(request),
            keepalive_url=reverse("access:keep_alive"),
            **demo,
        )
    }


def _account_links(actor: Actor) -> list[dict[str, str]]:
    links = [{"text": "Your account", "href": reverse("access:security")}]
    if Permission.ACCOUNT_MANAGE in actor.permissions:
        links.append({"text": "People and accounts", "href": reverse("access:accounts")})
    return links


def _places(request: Request, actor: Actor) -> list[dict[str, Any]]:
    open_to = [place for place in places() if place.permission is None or place.permission in actor.permissions]
    return [
        {"text": place.text, "href": href, "active": any(_inside(request.path, each) for each in (href, *place.also))}
        for place in open_to
        for href in [reverse(place.url_name)]
    ]


def _inside(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)


def _demo_text() -> str:
    return f"The people and cases are invented, and the date is held at {dates.day(clock.today())}."
