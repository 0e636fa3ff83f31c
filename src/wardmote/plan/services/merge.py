from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.plan.models import PlanAction
from wardmote.plan.services.guard import hold, note
from wardmote.plan.services.parts import not_merged


@transaction.atomic
def merge_action(
    *, actor: Actor | None, action: PlanAction, into: PlanAction, started_from: int, reason: str = ""
) -> PlanAction:
    """Merge an action into another of its plan: it keeps its page, which says where it went, and leaves every count.

    What was merged into it before goes along. Raises Refused; EditConflict where somebody changed it meanwhile;
    StateRefused for itself, for one of another plan, and for one that was merged itself.
    """
    plan = hold(actor, action.plan_id, "plan.merge_action", reason)
    kept, target = PlanAction.objects.get(pk=action.pk), PlanAction.objects.get(pk=into.pk)
    not_merged(kept)
    if target.pk == kept.pk or target.plan_id != plan.pk:
        raise StateRefused("Choose another action of the same plan.")
    if target.merged_into_id is not None:
        raise StateRefused("That action was merged into another itself. Choose the one it went to.")
    if kept.version != started_from:
        raise EditConflict(theirs={"wording": kept.wording}, yours={"wording": action.wording}, version=kept.version)
    kept.save_version(started_from=started_from, merged_into=target)
    kept.merged.update(merged_into=target)
    note(actor=actor, plan=plan, action=kept, what="merged", after=f"Into action {target.ref}", reason=reason)
    record(actor=actor, action="plan.merge_action", object_type="plan", object_ref=str(plan.pk),
           fields=["merged_into"])  # fmt: skip
    return kept
