"""One way to say no. What is missing and what is not yours are refused alike, and both are written down."""

from wardmote.access.actor import Actor, Decision


class Refused(Exception):
    """Raised by rules and queries; the door-keeper records it and answers with the common 404."""

    def __init__(self, actor: Actor, action: str, *, reason: str, object_type: str = "", object_ref: str = "") -> None:
        super().__init__(reason)
        self.actor, self.action, self.reason = actor, action, reason
        self.object_type, self.object_ref = object_type, object_ref


class NeedsSecondFactor(Exception):
    """The person may go on once they have given their second factor."""


def require(decision: Decision, actor: Actor, action: str, *, object_type: str = "", object_ref: str = "") -> None:
    """Raise Refused unless `decision` is yes."""
    if not decision:
        raise Refused(actor, action, reason=decision.reason, object_type=object_type, object_ref=object_ref)
