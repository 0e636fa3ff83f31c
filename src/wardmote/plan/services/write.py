"""The beginning of a plan and of what stands in it. An actor of None is the installation setting itself up.

In an adopted plan each of these is a change for everybody to see, and asks for a reason.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Unpack

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common.states import StateRefused
from wardmote.measures.registry import find
from wardmote.plan.models import CarriedOver, Objective, Plan, PlanAction, Priority
from wardmote.plan.services.actions import change_action, link_measures, set_status
from wardmote.plan.services.fields import LISTS, Added, settled
from wardmote.plan.services.guard import hold, note, require_writer
from wardmote.plan.services.parts import point, put_lists, put_milestones
from wardmote.plan.services.refs import check_ref
from wardmote.plan.services.statuses import ensure_statuses

if TYPE_CHECKING:
    from wardmote.partnership.models import Group, Partnership
    from wardmote.plan.models import OutsidePriority

__all__ = [
    "add_action", "add_objective", "add_priority", "change_action", "create_plan", "link_measures", "set_status",
]  # fmt: skip


@transaction.atomic
def create_plan(
    *,
    actor: Actor | None,
    partnership: "Partnership",
    title: str,
    starts_on: date,
    ends_on: date,
    adopted_on: date | None = None,
    kind: str = Plan.Kind.PARTNERSHIP,
    summary: str = "",
    parent: Plan | None = None,
    group: "Group | None" = None,
) -> Plan:
    """Begin a plan: a draft, or while setting up one that was adopted on a day.

    Raises Refused for somebody who may not write it, StateRefused for a plan above it that is neither this
    partnership's nor its county's, IntegrityError for a title used before.
    """
    require_writer(actor, partnership.pk, "plan.create", partnership.slug)
    if actor is not None and adopted_on is not None:
        raise StateRefused("A plan begins as a draft, and is adopted once it is whole.")
    check_above(partnership, parent)
    ensure_statuses(partnership)
    plan = Plan.objects.create(
        partnership=partnership, title=title, starts_on=starts_on, ends_on=ends_on, adopted_on=adopted_on, kind=kind,
        summary=summary, parent=parent, group=group, state=Plan.State.ADOPTED if adopted_on else Plan.State.DRAFT,
    )  # fmt: skip
    record(
        actor=actor, action="plan.create", object_type="plan", object_ref=str(plan.pk),
        fields=["title", "starts_on", "ends_on", "adopted_on", "kind", "summary", "parent", "group"],
    )  # fmt: skip
    return plan


def check_above(partnership: "Partnership", parent: Plan | None, plan: Plan | None = None) -> None:
    """Raise StateRefused where `parent` may not stand over a plan of `partnership`, or would stand over itself."""
    if parent is None:
        return
    if parent.partnership_id not in (partnership.pk, partnership.parent_id):
        raise StateRefused("A plan stands under one of its own partnership or of the county over it.")
    above: Plan | None = parent
    seen: set[int] = set()
    while above is not None and above.pk not in seen:
        if plan is not None and above.pk == plan.pk:
            raise StateRefused("A plan cannot stand under itself, or under one that it stands over.")
        seen.add(above.pk)
        above = above.parent


@transaction.atomic
def add_priority(
    *,
    actor: Actor | None,
    plan: Plan,
    number: int,
    title: str,
    reason: str = "",
    triangle: str = "",
    serves: "Iterable[OutsidePriority]" = (),
    change_reason: str = "",
) -> Priority:
    """Add a priority; `reason` is why it is one. Raises Refused, StateRefused for a number used in this plan."""
    held = hold(actor, plan.pk, "plan.add_priority", change_reason)
    if Priority.objects.filter(plan=held, number=number).exists():
        raise StateRefused(f"Priority {number} is another priority of this plan.")
    priority = Priority.objects.create(plan=held, number=number, title=title, reason=reason, triangle=triangle)
    priority.serves.set(serves)
    note(actor=actor, plan=held, what="priority added", after=str(priority), reason=change_reason)
    record(actor=actor, action="plan.add_priority", object_type="plan", object_ref=str(plan.pk),
           fields=["number", "title", "reason", "triangle", "serves"])  # fmt: skip
    return priority


@transaction.atomic
def add_objective(
    *, actor: Actor | None, priority: Priority, number: str, title: str, change_reason: str = ""
) -> Objective:
    """Add an objective under a priority. Raises Refused, StateRefused for a number that the priority has."""
    held = hold(actor, priority.plan_id, "plan.add_objective", change_reason)
    if Objective.objects.filter(priority=priority, number=number).exists():
        raise StateRefused(f"Objective {number} is another objective of this priority.")
    objective = Objective.objects.create(priority=priority, number=number, title=title)
    note(actor=actor, plan=held, what="objective added", after=str(objective), reason=change_reason)
    record(actor=actor, action="plan.add_objective", object_type="plan", object_ref=str(held.pk),
           fields=["number", "title"])  # fmt: skip
    return objective


@transaction.atomic
def add_action(
    *,
    actor: Actor | None,
    priority: Priority,
    ref: str,
    wording: str,
    milestones: Iterable[tuple[str, date]] = (),
    points_at: Iterable[PlanAction | str] = (),
    reason: str = "",
    **described: Unpack[Added],
) -> PlanAction:
    """Add an action to a priority. `reason` is why, in a plan that is adopted.

    `milestones` are a title with its day; `points_at` other actions, or words for what is outside. For the rest see
    `fields.Added`.
    Raises Refused; KeyError for a measure that nobody registered; StateRefused for a number used in this plan or in
    one it refreshes, and for an objective of another priority.
    """
    plan = hold(actor, priority.plan_id, "plan.add_action", reason)
    if described.get("measure_key"):
        find(described["measure_key"])
    check_ref(plan, ref)
    given = settled({"priority": priority, **described})
    lists = {name: given.pop(name, []) for name in LISTS}
    action = PlanAction.objects.create(plan=plan, ref=ref, wording=wording, **given)
    put_lists(action, **lists)
    put_milestones(action, milestones)
    for target in points_at:
        point(action, target)
    if plan.supersedes_id is not None:
        CarriedOver.objects.create(plan=plan, how=CarriedOver.How.NEW, new=action, reason=reason)
    note(actor=actor, plan=plan, what="action added", after=str(action), reason=reason, action=action)
    record(
        actor=actor, action="plan.add_action", object_type="plan", object_ref=str(plan.pk),
        fields=["ref", "wording", "milestones", "points_at", *described],
    )  # fmt: skip
    return action
