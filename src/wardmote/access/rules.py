"""May this actor manage accounts here, and this person's? Answers with a reason."""

from wardmote.access import directory
from wardmote.access.actor import Actor, Decision
from wardmote.access.models import Invitation
from wardmote.access.permissions import Permission


def may_invite(actor: Actor) -> Decision:
    """Account managers and those who manage the partnership's memberships invite people to it."""
    if actor.partnership_id is None:
        return Decision(False, "no partnership to invite to")
    managed = actor.may(Permission.PARTNERSHIP_MANAGE)
    return managed if managed else actor.may(Permission.ACCOUNT_MANAGE)


def may_manage(actor: Actor, user_id: int) -> Decision:
    """An account manager manages the accounts of people of their own partnership, but not their own."""
    held = actor.may(Permission.ACCOUNT_MANAGE)
    if not held:
        return held
    if user_id == actor.user_id:
        return Decision(False, "nobody manages their own account")
    return belongs(actor, user_id)


def belongs(actor: Actor, user_id: int) -> Decision:
    """Whether the person is or was of the actor's partnership, or was invited to it."""
    if actor.partnership_id is not None:
        if user_id in directory.people_of(actor.partnership_id):
            return Decision(True, "the person is of this partnership")
        if Invitation.objects.filter(user_id=user_id, partnership_id=actor.partnership_id).exists():
            return Decision(True, "the person was invited to this partnership")
    return Decision(False, "the person is not of this partnership")
