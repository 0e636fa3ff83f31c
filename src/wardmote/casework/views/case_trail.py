"""Who saw and did what: on one case, for those who manage it; in the partnership, for the data protection officer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.casework.frame import case_frame
from wardmote.casework.queries.trail import trail_here, trail_of_case
from wardmote.casework.views.places import sections


@needs(Permission.CASE_MANAGE)
@require_GET
def case(request: Request, reference: str) -> HttpResponse:
    """The trail of one case."""
    found, page = trail_of_case(request.actor, reference, before=_before(request))
    context = {**case_frame(request.actor, found, "trail"), "page": page}
    return render(request, "casework/cases/trail.html", context)


@needs(Permission.AUDIT_VIEW)
@require_GET
def partnership(request: Request) -> HttpResponse:
    """The partnership's trail, by reference or whole. No case is opened here and nothing of one is shown."""
    reference = request.GET.get("reference", "").strip()[:80]
    page = trail_here(request.actor, reference=reference, before=_before(request))
    context = {"page": page, "reference": reference, "sections": sections(request.actor, "trail")}
    return render(request, "casework/cases/partnership_trail.html", context)


def _before(request: Request) -> int | None:
    asked = request.GET.get("before", "")
    return int(asked) if asked.isdigit() and len(asked) < 18 else None
