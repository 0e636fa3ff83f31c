"""What the pages of a panel in session show."""

import re
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from wardmote.access.http import Request
from wardmote.casework.forms.panel import ActionRow, CaptureForm, MinuteForm, action_rows
from wardmote.casework.models import CaseSubject, PanelItem
from wardmote.casework.queries.actions import doers_for
from wardmote.casework.queries.panel import returns_of
from wardmote.casework.services.minutes import WRITING
from wardmote.common.versions import EditConflict
from wardmote.meetings import queries as meeting_queries
from wardmote.meetings import rules as meeting_rules
from wardmote.meetings.types import AgendaItem, Meeting

WITHHELD = "[name withheld]"


def presented(request: Request) -> bool:
    """Say whether the page goes on the wall: then nothing is sent that the room may not see."""
    return request.GET.get("presenting") == "1"


def masked(text: str, subjects: Iterable[CaseSubject]) -> str:
    """Return `text` without the names of the people of a case, whole names before parts of names."""
    names = {
        part for s in subjects for part in (s.person.name, s.person.given_names, s.person.family_name) if part.strip()
    }
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", WITHHELD, text, flags=re.IGNORECASE)
    return text


def show_standing(
    request: Request, meeting: Meeting, found: AgendaItem, *, form: MinuteForm | None = None,
    conflict: EditConflict | None = None,
) -> HttpResponse:  # fmt: skip
    """Show an item that is no case."""
    start = {"minute": found.minute, "version": found.version, "done": found.done}
    return _render(request, meeting, found, "standing", conflict, {
        "form": form or MinuteForm(initial=start), "item": found, "minute": found.minute,
    })  # fmt: skip


def show_case(
    request: Request, meeting: Meeting, found: PanelItem, *, form: CaptureForm | None = None,
    rows: list[ActionRow] | None = None, conflict: EditConflict | None = None,
) -> HttpResponse:  # fmt: skip
    """Show a case in hand: to the person alone with names and returns, to the room without."""
    subjects = list(found.case.subjects.select_related("person"))
    start = {"minute": found.minute, "version": found.version, "done": found.agenda_item.done}
    actions = list(found.actions.select_related("organisation", "owner").order_by("number"))
    context: dict[str, Any] = {
        "item": found.agenda_item, "panel_item": found, "case": found.case,
        "minute": found.minute, "decisions": [each.text for each in found.decisions.order_by("pk")],
    }  # fmt: skip
    if presented(request):
        context.update(
            minute=masked(found.minute, subjects),
            decisions=[masked(text, subjects) for text in context["decisions"]],
            actions=[
                (each.number, each.organisation.name, masked(each.what, subjects), each.due_on) for each in actions
            ],
        )
        return _render(request, meeting, found.agenda_item, "case", None, context)
    rows = rows or action_rows(doers_for(found.case))
    form = form or CaptureForm(initial=start)
    context.update(
        subjects=subjects,
        returns=returns_of(found),
        actions=actions,
        rows=rows,
        capture_form=form,
        errors=any(each.errors for each in (form, *rows)),
    )
    if conflict:
        context.update(conflict_by=_by(request, found), conflict_at=found.minuted_at)
    return _render(request, meeting, found.agenda_item, "case", conflict, context)


def _by(request: Request, found: PanelItem) -> str:
    if found.minuted_by is None:
        return ""
    return "you in another window" if found.minuted_by_id == request.actor.user_id else found.minuted_by.name


def _render(
    request: Request, meeting: Meeting, item: AgendaItem, kind: str, conflict: EditConflict | None, more: dict[str, Any]
) -> HttpResponse:
    on_the_wall = presented(request)
    template = "presenting" if on_the_wall else f"session_{kind}"
    writes = bool(meeting_rules.may_minute(request.actor, meeting)) and meeting.state in WRITING and not on_the_wall
    context = {
        "meeting": meeting,
        "agenda": meeting_queries.agenda_for(request.actor, meeting),
        "in_hand": item,
        "writes": writes,
        "may_prepare": bool(meeting_rules.may_prepare(request.actor, meeting)),
        "presenting": on_the_wall,
        "conflict": conflict,
        "conflict_by": "",
        "conflict_at": None,
        "marking": "OFFICIAL-SENSITIVE",
        **more,
    }
    status = 409 if conflict else 200
    return render(request, f"casework/panels/{template}.html", context, status=status)
