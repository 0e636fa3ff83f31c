"""Writes of a plan. An actor of None is the installation setting itself up."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.measures.registry import find
from wardmote.plan.models import Plan, PlanAction, Priority
from wardmote.plan.rules import may_write

DueKind = PlanAction.DueKind

if TYPE_CHECKING:
    from wardmote.partnership.models import Organisation, Partnership


def create_plan(
    *,
    actor: Actor | None,
    partnership: "Partnership",
    title: str,
    starts_on: date,
    ends_on: date,
    adopted_on: date | None = None,
) -> Plan:
    """Begin a plan. Raises Refused for somebody who may not write it, IntegrityError for a title used before."""
    _require(actor, partnership.pk, "plan.create", partnership.slug)
    with transaction.atomic():
        plan = Plan.objects.create(
            partnership=partnership,
            title=title,
            starts_on=starts_on,
            ends_on=ends_on,
            adopted_on=adopted_on,
            state=Plan.State.ADOPTED if adopted_on else Plan.State.DRAFT,
        )
        record(
            actor=actor, action="plan.create", object_type="plan", object_ref=str(plan.pk),
            fields=["title", "starts_on", "ends_on", "adopted_on"],
        )  # fmt: skip
    return plan


def add_priority(*, actor: Actor | None, plan: Plan, number: int, title: str) -> Priority:
    """Add a priority. Raises Refused as `create_plan`, IntegrityError for a number used before in this plan."""
    _require(actor, plan.partnership_id, "plan.add_priority", str(plan.pk))
    with transaction.atomic():
        priority = Priority.objects.create(plan=plan, number=number, title=title)
        record(
            actor=actor, action="plan.add_priority", object_type="plan", object_ref=str(plan.pk),
            fields=["number", "title"],
        )  # fmt: skip
    return priority


def add_action(
    *,
    actor: Actor | None,
    priority: Priority,
    ref: str,
    wording: str,
    lead: "Organisation | None" = None,
    partners: "Iterable[Organisation]" = (),
    measure_key: str = "",
    filters: Mapping[str, str] | None = None,
    due_kind: str = "",
    due_text: str = "",
    due_on: date | None = None,
    starts_on: date | None = None,
) -> PlanAction:
    """Add an action to a priority.

    Raises Refused as `create_plan`, KeyError for a measure that nobody registered, IntegrityError for a number used
    before in this plan.
    """
    _require(actor, priority.plan.partnership_id, "plan.add_action", str(priority.plan_id))
    if measure_key:
        find(measure_key)
    with transaction.atomic():
        action = PlanAction.objects.create(
            plan_id=priority.plan_id, priority=priority, ref=ref, wording=wording, measure_key=measure_key,
            filters=dict(filters or {}), lead=lead, due_kind=due_kind or (DueKind.DAY if due_on else DueKind.NONE),
            due_text=due_text, due_on=due_on, starts_on=starts_on,
        )  # fmt: skip
        action.partners.set(partners)
        record(
            actor=actor, action="plan.add_action", object_type="plan", object_ref=str(priority.plan_id),
            fields=["ref", "wording", "lead", "partners", "measure_key", "filters", "due_text", "due_on", "starts_on"],
        )  # fmt: skip
    return action


def _require(actor: Actor | None, partnership_id: int, action: str, ref: str) -> None:
    if actor is not None:
        require(may_write(actor, partnership_id), actor, action, object_type="plan", object_ref=ref)
