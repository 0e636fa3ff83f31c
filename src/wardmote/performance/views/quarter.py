from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.performance.links import links_for
from wardmote.performance.queries import latest_quarter, partnerships_in_sight, quarter_page, query_for
from wardmote.performance.rules import may_enter
from wardmote.performance.views.asked import partnership_of, quarter_of
from wardmote.performance.views.filters import IndicatorFilter


@needs(Permission.PERFORMANCE_VIEW)
def latest(request: Request) -> HttpResponse:
    """Go to the newest quarter with records."""
    partnership = partnership_of(request)
    quarter = latest_quarter(partnership.pk)
    address = reverse("performance:quarter", kwargs={"quarter": quarter.slug})
    return HttpResponseRedirect(address + query_for(request.actor, partnership))


@needs(Permission.PERFORMANCE_VIEW)
def quarter(request: Request, quarter: str) -> HttpResponse:
    """The quarter's page: one row an indicator."""
    asked = quarter_of(request, quarter)
    partnership = partnership_of(request)
    query = query_for(request.actor, partnership)
    page = quarter_page(request.actor, partnership.pk, asked)
    chosen = IndicatorFilter(request.GET, rows=page.rows)
    here = reverse("performance:quarter", kwargs={"quarter": asked.slug})
    context = {
        "page": page,
        "rows": chosen.apply(page.rows),
        "filters": chosen,
        "active": chosen.active(here, query),
        "here": here,
        "asked_for": request.GET.get("for", ""),
        "may_enter": any(may_enter(request.actor, row.indicator) for row in page.rows),
        "ogl": page.open_licence,
        "query": query,
        "others": [each for each in partnerships_in_sight(request.actor) if each.pk != partnership.pk],
        "own_id": request.actor.partnership_id,
        "links": links_for(request.actor, asked, query),
    }
    return render(request, "performance/quarter.html", context)
