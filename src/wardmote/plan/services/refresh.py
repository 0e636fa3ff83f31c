"""The yearly refresh of a rolling plan: a draft that carries over what is open, and says what became of the rest."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common.states import StateRefused
from wardmote.plan.models import (
    ActionStatus,
    CarriedOver,
    Objective,
    PestelEntry,
    Plan,
    PlanAction,
    Priority,
)
from wardmote.plan.services.adopt import adopt_plan
from wardmote.plan.services.edit import title_is_free
from wardmote.plan.services.guard import hold
from wardmote.plan.services.parts import point, put_measures, put_milestones
from wardmote.plan.services.remove import take_out
from wardmote.plan.words import natural

How = CarriedOver.How
_CLOSED = (ActionStatus.Means.DONE, ActionStatus.Means.STOPPED)
_COPIED = (
    "ref", "position", "wording", "working_title", "lead", "lead_text", "contact", "sponsor", "measure_key", "filters",
    "starts_on", "due_kind", "due_text", "due_on", "status", "status_reason", "triangle", "public", "source",
    "source_place", "source_key",
)  # fmt: skip


@transaction.atomic
def refresh_plan(
    *, actor: Actor | None, plan: Plan, title: str, starts_on: date, ends_on: date,
    closing: Mapping[int, str] | None = None, adopted: date | None = None,
) -> Plan:  # fmt: skip
    """Make the draft that follows an adopted plan; adopt it at once where `adopted` gives the day.

    Every open action is carried over with its number, measures, partners and milestones still to do, unless `closing`
    gives a reason for its id; done and stopped ones are closed. Priorities, objectives and outside forces are copied.
    Raises Refused; StateRefused for a plan that is no adopted one, that has its refresh already, or that would begin
    before it, for a title used before, and as `adopt_plan`.
    """
    old = hold(actor, plan.pk, "plan.refresh", needs_reason=False)
    if old.state != Plan.State.ADOPTED:
        raise StateRefused("Only an adopted plan is refreshed. Change the draft itself.")
    if Plan.objects.filter(supersedes=old).exists():
        raise StateRefused("This plan has its refresh already.")
    if ends_on < starts_on or starts_on < old.starts_on:
        raise StateRefused("A refresh begins with or after the plan it follows, and ends after it begins.")
    title_is_free(old.partnership_id, title)
    new = Plan.objects.create(
        partnership_id=old.partnership_id, kind=old.kind, group_id=old.group_id, parent_id=old.parent_id,
        summary=old.summary, title=title, starts_on=starts_on, ends_on=ends_on, supersedes=old,
    )  # fmt: skip
    _Carrying(old, new, dict(closing or {})).run()
    record(actor=actor, action="plan.refresh", object_type="plan", object_ref=str(new.pk),
           fields=["title", "starts_on", "ends_on", "supersedes", "actions"])  # fmt: skip
    return adopt_plan(actor=actor, plan=new, adopted_on=adopted) if adopted else new


class _Carrying:
    """Copies a plan's frame into its refresh, then its actions one by one, then where these point."""

    def __init__(self, old: Plan, new: Plan, closing: dict[int, str]) -> None:
        self.old, self.new, self.closing = old, new, closing

    def run(self) -> None:
        for priority in self.old.priorities.all():
            copy_priority(self.new, priority)
        for entry in self.old.pestel.all():
            PestelEntry.objects.create(plan=self.new, factor=entry.factor, text=entry.text, effect=entry.effect,
                                       position=entry.position)  # fmt: skip
        carried = []
        actions = self.old.actions.select_related("status", "merged_into", "priority", "objective")
        for action in sorted(actions, key=lambda each: natural(each.ref)):
            why = closed_because(action) or self.closing.get(action.pk, "").strip()
            if why:
                CarriedOver.objects.create(plan=self.new, how=How.CLOSED, old=action, reason=why)
            else:
                carried.append(carry(self.new, action))
        for action in carried:
            point_again(action)


def closed_because(action: PlanAction) -> str:
    """Say why an action has come to its end, or nothing while it is open."""
    if action.merged_into is not None:
        return f"Merged into action {action.merged_into.ref}."
    if action.status is None or action.status.means not in _CLOSED:
        return ""
    return f"{action.status.label}: {action.status_reason}" if action.status_reason else f"{action.status.label}."


def copy_priority(plan: Plan, priority: Priority) -> Priority:
    """Copy a priority with its objectives into a plan, unless one of that number stands there."""
    found = Priority.objects.filter(plan=plan, number=priority.number).first()
    made = found or Priority.objects.create(
        plan=plan, number=priority.number, title=priority.title, reason=priority.reason, triangle=priority.triangle
    )
    if found is None:
        made.serves.set(priority.serves.all())
    held = set(made.objectives.values_list("number", flat=True))
    for objective in priority.objectives.all():
        if objective.number not in held:
            Objective.objects.create(priority=made, number=objective.number, title=objective.title)
    return made


def carry(plan: Plan, old: PlanAction) -> PlanAction:
    """Carry one action over into a refresh, with the line of the cross-walk that says so."""
    priority = copy_priority(plan, old.priority)
    objective = priority.objectives.filter(number=old.objective.number).first() if old.objective else None
    made = PlanAction.objects.create(
        plan=plan, priority=priority, objective=objective, continues=old,
        **{name: getattr(old, name) for name in _COPIED},
    )  # fmt: skip
    made.partners.set(old.partners.all())
    made.serves.set(old.serves.all())
    put_measures(made, [(each.text, each.indicator) for each in old.measures.select_related("indicator")])
    put_milestones(made, [(each.title, each.due_on) for each in old.milestones.filter(done_on=None)])
    CarriedOver.objects.create(plan=plan, how=How.CONTINUING, old=old, new=made)
    return made


def point_again(made: PlanAction) -> None:
    """Let a carried action point where the old one did: at what continues its target, where that was carried over."""
    if made.continues is None:
        return
    for reference in made.continues.points_at.select_related("to_action"):
        target = reference.to_action
        if target is None:
            point(made, reference.text)
            continue
        here = PlanAction.objects.filter(plan=made.plan, continues=target).first()
        if here is not None:
            point(made, here)
        elif target.plan_id == made.plan.supersedes_id:
            point(made, f"Action {target.ref} of the plan before, closed")
        else:
            point(made, target)


@transaction.atomic
def close_carried(*, actor: Actor | None, plan: Plan, old: PlanAction, reason: str) -> CarriedOver:
    """In a draft, close an action of the plan before it rather than carry it over.

    Raises Refused; StateRefused without a reason, for an adopted plan, and for an action of any other plan.
    """
    draft = _draft(actor, plan, old, "plan.close_carried")
    if not reason.strip():
        raise StateRefused("Say why it is not carried over.")
    line = CarriedOver.objects.filter(plan=draft, old=old).select_related("new").first()
    if line is None:
        line = CarriedOver.objects.create(plan=draft, how=How.CLOSED, old=old, reason=reason.strip())
    else:
        carried = line.new
        line.how, line.new, line.reason = How.CLOSED, None, reason.strip()
        line.save(update_fields=["how", "new", "reason"])
        if carried is not None:
            take_out(carried)
    record(actor=actor, action="plan.close_carried", object_type="plan", object_ref=str(draft.pk),
           fields=["carried_over"])  # fmt: skip
    return line


@transaction.atomic
def carry_over(*, actor: Actor | None, plan: Plan, old: PlanAction) -> PlanAction:
    """In a draft, carry over an action of the plan before it that was closed there, or added there since.

    Raises Refused; StateRefused for an adopted plan, for an action of any other plan, or one carried over already.
    """
    draft = _draft(actor, plan, old, "plan.carry_over")
    line = CarriedOver.objects.filter(plan=draft, old=old).first()
    if line is not None and line.how == How.CONTINUING:
        raise StateRefused("It is carried over already.")
    if PlanAction.objects.filter(plan=draft, ref__iexact=old.ref).exists():
        raise StateRefused(f"Number {old.ref} is another action of this plan.")
    if line is not None:
        line.delete()
    made = carry(draft, old)
    point_again(made)
    record(actor=actor, action="plan.carry_over", object_type="plan", object_ref=str(draft.pk),
           fields=["carried_over"])  # fmt: skip
    return made


def _draft(actor: Actor | None, plan: Plan, old: PlanAction, act: str) -> Plan:
    draft = hold(actor, plan.pk, act, needs_reason=False)
    if draft.state != Plan.State.DRAFT:
        raise StateRefused("What became of the plan before it was settled when this one was adopted.")
    if old.plan_id != draft.supersedes_id:
        raise StateRefused("That action is not of the plan which this one follows.")
    return draft
