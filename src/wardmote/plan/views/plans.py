"""Reading plans: the tree, a plan, what changed in it, what it came from, and which priorities are covered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.performance.queries import query_for
from wardmote.plan.models import Plan, Priority
from wardmote.plan.queries.context import context_page
from wardmote.plan.queries.coverage import coverage as coverage_of
from wardmote.plan.queries.force import refresh_due_of
from wardmote.plan.queries.history import changes_page, cross_walks
from wardmote.plan.queries.pages import PlanFilter, PlanPage, plan_page
from wardmote.plan.queries.tree import plan_tree
from wardmote.plan.rules import may_write

readers = needs(Permission.PLAN_VIEW)
SHOWN = {"gaps": "Gaps: served by nobody", "doubles": "Doubles: served by two plans or more"}


@readers
def plan_list(request: Request) -> HttpResponse:
    """The plans in sight, each under the one it serves."""
    return render(request, "plan/list.html", {"lines": plan_tree(request.actor), "manages": _manages(request)})


@readers
def plan(request: Request, plan_id: int) -> HttpResponse:
    """A plan: priorities, numbered actions, how far they have come, and what each is counted by."""
    wanted = _wanted(request)
    page = plan_page(request.actor, plan_id, wanted)
    writes = bool(may_write(request.actor, page.plan.partnership_id)) and page.plan.state != Plan.State.SUPERSEDED
    context = {
        "page": page,
        "query": query_for(request.actor, page.plan.partnership),
        "opens_figures": bool(request.actor.may(Permission.PERFORMANCE_VIEW)),
        "writes": writes,
        "wanted": wanted,
        "active": _active(page, wanted),
        "refresh_due": refresh_due_of(page.plan) if writes else None,
        "triangle": dict(Priority.Triangle.choices),
    }
    return render(request, "plan/plan.html", context)


@readers
def changes(request: Request, plan_id: int) -> HttpResponse:
    """What was changed since the plan was adopted, why, and by whom."""
    return render(request, "plan/changes.html", {"page": changes_page(request.actor, plan_id)})


@readers
def cross_walk(request: Request, plan_id: int) -> HttpResponse:
    """What became of each action of the plan before, and of this one's in its refresh."""
    found, before, after = cross_walks(request.actor, plan_id)
    settles = found.state == Plan.State.DRAFT and bool(may_write(request.actor, found.partnership_id))
    context = {"plan": found, "before": before, "after": after, "settles": settles}
    return render(request, "plan/cross_walk.html", context)


@readers
def context(request: Request, plan_id: int) -> HttpResponse:
    """What a plan rests on: the assessment, forces from outside, why each priority is one, and its files."""
    page = context_page(request.actor, plan_id)
    writes = bool(may_write(request.actor, page.plan.partnership_id))
    return render(request, "plan/context.html", {
        "page": page, "manages": writes, "writes": writes and page.plan.state != Plan.State.SUPERSEDED,
    })  # fmt: skip


@readers
def coverage(request: Request) -> HttpResponse:
    """Which plans serve which priority, with gaps and doubles."""
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    active = [{"text": SHOWN[show], "href": reverse("plan:coverage")}] if show else []
    return render(request, "plan/coverage.html", {
        "page": coverage_of(request.actor, show), "show": show, "shown": SHOWN, "active": active,
        "manages": _manages(request),
    })  # fmt: skip


def _manages(request: Request) -> bool:
    here = request.actor.partnership_id
    return here is not None and bool(may_write(request.actor, here))


def _wanted(request: Request) -> PlanFilter:
    """Read the filters from the address; what is no number there filters nothing."""

    def number(name: str) -> int | None:
        typed = request.GET.get(name, "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None

    return PlanFilter(
        lead=number("lead"), status=request.GET.get("status", "")[:30], late=request.GET.get("late") == "1",
        priority=number("priority"),
    )  # fmt: skip


def _active(page: PlanPage, wanted: PlanFilter) -> list[dict[str, str]]:
    """Name the filters in force, each with the address without it."""
    titles = {block.priority.pk: f"Priority {block.priority.number}" for block in page.priorities}
    said: dict[str, tuple[Any, str]] = {
        "priority": (wanted.priority, titles.get(wanted.priority or 0, "Another priority")),
        "lead": (wanted.lead, page.leads.get(wanted.lead or 0, "Another lead")),
        "status": (wanted.status, page.statuses.get(wanted.status, "Another status")),
        "late": ("1" if wanted.late else "", "Late"),
    }
    on = {name: value for name, (value, _) in said.items() if value}
    address = reverse("plan:plan", args=[page.plan.pk])
    return [
        {"text": said[name][1], "href": f"{address}?{urlencode({k: v for k, v in on.items() if k != name})}"}
        for name in on
    ]
