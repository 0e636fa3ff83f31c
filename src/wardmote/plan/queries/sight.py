"""Which plans a person sees: own partnership, the county over it, a county's districts; drafts only those who write."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Q, QuerySet, When

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.partnership.queries import get_partnership_by_id
from wardmote.performance.queries import partnerships_in_sight
from wardmote.plan.models import (
    Assessment,
    CrossReference,
    Milestone,
    Objective,
    PestelEntry,
    Plan,
    PlanAction,
    Priority,
)
from wardmote.plan.rules import may_write

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


def plans_visible_to(actor: Actor) -> QuerySet[Plan]:
    """Return the plans in sight, those of one's own partnership first, then newest first.

    A draft is seen only by those who run the partnership whose plan it is.
    """
    if not actor.may(Permission.PLAN_VIEW):
        return Plan.objects.none()
    sight = [each.pk for each in partnerships_in_sight(actor)]
    seen = ~Q(state=Plan.State.DRAFT)
    if actor.partnership_id is not None and may_write(actor, actor.partnership_id):
        seen |= Q(partnership_id=actor.partnership_id)
    own_first = Case(When(partnership_id=actor.partnership_id, then=0), default=1)
    found = Plan.objects.filter(seen, partnership_id__in=sight).select_related("partnership", "group", "superseded_by")
    return found.order_by(own_first, "-starts_on", "partnership__name", "title")


def own_partnership(actor: Actor) -> "Partnership":
    """Return the partnership that a person works in. Raises Refused where there is none."""
    found = get_partnership_by_id(actor.partnership_id)
    if found is None:
        raise Refused(actor, "plan.write", reason="works in no partnership")
    return found


def get_plan(actor: Actor, plan_id: int) -> Plan:
    """Return a plan in sight. Raises Refused for one not there as for one not in sight."""
    plan = plans_visible_to(actor).select_related("parent", "supersedes").filter(pk=plan_id).first()
    if plan is None:
        raise Refused(actor, "plan.view", reason="no such plan in sight", object_type="plan", object_ref=str(plan_id))
    return plan


def plan_to_write(actor: Actor, plan_id: int, act: str) -> Plan:
    """Return a plan that this person writes. Raises Refused for any other."""
    plan = get_plan(actor, plan_id)
    require(may_write(actor, plan.partnership_id), actor, act, object_type="plan", object_ref=str(plan_id))
    return plan


def get_action(actor: Actor, plan_id: int, action_id: int) -> PlanAction:
    """Return an action of a plan in sight. Raises Refused as `get_plan`."""
    plan = get_plan(actor, plan_id)
    action = (
        PlanAction.objects.filter(pk=action_id, plan_id=plan.pk)
        .select_related(
            "priority", "objective", "lead", "contact", "status", "source", "continues__plan", "merged_into"
        )
        .first()
    )
    if action is None:
        raise Refused(actor, "plan.view", reason="no such action", object_type="plan", object_ref=str(plan_id))
    action.plan = plan
    return action


def get_milestone(actor: Actor, action: PlanAction, milestone_id: int) -> Milestone:
    """Return a milestone of an action already reached. Raises Refused for any other."""
    found = Milestone.objects.filter(pk=milestone_id, action=action).select_related("action__plan").first()
    if found is None:
        raise Refused(
            actor, "plan.view", reason="no such milestone", object_type="plan", object_ref=str(action.plan_id)
        )
    return found


# What hangs on a plan, by the word that stands for it in an address: its rows, and the way from them to the plan.
_PARTS: dict[str, tuple[Callable[[], QuerySet[Any]], str]] = {
    "action": (PlanAction.objects.all, "plan"),
    "priority": (Priority.objects.all, "plan"),
    "objective": (Objective.objects.all, "priority__plan"),
    "milestone": (Milestone.objects.all, "action__plan"),
    "reference": (CrossReference.objects.all, "from_action__plan"),
    "pestel": (PestelEntry.objects.all, "plan"),
    "assessment": (Assessment.objects.all, "plan"),
}


def part_to_write(actor: Actor, plan_id: int, what: str, part_id: int) -> tuple[Plan, Any]:
    """Return a plan that this person writes, and something of it. Raises Refused where there is no such thing in it."""
    plan = plan_to_write(actor, plan_id, "plan.write")
    rows, way = _PARTS.get(what, (Plan.objects.none, "parent"))
    found = rows().filter(**{"pk": part_id, way: plan.pk}).first()
    if found is None:
        raise Refused(actor, "plan.write", reason="no such part", object_type="plan", object_ref=str(plan_id))
    return plan, found
