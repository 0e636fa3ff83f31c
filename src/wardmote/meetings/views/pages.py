from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.common import clock
from wardmote.meetings import links, queries, rules
from wardmote.meetings.services.attending import SIGNING

PAST_SHOWN = 25


@require_safe
@needs(Permission.PANEL_ATTEND, Permission.PANEL_PREPARE)
def meeting_list(request: Request) -> HttpResponse:
    """The coming and past meetings of one's own groups."""
    mine, today = queries.meetings_visible_to(request.actor), clock.today()
    return render(request, "meetings/list.html", {
        "coming": list(mine.filter(on__gte=today).order_by("on", "id")),
        "past": list(mine.filter(on__lt=today).order_by("-on", "-id")[:PAST_SHOWN]),
        "past_shown": PAST_SHOWN,
    })  # fmt: skip


@require_safe
@needs(Permission.PANEL_ATTEND, Permission.PANEL_PREPARE)
def meeting(request: Request, meeting_id: int) -> HttpResponse:
    """One meeting: when, where, who, and the agenda as this person may see it."""
    found = queries.get_meeting(request.actor, meeting_id)
    signed = queries.has_signed(found, request.actor.user_id)
    return render(request, "meetings/meeting.html", {
        "meeting": found,
        "agenda": queries.agenda_for(request.actor, found),
        "seats": queries.attendance_of(found),
        "quorum_met": queries.quorum_met(found),
        "signed": signed,
        "may_sign": not signed and found.state in SIGNING and rules.place_at(request.actor, found.group_id) is not None,
        "may_minute": bool(rules.may_minute(request.actor, found)),
        "links": links.links_for(request.actor, found),
    })  # fmt: skip
