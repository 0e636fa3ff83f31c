from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.common.documents import to_html_fragment
from wardmote.common.periods import Quarter
from wardmote.performance.queries import parse_quarter, partnership_asked_for, query_for
from wardmote.publish.documents import quarter_report
from wardmote.publish.services import FORMATS, make_quarter_report

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


@needs(Permission.REPORT_MAKE)
def report(request: Request, quarter: str) -> HttpResponse:
    """The report on the page, with its three files."""
    partnership, asked = _asked(request, quarter)
    query = query_for(request.actor, partnership)
    context = {
        "partnership": partnership,
        "quarter": asked,
        "query": query,
        "report": to_html_fragment(quarter_report(partnership, asked), first_level=2),
        "files": [
            {
                "text": "Quarterly report",
                "href": reverse("publish:download", kwargs={"quarter": asked.slug, "kind": kind}) + query,
                "kind": form.word,
            }
            for kind, form in FORMATS.items()
        ],
    }
    return render(request, "publish/quarter.html", context)


@needs(Permission.REPORT_MAKE)
def download(request: Request, quarter: str, kind: str) -> HttpResponse:
    """One file of the report, to keep."""
    partnership, asked = _asked(request, quarter)
    file = make_quarter_report(actor=request.actor, partnership=partnership, quarter=asked, kind=kind)
    response = HttpResponse(file.content, content_type=file.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _asked(request: Request, slug: str) -> "tuple[Partnership, Quarter]":
    partnership = partnership_asked_for(
        request.actor, request.GET.get("for", ""), permission=Permission.REPORT_MAKE, action="report.view"
    )
    try:
        return partnership, parse_quarter(slug)
    except ValueError:
        raise Refused(request.actor, "report.view", reason="no such quarter", object_ref=slug[:80]) from None
