"""Changes of an action: what it says, what watches it, and how far it has come."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.measures.registry import find
from wardmote.plan.models import ActionStatus, Plan, PlanAction
from wardmote.plan.rules import may_report
from wardmote.plan.services.fields import LISTS, PLACE, PLAIN, Changed, settled, values_of
from wardmote.plan.services.guard import hold, note
from wardmote.plan.services.parts import not_merged, put_measures
from wardmote.plan.services.refs import check_ref
from wardmote.plan.words import changed, said

if TYPE_CHECKING:
    from wardmote.performance.models import Indicator

_KNOWN = {*PLAIN, *PLACE, *LISTS}


@transaction.atomic
def change_action(
    *, actor: Actor | None, action: PlanAction, started_from: int, reason: str = "", **fields: Unpack[Changed]
) -> PlanAction:
    """Change what an action says; in an adopted plan with a reason, one visible change a field.

    `started_from` is the version that the person had before them. Raises Refused; EditConflict, both texts in words,
    where somebody saved first; StateRefused as `add_action`, and for an action that was merged.
    """
    unknown = set(fields) - _KNOWN
    if unknown:
        raise TypeError(f"An action has no {', '.join(sorted(unknown))}.")
    plan = hold(actor, action.plan_id, "plan.change_action", reason, needs_reason=not set(fields) <= set(PLACE))
    kept = PlanAction.objects.select_related("plan", "lead", "priority", "objective", "contact").get(pk=action.pk)
    not_merged(kept)
    before = values_of(kept)
    after = settled({**before, **{name: value for name, value in fields.items() if name not in PLACE}})
    was, becomes = said(before), said(after)
    if kept.version != started_from:
        raise EditConflict(theirs=was, yours=becomes, version=kept.version)
    _check(plan, kept, after)
    differing = changed(was, becomes)
    plain = {name: after[name] for name in PLAIN if after[name] != before[name]}
    place = {name: value for name, value in fields.items() if name in PLACE}
    if differing or plain or place:
        kept.save_version(started_from=started_from, **plain, **place)
        _put_lists(kept, before, after)
        for what, old, new in differing:
            note(actor=actor, plan=plan, action=kept, what=what, before=old, after=new, reason=reason)
        record(actor=actor, action="plan.change_action", object_type="plan", object_ref=str(plan.pk),
               fields=sorted(fields))  # fmt: skip
    return kept


def _check(plan: Plan, action: PlanAction, after: Mapping[str, Any]) -> None:
    if after["priority"].plan_id != plan.pk:
        raise StateRefused("The priority belongs to another plan.")
    if after["ref"] != action.ref:
        if action.continues_id is not None:
            raise StateRefused("An action that is carried over keeps its number.")
        check_ref(plan, after["ref"], besides=action.pk)
    if after["measure_key"] and after["measure_key"] != action.measure_key:
        find(after["measure_key"])


def _put_lists(action: PlanAction, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    if after["measures"] != before["measures"]:
        put_measures(action, after["measures"])
    for name in ("partners", "serves"):
        getattr(action, name).set(after[name])


@transaction.atomic
def link_measures(
    *, actor: Actor | None, action: PlanAction, indicators: "Mapping[int, Indicator | None]", started_from: int
) -> PlanAction:
    """Say which indicator watches each measure, by the measure's id. How it is shown is no change of the promise.

    Raises Refused, EditConflict, and StateRefused for an indicator of another partnership.
    """
    plan = hold(actor, action.plan_id, "plan.link_measures", needs_reason=False)
    kept = PlanAction.objects.select_related("plan").get(pk=action.pk)
    not_merged(kept)
    if any(each and each.partnership_id != plan.partnership_id for each in indicators.values()):
        raise StateRefused("The indicator belongs to another partnership.")
    if kept.version != started_from:
        held = said({"measures": values_of(kept)["measures"]})
        raise EditConflict(theirs=held, yours={}, version=kept.version)
    kept.save_version(started_from=started_from)
    for measure in kept.measures.all():
        if measure.pk in indicators:
            measure.indicator = indicators[measure.pk]
            measure.save(update_fields=["indicator"])
    record(actor=actor, action="plan.link_measures", object_type="plan", object_ref=str(plan.pk),
           fields=["measures.indicator"])  # fmt: skip
    return kept


@transaction.atomic
def set_status(
    *,
    actor: Actor | None,
    action: PlanAction,
    status: ActionStatus,
    status_reason: str = "",
    started_from: int | None = None,
) -> PlanAction:
    """Say how far an action has come. In an adopted plan everybody sees when that changed, and why.

    For those who may report on the action (`rules.may_report`); one of a draft, only those who write it. Raises
    Refused; StateRefused for a status of another partnership or a retired one, for stopping without a reason, and for
    a plan that was superseded; EditConflict where `started_from` is given and somebody saved first.
    """
    plan = Plan.objects.select_for_update().get(pk=action.plan_id)
    kept = PlanAction.objects.select_related("plan", "status").get(pk=action.pk)
    if actor is not None:
        require(may_report(actor, kept), actor, "plan.set_status", object_type="plan", object_ref=str(plan.pk))
    if actor is None or plan.state != Plan.State.ADOPTED:
        hold(actor, plan.pk, "plan.set_status")
    not_merged(kept)
    _status_fits(kept, status, status_reason)
    was = {"status": str(kept.status or ""), "reason": kept.status_reason}
    if started_from is not None and kept.version != started_from:
        raise EditConflict(theirs=was, yours={"status": str(status), "reason": status_reason}, version=kept.version)
    moved = kept.status_id != status.pk
    if moved or status_reason.strip() != kept.status_reason:
        kept.save_version(started_from=kept.version, status=status, status_reason=status_reason.strip())
        if moved:
            note(actor=actor, plan=plan, action=kept, what="status", before=was["status"], after=str(status),
                 reason=status_reason)  # fmt: skip
        record(actor=actor, action="plan.set_status", object_type="plan", object_ref=str(plan.pk),
               fields=["status", "status_reason"])  # fmt: skip
    return kept


def _status_fits(action: PlanAction, status: ActionStatus, reason: str) -> None:
    other = status.partnership_id != action.plan.partnership_id
    if other or (status.retired and status.pk != action.status_id):
        raise StateRefused("Choose one of the statuses in use.")
    if status.means == ActionStatus.Means.STOPPED and not reason.strip():
        raise StateRefused("Say why the action stops.")
