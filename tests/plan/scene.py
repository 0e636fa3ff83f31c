"""A partnership with an adopted plan and the draft that refreshes another, each with one of everything that hangs on
a plan; and every address that writes one, with a form filled in rightly.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from tests.performance.world import World
from wardmote.partnership.models import Organisation
from wardmote.plan.models import (
    ActionStatus,
    Assessment,
    CarriedOver,
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
YEARS = {"starts_on": date(2023, 4, 1), "ends_on": date(2026, 3, 31)}


@dataclass
class Scene:
    world: World
    council: Organisation
    police: Organisation
    plan: Plan
    priority: Priority
    objective: Objective
    action: PlanAction
    other: PlanAction
    pestel: PestelEntry
    assessment: Assessment
    outside: OutsidePriority
    draft: Plan
    spare: Priority

    def manager(self) -> Any:
        return self.world.actor(self.world.user("manager", self.world.north, "partnership_manager"))


def make_scene(world: World) -> Scene:
    """North's adopted plan with two actions, and a draft that follows an adopted delivery plan with one."""
    council, police = (
        Organisation.objects.create(slug=name.lower(), name=name, kind=kind)
        for name, kind in (("Downs", "council"), ("Ridge", "police"))
    )
    world.north.organisations.add(council, police)
    plan = create_plan(
        actor=None, partnership=world.north, title="A safer district", adopted_on=date(2023, 3, 20), **YEARS
    )
    outside = add_outside_priority(
        actor=None, partnership=world.north, document="Police and crime plan", code="1", title="Fewer victims"
    )
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
    old = create_plan(actor=None, partnership=world.north, title="Delivery 2023", kind="delivery",
                      adopted_on=date(2023, 3, 20), **YEARS)  # fmt: skip
    small = add_priority(actor=None, plan=old, number=1, title="Small things")
    add_action(actor=None, priority=small, ref="1", wording="Print leaflets.", lead=council, due_kind="ongoing")
    draft = refresh_plan(
        actor=None, plan=old, title="Delivery 2024", starts_on=date(2024, 4, 1), ends_on=date(2027, 3, 31)
    )
    spare = add_priority(actor=None, plan=draft, number=9, title="To be taken out")
    return Scene(
        world, council, police, plan, priority, objective, action, other, pestel, assessment, outside, draft, spare
    )


def day(name: str, on: date) -> dict[str, Any]:
    """Return a date as its three boxes are sent."""
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def writes(s: Scene) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return every address that writes a plan, by its name, with the form that a manager would send there."""
    plan, draft, action = [s.plan.pk], [s.draft.pk], [s.plan.pk, s.action.pk]
    why = {"change_reason": "The board agreed it."}
    old = CarriedOver.objects.get(plan=s.draft).old
    milestone = s.action.milestones.get()
    frame = {"title": "Another", "kind": "delivery", "summary": "", "parent": s.plan.pk, "group": "",
             **day("starts_on", date(2024, 4, 1)), **day("ends_on", date(2027, 3, 31))}  # fmt: skip
    seen = {"number": "1", "title": "Homes and streets", "seen": stamp(priority_words(s.priority)), **why}
    typed = {
        "ref": "3", "priority": s.priority.pk, "wording": "Light the alleys.", "lead": s.council.pk, "partners": [],
        "due_kind": "quarter", "due_quarter": "2024-25-Q1", "measures": "Alleys lit\nFewer calls", "public": "on",
    }  # fmt: skip
    status, version = s.world.north.pk, s.action.version
    found: dict[str, tuple[list[int | str], dict[str, Any]]] = {
        "new": ([], frame),
        "edit": (plan, {**frame, "parent": "", "version": s.plan.version, **why}),
        "adopt": (draft, day("adopted_on", date(2024, 2, 1))),
        "refresh": (plan, {"title": "Next", **day("starts_on", date(2024, 4, 1)), **day("ends_on", date(2027, 3, 31))}),
        "carry": ([s.draft.pk, old.pk], {"becomes": "close", "reason": "Nobody read them."}),
        "status_add": ([], {"label": "Waiting for money", "means": "at_risk"}),
        "status_edit": ([_status(status, "at-risk")], {"label": "Behind", "means": "at_risk", "position": "2"}),
        "outside_add": ([], {"document": "Police and crime plan", "code": "2", "title": "Safer streets"}),
        "outside_edit": (
            [s.outside.pk],
            {"document": "County agreement", "code": "1", "title": "Fewer", "seen": stamp(outside_words(s.outside))},
        ),
        "pestel_add": (plan, {"factor": "legal", "text": "A new Act", "effect": "", **why}),
        "pestel": (
            [s.plan.pk, s.pestel.pk],
            {"factor": "social", "text": "Fewer do", "seen": stamp(pestel_words(s.pestel)), **why},
        ),
        "assessment_add": (plan, {"title": "Mid-year look", **day("made_on", date(2024, 1, 9)), **why}),
        "assessment": (
            [s.plan.pk, s.assessment.pk],
            {"title": "The year’s", **day("made_on", date(2022, 11, 2)), "seen": stamp(assessment_words(s.assessment)),
             **why},
        ),
        "priority_add": (plan, {"number": "2", "title": "Streets", "reason": "", "serves": [s.outside.pk], **why}),
        "priority": ([s.plan.pk, s.priority.pk], seen),
        "objective_add": ([s.plan.pk, s.priority.pk], {"number": "1.2", "title": "Fewer thefts", **why}),
        "objective": (
            [s.plan.pk, s.objective.pk],
            {"number": "1.1", "title": "Far fewer", "seen": stamp(objective_words(s.objective)), **why},
        ),
        "remove": ([s.draft.pk, "priority", s.spare.pk], {}),
        "action_add": (plan, {**typed, **why}),
        "action_edit": (action, {**typed, "ref": "1", "version": version, **why}),
        "action_status": (action, {"status": _status(status, "done"), "status_reason": "", "version": version}),
        "action_merge": (action, {"into": s.other.pk, "version": version, **why}),
        "action_measures": (action, {"version": version}),
        "milestone_add": (action, {"title": "Half way", **day("due_on", date(2024, 12, 1)), **why}),
        "milestone": (
            [*action, milestone.pk],
            {"title": milestone.title, **day("due_on", milestone.due_on), **day("done_on", date(2023, 9, 30)),
             "seen": stamp(milestone_words(milestone))},
        ),
        "reference_add": (action, {"in_plan": s.plan.pk, "ref": "2", "text": "", **why}),
    }  # fmt: skip
    return {
        name: (reverse(f"plan:{name}", args=args), {"form_token": f"{TOKEN}-{name}", **body})
        for name, (args, body) in found.items()
    }


def _status(partnership_id: int, code: str) -> int:
    return ActionStatus.objects.get(partnership_id=partnership_id, code=code).pk
