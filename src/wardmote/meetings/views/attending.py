from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.meetings import queries, rules
from wardmote.meetings.forms import AttendanceForm, SignForm
from wardmote.meetings.services import StateRefused, record_attendance, sign_agreement
from wardmote.partnership.queries import current_agreement, gateways_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PANEL_ATTEND, Permission.PANEL_PREPARE)
def sign(request: Request, meeting_id: int) -> HttpResponse:
    """Read the agreement and sign it for this meeting; then go on to where one came from."""
    found = queries.get_meeting(request.actor, meeting_id)
    if rules.place_at(request.actor, found.group_id) is None:
        raise Refused(request.actor, "agreement.sign", reason="no place at this meeting", object_type="meeting",
                      object_ref=str(found.pk))  # fmt: skip
    form = SignForm(request.POST if request.method == "POST" else None)
    onward = _onward(request)
    if request.method == "POST" and form.is_valid():
        try:
            sign_agreement(actor=request.actor, meeting=found)
        except StateRefused as refused:
            messages.warning(request, str(refused))
            return redirect("meetings:meeting", found.pk)
        messages.success(request, "You have signed the agreement for this meeting.")
        return redirect(onward or "meetings:meeting", *([] if onward else [found.pk]))
    return render(request, "meetings/sign.html", {
        "meeting": found, "form": form, "onward": onward, "signed": queries.has_signed(found, request.actor.user_id),
        "agreement": current_agreement(request.actor.partnership_id),
        "gateways": gateways_of(request.actor.partnership_id),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PANEL_MINUTE)
def attendance(request: Request, meeting_id: int) -> HttpResponse:
    """Write down who came."""
    found = queries.get_meeting(request.actor, meeting_id)
    require(rules.may_minute(request.actor, found), request.actor, "attendance.open", object_type="meeting",
            object_ref=str(found.pk))  # fmt: skip
    seats = queries.attendance_of(found)
    form = AttendanceForm(request.POST if request.method == "POST" else None, seats=seats)
    if request.method == "POST" and form.is_valid():
        try:
            record_attendance(actor=request.actor, meeting=found, states=form.states())
            messages.success(request, "Attendance is saved.")
        except StateRefused as refused:
            messages.warning(request, str(refused))
        return redirect("meetings:meeting", found.pk)
    return render(request, "meetings/attendance.html", {"meeting": found, "form": form, "seats": seats})


def _onward(request: Request) -> str:
    """Return the page of ours to go on to, or nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
