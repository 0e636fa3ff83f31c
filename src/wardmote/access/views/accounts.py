"""The system administrator's pages: people and their accounts, never a case."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wardmote.access import queries, services
from wardmote.access.doors import needs
from wardmote.access.forms import InviteForm, ReasonForm
from wardmote.access.http import Request
from wardmote.access.models import Invitation
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused

managers = needs(Permission.ACCOUNT_MANAGE)
inviters = needs(Permission.ACCOUNT_MANAGE, Permission.PARTNERSHIP_MANAGE)


@managers
def accounts(request: Request) -> HttpResponse:
    """People of this partnership. What is searched for is sent in the body, so that no name stands in an address."""
    search = str(request.POST.get("q", "")).strip()[:100] if request.method == "POST" else ""
    found = queries.accounts_managed_by(request.actor, search=search)
    return render(request, "access/accounts.html", {"accounts": found, "search": search})


@managers
def account(request: Request, user_id: int) -> HttpResponse:
    """One person's account: state, invitation, and what may be done."""
    found = queries.get_account(request.actor, user_id)
    own = user_id == request.actor.user_id
    return render(request, "access/account.html", {"account": found, "own": own, "form": ReasonForm()})


@inviters
def invite(request: Request) -> HttpResponse:
    """Ask somebody in by e-mail."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.once(
                actor=request.actor,
                token=given["form_token"],
                purpose="account.invite",
                act=lambda: str(services.invite(actor=request.actor, email=given["email"], name=given["name"]).pk),
            )
        except services.AlreadyHasAccount:
            form.add_error("email", "This address already has an account. Add a membership for the person instead.")
        else:
            messages.success(request, f"An invitation was sent to {given['email']}. It can be used for 7 days.")
            return redirect(_after_inviting(request))
    return render(request, "access/invite.html", {"form": form, "back": _after_inviting(request)})


@require_POST
@managers
def suspend(request: Request, user_id: int) -> HttpResponse:
    return _with_reason(request, user_id, services.suspend, "{name} can no longer sign in.")


@require_POST
@managers
def remove_second_factor(request: Request, user_id: int) -> HttpResponse:
    return _with_reason(
        request,
        user_id,
        services.remove_second_factor,
        "{name} will set up a new authenticator app at the next sign-in.",
    )


@require_POST
@managers
def restore(request: Request, user_id: int) -> HttpResponse:
    found = queries.get_account(request.actor, user_id)
    services.restore(actor=request.actor, user=found.user)
    messages.success(request, f"{found.user.name} can sign in again.")
    return redirect("access:account", user_id)


@require_POST
@managers
def end_sessions(request: Request, user_id: int) -> HttpResponse:
    found = queries.get_account(request.actor, user_id)
    services.end_sessions(actor=request.actor, user=found.user)
    messages.success(request, f"{found.user.name} is signed out everywhere.")
    return redirect("access:account", user_id)


@require_POST
@managers
def resend(request: Request, user_id: int) -> HttpResponse:
    services.resend(actor=request.actor, invitation=_invitation(request, user_id))
    messages.success(request, "A new invitation was sent. The earlier link no longer works.")
    return redirect("access:account", user_id)


@require_POST
@managers
def withdraw(request: Request, user_id: int) -> HttpResponse:
    services.withdraw(actor=request.actor, invitation=_invitation(request, user_id))
    messages.success(request, "The invitation was withdrawn. Its link no longer works.")
    return redirect("access:account", user_id)


def _with_reason(request: Request, user_id: int, act: Callable[..., None], said: str) -> HttpResponse:
    found = queries.get_account(request.actor, user_id)
    form: forms.Form = ReasonForm(request.POST)
    if not form.is_valid():
        context = {"account": found, "own": user_id == request.actor.user_id, "form": form}
        return render(request, "access/account.html", context, status=400)
    act(actor=request.actor, user=found.user, reason=form.cleaned_data["reason"])
    messages.success(request, said.format(name=found.user.name))
    return redirect("access:account", user_id)


def _invitation(request: Request, user_id: int) -> Invitation:
    invitation = queries.get_account(request.actor, user_id).invitation
    if invitation is None or invitation.accepted_at:
        raise Refused(request.actor, "account.invite_again", reason="no invitation waits for an answer")
    return invitation


def _after_inviting(request: Request) -> str:
    return "access:accounts" if Permission.ACCOUNT_MANAGE in request.actor.permissions else "partnership:about"
