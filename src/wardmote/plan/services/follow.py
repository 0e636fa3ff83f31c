from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common.states import StateRefused
from wardmote.plan.models import CarriedOver, Plan, PlanAction
from wardmote.plan.services.guard import hold
from wardmote.plan.services.refresh import closed_because
from wardmote.plan.services.refs import check_ref

How = CarriedOver.How


@transaction.atomic
def follow_plan(*, actor: Actor | None, plan: Plan, old: Plan) -> Plan:
    """Say that a draft written or brought in by itself is the refresh of an adopted plan.

    Actions of one number are the same action, continuing; done, stopped and merged ones of the old plan are closed;
    the draft's others are new. What is left of the old plan has to be settled before the draft is adopted.
    Raises Refused; StateRefused for a plan that is no draft or follows one already, for an old plan that is not
    adopted, is another partnership's or has its refresh, and for a number that an edition before that one used.
    """
    draft = hold(actor, plan.pk, "plan.follow", needs_reason=False)
    before = Plan.objects.select_for_update().get(pk=old.pk)
    if draft.state != Plan.State.DRAFT or draft.supersedes_id is not None:
        raise StateRefused("Only a draft that follows no plan yet can follow one.")
    if before.partnership_id != draft.partnership_id or before.state != Plan.State.ADOPTED:
        raise StateRefused("Choose an adopted plan of this partnership.")
    if Plan.objects.filter(supersedes=before).exists():
        raise StateRefused("That plan has its refresh already.")
    draft.save_version(started_from=draft.version, supersedes=before)
    held = {action.ref.casefold(): action for action in before.actions.select_related("status", "merged_into")}
    for action in draft.actions.all():
        _place(draft, action, held.pop(action.ref.casefold(), None))
    for action in held.values():
        why = closed_because(action)
        if why:
            CarriedOver.objects.create(plan=draft, how=How.CLOSED, old=action, reason=why)
    record(actor=actor, action="plan.follow", object_type="plan", object_ref=str(draft.pk),
           fields=["supersedes", "carried_over"])  # fmt: skip
    return draft


def _place(draft: Plan, action: PlanAction, old: PlanAction | None) -> None:
    check_ref(draft, action.ref, besides=action.pk, continues=old)
    if old is not None:
        action.save_version(started_from=action.version, continues=old)
    how = How.CONTINUING if old else How.NEW
    CarriedOver.objects.create(plan=draft, how=how, old=old, new=action)
