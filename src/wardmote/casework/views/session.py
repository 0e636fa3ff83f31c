"""The panel in session: the items at the left, the one in hand at the right."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.access.services import once
from wardmote.casework.forms.panel import (
    ActionRow,
    CaptureForm,
    MinuteForm,
    action_rows,
    as_typed,
    one_row_more,
    rows_sent,
)
from wardmote.casework.models import PanelItem
from wardmote.casework.queries.actions import doers_for
from wardmote.casework.queries.panel import get_panel_item, open_panel_item
from wardmote.casework.services.minutes import capture, save_case_minute
from wardmote.casework.views.session_page import presented, show_case, show_standing
from wardmote.common import clock
from wardmote.common.dates import clocktime
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.meetings import queries as meeting_queries
from wardmote.meetings import rules as meeting_rules
from wardmote.meetings.services import close_session, mark_item_done, open_session, save_minute
from wardmote.meetings.types import AgendaItem, Meeting

SHOWN = ("summary", "subjects", "research", "minute", "decisions", "actions")
SHOWN_TO_THE_ROOM = ("category", "minute", "decisions", "actions")


class Elsewhere(Exception):
    """The person is sent to another page first; carries where, and what to say."""

    def __init__(self, address: str, words: str) -> None:
        super().__init__(words)
        self.address, self.words = address, words


@require_safe
@needs(Permission.PANEL_ATTEND)
def session(request: Request, meeting_id: int) -> HttpResponse:
    """Go to the first item that is not done."""
    try:
        meeting = _enter(request, meeting_id)
    except Elsewhere as elsewhere:
        return _send(request, elsewhere)
    lines = meeting_queries.agenda_for(request.actor, meeting).lines
    undone = [line.item for line in lines if not line.item.done] or [line.item for line in lines]
    if not undone:
        return render(request, "casework/panels/no_items.html", {"meeting": meeting})
    address = reverse("casework:session_item", args=[meeting.pk, undone[0].pk])
    return redirect(address + ("?presenting=1" if presented(request) else ""))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PANEL_ATTEND)
def item(request: Request, meeting_id: int, item_id: int) -> HttpResponse:
    """One item in hand: read it, or write the minute, the decision and the actions in one stroke."""
    try:
        meeting = _enter(request, meeting_id)
    except Elsewhere as elsewhere:
        return _send(request, elsewhere)
    if request.method == "POST":
        require(meeting_rules.may_minute(request.actor, meeting), request.actor, "minute.save", object_type="meeting",
                object_ref=str(meeting.pk))  # fmt: skip
    standing = _standing(request, meeting, item_id)
    if standing is not None:
        return _standing_item(request, meeting, standing)
    shown = SHOWN_TO_THE_ROOM if presented(request) else SHOWN
    found = open_panel_item(request.actor, meeting, item_id, shown=shown)
    if request.method == "POST":
        return _capture(request, meeting, found)
    return show_case(request, meeting, found)


@require_POST
@needs(Permission.PANEL_MINUTE)
def autosave(request: Request, meeting_id: int, item_id: int) -> HttpResponse:
    """Save the minute as it is typed; nothing else of the form is taken. 409 when somebody else saved first."""
    try:
        meeting = _enter(request, meeting_id)
        form = MinuteForm(request.POST.dict())
        if not form.is_valid():
            return JsonResponse({"message": "Not saved. The minute is too long."}, status=400)
        text, version = form.cleaned_data["minute"], form.cleaned_data["version"]
        standing = _standing(request, meeting, item_id)
        saved: AgendaItem | PanelItem
        if standing is not None:
            saved = save_minute(actor=request.actor, item=standing, text=text, started_from=version)
        else:
            saved = save_case_minute(
                actor=request.actor, meeting=meeting, agenda_item_id=item_id, text=text, started_from=version
            )
    except EditConflict as conflict:
        return JsonResponse({"message": f"Not saved. {conflict} Press Save to see both texts."}, status=409)
    except (StateRefused, Elsewhere) as refused:
        return JsonResponse({"message": f"Not saved. {refused}"}, status=409)
    return JsonResponse({"saved_at": clocktime(clock.now()), "version": saved.version})


@require_POST
@needs(Permission.PANEL_PREPARE)
def begin(request: Request, meeting_id: int) -> HttpResponse:
    """Open the session, then ask for the signature if it is not given yet."""
    meeting = meeting_queries.get_meeting(request.actor, meeting_id, action="meeting.open_session")
    try:
        open_session(actor=request.actor, meeting=meeting)
    except StateRefused as refused:
        messages.warning(request, str(refused))
        return redirect("casework:prepare", meeting.pk)
    return redirect("casework:session", meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PANEL_PREPARE)
def end(request: Request, meeting_id: int) -> HttpResponse:
    """Say what is still undone; end the meeting."""
    meeting = meeting_queries.get_meeting(request.actor, meeting_id, action="meeting.close_session")
    require(meeting_rules.may_prepare(request.actor, meeting), request.actor, "meeting.close_session",
            object_type="meeting", object_ref=str(meeting.pk))  # fmt: skip
    if request.method == "POST":
        try:
            close_session(actor=request.actor, meeting=meeting)
            messages.success(request, "The meeting is over. Its minutes are in draft and can still be written.")
        except StateRefused as refused:
            messages.warning(request, str(refused))
        return redirect("meetings:meeting", meeting.pk)
    agenda = meeting_queries.agenda_for(request.actor, meeting)
    return render(request, "casework/panels/end.html", {
        "meeting": meeting, "undone": [line for line in agenda.lines if not line.item.done],
    })  # fmt: skip


def _enter(request: Request, meeting_id: int) -> Meeting:
    """Return the meeting, if this person may hear its confidential part now. Raises Elsewhere with what is missing."""
    actor = request.actor
    meeting = meeting_queries.get_meeting(actor, meeting_id, action="session.open")
    page = reverse("meetings:meeting", args=[meeting.pk])
    if meeting.state in (Meeting.State.PLANNED, Meeting.State.LIST_OPEN):
        raise Elsewhere(page, "The list of this meeting is not closed yet.")
    if not meeting_rules.has_seat(actor, meeting):
        raise Elsewhere(page, "The panel’s working page is for those with a seat.")
    if not meeting_rules.has_signed(meeting, actor.user_id):
        here = urlencode({"next": reverse("casework:session", args=[meeting.pk])})
        sign = reverse("meetings:sign", args=[meeting.pk]) + "?" + here
        raise Elsewhere(sign, "Sign the agreement for this meeting first. Then the panel opens.")
    if not meeting_rules.may_see_confidential(actor, meeting):
        raise Elsewhere(page, "Your organisation has not signed the information-sharing agreement in force.")
    return meeting


def _send(request: Request, elsewhere: Elsewhere) -> HttpResponse:
    messages.info(request, elsewhere.words)
    return redirect(elsewhere.address)


def _standing(request: Request, meeting: Meeting, item_id: int) -> AgendaItem | None:
    return meeting.items.filter(pk=item_id, kind=AgendaItem.Kind.STANDING).select_related("meeting__series").first()


def _standing_item(request: Request, meeting: Meeting, found: AgendaItem) -> HttpResponse:
    if request.method != "POST":
        return show_standing(request, meeting, found)
    form = MinuteForm(request.POST.dict())
    if not form.is_valid():
        return show_standing(request, meeting, found, form=form)
    given = form.cleaned_data
    try:
        save_minute(actor=request.actor, item=found, text=given["minute"], started_from=given["version"])
        mark_item_done(actor=request.actor, item=found, done=given["done"])
    except EditConflict as conflict:
        return show_standing(request, meeting, found, form=_with_version(form, conflict), conflict=conflict)
    except StateRefused as refused:
        messages.warning(request, str(refused))
        return show_standing(request, meeting, found, form=form)
    return _onward(request, meeting, found.pk, done=given["done"])


def _capture(request: Request, meeting: Meeting, found: PanelItem) -> HttpResponse:
    """Take minute, decision and actions together; whatever is wrong, the page comes back with all that was typed."""
    doers = doers_for(found.case)
    count = rows_sent(request.POST)
    if "more" in request.POST:
        typed = CaptureForm(initial=as_typed(CaptureForm(request.POST)))
        return show_case(request, meeting, found, form=typed, rows=one_row_more(doers, request.POST, count))
    form, rows = CaptureForm(request.POST.dict()), action_rows(doers, request.POST, count=count)
    wrong = [each for each in (form, *rows) if not each.is_valid()]
    if wrong:
        return show_case(request, meeting, found, form=form, rows=rows)
    given = form.cleaned_data
    try:
        once(actor=request.actor, token=given["form_token"], purpose="panel.capture",
             act=lambda: _write(request, meeting, found, given, rows))  # fmt: skip
    except EditConflict as conflict:
        found = get_panel_item(request.actor, meeting, found.agenda_item_id)
        return show_case(request, meeting, found, form=_with_version(form, conflict), rows=rows, conflict=conflict)
    except StateRefused as refused:
        messages.warning(request, str(refused))
        return show_case(request, meeting, found, form=form, rows=rows)
    return _onward(request, meeting, found.agenda_item_id, done=given["done"])


def _write(request: Request, meeting: Meeting, found: PanelItem, given: dict[str, Any], rows: list[ActionRow]) -> str:
    capture(
        actor=request.actor, meeting=meeting, agenda_item_id=found.agenda_item_id, minute=given["minute"],
        started_from=given["version"], decision=given["decision"], review_on=given["review_on"], done=given["done"],
        actions=[row.given() for row in rows if row.begun],
    )  # fmt: skip
    return str(found.agenda_item_id)


def _with_version(form: MinuteForm, conflict: EditConflict) -> Any:
    """Return the form as it was typed, now starting from what the other person saved."""
    return type(form)({**form.data, "version": str(conflict.version)})


def _onward(request: Request, meeting: Meeting, item_id: int, *, done: bool) -> HttpResponse:
    """After a done item the next undone one; otherwise the same."""
    messages.success(request, f"Saved {clocktime(clock.now())}.")
    if done:
        return redirect("casework:session", meeting.pk)
    return redirect("casework:session_item", meeting.pk, item_id)
