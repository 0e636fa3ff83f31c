from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from wardmote.access.actor import Actor

if TYPE_CHECKING:
    from wardmote.access.models import User
    from wardmote.partnership.models import Partnership


class Request(HttpRequest):
    """A request as our views receive it: the middleware has worked out who acts and where."""

    user: "User"  # never anonymous behind a door
    actor: Actor
    partnership: "Partnership | None"
    partnerships: "list[Partnership]"
    htmx: HtmxDetails
    session_ended: bool
    sign_out_reason: str
    sign_in_purpose: str
