from django.http import HttpResponse
from django.shortcuts import render

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.performance.managing import about
from wardmote.performance.queries import indicator_page, query_for
from wardmote.performance.rules import may_enter, may_rate
from wardmote.performance.signals import SCREENED, limit_rows, signals
from wardmote.performance.views.asked import partnership_of, quarter_of


@needs(Permission.PERFORMANCE_VIEW)
def indicator(request: Request, quarter: str, key: str) -> HttpResponse:
    """One indicator: its chart, its table, what it means and, for those who may, what was counted."""
    asked = quarter_of(request, quarter)
    partnership = partnership_of(request)
    page = indicator_page(request.actor, partnership.pk, asked, key)
    context = {
        "page": page,
        "row": page.row,
        "ogl": page.row.open_licence,
        "quarter": asked,
        "query": query_for(request.actor, partnership),
        "signals": signals(page.series),
        "limits": limit_rows(page.series, page.row.shape),
        "screened": SCREENED,
        "about": about(page.row.indicator),
        "may_enter": bool(may_enter(request.actor, page.row.indicator)),
        "may_rate": bool(may_rate(request.actor, partnership.pk)),
    }
    return render(request, "performance/indicator.html", context)


@needs(Permission.PERFORMANCE_VIEW)
def chart(request: Request, quarter: str, key: str) -> HttpResponse:
    """The indicator's chart as a picture; where it may not be drawn for this reader it is not there."""
    partnership = partnership_of(request)
    page = indicator_page(request.actor, partnership.pk, quarter_of(request, quarter), key)
    if page.chart is None:
        raise Refused(request.actor, "chart.view", reason="nothing that this reader may see drawn", object_ref=key[:80])
    return HttpResponse(str(page.chart.svg), content_type="image/svg+xml")


@needs(Permission.PERFORMANCE_VIEW)
def control(request: Request, quarter: str, key: str) -> HttpResponse:
    """The control chart as a picture; where months may not be seen it is not there."""
    partnership = partnership_of(request)
    page = indicator_page(request.actor, partnership.pk, quarter_of(request, quarter), key)
    if page.control is None:
        raise Refused(request.actor, "chart.view", reason="nothing that this reader may see drawn", object_ref=key[:80])
    return HttpResponse(str(page.control.svg), content_type="image/svg+xml")
