"""What a session knows of its person: how they signed in, and how long it still lasts."""

import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from django.conf import settings
from django.http import HttpRequest

STARTED, SEEN = "wardmote_started", "wardmote_seen"
_MARK = "wardmote_second_factor"
# The ways in which a session comes by its second factor other than allauth's own record of a code.
SET_UP, DEMONSTRATION = "set up", "demonstration"


def second_factor_given(request: HttpRequest) -> bool:
    """Say whether this session's person has given their second factor since signing in.

    allauth records each code it took, for the person who gave it. Setting up an authenticator, which asks for a code,
    counts too. The demonstration's own mark counts only in a demonstration.
    """
    if any(entry.get("method") == "mfa" for entry in get_authentication_records(request, _user(request))):
        return True
    mark = request.session.get(_MARK) or {}
    if mark.get("user") != _user(request).pk:
        return False
    return mark.get("how") == SET_UP or (mark.get("how") == DEMONSTRATION and settings.DEMO)


def mark_second_factor(request: HttpRequest, user_id: int, how: str) -> None:
    """Note in the session that the second factor was given, and how."""
    request.session[_MARK] = {"user": user_id, "how": how, "at": int(time.time())}


def set_up_within(request: HttpRequest, seconds: int) -> bool:
    """Say whether the authenticator was set up in this session within the last `seconds`."""
    mark = request.session.get(_MARK) or {}
    return mark.get("how") == SET_UP and mark.get("user") == _user(request).pk and time.time() - mark["at"] < seconds


def forget_second_factor(request: HttpRequest) -> None:
    """Make the session need a second factor again, after the authenticator was taken away."""
    request.session.pop(_MARK, None)
    kept = [entry for entry in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, []) if entry["method"] != "mfa"]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept


def follow_the_clock(request: HttpRequest, now: int) -> None:
    """Move the session's times back with a clock that was put back, so that it ends neither early nor late."""
    put_back = request.session[SEEN] - now
    if put_back > 0:
        request.session[STARTED] -= put_back
        request.session[SEEN] = now


def keep_alive(request: HttpRequest) -> int:
    """Note that the person is still there, and return how many seconds the session now lasts."""
    request.session[SEEN] = int(time.time())
    return seconds_left(request)


def seconds_left(request: HttpRequest) -> int:
    """Return in how many seconds this session ends if it is not used again; never less than nought."""
    now = int(time.time())
    idle = request.session.get(SEEN, now) + settings.SESSION_IDLE_SECONDS - now
    absolute = request.session.get(STARTED, now) + settings.SESSION_ABSOLUTE_SECONDS - now
    return max(0, min(idle, absolute))


def _user(request: HttpRequest) -> Any:
    return request.user
