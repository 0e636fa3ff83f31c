"""One's own account: where one is signed in, second factor, password."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wardmote.access import queries
from wardmote.access.doors import signed_in
from wardmote.access.http import Request


@signed_in()
def security(request: Request) -> HttpResponse:
    """Sessions, second factor, recovery codes and password of the person themselves."""
    return render(
        request,
        "access/security.html",
        {
            "person": request.user,
            "sessions": [_line(each, request) for each in queries.sessions_of(request.user)],
            "has_authenticator": queries.has_authenticator(request.user),
            "has_password": request.user.has_usable_password(),
        },
    )


@signed_in()
def no_password(request: Request) -> HttpResponse:
    """Where allauth sends somebody who has no password to change, such as a person of the demonstration."""
    messages.info(request, "This account has no password to change.")
    return redirect("access:security")


def _line(session: UserSession, request: Request) -> dict[str, Any]:
    return {
        "started": session.created_at,
        "device": device(session.user_agent),
        "address": session.ip,
        "this_one": session.session_key == request.session.session_key,
    }


def device(user_agent: str) -> str:
    """Say in words what a browser calls itself: `Firefox on Windows`."""
    browsers = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "an iPhone"), ("iPad", "an iPad"),
        ("Mac OS", "a Mac"), ("Linux", "Linux"),
    )  # fmt: skip
    browser = next((name for mark, name in browsers if mark in user_agent), "")
    system = next((name for mark, name in systems if mark in user_agent), "")
    return f"{browser or 'A browser'} on {system}" if system else browser or "Unknown browser"
