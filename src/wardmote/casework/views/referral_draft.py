"""Writing a referral: one thing a page, kept as it is typed, checked, sent once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.services.once import once
from wardmote.access.typed import take_typed
from wardmote.casework.forms.referral import StepForm
from wardmote.casework.forms.steps import (
    BY_KEY,
    GROUPS,
    STEPS,
    checked,
    first_unfinished,
    step_after,
    step_before,
    to_send,
)
from wardmote.casework.models import ReferralDraft
from wardmote.casework.queries import get_draft
from wardmote.casework.services import discard_draft, save_draft, send_referral, start_draft
from wardmote.common.dates import clocktime

writers = needs(Permission.REFERRAL_SEND)


class Unfinished(Exception):
    """A page is not finished, so nothing is sent."""


@writers
@require_POST
def start(request: Request) -> HttpResponse:
    """Begin a draft and open its first page; a double click begins one."""
    token = request.POST.get("form_token", "")
    if not 8 <= len(token) <= 64:
        return redirect("casework:referrals")
    made = once(
        actor=request.actor, token=token, purpose="referral.start",
        act=lambda: str(start_draft(actor=request.actor).public_id),
    )  # fmt: skip
    return redirect("casework:referral_step", draft=made, step=STEPS[0].key)


@writers
@require_GET
def resume(request: Request, draft: UUID) -> HttpResponse:
    """Go on where the draft was left."""
    found = first_unfinished(request.actor, get_draft(request.actor, draft))
    if not found:
        return redirect("casework:referral_check", draft=draft)
    return redirect("casework:referral_step", draft=draft, step=found)


@needs(Permission.REFERRAL_SEND, keeps_typed=True)
@require_http_methods(["GET", "POST"])
def step(request: Request, draft: UUID, step: str) -> HttpResponse:
    """One page of the referral. Whatever was typed is kept, right or wrong; going on needs it to be right."""
    typed = take_typed(request)
    held = get_draft(request.actor, draft)
    page = BY_KEY.get(step)
    if page is None:
        raise Http404
    if request.method == "POST":
        form = page.form(request.POST, actor=request.actor)
        save_draft(actor=request.actor, public_id=draft, step=step, answers=form.typed(request.POST))
        if "later" in request.POST:
            messages.success(request, "Your draft is saved. Come back to it whenever you like.")
            return redirect("casework:referrals")
        if form.is_valid():
            return redirect(_onwards(request, draft, step))
        return _show(request, held, step, form)
    form = page.form(actor=request.actor)
    if typed is not None:
        # The post that was interrupted by signing in is finished here, now that the draft is known to be theirs.
        held = save_draft(actor=request.actor, public_id=draft, step=step, answers=form.typed(typed))
    form.show(held.answers.get(step, {}))
    return _show(request, held, step, form, kept=typed is not None)


@writers
@require_POST
def keep(request: Request, draft: UUID, step: str) -> HttpResponse:
    """Keep a page as it is typed. Called by the page's script."""
    get_draft(request.actor, draft)
    if step not in BY_KEY:
        raise Http404
    typed = BY_KEY[step].form(actor=request.actor).typed(request.POST)
    save_draft(actor=request.actor, public_id=draft, step=step, answers=typed)
    return JsonResponse({"saved_at": clocktime(timezone.now())})


@writers
@require_http_methods(["GET", "POST"])
def check(request: Request, draft: UUID) -> HttpResponse:
    """Show all answers and send them. The draft is the one-time token: it becomes one referral, whatever is pressed."""
    if request.method == "POST":
        try:
            reference = once(
                actor=request.actor, token=draft, purpose="referral.send", act=lambda: _send(request, draft)
            )
            return redirect("casework:referral_sent", reference=reference)
        except Unfinished:
            pass
    held = get_draft(request.actor, draft)
    forms = checked(request.actor, held)
    pages: list[dict[str, Any]] = [
        {"step": BY_KEY[key], "form": form, "done": form.is_valid()} for key, form in forms.items()
    ]
    groups = [{"title": title, "pages": [page for page in pages if page["step"].key in keys]} for title, keys in GROUPS]
    errors = [
        {"text": f"Finish “{page['step'].title}”", "href": _address(draft, page["step"].key) + "?check=1"}
        for page in pages if not page["done"]
    ]  # fmt: skip
    context = {
        "draft": held, "groups": groups, "last": STEPS[-1].key, "unfinished": errors,
        "errors": bool(errors) and request.method == "POST",
    }  # fmt: skip
    return render(request, "casework/referrals/check.html", context)


@writers
@require_http_methods(["GET", "POST"])
def discard(request: Request, draft: UUID) -> HttpResponse:
    """Throw a draft away, after asking."""
    held = get_draft(request.actor, draft)
    if request.method == "POST":
        discard_draft(actor=request.actor, public_id=draft)
        messages.success(request, "The draft has been deleted.")
        return redirect("casework:referrals")
    return render(request, "casework/referrals/discard.html", {"draft": held})


def _send(request: Request, draft: UUID) -> str:
    held = get_draft(request.actor, draft)
    forms = checked(request.actor, held)
    if not all(form.is_valid() for form in forms.values()):
        raise Unfinished
    referral = send_referral(actor=request.actor, **to_send(forms))
    discard_draft(actor=request.actor, public_id=draft)
    return referral.reference


def _onwards(request: Request, draft: UUID, key: str) -> str:
    following = step_after(key)
    if "check" in request.GET or not following:
        return reverse("casework:referral_check", args=[draft])
    return _address(draft, following)


def _address(draft: UUID, key: str) -> str:
    return reverse("casework:referral_step", args=[draft, key])


def _show(request: Request, held: ReferralDraft, key: str, form: StepForm, *, kept: bool = False) -> HttpResponse:
    before = step_before(key)
    to_check = "check" in request.GET
    context: dict[str, Any] = {
        "draft": held, "step": BY_KEY[key], "form": form, "kept": kept,
        "number": [each.key for each in STEPS].index(key) + 1, "count": len(STEPS), "to_check": to_check,
        "back": reverse("casework:referral_check", args=[held.public_id]) if to_check
        else _address(held.public_id, before) if before else reverse("casework:referrals"),
    }  # fmt: skip
    return render(request, "casework/referrals/step.html", context)
