"""A lead answers on one page: all its actions and figures, each saved by itself or all at once."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.common import clock
from wardmote.common.dates import clocktime
from wardmote.common.formview import error_list
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.partnership.queries import organisations_named
from wardmote.plan.queries.rounds_ask import AskPage, ask_page
from wardmote.plan.services.rounds_answer import AnswerLacks, forget_typed, keep_typed, save_answer, settle
from wardmote.plan.services.rounds_figures import save_figure
from wardmote.plan.views.rounds_blocks import Block, make_blocks

ALL = "all"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_VIEW)
def ask(request: Request, ask_id: int) -> HttpResponse:
    """Show what an organisation is asked and how it stands answered; take one answer or all of them."""
    page = ask_page(request.actor, ask_id)
    part = _part(request, page)
    if request.method != "POST":
        return _show(request, page, part, make_blocks(request.actor, page, part))
    wanted = request.POST.get("save", ALL)
    blocks = make_blocks(request.actor, page, part, request.POST.dict())
    chosen = [each for each in blocks if each.key == wanted or (wanted == ALL and each.touched)]
    try:
        saved = [each.key for each in chosen if _save(request, page, each)]
        done = settle(actor=request.actor, ask_id=page.ask.pk).answered_at is not None
    except StateRefused as refused:
        # Nothing was lost: what was typed is on the page, to be taken elsewhere.
        messages.warning(request, str(refused))
        return _show(request, page, part, blocks, status=409, writable=False)
    for key in saved:
        forget_typed(actor=request.actor, ask_id=page.ask.pk, key=key)
    if any(each.wrong for each in chosen):
        return _again(request, ask_id, part, chosen)
    return _onward(request, page, part, wanted, len(saved), done=done)


@require_POST
@needs(Permission.PLAN_VIEW)
def keep(request: Request, ask_id: int) -> HttpResponse:
    """Keep what is being typed, for the one who types it. It is no answer until it is saved."""
    page = ask_page(request.actor, ask_id)
    keys = tuple(f"{item.key}-" for item in page.items)
    typed = {name: value for name, value in request.POST.dict().items() if name.startswith(keys)}
    try:
        keep_typed(actor=request.actor, ask_id=ask_id, typed=typed)
    except (StateRefused, ValueError) as refused:
        return JsonResponse({"message": f"Not kept. {refused}"}, status=409)
    moment = clocktime(clock.now())
    return JsonResponse({"saved_at": moment, "message": f"Kept as you typed, {moment}. Not sent yet."})


@require_POST
@needs(Permission.PLAN_VIEW)
def forget(request: Request, ask_id: int) -> HttpResponse:
    """Let go of what this person left typed, and show the answers as they stand."""
    forget_typed(actor=request.actor, ask_id=ask_id)
    messages.success(request, "What you had typed and not saved is gone. The answers stand as they were.")
    return redirect("plan:ask", ask_id)


def _save(request: Request, page: AskPage, block: Block) -> bool:
    """Save one block, figures first because they decide what its words must say; say whether it was saved."""
    if not block.valid:
        return False
    try:
        with transaction.atomic():
            for asked, form in block.figures:
                if form.has_changed() and form.filled:
                    save_figure(actor=request.actor, ask_id=page.ask.pk, asked=asked, given=form.cleaned_data)
            if block.item.action or block.form.has_changed() or block.item.exception:
                save_answer(
                    actor=request.actor, ask_id=page.ask.pk, key=block.key, entry=block.form.entry,
                    started_from=block.form.cleaned_data["started_from"],
                )  # fmt: skip
    except AnswerLacks as lacks:
        block.form.lack(lacks.missing)
        return False
    except EditConflict as conflict:
        block.conflict = conflict
        return False
    except ValueError as wrong:
        block.form.add_error(None, str(wrong))
        return False
    return True


def _again(request: Request, ask_id: int, part: int, chosen: list[Block]) -> HttpResponse:
    """Show the page with what is wrong, as it was typed; what was saved stands as saved."""
    page = ask_page(request.actor, ask_id)
    wrong = {each.key: each for each in chosen if each.wrong}
    fresh = make_blocks(request.actor, page, part)
    blocks = [_kept(wrong[each.key], each) if each.key in wrong else each for each in fresh]
    conflict = any(each.conflict for each in blocks)
    return _show(request, page, part, blocks, status=409 if conflict else 422)


def _kept(typed: Block, fresh: Block) -> Block:
    """Return the block as typed, now starting from what a colleague saved in between."""
    typed.item, typed.shown = fresh.item, fresh.shown
    if typed.conflict:
        data = {**typed.form.data, f"{typed.key}-started_from": str(fresh.item.revision)}
        for asked, _ in fresh.figures:
            data[f"{asked.key}-started_from"] = str(asked.revision)
        for form in typed.forms:
            form.data = data
    return typed


def _onward(request: Request, page: AskPage, part: int, wanted: str, saved: int, *, done: bool) -> HttpResponse:
    name = page.ask.organisation.name
    if done:
        messages.success(request, f"Thank you. {name} has answered everything for {page.quarter.label}.")
        return redirect("home:my_work" if wanted == ALL else _place(page, part, wanted))
    if not saved and wanted == ALL:
        messages.info(request, "Nothing was typed, so nothing was saved. What is still missing is listed below.")
    else:
        messages.success(request, f"Saved {clocktime(clock.now())}. What is still missing is listed below.")
    return redirect(_place(page, part, wanted))


def _part(request: Request, page: AskPage) -> int:
    """Return the part of the page that the address names; the first where it names none that there is."""
    typed = request.GET.get("part", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1
    return number if 1 <= number <= page.parts else 1


def _place(page: AskPage, part: int, wanted: str) -> str:
    address = reverse("plan:ask", args=[page.ask.pk]) + (f"?part={part}" if page.parts > 1 else "")
    return address if wanted == ALL else f"{address}#{wanted}"


def _show(
    request: Request, page: AskPage, part: int, blocks: list[Block], *, status: int = 200, writable: bool = True
) -> HttpResponse:
    wrong = any(block.wrong for block in blocks)
    context: dict[str, Any] = {
        "page": page,
        "part": part,
        "address": _place(page, part, ALL),
        "blocks": blocks,
        "problems": _problems(blocks) if wrong else [],
        "conflicts": [block for block in blocks if block.conflict],
        "errors": wrong,
        "open": page.open and writable,
        "names": organisations_named({item.update.remedial_by_id for item in page.items if item.update}),
        "today": clock.today(),
    }
    return render(request, "plan/rounds/ask.html", context, status=status)


def _problems(blocks: list[Block]) -> list[dict[str, str]]:
    """Return what is wrong for the summary at the top: of which action or indicator, what, and where on the page."""
    return [
        {**error, "text": f"{block.item.short_name}: {error['text']}"}
        for block in blocks
        if block.wrong
        for error in error_list(*block.forms)
    ]
