"""Accepting an invitation: choose a password, then sign in with it."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wardmote.access import queries, services
from wardmote.access.doors import public
from wardmote.access.forms import AcceptInvitationForm


@public("the link's token is the proof")
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form for the first password, and set it. Signing in comes after, with the password just chosen."""
    invitation = queries.open_invitation(token)
    if invitation is None:
        return render(request, "access/invitation_over.html", {}, status=404)
    form = AcceptInvitationForm(request.POST or None, user=invitation.user)
    if request.method == "POST" and form.is_valid():
        user = services.accept(token=token, password=form.cleaned_data["password1"])
        if user is None:
            return render(request, "access/invitation_over.html", {}, status=404)
        if request.user.is_authenticated:
            logout(request)
        return redirect("access:invitation_accepted")
    return render(request, "access/accept_invitation.html", {"form": form, "invitation": invitation})


@public("says what to do after choosing a password")
def invitation_accepted(request: HttpRequest) -> HttpResponse:
    return render(request, "access/invitation_accepted.html", {})
