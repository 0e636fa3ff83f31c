"""Who works with the partnership's own incidents: nobody but its analysts, and only in their own partnership."""

from wardmote.access.actor import Actor, Decision
from wardmote.access.permissions import Permission


def may_use_incidents(actor: Actor, partnership_id: int | None) -> Decision:
    """Decide on loading, reading and removing: one right for all of it, because it shows exact places and times."""
    if partnership_id is None or actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's incidents")
    if not actor.second_factor:
        return Decision(False, "the second factor was not given")
    return actor.may(Permission.INCIDENT_USE)
