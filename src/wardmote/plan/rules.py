"""Who writes a plan. Who reads one is said by `queries.plans_visible_to`."""

from wardmote.access.actor import Actor, Decision
from wardmote.access.permissions import Permission


def may_write(actor: Actor, partnership_id: int) -> Decision:
    """Those who run the partnership write its plan."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's plan")
    return actor.may(Permission.PARTNERSHIP_MANAGE)
