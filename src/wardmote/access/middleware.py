import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from wardmote.access.doors import LIBRARY_DOORS, Door
from wardmote.access.http import Request
from wardmote.access.refusal import Refused
from wardmote.access.sessions import SEEN, STARTED, follow_the_clock, seconds_left
from wardmote.access.typed import forget_typed, keep_typed
from wardmote.audit.services import Outcome, record
from wardmote.common import errors

Handler = Callable[[Request], HttpResponse]
# The time of the last request is written at most this often, so that reading a page does not write a session. A session
# may therefore end up to this much before its idle time is quite over, never after.
_SEEN_STEP = 60


class SessionLimits:
    """End a session that was left alone, or that is simply old. The clock going back ends nothing early or late."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            for key in (STARTED, SEEN):
                if key not in request.session:
                    request.session[key] = now
            follow_the_clock(request, now)
            if seconds_left(request) <= 0:
                request.sign_out_reason = "left alone or too old"
                logout(request)
                request.session_ended = True
            elif now - request.session[SEEN] >= _SEEN_STEP:
                request.session[SEEN] = now
        return self.get_response(request)


class DoorKeeper:
    """Ask at every door, and turn each refusal into its audit row and the one answer that tells nothing."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        door = door_of(view, request.resolver_match.view_name if request.resolver_match else "")
        if door.public:
            return None
        wanting = door.second_factor and not request.actor.second_factor
        kept = (not request.user.is_authenticated or wanting) and _keep(request, door)
        if not request.user.is_authenticated:
            return to_sign_in(request, back=kept)
        if wanting:
            return HttpResponseRedirect(
                reverse("access:second_factor") + "?" + urlencode({"next": _here(request, back=kept)})
            )
        if door.second_factor and not door.keeps_typed:
            forget_typed(request)
        if door.any_of and not (door.any_of & request.actor.permissions):
            wanted = ", ".join(sorted(door.any_of))
            return self.process_exception(
                request, Refused(request.actor, "page.open", reason=f"no standing here gives {wanted}")
            )
        return None

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        with transaction.atomic():
            record(
                actor=exception.actor if exception.actor.user_id else None,
                action=exception.action,
                outcome=Outcome.REFUSED,
                object_type=exception.object_type,
                object_ref=exception.object_ref,
                reason=exception.reason,
            )
        return errors.not_found(request)


def door_of(view: Any, name: str) -> Door:
    """Return what `view` asks of its visitor. Raises ImproperlyConfigured for a view that never said."""
    door = getattr(view, "door", None) or getattr(getattr(view, "view_class", None), "door", None)
    door = door or LIBRARY_DOORS.get(name)
    if door is None:
        raise ImproperlyConfigured(f"The view {name or view} does not say who may open it; see wardmote.access.doors.")
    return door


def to_sign_in(request: Request, *, back: bool = False) -> HttpResponse:
    """Send somebody who is not signed in to do so, and back here afterwards: to a form only with `back`."""
    ended = {"ended": "1"} if getattr(request, "session_ended", False) else {}
    address = reverse("account_login") + "?" + urlencode({"next": _here(request, back=back), **ended})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _keep(request: Request, door: Door) -> bool:
    return door.keeps_typed and request.method == "POST" and keep_typed(request)


def _here(request: Request, *, back: bool = False) -> str:
    return request.get_full_path() if request.method == "GET" or back else reverse("home:my_work")
