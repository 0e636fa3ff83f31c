"""The rounds of a partnership, and what whoever runs it does with one."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.access.services import once
from wardmote.common import clock
from wardmote.common.formfields import new_token
from wardmote.common.periods import Quarter
from wardmote.common.states import StateRefused
from wardmote.plan.forms.rounds import DueDayForm, ReasonForm, SignOffForm, TokenForm, WordsForm
from wardmote.plan.models import FrozenAction, ReportingRound
from wardmote.plan.queries.rounds import (
    FrozenRound,
    RoundPage,
    overdue_quarter,
    published_page,
    revisions_of,
    round_page,
    rounds_visible_to,
)
from wardmote.plan.queries.rounds_ask import asks_visible_to
from wardmote.plan.rules_rounds import may_run
from wardmote.plan.services.rounds import move_due_day, open_round
from wardmote.plan.services.rounds_close import close_round, reopen, send_back, sign_off, take_back

STATES = {"open": ("Open", "blue"), "signed_off": ("Signed off", "yellow"), "closed": ("Closed", "grey")}


@require_safe
@needs(Permission.PLAN_VIEW)
def rounds(request: Request) -> HttpResponse:
    """The rounds, the newest first, and what one's own organisation was asked in each."""
    found = list(rounds_visible_to(request.actor))
    own: dict[int, list[Any]] = {}
    for each in asks_visible_to(request.actor):
        own.setdefault(each.round_id, []).append(each)
    return render(request, "plan/rounds/list.html", {
        "lines": [(each, Quarter.parse(each.quarter), own.get(each.pk, [])) for each in found],
        "published": set(_published(found)),
        "runs": bool(may_run(request.actor, request.actor.partnership_id or 0)),
        "unopened": overdue_quarter(request.actor),
        "states": STATES,
        "token": new_token(),
    })  # fmt: skip


@require_POST
@needs(Permission.PARTNERSHIP_MANAGE)
def open_now(request: Request) -> HttpResponse:
    """Open the round of the quarter that is over, where the daily work has not done it."""
    quarter = overdue_quarter(request.actor)
    if quarter is None:
        messages.warning(request, "There is no round to open: it is open already, or no adopted plan was in force.")
        return redirect("plan:rounds")
    made = open_round(actor=request.actor, partnership_id=request.actor.partnership_id or 0, quarter=quarter)
    messages.success(request, f"The round of {quarter.label} is open, and each lead has been asked.")
    return redirect("plan:round", made.pk)


@require_safe
@needs(Permission.PARTNERSHIP_MANAGE)
def one(request: Request, round_id: int) -> HttpResponse:
    """A round for whoever runs it: who answered, what is missing, exceptions, and what the public will read."""
    return _page(request, round_page(request.actor, round_id))


@require_POST
@needs(Permission.PARTNERSHIP_MANAGE)
def due(request: Request, round_id: int) -> HttpResponse:
    page, form = round_page(request.actor, round_id), DueDayForm(request.POST)
    if not form.is_valid():
        return _page(request, page, due_form=form)
    return _act(
        request, round_id, "The day to answer by is moved. Reminders follow the new day.",
        lambda: move_due_day(actor=request.actor, round_id=round_id, due_on=form.cleaned_data["due_on"]),
    )  # fmt: skip


@require_POST
@needs(Permission.PARTNERSHIP_MANAGE)
def sign(request: Request, round_id: int) -> HttpResponse:
    page = round_page(request.actor, round_id)
    form = SignOffForm(request.POST, needs_reason=page.needs_reason)
    if not form.is_valid():
        return _page(request, page, sign_form=form)
    reason = form.cleaned_data.get("reason", "")
    return _once(
        request, round_id, form, "round.sign_off", "The round is signed off. Close it to freeze its figures and texts.",
        lambda: sign_off(actor=request.actor, round_id=round_id, reason=reason),
    )  # fmt: skip


@require_POST
@needs(Permission.PARTNERSHIP_MANAGE)
def unsign(request: Request, round_id: int) -> HttpResponse:
    round_page(request.actor, round_id)
    said = "The sign-off is taken back. Answers can be changed again."
    return _act(request, round_id, said, lambda: take_back(actor=request.actor, round_id=round_id))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PARTNERSHIP_MANAGE)
def close(request: Request, round_id: int) -> HttpResponse:
    """Say what closing does and what the public will read; close."""
    page = round_page(request.actor, round_id)
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = "The round is closed. Its figures and texts are frozen."
        return _once(request, round_id, form, "round.close", said,
                     lambda: close_round(actor=request.actor, round_id=round_id))  # fmt: skip
    return render(request, "plan/rounds/close.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PARTNERSHIP_MANAGE)
def open_again(request: Request, round_id: int) -> HttpResponse:
    """Open a closed round again, with a reason."""
    page = round_page(request.actor, round_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = "The round is open again. What was frozen before stays; closing it again freezes a further edition."
        reason = form.cleaned_data["reason"]
        return _once(request, round_id, form, "round.reopen", said,
                     lambda: reopen(actor=request.actor, round_id=round_id, reason=reason))  # fmt: skip
    return render(request, "plan/rounds/reopen.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PARTNERSHIP_MANAGE)
def back(request: Request, round_id: int, ask_id: int) -> HttpResponse:
    """Send an organisation's answers back with words."""
    page = round_page(request.actor, round_id)
    standing = next((each for each in page.standings if each.ask.pk == ask_id), None)
    if standing is None:
        raise Refused(request.actor, "round.send_back", reason="not asked in this round", object_type="round_ask",
                      object_ref=str(ask_id)[:20])  # fmt: skip
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = f"{standing.ask.organisation.name} has been asked again, with your words."
        words = form.cleaned_data["words"]
        return _once(request, round_id, form, "round.send_back", said,
                     lambda: send_back(actor=request.actor, ask_id=ask_id, words=words))  # fmt: skip
    return render(request, "plan/rounds/send_back.html", {"page": page, "standing": standing, "form": form})


@require_safe
@needs(Permission.PLAN_VIEW)
def published(request: Request, round_id: int) -> HttpResponse:
    """What a closed round froze, as published, beside what is known by now."""
    typed = request.GET.get("edition", "")
    edition = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else None
    frozen = published_page(request.actor, round_id, edition)
    return render(request, "plan/rounds/published.html", {
        "frozen": frozen, "round_id": round_id,
        "revisions": revisions_of(frozen.partnership_id, frozen.quarter), "groups": _by_priority(frozen),
        "runs": bool(may_run(request.actor, frozen.partnership_id)),
    })  # fmt: skip


def _by_priority(frozen: FrozenRound) -> list[tuple[str, list[FrozenAction]]]:
    """Return the actions under their priorities, in the plan's order; the plan is named where there are several."""
    several = len({each.plan_title for each in frozen.actions}) > 1
    groups = groupby(frozen.actions, key=lambda each: (each.plan_title, each.priority))
    return [
        (f"{plan}: priority {name}" if several else f"Priority {name}", list(rows)) for (plan, name), rows in groups
    ]


def _published(found: list[ReportingRound]) -> list[int]:
    return list(
        ReportingRound.objects.filter(pk__in=[each.pk for each in found], frozenactions__isnull=False)
        .distinct()
        .values_list("pk", flat=True)
    )


def _once(
    request: Request, round_id: int, form: Any, purpose: str, said: str, act: Callable[[], object]
) -> HttpResponse:
    """Do it the first time this form is sent; a second press ends where the first did."""

    def do() -> str:
        act()
        return str(round_id)

    token = form.cleaned_data["form_token"]
    return _act(request, round_id, said, lambda: once(actor=request.actor, token=token, purpose=purpose, act=do))


def _act(request: Request, round_id: int, said: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except StateRefused as refused:
        messages.warning(request, str(refused))
    return redirect("plan:round", round_id)


def _page(request: Request, page: RoundPage, **forms: Any) -> HttpResponse:
    wrong = [form for form in forms.values() if form.errors]
    standing = page.round
    context = {
        "page": page,
        "state": STATES[standing.state],
        "due_form": forms.get("due_form") or DueDayForm(initial={"due_on": standing.due_on}),
        "sign_form": forms.get("sign_form") or SignOffForm(needs_reason=page.needs_reason),
        "take_back_token": new_token(),
        "revisions": revisions_of(standing.partnership_id, page.quarter) if page.published else [],
        "forms": wrong,
        "errors": bool(wrong),
        "today": clock.today(),
    }
    return render(request, "plan/rounds/round.html", context, status=422 if wrong else 200)
