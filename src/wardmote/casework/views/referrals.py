"""What became of one's own referrals: the state and the words meant for the sender, and nothing more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.services.once import once
from wardmote.casework.forms.referral import MoreForm
from wardmote.casework.forms.steps import STEPS
from wardmote.casework.models import Referral
from wardmote.casework.queries import get_own_referral, own_drafts, own_referrals
from wardmote.casework.services import add_information, withdraw_referral
from wardmote.casework.views.places import sections
from wardmote.common.formfields import new_token
from wardmote.common.states import StateRefused

writers = needs(Permission.REFERRAL_SEND)
COLOURS = {
    Referral.State.SUBMITTED: "blue", Referral.State.RETURNED: "orange", Referral.State.ACCEPTED: "green",
    Referral.State.DECLINED: "grey", Referral.State.REDIRECTED: "teal", Referral.State.WITHDRAWN: "grey",
}  # fmt: skip
# A sender's list is short; whoever has sent more finds the rest by reference.
_LATEST = 50


@writers
@require_GET
def referrals(request: Request) -> HttpResponse:
    """One's drafts, and what became of what one sent."""
    context = {
        "drafts": list(own_drafts(request.actor)[:_LATEST]), "pages": len(STEPS),
        "sent": list(own_referrals(request.actor)[:_LATEST]),
        "colours": COLOURS, "token": new_token(), "sections": sections(request.actor, "referrals"),
    }  # fmt: skip
    return render(request, "casework/referrals/list.html", context)


@writers
@require_GET
def referral(request: Request, reference: str) -> HttpResponse:
    """One of one's own referrals: where it stands and what the panel says to its sender."""
    return _page(request, get_own_referral(request.actor, reference))


@writers
@require_GET
def sent(request: Request, reference: str) -> HttpResponse:
    """Confirm that it was sent, and say what happens next."""
    found = get_own_referral(request.actor, reference)
    return render(request, "casework/referrals/sent.html", {"referral": found})


@writers
@require_http_methods(["GET", "POST"])
def add(request: Request, reference: str) -> HttpResponse:
    """Answer the panel's question."""
    found = get_own_referral(request.actor, reference)
    form = MoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            once(
                actor=request.actor, token=form.cleaned_data["form_token"], purpose="referral.add",
                act=lambda: add_information(actor=request.actor, reference=reference, text=text),
            )  # fmt: skip
        except StateRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your answer has been sent to the panel’s administrator.")
            return redirect("casework:referral", reference=reference)
    return render(request, "casework/referrals/add.html", {"referral": found, "form": form})


@writers
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, reference: str) -> HttpResponse:
    """Take it back while nobody has decided, after asking."""
    found = get_own_referral(request.actor, reference)
    if request.method == "POST":
        try:
            withdraw_referral(actor=request.actor, reference=reference)
        except StateRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The referral has been withdrawn.")
        return redirect("casework:referral", reference=reference)
    return render(request, "casework/referrals/withdraw.html", {"referral": found})


def _page(request: Request, found: Referral) -> HttpResponse:
    context = {"referral": found, "colours": COLOURS, "open": found.state in Referral.OPEN_STATES}
    return render(request, "casework/referrals/referral.html", context)
