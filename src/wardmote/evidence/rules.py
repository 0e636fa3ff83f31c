"""Who reads and keeps surveys and assessments, and who works with the partnership's own incidents."""

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


def may_use_incidents(actor: Actor, partnership_id: int | None) -> Decision:
    """The analysts of their own partnership load, read and remove its incidents: one right, since places are exact."""
    if partnership_id is None or actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's incidents")
    if not actor.second_factor:
        return Decision(False, "the second factor was not given")
    return actor.may(Permission.INCIDENT_USE)
