"""May this actor run this partnership? Answers with a reason."""

from wardmote.access.actor import NOBODY, Actor, Decision
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require


def may_manage(actor: Actor | None, partnership_id: int) -> Decision:
    """Those who manage memberships here, in the partnership they are working in; nobody manages another, nor one below.

    No actor is the system itself, setting an installation up.
    """
    if actor is None:
        return Decision(True, "the system, at set-up")
    if actor.partnership_id != partnership_id:
        return Decision(False, "this is not the partnership they are working in")
    return actor.may(Permission.PARTNERSHIP_MANAGE)


def only_at_set_up(actor: Actor | None) -> Decision:
    """What nobody may do from within: new partnerships, and the law."""
    return Decision(actor is None, "the system, at set-up" if actor is None else "done only when setting up")


def require_managing(actor: Actor | None, partnership_id: int, action: str, object_ref: object = "") -> None:
    """Raise Refused unless the actor runs the partnership."""
    allowed = may_manage(actor, partnership_id)
    require(allowed, actor or NOBODY, action, object_type=action.split(".")[0], object_ref=str(object_ref))
