"""Who reads the statutory calendar of a partnership and who keeps it."""

from wardmote.access.actor import Actor, Decision
from wardmote.access.permissions import Permission


def may_read_calendar(actor: Actor, partnership_id: int) -> Decision:
    """Those who read the plan, each in the partnership they work in: evidence names people and papers."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's calendar")
    return actor.may(Permission.PLAN_VIEW)


def may_keep_calendar(actor: Actor, partnership_id: int) -> Decision:
    """Those who run the partnership attach evidence, add its own dates and say which nation's rules hold."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's calendar")
    return actor.may(Permission.PARTNERSHIP_MANAGE)
