"""A case's circle: which agencies share it, and which leads."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.casework import services
from wardmote.casework.forms.case import AgencyForm, LeadForm, ReasonForm
from wardmote.casework.frame import case_frame
from wardmote.casework.queries.sharing import get_managed_case, sharing_of
from wardmote.casework.views.case_form import sharing_form
from wardmote.common import clock

managers = needs(Permission.CASE_MANAGE)


@managers
@require_GET
def circle(request: Request, reference: str) -> HttpResponse:
    """Who the case is shared with, who is let in, who is kept out."""
    case = get_managed_case(request.actor, reference)
    sharing = sharing_of(case)
    # A grant ends by the real clock. Where the date is held, the page counts the same days from the held date.
    grants = [
        (each, clock.today() + (timezone.localdate(each.until) - timezone.localdate())) for each in sharing.grants
    ]
    context = {**case_frame(request.actor, case, "sharing"), "sharing": sharing, "grants": grants}
    return render(request, "casework/cases/sharing.html", context)


@managers
@require_http_methods(["GET", "POST"])
def add(request: Request, reference: str) -> HttpResponse:
    """Bring an agency in."""
    case = get_managed_case(request.actor, reference)
    form = AgencyForm(request.POST or None, case=case)
    return sharing_form(
        request, case, form, title="Add an agency to the circle", press="Add agency",
        said="The agency is in the circle.",
        told="Everybody with a practitioner’s role at the agency can see the whole case from now on. "
        "The chronology shows that it joined and why.",
        act=lambda: services.add_agency(
            actor=request.actor, reference=reference, organisation_id=form.cleaned_data["organisation"],
            reason=form.cleaned_data["reason"],
        ),
    )  # fmt: skip


@managers
@require_http_methods(["GET", "POST"])
def end(request: Request, reference: str, organisation: int) -> HttpResponse:
    """Take an agency out."""
    case = get_managed_case(request.actor, reference)
    place = (
        case.circle.filter(organisation_id=organisation, ended_at__isnull=True).select_related("organisation").first()
    )
    if place is None:
        raise Refused(
            request.actor, "case.manage", reason="not in the circle", object_type="case", object_ref=reference
        )
    form = ReasonForm(request.POST or None)
    return sharing_form(
        request, case, form, title=f"Take {place.organisation.name} out of the circle", press="Take agency out",
        danger=True,
        told="Its people can no longer see the case. The chronology shows that it left and why. "
        "Actions it owes stay its own.",
        said="The agency has left the circle.",
        act=lambda: services.end_agency(
            actor=request.actor, reference=reference, organisation_id=organisation, reason=form.cleaned_data["reason"]
        ),
    )  # fmt: skip


@managers
@require_http_methods(["GET", "POST"])
def lead(request: Request, reference: str) -> HttpResponse:
    """Give the lead to another agency of the circle."""
    case = get_managed_case(request.actor, reference)
    form = LeadForm(request.POST or None, case=case)
    return sharing_form(
        request, case, form, title="Change the lead agency", press="Save lead agency",
        said="The lead agency is changed.",
        told="The circle sees it in the chronology.",
        act=lambda: services.change_lead_agency(
            actor=request.actor, reference=reference, organisation_id=form.cleaned_data["organisation"]
        ),
    )  # fmt: skip
