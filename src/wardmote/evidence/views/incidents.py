"""Own incidents: the sets held, loading a file in two steps, and removing one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.access.services.once import done_before, once
from wardmote.common.states import StateRefused
from wardmote.evidence.forms.incidents import ColumnsForm, IncidentFileForm, PressForm, RemoveForm
from wardmote.evidence.incident_files.worker import CannotReadIncidents
from wardmote.evidence.models import IncidentDraft
from wardmote.evidence.queries.incidents import (
    drafts_visible_to,
    get_draft,
    get_set,
    open_draft,
    require_user,
    sets_visible_to,
)
from wardmote.evidence.services.incident_removal import remove_set
from wardmote.evidence.services.incidents import agree, choose_columns, discard_draft, start_draft
from wardmote.partnership.queries import get_partnership_by_id

users = needs(Permission.INCIDENT_USE)
State = IncidentDraft.State
MARKING = "OFFICIAL-SENSITIVE"
_DRAFT = "incident_set.draft"
_SAID = {
    "read": "These columns are chosen. Nothing is loaded yet.",
    "load": "The file is agreed.",
    "discard": "The file is discarded. Nothing of it was kept.",
}


@require_GET
@users
def incident_sets(request: Request) -> HttpResponse:
    """The sets of this partnership, and files that wait to be agreed."""
    require_user(request.actor)
    context = {
        "sets": list(sets_visible_to(request.actor)), "marking": MARKING,
        "drafts": list(drafts_visible_to(request.actor).exclude(state=State.LOADED).defer("table", "summary")),
    }  # fmt: skip
    return render(request, "evidence/incidents/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@users
def load(request: Request) -> HttpResponse:
    """Choose a file and say what it is for; it is read, and nothing of it is loaded yet."""
    require_user(request.actor)
    partnership = get_partnership_by_id(request.actor.partnership_id)
    if partnership is None:
        raise Refused(request.actor, "incident_set.load", reason="works in no partnership")
    form = IncidentFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> str:
            made = start_draft(
                actor=request.actor, partnership=partnership, name=given["file"].name, content=given["file"].read(),
                **{name: given[name] for name in ("title", "source", "purpose", "remove_on", "keep_reason")},
            )  # fmt: skip
            return str(made.pk)

        try:
            draft_id = once(actor=request.actor, token=given["form_token"], purpose="incident_set.load", act=act)
        except CannotReadIncidents as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("evidence:incident_draft", draft_id=int(draft_id))
    return render(request, "evidence/incidents/load.html", {"form": form, "marking": MARKING})


@require_http_methods(["GET", "HEAD", "POST"])
@users
def draft(request: Request, draft_id: int) -> HttpResponse:
    """Look at how a file's rows will be read, put the columns right, and load or discard it."""
    if request.method == "POST":
        return _draft_pressed(request, draft_id)
    found = open_draft(request.actor, draft_id)
    if found.state == State.LOADED and found.loaded_id:
        return redirect("evidence:incident_set", set_id=found.loaded_id)
    return _draft_page(request, found, _columns(found))


def _draft_pressed(request: Request, draft_id: int) -> HttpResponse:
    token = request.POST.get("form_token", "")
    before = done_before(actor=request.actor, token=token, purpose=_DRAFT) if 0 < len(token) <= 64 else None
    if before:
        return redirect(before)
    found = get_draft(request.actor, draft_id)
    doing = request.POST.get("do", "read")
    columns = _columns(found, request)
    form: ColumnsForm | PressForm = columns if doing == "read" else PressForm(request.POST)
    if not form.is_valid():
        return _draft_page(request, open_draft(request.actor, draft_id), columns)
    try:
        where = once(actor=request.actor, token=form.cleaned_data["form_token"], purpose=_DRAFT,
                     act=lambda: _do(request, draft_id, doing, columns))  # fmt: skip
    except StateRefused as refused:
        messages.warning(request, str(refused))
        where = reverse("evidence:incident_draft", args=[draft_id])
    else:
        messages.success(request, _SAID[doing if doing in _SAID else "read"])
    return redirect(where)


def _do(request: Request, draft_id: int, doing: str, columns: ColumnsForm) -> str:
    """Do what was pressed and return where it leads."""
    if doing == "discard":
        discard_draft(actor=request.actor, draft_id=draft_id)
        return reverse("evidence:incidents")
    if doing == "load":
        made = agree(actor=request.actor, draft_id=draft_id)
        if made.loaded_id:
            return reverse("evidence:incident_set", args=[made.loaded_id])
    else:
        choose_columns(
            actor=request.actor, draft_id=draft_id, mapping=columns.mapping, order=columns.cleaned_data["order"]
        )
    return reverse("evidence:incident_draft", args=[draft_id])


def _columns(found: IncidentDraft, request: Request | None = None) -> ColumnsForm:
    given = request.POST if request is not None and request.POST.get("do", "read") == "read" else None
    return ColumnsForm(given, header=found.header, mapping=found.mapping, order=found.order)


def _draft_page(request: Request, found: IncidentDraft, columns: ColumnsForm) -> HttpResponse:
    context = {
        "draft": found, "said": found.summary, "form": columns, "press": PressForm(), "marking": MARKING,
        "waiting": found.state in (State.WAITING, State.FAILED), "failed": found.state == State.FAILED,
        "reading": found.state == State.READING,
    }  # fmt: skip
    return render(request, "evidence/incidents/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@users
def remove(request: Request, set_id: int) -> HttpResponse:
    """Remove every incident of a set, after a confirmation."""
    found = get_set(request.actor, set_id, action="incident_set.remove")
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            return str(remove_set(actor=request.actor, set_id=set_id).accepted)

        try:
            count = once(actor=request.actor, token=form.cleaned_data["form_token"], purpose="incident_set.remove",
                         act=act)  # fmt: skip
        except StateRefused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, f"{int(count):,} incidents were removed.")
        return redirect("evidence:incident_set", set_id=set_id)
    return render(request, "evidence/incidents/remove.html", {"batch": found, "form": form, "marking": MARKING})
