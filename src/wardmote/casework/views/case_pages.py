"""A case: its overview, its people and places, its plan."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.casework.frame import case_frame
from wardmote.casework.models import CaseAction
from wardmote.casework.queries import case_page, get_case
from wardmote.casework.queries.chronology import chronology_page
from wardmote.casework.queries.people import contact_in_case, people_of_case
from wardmote.common import clock

viewers = needs(Permission.CASE_VIEW)


@viewers
@require_GET
def overview(request: Request, reference: str) -> HttpResponse:
    """Summary, circle, open actions, the last five entries."""
    case = get_case(request.actor, reference)
    context = {
        **case_frame(request.actor, case, "overview"), "page": case_page(request.actor, case), "today": clock.today(),
        "last": chronology_page(request.actor, case, size=5),
    }  # fmt: skip
    return render(request, "casework/cases/overview.html", context)


@viewers
@require_GET
def people(request: Request, reference: str) -> HttpResponse:
    """Who is in the case and how they can be reached; what is not known to be safe stays behind its own page."""
    case = get_case(request.actor, reference, shown=("subjects", "contact_points"))
    context = {**case_frame(request.actor, case, "people"), "people": people_of_case(case)}
    return render(request, "casework/cases/people.html", context)


@viewers
@require_GET
def contact(request: Request, reference: str, point: int) -> HttpResponse:
    """One contact point, shown because somebody asked for it; that is written down first."""
    with transaction.atomic():
        case, found = contact_in_case(request.actor, reference, point)
    context = {**case_frame(request.actor, case, "people"), "point": found}
    return render(request, "casework/cases/contact.html", context)


@viewers
@require_GET
def actions(request: Request, reference: str) -> HttpResponse:
    """Everything agencies owe this case, and what became of it."""
    case = get_case(request.actor, reference, shown=("actions", "decisions"))
    held = list(case.actions.select_related("organisation", "owner"))
    context = {
        **case_frame(request.actor, case, "plan"), "today": clock.today(),
        "open": [each for each in held if each.state == CaseAction.State.ASSIGNED],
        "closed": [each for each in reversed(held) if each.state != CaseAction.State.ASSIGNED],
        "decisions": list(case.decisions.select_related("recorded_by")),
    }  # fmt: skip
    return render(request, "casework/cases/actions.html", context)
