from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.casework.forms.panel import AddCaseForm, StandingItemForm
from wardmote.casework.queries.panel import agencies_to_ask, get_panel_item, listed_for, suggestions_for
from wardmote.casework.services import panel as services
from wardmote.common.states import StateRefused
from wardmote.meetings import queries as meeting_queries
from wardmote.meetings import rules as meeting_rules
from wardmote.meetings.services import add_standing_item, open_list, remove_item
from wardmote.meetings.types import AgendaItem, Meeting
from wardmote.partnership.queries import panels_of


@require_safe
@needs(Permission.PANEL_ATTEND, Permission.PANEL_PREPARE)
def panel_list(request: Request) -> HttpResponse:
    """The panels this person serves, each with its next meeting and what can be done about it."""
    actor = request.actor
    held = {s.group_id for s in actor.standings_with(Permission.PANEL_ATTEND) if s.group_id}
    panels = []
    for group in panels_of(actor.partnership_id).filter(pk__in=held):
        coming = meeting_queries.next_meeting(group)
        panels.append({
            "group": group, "meeting": coming,
            "may_prepare": bool(coming and meeting_rules.may_prepare(actor, coming)),
            "seat": bool(coming and meeting_rules.has_seat(actor, coming)),
        })  # fmt: skip
    return render(request, "casework/panels/list.html", {"panels": panels})


@require_safe
@needs(Permission.PANEL_PREPARE)
def prepare(request: Request, meeting_id: int) -> HttpResponse:
    """What the administrator does before a meeting: the list, the order, the missing returns."""
    return _page(request, _meeting(request, meeting_id))


@require_POST
@needs(Permission.PANEL_PREPARE)
def open_the_list(request: Request, meeting_id: int) -> HttpResponse:
    meeting = _meeting(request, meeting_id)
    return _do(request, meeting, lambda: open_list(actor=request.actor, meeting=meeting), "The list is open.")


@require_POST
@needs(Permission.PANEL_PREPARE)
def add_suggestions(request: Request, meeting_id: int) -> HttpResponse:
    meeting, chosen = _meeting(request, meeting_id), request.POST.getlist("case")
    if not chosen:
        messages.warning(request, "Tick the cases to add to the agenda first.")
        return redirect("casework:prepare", meeting.pk)
    return _do(
        request, meeting, lambda: services.add_suggested(actor=request.actor, meeting=meeting, references=chosen),
        "The cases you ticked are on the agenda.",
    )  # fmt: skip


@require_POST
@needs(Permission.PANEL_PREPARE)
def add_by_reference(request: Request, meeting_id: int) -> HttpResponse:
    meeting, form = _meeting(request, meeting_id), AddCaseForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, add_case=form)
    given = form.cleaned_data
    reference = given["reference"].strip().upper()
    try:
        services.add_case(actor=request.actor, meeting=meeting, reference=reference, why=given["why"])
    except Refused:
        # What is missing and what is not theirs read alike here too; the page is kept so that nothing typed is lost.
        form.add_error("reference", "There is no case of this panel with that reference that you may see")
        return _page(request, meeting, add_case=form)
    except StateRefused as refused:
        form.add_error("reference", str(refused))
        return _page(request, meeting, add_case=form)
    messages.success(request, f"{reference} is on the agenda.")
    return redirect("casework:prepare", meeting.pk)


@require_POST
@needs(Permission.PANEL_PREPARE)
def add_standing(request: Request, meeting_id: int) -> HttpResponse:
    meeting, form = _meeting(request, meeting_id), StandingItemForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, add_standing=form)
    given = form.cleaned_data
    return _do(
        request, meeting,
        lambda: add_standing_item(actor=request.actor, meeting=meeting, title=given["title"],
                                  confidential=given["confidential"]),
        f"“{given['title']}” is on the agenda.",
    )  # fmt: skip


@require_POST
@needs(Permission.PANEL_PREPARE)
def move(request: Request, meeting_id: int, item_id: int) -> HttpResponse:
    meeting = _meeting(request, meeting_id)
    item, to = _item(request, meeting, item_id), request.POST.get("to", "")
    if not (to.isascii() and to.isdigit() and len(to) < 5):
        return redirect("casework:prepare", meeting.pk)
    return _do(
        request, meeting, lambda: services.move_to_line(actor=request.actor, meeting=meeting, item=item, to=int(to)), ""
    )


@require_POST
@needs(Permission.PANEL_PREPARE)
def remove(request: Request, meeting_id: int, item_id: int) -> HttpResponse:
    meeting = _meeting(request, meeting_id)
    item = _item(request, meeting, item_id)

    def act() -> None:
        if item.kind == AgendaItem.Kind.CASE:
            services.remove_case(actor=request.actor, meeting=meeting, agenda_item_id=item.pk)
        else:
            remove_item(actor=request.actor, item=item)

    return _do(request, meeting, act, f"{item.title} is off the agenda.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PANEL_PREPARE)
def close_the_list(request: Request, meeting_id: int) -> HttpResponse:
    """Say who will be asked about which cases; closing the list asks them."""
    meeting = _meeting(request, meeting_id)
    if request.method == "POST":
        return _do(
            request, meeting, lambda: services.close_list_and_ask(actor=request.actor, meeting=meeting),
            "The list is closed and the agencies have been asked. Their answers appear on this page.",
        )  # fmt: skip
    return render(request, "casework/panels/close_list.html", {
        "meeting": meeting, "agencies": agencies_to_ask(request.actor, meeting), "marking": "OFFICIAL-SENSITIVE",
    })  # fmt: skip


def _meeting(request: Request, meeting_id: int) -> Meeting:
    meeting = meeting_queries.get_meeting(request.actor, meeting_id, action="panel.prepare")
    require(meeting_rules.may_prepare(request.actor, meeting), request.actor, "panel.prepare", object_type="meeting",
            object_ref=str(meeting.pk))  # fmt: skip
    return meeting


def _item(request: Request, meeting: Meeting, item_id: int) -> AgendaItem:
    """Return an item of this meeting: a case's only if the person may see the case."""
    item = meeting.items.filter(pk=item_id, kind=AgendaItem.Kind.STANDING).select_related("meeting__series").first()
    if item is not None:
        return item
    found: AgendaItem = get_panel_item(request.actor, meeting, item_id, action="panel.prepare").agenda_item
    return found


def _do(request: Request, meeting: Meeting, act: Callable[[], object], said: str) -> HttpResponse:
    """Do one thing to the agenda and show the page again, with what came of it."""
    try:
        act()
        if said:
            messages.success(request, said)
    except StateRefused as refused:
        messages.warning(request, str(refused))
    return redirect("casework:prepare", meeting.pk)


def _page(
    request: Request, meeting: Meeting, *, add_case: AddCaseForm | None = None,
    add_standing: StandingItemForm | None = None,
) -> HttpResponse:  # fmt: skip
    lines = listed_for(request.actor, meeting)
    is_open = meeting.state == Meeting.State.LIST_OPEN
    return render(request, "casework/panels/prepare.html", {
        "meeting": meeting,
        "lines": lines,
        "suggestions": suggestions_for(request.actor, meeting) if is_open else [],
        "cases": sum(line.panel_item is not None for line in lines),
        "missing": sum(len(line.missing) for line in lines),
        "asked": sum(line.asked for line in lines),
        "add_case": add_case or AddCaseForm(),
        "add_standing": add_standing or StandingItemForm(),
        "errors": bool((add_case and add_case.errors) or (add_standing and add_standing.errors)),
        "marking": "OFFICIAL-SENSITIVE",
    })  # fmt: skip
