"""Priorities and objectives, what a plan rests on, and what is taken out of a draft."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from wardmote.access.http import Request
from wardmote.plan.forms.parts import AssessmentForm, ObjectiveForm, PestelForm, PriorityForm, RemoveForm
from wardmote.plan.models import Plan
from wardmote.plan.queries.sight import part_to_write, plan_to_write
from wardmote.plan.services.context import (
    add_assessment,
    add_pestel,
    assessment_words,
    change_assessment,
    change_pestel,
    pestel_words,
)
from wardmote.plan.services.edit import change_objective, change_priority, objective_words, priority_words
from wardmote.plan.services.remove import remove_from_draft
from wardmote.plan.services.write import add_objective, add_priority
from wardmote.plan.views.asking import Asking, ask
from wardmote.plan.views.plan_edit import asked, page_of, trail_of, writers
from wardmote.plan.words import stamp


def _ask(request: Request, plan: Plan, title: str, press: str, said: str, purpose: str, form: Any,
         act: Callable[[Any], object], *, back: str = "", **more: Any) -> HttpResponse:  # fmt: skip
    """Ask for something of a plan and go back to the page it stands on."""
    address = back or page_of(plan)

    def done(sent: Any) -> str:
        act(sent)
        return address

    asking = Asking(title=title, press=press, said=said, purpose=purpose, back=address, caption=plan.title,
                    trail=trail_of(plan, {"text": title}), **more)  # fmt: skip
    return ask(request, asking, form, done)


@asked
@writers
def priority_add(request: Request, plan_id: int) -> HttpResponse:
    plan = plan_to_write(request.actor, plan_id, "plan.add_priority")
    last = plan.priorities.order_by("-number").first()
    form = PriorityForm(request.POST or None, plan=plan, initial={"number": last.number + 1 if last else 1})
    return _ask(
        request, plan, "Add a priority", "Add the priority", "The priority is added.", "plan.priority_add", form,
        lambda sent: add_priority(actor=request.actor, plan=plan, change_reason=sent.why, **sent.given),
    )  # fmt: skip


@asked
@writers
def priority(request: Request, plan_id: int, priority_id: int) -> HttpResponse:
    plan, found = part_to_write(request.actor, plan_id, "priority", priority_id)
    held = {
        "number": found.number, "title": found.title, "reason": found.reason, "triangle": found.triangle,
        "serves": list(found.serves.values_list("pk", flat=True)), "seen": stamp(priority_words(found)),
    }  # fmt: skip
    form = PriorityForm(request.POST or None, plan=plan, initial=held)
    return _ask(
        request, plan, "Change the priority", "Save", "The priority is saved.", "plan.priority", form,
        lambda sent: change_priority(
            actor=request.actor, priority=found, seen=sent.cleaned_data["seen"], change_reason=sent.why, **sent.given
        ),
        more={"removes": _removes(plan, "priority", found.pk)},
    )  # fmt: skip


@asked
@writers
def objective_add(request: Request, plan_id: int, priority_id: int) -> HttpResponse:
    plan, found = part_to_write(request.actor, plan_id, "priority", priority_id)
    first = {"number": f"{found.number}.{found.objectives.count() + 1}"}
    form = ObjectiveForm(request.POST or None, plan=plan, initial=first)
    return _ask(
        request, plan, f"Add an objective to priority {found.number}", "Add the objective", "The objective is added.",
        "plan.objective_add", form,
        lambda sent: add_objective(
            actor=request.actor, priority=found, number=sent.cleaned_data["number"], title=sent.cleaned_data["title"],
            change_reason=sent.why,
        ),
    )  # fmt: skip


@asked
@writers
def objective(request: Request, plan_id: int, objective_id: int) -> HttpResponse:
    plan, found = part_to_write(request.actor, plan_id, "objective", objective_id)
    held = {"number": found.number, "title": found.title, "seen": stamp(objective_words(found))}
    form = ObjectiveForm(request.POST or None, plan=plan, initial=held)
    return _ask(
        request, plan, "Change the objective", "Save", "The objective is saved.", "plan.objective", form,
        lambda sent: change_objective(
            actor=request.actor, objective=found, seen=sent.cleaned_data["seen"], number=sent.cleaned_data["number"],
            title=sent.cleaned_data["title"], change_reason=sent.why,
        ),
        more={"removes": _removes(plan, "objective", found.pk)},
    )  # fmt: skip


@asked
@writers
def pestel_add(request: Request, plan_id: int) -> HttpResponse:
    plan = plan_to_write(request.actor, plan_id, "plan.add_pestel")
    form = PestelForm(request.POST or None, plan=plan)
    return _ask(
        request, plan, "Add an outside force", "Add it", "It is added.", "plan.pestel_add", form,
        lambda sent: add_pestel(actor=request.actor, plan=plan, reason=sent.why,
                                **_typed(sent, "factor", "text", "effect")),
        back=_context(plan),
    )  # fmt: skip


@asked
@writers
def pestel(request: Request, plan_id: int, pestel_id: int) -> HttpResponse:
    plan, found = part_to_write(request.actor, plan_id, "pestel", pestel_id)
    held = {"factor": found.factor, "text": found.text, "effect": found.effect, "seen": stamp(pestel_words(found))}
    form = PestelForm(request.POST or None, plan=plan, initial=held)
    return _ask(
        request, plan, "Change an outside force", "Save", "It is saved.", "plan.pestel", form,
        lambda sent: change_pestel(actor=request.actor, entry=found, reason=sent.why,
                                   **_typed(sent, "seen", "factor", "text", "effect")),
        back=_context(plan), more={"removes": _removes(plan, "pestel", found.pk)},
    )  # fmt: skip


@asked
@writers
def assessment_add(request: Request, plan_id: int) -> HttpResponse:
    plan = plan_to_write(request.actor, plan_id, "plan.add_assessment")
    form = AssessmentForm(request.POST or None, plan=plan)
    return _ask(
        request, plan, "Add an assessment", "Add the assessment", "The assessment is added.", "plan.assessment_add",
        form, lambda sent: add_assessment(actor=request.actor, plan=plan, reason=sent.why,
                                          **_typed(sent, "title", "made_on", "found", "address")),
        back=_context(plan),
    )  # fmt: skip


@asked
@writers
def assessment(request: Request, plan_id: int, assessment_id: int) -> HttpResponse:
    plan, found = part_to_write(request.actor, plan_id, "assessment", assessment_id)
    held = {"title": found.title, "made_on": found.made_on, "found": found.found, "address": found.address,
            "seen": stamp(assessment_words(found))}  # fmt: skip
    form = AssessmentForm(request.POST or None, plan=plan, initial=held)
    return _ask(
        request, plan, "Change the assessment", "Save", "The assessment is saved.", "plan.assessment", form,
        lambda sent: change_assessment(actor=request.actor, assessment=found, reason=sent.why,
                                       **_typed(sent, "seen", "title", "made_on", "found", "address")),
        back=_context(plan), more={"removes": _removes(plan, "assessment", found.pk)},
    )  # fmt: skip


@asked
@writers
def remove(request: Request, plan_id: int, what: str, part_id: int) -> HttpResponse:
    """Take something out of a draft, once somebody has said that they mean it."""
    plan, found = part_to_write(request.actor, plan_id, what, part_id)
    return _ask(
        request, plan, "Take it out of the draft", "Take it out", "It is taken out of the draft.", "plan.remove",
        RemoveForm(request.POST or None), lambda sent: remove_from_draft(actor=request.actor, thing=found),
        told=str(found), danger=True,
    )  # fmt: skip


def _typed(sent: Any, *names: str) -> dict[str, Any]:
    return {name: sent.cleaned_data[name] for name in names}


def _context(plan: Plan) -> str:
    return reverse("plan:context", args=[plan.pk])


def _removes(plan: Plan, what: str, part_id: int) -> str:
    """Return where something is taken out; nowhere once the plan is adopted."""
    draft = plan.state == Plan.State.DRAFT
    return reverse("plan:remove", args=[plan.pk, what, part_id]) if draft else ""
