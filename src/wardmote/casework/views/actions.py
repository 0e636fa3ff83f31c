from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.services import once
from wardmote.casework.forms.actions import DoneForm, NotDoneForm, ReassignForm
from wardmote.casework.models import CaseAction
from wardmote.casework.queries.actions import Doer, doers_for, is_overdue, may_close, open_action, sees_case
from wardmote.casework.services.actions import close_not_done, complete_action, reassign_action
from wardmote.common.states import StateRefused


@require_safe
@needs(Permission.ACTION_DO, Permission.CASE_VIEW_PANEL)
def action(request: Request, public_id: UUID) -> HttpResponse:
    """One action: what, for whom, by when, and what became of it. Not the case."""
    return _page(request, open_action(request.actor, public_id))


@require_POST
@needs(Permission.ACTION_DO)
def done(request: Request, public_id: UUID) -> HttpResponse:
    found, form = open_action(request.actor, public_id), DoneForm(request.POST, auto_id="done_%s")
    return _take(
        request, found, form, "done", "What was done is recorded.",
        lambda given: complete_action(actor=request.actor, public_id=public_id, result=given["result"]),
    )  # fmt: skip


@require_POST
@needs(Permission.ACTION_DO)
def not_done(request: Request, public_id: UUID) -> HttpResponse:
    found = open_action(request.actor, public_id)
    form = NotDoneForm(request.POST, overdue=is_overdue(found), auto_id="not_done_%s")
    return _take(
        request, found, form, "not_done", "The action is closed.",
        lambda given: close_not_done(actor=request.actor, public_id=public_id, state=given["state"],
                                     reason=given["reason"]),
    )  # fmt: skip


@require_POST
@needs(Permission.ACTION_DO)
def reassign(request: Request, public_id: UUID) -> HttpResponse:
    found = open_action(request.actor, public_id)
    form = ReassignForm(request.POST, doers=_colleagues(found), auto_id="reassign_%s")
    return _take(
        request, found, form, "reassign", "The action is handed on.",
        lambda given: reassign_action(actor=request.actor, public_id=public_id, owner_id=int(given["owner"])),
    )  # fmt: skip


def _take(
    request: Request, found: CaseAction, form: Any, which: str, said: str, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Do what the form asks, once for each form sent; show the page again with what is wrong otherwise."""
    if not form.is_valid():
        return _page(request, found, **{which: form})

    def do() -> str:
        act(form.cleaned_data)
        return str(found.public_id)

    try:
        once(actor=request.actor, token=form.cleaned_data["form_token"], purpose=f"action.{which}", act=do)
    except StateRefused as refused:
        messages.warning(request, str(refused))
        return redirect("casework:action", found.public_id)
    messages.success(request, said)
    # After handing it on, the page may no longer be theirs.
    return redirect("home:my_work") if which == "reassign" else redirect("casework:action", found.public_id)


def _colleagues(found: CaseAction) -> list[Doer]:
    return [
        doer for doer in doers_for(found.case, organisation_id=found.organisation_id) if doer.user_id != found.owner_id
    ]


def _page(request: Request, found: CaseAction, **forms: Any) -> HttpResponse:
    overdue, colleagues = is_overdue(found), _colleagues(found)
    wrong = next((form for form in forms.values() if form.errors), None)
    item = found.panel_item
    return render(request, "casework/actions/action.html", {
        "action": found,
        "meeting": item.agenda_item.meeting if item else None,
        "overdue": overdue,
        "open": found.state == CaseAction.State.ASSIGNED,
        "may_close": may_close(request.actor, found),
        "sees_case": sees_case(request.actor, found),
        "done_form": forms.get("done") or DoneForm(auto_id="done_%s"),
        "not_done_form": forms.get("not_done") or NotDoneForm(overdue=overdue, auto_id="not_done_%s"),
        "reassign_form": forms.get("reassign") or ReassignForm(doers=colleagues, auto_id="reassign_%s"),
        "colleagues": colleagues,
        "wrong": wrong,
        "errors": wrong is not None,
        "marking": "OFFICIAL-SENSITIVE",
    })  # fmt: skip
