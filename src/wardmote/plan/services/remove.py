"""Taking something out of a draft. Nothing is ever taken out of a plan that was adopted."""

from django.db import transaction
from django.db.models import Model

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common.states import StateRefused
from wardmote.plan.models import (
    Assessment,
    CarriedOver,
    CrossReference,
    Milestone,
    Objective,
    PestelEntry,
    Plan,
    PlanAction,
    Priority,
)
from wardmote.plan.services.guard import hold

Removable = PlanAction | Priority | Objective | Milestone | CrossReference | PestelEntry | Assessment


@transaction.atomic
def remove_from_draft(*, actor: Actor | None, thing: Removable) -> None:
    """Take something out of a draft for good.

    Raises Refused; StateRefused for a plan that is not a draft, a priority or objective that still has actions, and
    an action that is carried over, which is closed with a reason instead.
    """
    plan = hold(actor, plan_of(thing), "plan.remove", needs_reason=False)
    if plan.state != Plan.State.DRAFT:
        raise StateRefused("Nothing is taken out of an adopted plan. Close it with a reason instead.")
    if isinstance(thing, PlanAction):
        if thing.continues_id is not None:
            raise StateRefused("It is carried over from the plan before. Close it there with a reason instead.")
        take_out(thing)
    elif isinstance(thing, Priority):
        if thing.actions.exists():
            raise StateRefused("The priority still has actions. Move or remove those first.")
        thing.objectives.all().delete()
        thing.delete()
    elif isinstance(thing, Objective) and thing.actions.exists():
        raise StateRefused("The objective still has actions. Move those first.")
    else:
        thing.delete()
    record(actor=actor, action="plan.remove", object_type="plan", object_ref=str(plan.pk),
           fields=[type(thing).__name__.lower()])  # fmt: skip


def plan_of(thing: Model) -> int:
    """Return the id of the plan in which something stands."""
    if isinstance(thing, Milestone):
        return thing.action.plan_id
    if isinstance(thing, CrossReference):
        return thing.from_action.plan_id
    if isinstance(thing, Objective):
        return thing.priority.plan_id
    found: int = thing.plan_id  # type: ignore[attr-defined]  # the others point at their plan
    return found


def take_out(action: PlanAction) -> None:
    """Delete a draft's action with all that hangs on it. Inside the act that decides on it.

    What pointed at it keeps its words, and what was merged into it stands by itself again.
    """
    for reference in action.pointed_at_by.all():
        words = reference.text or f"Action {action.ref}, removed"
        reference.to_action, reference.text = None, words
        reference.save(update_fields=["to_action", "text"])
    action.merged.update(merged_into=None)
    CarriedOver.objects.filter(new=action).delete()
    action.points_at.all().delete()
    action.measures.all().delete()
    action.milestones.all().delete()
    action.delete()
