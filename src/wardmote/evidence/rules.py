"""Who reads surveys and who keeps them."""

from wardmote.access.actor import Actor, Decision
from wardmote.access.permissions import Permission


def may_read(actor: Actor, partnership_id: int) -> Decision:
    """Those who see evidence read the surveys of the partnership they work in."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's survey")
    return actor.may(Permission.EVIDENCE_VIEW)


def may_keep(actor: Actor, partnership_id: int) -> Decision:
    """Those who enter readings keep the surveys: questions, answers, and which comments may be published."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's survey")
    return actor.may(Permission.READING_ENTER)


def may_read_assessment(actor: Actor, partnership_id: int) -> Decision:
    """Those who see evidence read the assessments of the partnership they work in."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's assessment")
    return actor.may(Permission.EVIDENCE_VIEW)


def may_assess(actor: Actor, partnership_id: int) -> Decision:
    """Those who load police files make assessments: they ask for one, write its words, give scores, set weights."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's assessment")
    return actor.may(Permission.EVIDENCE_LOAD)
