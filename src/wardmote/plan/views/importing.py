"""Bringing a plan's file in, page by page: upload, columns, leads, every row, and then in or away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.services.once import done_before, once
from wardmote.common.formfields import new_token
from wardmote.common.states import StateRefused
from wardmote.partnership.queries import get_partnership_by_id
from wardmote.plan.forms.importing import NEW, BringInForm, LeadsForm, MatchForm, StartForm
from wardmote.plan.models import Plan, PlanImport
from wardmote.plan.queries.importing import ImportPage, file_of, get_import, imports_of, page_of, plans_to_change
from wardmote.plan.reading.types import CannotRead
from wardmote.plan.services.importing import (
    ChangedMeanwhile,
    choose_leads,
    commit_plan_import,
    discard,
    fetch_file,
    set_match,
    start_import,
)

State = PlanImport.State
managers = needs(Permission.PARTNERSHIP_MANAGE)
ROWS = 50
SHOWS = {
    "": "All rows", "new": "New", "changed": "Changed", "conflict": "Changed on both sides", "unchanged": "Unchanged",
}  # fmt: skip
# What a browser is told of a file: its kind only, never a page to show.
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Upload a plan's file, or go on with one that was uploaded."""
    form = StartForm(
        request.POST or None, request.FILES or None, actor=request.actor,
        initial={"into": request.GET.get("plan") or NEW},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given, partnership = form.cleaned_data, get_partnership_by_id(request.actor.partnership_id)
        assert partnership is not None  # noqa: S101 - the door let in nobody who works in none
        try:
            kept = start_import(
                actor=request.actor, partnership=partnership, name=given["file"].name, content=given["file"].read(),
                plan=_chosen_plan(request, given["into"]), token=given["form_token"],
            )  # fmt: skip
        except CannotRead as refusal:
            context = {"why": str(refusal), "name": given["file"].name}
            return render(request, "plan/import/refused.html", context, status=422)
        return redirect("plan:import_match", kept.pk)
    imports = list(imports_of(request.actor)[:ROWS])
    status = 422 if form.is_bound else 200
    return render(request, "plan/import/start.html", {"form": form, "imports": imports, "states": State}, status=status)


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def match(request: Request, import_id: int) -> HttpResponse:
    """Say what each column is, and which tables are left out."""
    kept = get_import(request.actor, import_id)
    if kept.state != State.PREVIEW:
        return redirect("plan:import_preview", import_id)
    file = file_of(kept)
    form = MatchForm(request.POST if request.method == "POST" else None, actor=request.actor, kept=kept, file=file)
    if form.is_bound and form.is_valid():
        try:
            set_match(
                actor=request.actor, import_id=import_id, columns=form.columns, left_out=form.tables_left_out,
                plan=_chosen_plan(request, form.cleaned_data["into"]),
            )  # fmt: skip
        except StateRefused as refusal:
            return _over(request, import_id, refusal)
        leads = page_of(get_import(request.actor, import_id)).leads
        return redirect("plan:import_leads" if leads else "plan:import_preview", import_id)
    context = {"kept": kept, "file": file, "form": form, "boxes": [each for each in file.tables if each.box]}
    return render(request, "plan/import/match.html", context, status=422 if form.is_bound else 200)


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def leads(request: Request, import_id: int) -> HttpResponse:
    """Say which organisation each lead's text means."""
    page = page_of(get_import(request.actor, import_id)) if _looked_at(request, import_id) else None
    if page is None:
        return redirect("plan:import_preview", import_id)
    form = LeadsForm(request.POST if request.method == "POST" else None, page=page)
    if form.is_bound and form.is_valid():
        try:
            choose_leads(actor=request.actor, import_id=import_id, leads=form.chosen)
        except StateRefused as refusal:
            return _over(request, import_id, refusal)
        return redirect("plan:import_preview", import_id)
    context = {"kept": page.kept, "page": page, "form": form}
    return render(request, "plan/import/leads.html", context, status=422 if form.is_bound else 200)


@managers
@require_safe
def preview(request: Request, import_id: int) -> HttpResponse:
    """Every row with what was understood and what was not; once it is brought in or discarded, what became of it."""
    kept = get_import(request.actor, import_id)
    if kept.state != State.PREVIEW:
        return render(request, "plan/import/closed.html", {"kept": kept, "states": State})
    page = page_of(kept)
    show = request.GET.get("show", "")
    show = show if show in SHOWS else ""
    lines = [line for line in page.compared.lines if not show or line.kind == show]
    shown = Paginator(lines, ROWS).get_page(request.GET.get("page"))
    return render(request, "plan/import/preview.html", {
        "kept": kept, "page": page, "shown": shown, "lines": lines, "show": show,
        "shows": [(key, words, page.compared.count(key) if key else len(page.compared.lines))
                  for key, words in SHOWS.items()],
        "token": new_token(),
    })  # fmt: skip


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def commit(request: Request, import_id: int) -> HttpResponse:
    """Bring the file in."""
    if request.method == "POST":
        done = done_before(
            actor=request.actor, token=request.POST.get("form_token", ""), purpose="plan.import_commit"
        )  # fmt: skip
        if done:
            return redirect("plan:plan", int(done))
    if not _looked_at(request, import_id):
        return redirect("plan:import_preview", import_id)
    page = page_of(get_import(request.actor, import_id))
    if request.method != "POST":
        return _last_page(request, page, BringInForm(actor=request.actor, page=page))
    if request.POST.get("seen") != page.compared.stamp:
        return _changed_meanwhile(request, page)
    form = BringInForm(request.POST, actor=request.actor, page=page)
    if not form.is_valid():
        return _last_page(request, page, form, status=422)
    return _bring_in(request, page, form)


@managers
@require_POST
def discard_import(request: Request, import_id: int) -> HttpResponse:
    """Empty an import of its file."""
    try:
        kept = discard(actor=request.actor, import_id=import_id)
    except StateRefused as refusal:
        return _over(request, import_id, refusal)
    messages.success(request, f"“{kept.name}” is discarded. Nothing of it is in any plan.")
    return redirect("plan:import_start")


@managers
@require_safe
def file(request: Request, import_id: int) -> HttpResponse:
    """The file as it was uploaded, to be saved and never shown by the browser."""
    kept = fetch_file(actor=request.actor, import_id=import_id)
    response = HttpResponse(bytes(kept.content), content_type=_KINDS.get(kept.found.get("kind", ""), "text/plain"))
    response["Content-Disposition"] = content_disposition_header(True, kept.name) or "attachment"
    return response


def _bring_in(request: Request, page: ImportPage, form: BringInForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        plan_id = once(
            actor=request.actor, token=given["form_token"], purpose="plan.import_commit",
            act=lambda: str(commit_plan_import(
                actor=request.actor, import_id=page.kept.pk, new=form.new_plan, choices=form.choices,
                reason=given.get("reason", ""), seen=given["seen"],
            ).pk),
        )  # fmt: skip
    except ChangedMeanwhile:
        return _changed_meanwhile(request, page_of(get_import(request.actor, page.kept.pk)))
    except StateRefused as refusal:
        form.add_error(None, str(refusal))
        return _last_page(request, page, form, status=409)
    messages.success(request, f"“{page.kept.name}” is brought in.")
    return redirect("plan:plan", int(plan_id))


def _changed_meanwhile(request: Request, page: ImportPage) -> HttpResponse:
    """Show the last page as it is now, with what was typed."""
    form = BringInForm({**request.POST.dict(), "seen": page.compared.stamp}, actor=request.actor, page=page)
    form.add_error(None, "Something changed since this page was shown. Look at it again before you bring the file in.")
    return _last_page(request, page, form, status=409)


def _last_page(request: Request, page: ImportPage, form: BringInForm, status: int = 200) -> HttpResponse:
    return render(request, "plan/import/commit.html", {"kept": page.kept, "page": page, "form": form}, status=status)


def _over(request: Request, import_id: int, refusal: StateRefused) -> HttpResponse:
    """Say why a step is no longer possible, where the import now stands."""
    messages.warning(request, str(refusal))
    return redirect("plan:import_preview", import_id)


def _looked_at(request: Request, import_id: int) -> bool:
    return get_import(request.actor, import_id).state == State.PREVIEW


def _chosen_plan(request: Request, into: str) -> Plan | None:
    return None if into == NEW else plans_to_change(request.actor).filter(pk=int(into)).first()
