"""Who may make which report."""

from typing import TYPE_CHECKING

from wardmote.access.actor import Actor, Decision
from wardmote.access.permissions import Permission
from wardmote.publish.data import Audience

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


def may_make(actor: Actor, partnership: "Partnership", audience: Audience) -> Decision:
    """Those who make reports make the public's of every partnership in their sight, and the members' of their own.

    Whether the partnership is in sight is for `performance.queries.partnership_asked_for`.
    """
    for permission in (Permission.REPORT_MAKE, Permission.PERFORMANCE_VIEW):
        decision = actor.may(permission)
        if not decision:
            return decision
    if audience is Audience.MEMBER and actor.partnership_id != partnership.pk:
        return Decision(False, "the members' report of another partnership")
    return Decision(True, "makes reports here")
