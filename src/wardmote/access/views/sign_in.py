"""Signing in and out. allauth does the work; these add what its views do not know."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wardmote.access import doorstep, queries, services
from wardmote.access.doors import public, signed_in
from wardmote.access.http import Request
from wardmote.access.sessions import keep_alive as keep_session

# What a browser is told to forget when somebody signs out of a shared computer.
CLEAR = '"cache", "cookies", "storage"'


class SignIn(LoginView):
    """E-mail address and password, and whatever other rooms put on the doorstep."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            panels=doorstep.panels(self.request), ended="ended" in self.request.GET, **kwargs
        )  # fmt: skip


class SignOut(LogoutView):
    """End the session, and have the browser forget what it kept."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = CLEAR
        return response


@public("says that one has signed out")
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "access/signed_out.html", {})


@signed_in(second_factor=False)
def second_factor(request: Request) -> HttpResponse:
    """Say why a second factor is needed and lead to giving it, or to setting it up, and then to where one was going."""
    onward = next_address(request) or reverse("home:my_work")
    if request.actor.second_factor:
        return HttpResponseRedirect(onward)
    query = "?" + urlencode({"next": onward})
    if queries.has_authenticator(request.user):
        return HttpResponseRedirect(reverse("mfa_reauthenticate") + query)
    return render(request, "access/second_factor.html", {"set_up": reverse("mfa_activate_totp") + query})


@signed_in(second_factor=False)
def after_second_factor(request: Request) -> HttpResponse:
    """Where allauth leads after a change to the second factor."""
    return redirect("access:security" if request.actor.second_factor else "access:second_factor")


@require_POST
@signed_in(second_factor=False)
def sign_out_everywhere(request: Request) -> HttpResponse:
    """End every session of one's own, this one included."""
    services.end_sessions(actor=request.actor, user=request.user)
    request.session.flush()
    response = redirect("access:signed_out")
    response.headers["Clear-Site-Data"] = CLEAR
    return response


@require_POST
@signed_in()
def keep_alive(request: Request) -> JsonResponse:
    """Stay signed in: the answer to the warning that time runs out."""
    return JsonResponse({"seconds": keep_session(request)})


def next_address(request: HttpRequest) -> str | None:
    """Return the address of ours named by `next`, or None; never another site's."""
    found: str | None = get_next_redirect_url(request)
    return found
