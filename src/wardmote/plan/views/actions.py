"""An action's page, and the forms that write it."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.common.states import StateRefused
from wardmote.plan.forms.actions import (
    ActionForm,
    MeasuresForm,
    MergeForm,
    MilestoneForm,
    ReferenceForm,
    StatusForm,
    action_held,
)
from wardmote.plan.models import Plan, PlanAction
from wardmote.plan.queries.action import action_page
from wardmote.plan.queries.choices import find_action
from wardmote.plan.queries.sight import get_action, get_milestone, plan_to_write, plans_visible_to
from wardmote.plan.rules import may_report
from wardmote.plan.services.actions import change_action, link_measures, set_status
from wardmote.plan.services.merge import merge_action
from wardmote.plan.services.parts import add_milestone, add_reference, change_milestone, milestone_words
from wardmote.plan.services.refs import next_ref
from wardmote.plan.services.write import add_action
from wardmote.plan.views.asking import Asking, ask
from wardmote.plan.views.plan_edit import asked, page_of, trail_of, writers
from wardmote.plan.words import stamp

readers = needs(Permission.PLAN_VIEW)


def address_of(action: PlanAction) -> str:
    return reverse("plan:action", args=[action.plan_id, action.pk])


@readers
def action(request: Request, plan_id: int, action_id: int) -> HttpResponse:
    """One action: what was promised, how far it has come, and what has changed."""
    page = action_page(request.actor, plan_id, action_id)
    return render(request, "plan/action.html", {
        "page": page, "opens_figures": bool(request.actor.may(Permission.PERFORMANCE_VIEW)), "today": clock.today(),
        "quarters": {each.round.quarter: Quarter.parse(each.round.quarter).label for each in page.updates},
    })  # fmt: skip


def _asking(found: PlanAction, title: str, press: str, said: str, purpose: str, **more: Any) -> Asking:
    """Say what the page of a form about an action says."""
    back = address_of(found)
    trail = trail_of(found.plan, {"text": f"Action {found.ref}", "href": back}, {"text": title})
    caption = f"{found.ref}. {found.working_title or found.wording}"
    return Asking(title=title, press=press, said=said, purpose=purpose, back=back, trail=trail,
                  caption=caption if len(caption) < 120 else caption[:119] + "…", **more)  # fmt: skip


def _writable(request: Request, plan_id: int, action_id: int, act: str) -> PlanAction:
    plan_to_write(request.actor, plan_id, act)
    return get_action(request.actor, plan_id, action_id)


@asked
@writers
def add(request: Request, plan_id: int) -> HttpResponse:
    """Add an action to a plan."""
    plan = plan_to_write(request.actor, plan_id, "plan.add_action")

    def act(form: ActionForm) -> str:
        given = form.given
        made = add_action(actor=request.actor, reason=form.why, priority=given.pop("priority"), ref=given.pop("ref"),
                          wording=given.pop("wording"), **given)  # fmt: skip
        return address_of(made)

    first = {"ref": next_ref(plan), "public": True, "due_kind": "day", "priority": request.GET.get("priority", "")}
    form = ActionForm(request.POST or None, plan=plan, initial=first)
    asking = Asking(
        title="Add an action", press="Add the action", said="The action is added.", purpose="plan.action_add",
        back=page_of(plan), trail=trail_of(plan, {"text": "Add an action"}), caption=plan.title,
        template="plan/action_form.html",
    )  # fmt: skip
    return ask(request, asking, form, act)


@asked
@writers
def edit(request: Request, plan_id: int, action_id: int) -> HttpResponse:
    """Change what an action says. Somebody else's change in between is never written over unseen."""
    found = _writable(request, plan_id, action_id, "plan.change_action")

    def act(form: ActionForm) -> str:
        started_from = form.cleaned_data["version"] or 0
        change_action(actor=request.actor, action=found, started_from=started_from, reason=form.why, **form.given)
        return address_of(found)

    form = ActionForm(request.POST or None, plan=found.plan, action=found, initial=action_held(found))
    asking = _asking(found, "Change the action", "Save", "The action is saved.", "plan.action_edit",
                     template="plan/action_form.html")  # fmt: skip
    return ask(request, asking, form, act)


@asked
@readers
def status(request: Request, plan_id: int, action_id: int) -> HttpResponse:
    """Say how far an action has come: its lead's people, its contact, and those who run the partnership."""
    found = get_action(request.actor, plan_id, action_id)
    require(may_report(request.actor, found), request.actor, "plan.set_status", object_type="plan",
            object_ref=str(plan_id))  # fmt: skip

    def act(form: StatusForm) -> str:
        given = form.cleaned_data
        set_status(actor=request.actor, action=found, status=given["status"], status_reason=given["status_reason"],
                   started_from=given["version"])  # fmt: skip
        return address_of(found)

    held = {"status": found.status_id, "version": found.version}
    now = f"Now: {found.status}. {found.status_reason}" if found.status else ""
    asking = _asking(found, "How far it has come", "Save", "The status is saved.", "plan.action_status", told=now)
    return ask(request, asking, StatusForm(request.POST or None, action=found, initial=held), act)


@asked
@writers
def merge(request: Request, plan_id: int, action_id: int) -> HttpResponse:
    """Merge an action into another of its plan."""
    found = _writable(request, plan_id, action_id, "plan.merge_action")

    def act(form: MergeForm) -> str:
        given = form.cleaned_data
        into = get_action(request.actor, plan_id, given["into"])
        merge_action(actor=request.actor, action=found, into=into, started_from=given["version"], reason=form.why)
        return address_of(found)

    asking = _asking(
        found, "Merge it into another action", "Merge", "The action is merged.", "plan.action_merge", danger=True,
        told="It keeps its page, which says where it went. It is no longer counted, asked about or reported.",
    )  # fmt: skip
    form = MergeForm(request.POST or None, action=found, initial={"version": found.version})
    return ask(request, asking, form, act)


@asked
@writers
def measures(request: Request, plan_id: int, action_id: int) -> HttpResponse:
    """Say which indicator watches each measure."""
    found = _writable(request, plan_id, action_id, "plan.link_measures")

    def act(form: MeasuresForm) -> str:
        link_measures(actor=request.actor, action=found, indicators=form.given,
                      started_from=form.cleaned_data["version"])  # fmt: skip
        return address_of(found)

    form = MeasuresForm(request.POST or None, action=found, initial={"version": found.version})
    asking = _asking(
        found, "Indicators of its measures", "Save", "The indicators are saved.", "plan.action_measures",
        told="The figure of the indicator then stands beside the measure.", marks_optional=False,
    )  # fmt: skip
    return ask(request, asking, form, act)


@asked
@writers
def milestone_add(request: Request, plan_id: int, action_id: int) -> HttpResponse:
    """Add a step on the way."""
    found = _writable(request, plan_id, action_id, "plan.add_milestone")

    def act(form: MilestoneForm) -> str:
        given = form.cleaned_data
        add_milestone(actor=request.actor, action=found, title=given["title"], due_on=given["due_on"], reason=form.why)
        return address_of(found)

    asking = _asking(found, "Add a milestone", "Add the milestone", "The milestone is added.", "plan.milestone_add")
    return ask(request, asking, MilestoneForm(request.POST or None, plan=found.plan, new=True), act)


@asked
@writers
def milestone(request: Request, plan_id: int, action_id: int, milestone_id: int) -> HttpResponse:
    """Change a milestone, or say when it was done."""
    found = _writable(request, plan_id, action_id, "plan.change_milestone")
    step = get_milestone(request.actor, found, milestone_id)

    def act(form: MilestoneForm) -> str:
        given = form.cleaned_data
        change_milestone(
            actor=request.actor, milestone=step, seen=given["seen"], title=given["title"], due_on=given["due_on"],
            done_on=given["done_on"], reason=form.why,
        )  # fmt: skip
        return address_of(found)

    held = {"title": step.title, "due_on": step.due_on, "done_on": step.done_on, "seen": stamp(milestone_words(step))}
    asking = _asking(found, "Milestone", "Save", "The milestone is saved.", "plan.milestone")
    return ask(request, asking, MilestoneForm(request.POST or None, plan=found.plan, initial=held), act)


@asked
@writers
def reference_add(request: Request, plan_id: int, action_id: int) -> HttpResponse:
    """Let an action point at another, of this plan or of one in sight, or at what words name."""
    found = _writable(request, plan_id, action_id, "plan.add_reference")

    def act(form: ReferenceForm) -> str:
        given = form.cleaned_data
        to = given["text"] or _target(request, given["in_plan"], given["ref"])
        add_reference(actor=request.actor, action=found, to=to, reason=form.why)
        return address_of(found)

    plans = plans_visible_to(request.actor).filter(~Q(state=Plan.State.SUPERSEDED) | Q(pk=plan_id))
    form = ReferenceForm(request.POST or None, plan=found.plan, plans=plans, initial={"in_plan": plan_id})
    asking = _asking(found, "Add a cross-reference", "Add", "The cross-reference is added.", "plan.reference_add")
    return ask(request, asking, form, act)


def _target(request: Request, plan: Plan, ref: str) -> PlanAction:
    target = find_action(request.actor, plan.pk, ref)
    if target is None:
        raise StateRefused(f"“{plan.title}” has no action {ref}.")
    return target
