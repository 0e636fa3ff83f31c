from django.http import HttpResponse
from django.shortcuts import render

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.performance.queries import query_for
from wardmote.plan.queries import plan_page, plans_visible_to


@needs(Permission.PLAN_VIEW)
def plan_list(request: Request) -> HttpResponse:
    """The plans in sight, newest first."""
    return render(request, "plan/list.html", {"plans": plans_visible_to(request.actor)})


@needs(Permission.PLAN_VIEW)
def plan(request: Request, plan_id: int) -> HttpResponse:
    """A plan: priorities, numbered actions, and what each is counted by."""
    page = plan_page(request.actor, plan_id)
    context = {
        "page": page,
        "query": query_for(request.actor, page.plan.partnership),
        "opens_figures": bool(request.actor.may(Permission.PERFORMANCE_VIEW)),
    }
    return render(request, "plan/plan.html", context)
