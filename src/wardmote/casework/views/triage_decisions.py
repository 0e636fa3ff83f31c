"""The four decisions of triage. Each is taken once; a second person is shown the first's and keeps their words."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wardmote.access.http import Request
from wardmote.access.services.once import done_before, once
from wardmote.casework import services
from wardmote.casework.forms.triage import AcceptForm, AskForm, DeclineForm, RedirectForm, named_in
from wardmote.casework.models import Referral
from wardmote.casework.queries import get_triaged_referral, triage_clock
from wardmote.casework.views.triage import decided, triagers
from wardmote.common.states import StateRefused

_NOT_WORDS = {"form_token"}


@triagers
@require_http_methods(["GET", "POST"])
def accept(request: Request, reference: str) -> HttpResponse:
    """Accept to a new case or an open one, and go to the case."""
    found = get_triaged_referral(request.actor, reference)
    named = named_in(request.actor, found)
    form = AcceptForm(request.POST or None, actor=request.actor, referral=found, named=named)

    def act() -> str:
        given = form.cleaned_data
        case = services.accept_referral(
            actor=request.actor, reference=reference, matches=form.matches(), words=given["words"],
            lead_agency_id=given["lead_agency"] if given["to_case"] == "new" else None,
            to_case=given["existing"] if given["to_case"] == "open" else "",
        )  # fmt: skip
        return case.reference

    def done(case: str) -> HttpResponse:
        messages.success(request, f"Referral {reference} is accepted to case {case}. Now add the agencies it concerns.")
        return redirect("casework:case_circle", reference=case)

    return _decide(request, found, form, "accept", act, done, named=named)


@triagers
@require_http_methods(["GET", "POST"])
def ask(request: Request, reference: str) -> HttpResponse:
    """Ask the sender for more; it stays undecided."""
    found = get_triaged_referral(request.actor, reference)
    form = AskForm(request.POST or None)
    return _simple(request, found, form, "ask", services.ask_for_more, "The sender has been asked for more.")


@triagers
@require_http_methods(["GET", "POST"])
def decline(request: Request, reference: str) -> HttpResponse:
    """Decline with a reason."""
    found = get_triaged_referral(request.actor, reference)
    form = DeclineForm(request.POST or None)
    return _simple(request, found, form, "decline", services.decline_referral, "The referral has been declined.")


@triagers
@require_http_methods(["GET", "POST"])
def redirect_on(request: Request, reference: str) -> HttpResponse:
    """Send it on to another scheme."""
    found = get_triaged_referral(request.actor, reference)
    form = RedirectForm(request.POST or None)
    return _simple(request, found, form, "redirect", services.redirect_referral, "The referral has been sent on.")


def _simple(
    request: Request, found: Referral, form: forms.Form, name: str, service: Callable[..., None], said: str
) -> HttpResponse:
    def act() -> str:
        given = {key: value for key, value in form.cleaned_data.items() if key not in _NOT_WORDS}
        service(actor=request.actor, reference=found.reference, **given)
        return found.reference

    def done(_: str) -> HttpResponse:
        messages.success(request, said)
        return redirect("casework:triage")

    return _decide(request, found, form, name, act, done)


def _decide(
    request: Request, found: Referral, form: forms.Form, name: str, act: Callable[[], str],
    done: Callable[[str], HttpResponse], **more: Any,
) -> HttpResponse:  # fmt: skip
    purpose, token = f"referral.{name}", request.POST.get("form_token", "")
    earlier = done_before(actor=request.actor, token=token, purpose=purpose) if token else None
    if earlier:
        return done(earlier)
    if request.method == "POST" and form.is_valid():
        try:
            return done(once(actor=request.actor, token=token, purpose=purpose, act=act))
        except StateRefused as refusal:
            now = get_triaged_referral(request.actor, found.reference)
            if now.state not in Referral.OPEN_STATES:
                return decided(request, now, typed=_typed(form), refusal=str(refusal))
            form.add_error(None, str(refusal))
    elif found.state not in Referral.OPEN_STATES:
        return decided(request, found, typed=_typed(form), refusal="Nothing was changed." if form.is_bound else "")
    context = {"referral": found, "form": form, "clock": triage_clock(found), **more}
    return render(request, f"casework/triage/{name}.html", context)


def _typed(form: forms.Form) -> list[tuple[str, Any]]:
    texts = [name for name, field in form.fields.items() if isinstance(field, forms.CharField)]
    return [
        (str(form.fields[name].label), form.data[name])
        for name in texts if name not in _NOT_WORDS and form.data.get(name)
    ]  # fmt: skip
