from django.http import HttpResponse
from django.shortcuts import render

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.evidence.queries import datasets as queries


@needs(Permission.EVIDENCE_VIEW)
def datasets(request: Request) -> HttpResponse:
    """What is held about areas, what is missing, and whether the partnership's districts are named as they count."""
    rows = queries.datasets_held(request.actor)
    context = {
        "rows": rows,
        "missing": queries.missing_kinds(rows),
        "areas": queries.areas_of(request.actor),
        "ogl": bool(rows),
        "may_load": bool(request.actor.may(Permission.EVIDENCE_LOAD)),
    }
    return render(request, "evidence/datasets/held.html", context)
