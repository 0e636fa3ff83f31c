"""Who writes a plan, and who says how far an action has come. Who reads one is said by `queries.sight`."""

from typing import TYPE_CHECKING

from wardmote.access.actor import Actor, Decision
from wardmote.access.permissions import Permission

if TYPE_CHECKING:
    from wardmote.plan.models import PlanAction


def may_write(actor: Actor, partnership_id: int) -> Decision:
    """Those who run the partnership write its plan, and see its drafts."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's plan")
    return actor.may(Permission.PARTNERSHIP_MANAGE)


def may_report(actor: Actor, action: "PlanAction") -> Decision:
    """Say how far an action has come: those who run the partnership, its lead's people, and its named contact."""
    if actor.partnership_id != action.plan.partnership_id:
        return Decision(False, "another partnership's action")
    if actor.may(Permission.PARTNERSHIP_MANAGE):
        return Decision(True, "runs the partnership")
    if action.contact_id is not None and action.contact_id == actor.user_id:
        return actor.may(Permission.PLAN_VIEW)
    leads = {standing.organisation_id for standing in actor.standings_with(Permission.PLAN_UPDATE)}
    if action.lead_id in leads:
        return Decision(True, "answers for the organisation that leads the action")
    return Decision(False, "neither runs the partnership nor leads the action")
