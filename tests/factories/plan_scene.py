"""A partnership with an adopted plan and the draft that refreshes another, each with one of everything that hangs on
a plan; and every address that writes one, with a form filled in rightly.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from wardmote.partnership.models import Organisation, Partnership
from wardmote.plan.models import (
    ActionStatus,
    Assessment,
    Milestone,
    Objective,
    OutsidePriority,
    PestelEntry,
    Plan,
    PlanAction,
    Priority,
)
from wardmote.plan.services.context import (
    add_assessment,
    add_outside_priority,
    add_pestel,
    assessment_words,
    outside_words,
    pestel_words,
)
from wardmote.plan.services.edit import objective_words, priority_words
from wardmote.plan.services.parts import milestone_words
from wardmote.plan.services.refresh import refresh_plan
from wardmote.plan.services.write import add_action, add_objective, add_priority, create_plan
from wardmote.plan.words import stamp

TOKEN = "a-token-of-the-tests"
YEARS: dict[str, Any] = {"starts_on": date(2023, 4, 1), "ends_on": date(2026, 3, 31)}


@dataclass
class PlanScene:
    """`plan` is adopted; `draft` follows another adopted one, of which `carried` is an action."""

    partnership: Partnership
    council: Organisation
    police: Organisation
    plan: Plan
    priority: Priority
    objective: Objective
    action: PlanAction
    other: PlanAction
    milestone: Milestone
    pestel: PestelEntry
    assessment: Assessment
    outside: OutsidePriority
    draft: Plan
    carried: PlanAction
    spare: Priority
    alone: Plan

    @property
    def at_risk(self) -> ActionStatus:
        return ActionStatus.objects.get(partnership=self.partnership, code="at-risk")

    @property
    def done(self) -> ActionStatus:
        return ActionStatus.objects.get(partnership=self.partnership, code="done")


def make_plan_scene(partnership: Partnership, council: Organisation, police: Organisation) -> PlanScene:
    """An adopted plan with two actions, and a draft that follows an adopted delivery plan with one."""
    here: dict[str, Any] = {"actor": None, "partnership": partnership}
    partnership.organisations.add(council, police)
    plan = create_plan(**here, title="A safer district", adopted_on=date(2023, 3, 20), **YEARS)
    outside = add_outside_priority(**here, document="Police and crime plan", code="1", title="Fewer victims")
    priority = add_priority(actor=None, plan=plan, number=1, title="Homes", reason="The assessment says so.")
    objective = add_objective(actor=None, priority=priority, number="1.1", title="Fewer burglaries")
    action = add_action(
        actor=None, priority=priority, ref="1", wording="Visit every burgled home.", lead=council, partners=[police],
        due_on=date(2025, 6, 30), measures=["Homes visited"], milestones=[("First hundred homes", date(2024, 9, 30))],
        objective=objective,
    )  # fmt: skip
    other = add_action(
        actor=None, priority=priority, ref="2", wording="Mark bicycles.", lead=police, due_kind="ongoing"
    )
    pestel = add_pestel(actor=None, plan=plan, factor="social", text="More people work at home.")
    assessment = add_assessment(actor=None, plan=plan, title="The year’s assessment", made_on=date(2022, 11, 1))
    old = create_plan(**here, title="Delivery 2023", kind="delivery", adopted_on=date(2023, 3, 20), **YEARS)
    small = add_priority(actor=None, plan=old, number=1, title="Small things")
    carried = add_action(actor=None, priority=small, ref="1", wording="Print leaflets.", lead=council,
                         due_kind="ongoing")  # fmt: skip
    draft = refresh_plan(
        actor=None, plan=old, title="Delivery 2024", starts_on=date(2024, 4, 1), ends_on=date(2027, 3, 31)
    )
    spare = add_priority(actor=None, plan=draft, number=9, title="To be taken out")
    alone = create_plan(**here, title="Brought in by itself", **YEARS)
    return PlanScene(
        partnership, council, police, plan, priority, objective, action, other, action.milestones.get(), pestel,
        assessment, outside, draft, carried, spare, alone,
    )  # fmt: skip


def day(name: str, on: date) -> dict[str, Any]:
    """Return a date as its three boxes are sent."""
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


Form = tuple[list[int | str], dict[str, Any]]
WHY = {"change_reason": "The board agreed it."}


def writes(s: PlanScene) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return every address that writes a plan, by its name, with the form that a manager would send there."""
    found = {**_whole_plans(s), **_lists(s), **_parts(s), **_actions(s)}
    return {
        name: (reverse(f"plan:{name}", args=args), {"form_token": f"{TOKEN}-{name}", **body})
        for name, (args, body) in found.items()
    }


def _whole_plans(s: PlanScene) -> dict[str, Form]:
    years = {**day("starts_on", date(2024, 4, 1)), **day("ends_on", date(2027, 3, 31))}
    frame = {"title": "Another", "kind": "delivery", "summary": "", "parent": "", "group": "", **years}
    return {
        "new": ([], frame),
        "edit": ([s.plan.pk], {**frame, "version": s.plan.version, **WHY}),
        "adopt": ([s.draft.pk], day("adopted_on", date(2024, 2, 1))),
        "refresh": ([s.plan.pk], {"title": "Next", **years}),
        "follow": ([s.alone.pk], {"old": s.plan.pk}),
        "carry": ([s.draft.pk, s.carried.pk], {"becomes": "close", "reason": "Nobody read them."}),
    }


def _lists(s: PlanScene) -> dict[str, Form]:
    return {
        "status_add": ([], {"label": "Waiting for money", "means": "at_risk"}),
        "status_edit": ([s.at_risk.pk], {"label": "Behind", "means": "at_risk", "position": "2"}),
        "outside_add": ([], {"document": "Police and crime plan", "code": "2", "title": "Safer streets"}),
        "outside_edit": (
            [s.outside.pk],
            {"document": "County agreement", "code": "1", "title": "Fewer", "seen": stamp(outside_words(s.outside))},
        ),
    }


def _parts(s: PlanScene) -> dict[str, Form]:
    plan: list[int | str] = [s.plan.pk]
    seen = {
        "priority": stamp(priority_words(s.priority)), "objective": stamp(objective_words(s.objective)),
        "pestel": stamp(pestel_words(s.pestel)), "assessment": stamp(assessment_words(s.assessment)),
    }  # fmt: skip
    forms: dict[str, Form] = {
        "priority_add": (plan, {"number": "2", "title": "Streets", "reason": "", "serves": [s.outside.pk]}),
        "priority": ([*plan, s.priority.pk], {"number": "1", "title": "Homes and streets"}),
        "objective_add": ([*plan, s.priority.pk], {"number": "1.2", "title": "Fewer thefts"}),
        "objective": ([*plan, s.objective.pk], {"number": "1.1", "title": "Far fewer"}),
        "pestel_add": (plan, {"factor": "legal", "text": "A new Act", "effect": ""}),
        "pestel": ([*plan, s.pestel.pk], {"factor": "social", "text": "Fewer do"}),
        "assessment_add": (plan, {"title": "Mid-year look", **day("made_on", date(2024, 1, 9))}),
        "assessment": ([*plan, s.assessment.pk], {"title": "The year’s", **day("made_on", date(2022, 11, 2))}),
        "remove": ([s.draft.pk, "priority", s.spare.pk], {}),
    }
    return {name: (args, {"seen": seen.get(name, ""), **body, **WHY}) for name, (args, body) in forms.items()}


def _actions(s: PlanScene) -> dict[str, Form]:
    action: list[int | str] = [s.plan.pk, s.action.pk]
    version = {"version": s.action.version}
    typed = {
        "ref": "3", "priority": s.priority.pk, "wording": "Light the alleys.", "lead": s.council.pk, "partners": [],
        "due_kind": "quarter", "due_quarter": "2024-25-Q1", "measures": "Alleys lit\nFewer calls", "public": "on",
    }  # fmt: skip
    step = {"title": s.milestone.title, **day("due_on", s.milestone.due_on), **day("done_on", date(2023, 9, 30))}
    return {
        "action_add": ([s.plan.pk], {**typed, **WHY}),
        "action_edit": (action, {**typed, "ref": "1", **version, **WHY}),
        "action_status": (action, {"status": s.done.pk, "status_reason": "", **version}),
        "action_merge": (action, {"into": s.other.pk, **version, **WHY}),
        "action_measures": (action, version),
        "milestone_add": (action, {"title": "Half way", **day("due_on", date(2024, 12, 1)), **WHY}),
        "milestone": ([*action, s.milestone.pk], {**step, "seen": stamp(milestone_words(s.milestone))}),
        "reference_add": (action, {"in_plan": s.plan.pk, "ref": "2", "text": "", **WHY}),
    }
