"""Referrals that wait for a decision, and one of them whole."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.casework.forms.triage import named_in
from wardmote.casework.models import Referral
from wardmote.casework.queries import cases_visible_to, get_triaged_referral, referrals_for_triage, triage_clock
from wardmote.casework.views.places import sections

triagers = needs(Permission.REFERRAL_TRIAGE)
RISK = {"standard": "grey", "medium": "amber", "high": "red"}
URGENCY = {"today": ("Act today", "red"), "week": ("Within a week", "amber"), "panel": ("Next panel", "grey")}
# More than this waiting is a backlog that no one page helps with; the oldest stand first.
_MOST = 100


@triagers
@require_GET
def waiting(request: Request) -> HttpResponse:
    """What waits, oldest first, each with its clock."""
    found = list(referrals_for_triage(request.actor)[: _MOST + 1])
    rows = [{"referral": referral, "clock": triage_clock(referral)} for referral in found[:_MOST]]
    context = {
        "rows": rows, "more": len(found) > _MOST, "urgency": URGENCY, "risk": RISK,
        "sections": sections(request.actor, "triage"),
    }  # fmt: skip
    return render(request, "casework/triage/list.html", context)


@triagers
@require_GET
def referral(request: Request, reference: str) -> HttpResponse:
    """A referral whole, with who may already be known; or, once decided, who decided what."""
    found = get_triaged_referral(request.actor, reference)
    if found.state not in Referral.OPEN_STATES:
        return decided(request, found)
    context = {
        "referral": found, "clock": triage_clock(found), "named": named_in(request.actor, found),
        "urgency": URGENCY, "risk": RISK,
    }  # fmt: skip
    return render(request, "casework/triage/referral.html", context)


def decided(
    request: Request, found: Referral, *, typed: list[tuple[str, Any]] | None = None, refusal: str = ""
) -> HttpResponse:
    """Say who decided and what; give back what a second person had typed when they were too late (409)."""
    seen = cases_visible_to(request.actor).filter(pk=found.case_id) if found.case_id else None
    case = seen.values_list("reference", flat=True).first() if seen is not None else None
    context = {"referral": found, "typed": typed or [], "refusal": refusal, "case": case or "", "errors": bool(refusal)}
    return render(request, "casework/triage/decided.html", context, status=409 if refusal else 200)
