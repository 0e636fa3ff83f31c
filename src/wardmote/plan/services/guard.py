"""What every write of a plan asks first, and how a change to an adopted plan is kept for its readers to see.

An actor of None is the installation setting itself up: it may fill a plan in as it was adopted, without a reason.
"""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.plan.models import Plan, PlanChange
from wardmote.plan.rules import may_write

if TYPE_CHECKING:
    from wardmote.plan.models import PlanAction


def require_writer(actor: Actor | None, partnership_id: int, act: str, ref: object) -> None:
    """Raise Refused for somebody who may not write the partnership's plans."""
    if actor is not None:
        require(may_write(actor, partnership_id), actor, act, object_type="plan", object_ref=str(ref))


def hold(actor: Actor | None, plan_id: int, act: str, reason: str = "", *, needs_reason: bool = True) -> Plan:
    """Return a plan held for one change, inside a transaction.

    Raises Refused for somebody who may not write it; StateRefused for a plan that was superseded, and for one that is
    adopted where no reason is given.
    """
    plans: QuerySet[Plan] = Plan.objects.select_for_update(of=("self",)).select_related("partnership")
    plan = plans.get(pk=plan_id)
    require_writer(actor, plan.partnership_id, act, plan.pk)
    if plan.state == Plan.State.SUPERSEDED:
        raise StateRefused("This plan was superseded and stays as it was. Change the plan that followed it.")
    if actor is not None and needs_reason and plan.state == Plan.State.ADOPTED and not reason.strip():
        raise StateRefused("This plan is adopted: say why it changes. Everybody who reads the plan sees the reason.")
    return plan


def note(
    *,
    actor: Actor | None,
    plan: Plan,
    what: str,
    before: str = "",
    after: str = "",
    reason: str,
    action: "PlanAction | None" = None,
) -> None:
    """Keep a change where its readers see it. A draft's changes are not kept, nor those made while setting up."""
    if plan.state != Plan.State.ADOPTED or (actor is None and not reason):
        return
    PlanChange.objects.create(
        plan=plan, action=action, what=what[:80], before=before, after=after, reason=reason.strip(),
        made_by_id=actor.user_id if actor else None, made_at=clock.now(),
    )  # fmt: skip
