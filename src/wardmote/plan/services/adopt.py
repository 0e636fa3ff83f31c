"""The day on which a partnership agrees its plan. From then on every change is one that its readers see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.plan.models import CarriedOver, Plan, PlanAction
from wardmote.plan.services.guard import hold
from wardmote.plan.words import natural


@dataclass(frozen=True)
class Missing:
    """One thing that keeps a draft from being adopted; `action` is the one it is about, if any."""

    text: str
    action: PlanAction | None = None


def what_is_missing(plan: Plan) -> list[Missing]:
    """Return everything that keeps a draft from being adopted, the whole plan's first."""
    priorities = plan.priorities.count()
    actions = list(plan.actions.filter(merged_into=None))
    found = [] if priorities else [Missing("It has no priority.")]
    found += [] if actions else [Missing("It has no action.")]
    refs: dict[str, str] = {}
    for action in sorted(actions, key=lambda each: natural(each.ref)):
        found += [Missing(text, action) for text in _of_action(action)]
        twin = refs.setdefault(action.ref.casefold(), action.ref)
        if twin != action.ref:
            found.append(Missing(f"Its number differs from {twin} only in capital letters.", action))
    return [*found, *_of_refresh(plan)]


def _of_action(action: PlanAction) -> Iterator[str]:
    if action.lead_id is None:
        yield "It has no lead: one organisation has to answer for it."
    if action.due_kind == PlanAction.DueKind.NONE and not action.due_text:
        yield "It does not say when it is due. Give a day, a month or a quarter, or say that it is ongoing."


def _of_refresh(plan: Plan) -> Iterator[Missing]:
    """Whatever the plan before it holds has to be carried over or closed, what was added to it since included."""
    if plan.supersedes_id is None:
        return
    placed = CarriedOver.objects.filter(plan=plan, old__isnull=False).values("old_id")
    for left in PlanAction.objects.filter(plan_id=plan.supersedes_id).exclude(pk__in=placed).order_by("position", "id"):
        yield Missing(f"Action {left.ref} of the plan before it is neither carried over nor closed.")


@transaction.atomic
def adopt_plan(*, actor: Actor | None, plan: Plan, adopted_on: date) -> Plan:
    """Adopt a draft. The plan that it refreshes is superseded from then on, and stays as it was.

    Raises Refused; StateRefused for a plan that is not a draft, a day still to come or before the plan it refreshes
    was adopted, and for anything that `what_is_missing` names.
    """
    held = hold(actor, plan.pk, "plan.adopt", needs_reason=False)
    if held.state != Plan.State.DRAFT:
        raise StateRefused("This plan is adopted already.")
    if adopted_on > clock.today():
        raise StateRefused("The day of adoption cannot be still to come.")
    before = held.supersedes
    if before is not None and before.adopted_on is not None and adopted_on < before.adopted_on:
        raise StateRefused("It cannot be adopted before the plan that it follows was.")
    missing = what_is_missing(held)
    if missing:
        raise StateRefused("The plan is not whole yet: see what is missing.")
    held.save_version(started_from=held.version, state=Plan.State.ADOPTED, adopted_on=adopted_on)
    record(actor=actor, action="plan.adopt", object_type="plan", object_ref=str(held.pk),
           fields=["state", "adopted_on"])  # fmt: skip
    if before is not None:
        before.save_version(started_from=before.version, state=Plan.State.SUPERSEDED)
        record(actor=actor, action="plan.supersede", object_type="plan", object_ref=str(before.pk), fields=["state"])
    return held
