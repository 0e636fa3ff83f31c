"""The front page of Evidence: what is held, how fresh it is, and what can be done with it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.evidence.queries.front import front_page


@require_safe
@needs(Permission.EVIDENCE_VIEW)
def home(request: Request) -> HttpResponse:
    """What can be done here, and what the files held are worth."""
    front = front_page(request.actor)
    context = {"front": front, "ogl": bool(front.latest and not front.synthetic)}
    return render(request, "evidence/home.html", context)
