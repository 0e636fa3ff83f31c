"""Who runs a round, who answers it for whom, and what an answer must say before it counts."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wardmote.access.actor import Actor, Decision
from wardmote.access.permissions import Permission
from wardmote.common.dates import plainday
from wardmote.common.periods import Quarter

if TYPE_CHECKING:
    from wardmote.plan.models import PlanAction

SHORT_TEXT = 300
# What a lead may say of an action; the letters and words are those of every rating.
RATINGS = {"green": "Green", "amber": "Amber", "red": "Red", "complete": "Complete"}
_WORSE_THAN = {"green": 0, "complete": 0, "amber": 1, "red": 2}
OVER = ("done", "stopped")


def may_run(actor: Actor, partnership_id: int) -> Decision:
    """Those who run the partnership run its rounds: its own, never another's."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's round")
    return actor.may(Permission.PARTNERSHIP_MANAGE)


def organisations_answered_for(actor: Actor) -> set[int]:
    """Return the organisations for which this person may answer, in the partnership they are working in."""
    if not actor.active:
        return set()
    return {standing.organisation_id for standing in actor.standings_with(Permission.PLAN_UPDATE)}


def may_answer(actor: Actor, partnership_id: int, organisation_id: int) -> Decision:
    """Those who may update the plan answer for their own organisation, and for no other."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's round")
    if organisation_id not in organisations_answered_for(actor):
        return Decision(False, "asked of an organisation for which they do not answer")
    return Decision(True, "answers for the organisation")


def is_contact(actor: Actor, action: "PlanAction | None") -> bool:
    """Whether the plan names this person as whom to ask about the action, and they may still read the plan."""
    return action is not None and action.contact_id == actor.user_id and bool(actor.may(Permission.PLAN_VIEW))


@dataclass(frozen=True)
class Entry:
    """What a lead says of one thing: one entry at two lengths, and what will be done about it where need be."""

    short_text: str = ""
    full_text: str = ""
    public: bool = False
    status_id: int | None = None
    rag: str = ""
    remedial_text: str = ""
    remedial_due_on: date | None = None
    remedial_by_id: int | None = None


def is_late(action: "PlanAction", quarter: Quarter, means: str) -> bool:
    """Whether an action's day fell before the quarter was over and it is neither done nor stopped."""
    return action.due_on is not None and action.due_on <= quarter.end and means not in OVER


def why_remedy(action: "PlanAction", quarter: Quarter, *, means: str, rag: str, last_rag: str) -> str:
    """Say why an action needs a remedial action: late, red, or worse than in the last round. Nothing where it does not.

    Late is judged at the quarter's last day, so that an answer does not depend on the day on which it is given.
    """
    if means in OVER or rag == "complete":
        return ""
    reasons = []
    if action.due_on and is_late(action, quarter, means):
        reasons.append(f"It was due on {plainday(action.due_on)} and is not done.")
    if rag == "red":
        reasons.append("It is red.")
    elif last_rag and _WORSE_THAN.get(rag, 0) > _WORSE_THAN.get(last_rag, 0):
        reasons.append(f"It was {last_rag} in the last round and is {rag} now.")
    return " ".join(reasons)


def remedy_missing(entry: Entry, reason: str) -> dict[str, str]:
    """Return what is missing of the remedial action, by field, where `reason` says that one is needed."""
    if not reason:
        return {}
    wanted = {
        "remedial_text": (entry.remedial_text.strip(), f"Enter what will be done about it. {reason}"),
        "remedial_due_on": (entry.remedial_due_on, "Enter by when it will be done"),
        "remedial_by_id": (entry.remedial_by_id, "Select who will do it"),
    }
    return {field: message for field, (given, message) in wanted.items() if not given}


def action_missing(entry: Entry) -> dict[str, str]:
    """Return what an answer about an action lacks, by field, the remedial action apart."""
    wanted = {
        "status_id": (entry.status_id, "Select how far it has come"),
        "rag": (entry.rag in RATINGS, "Select a rating"),
        "short_text": (entry.short_text.strip(), "Enter in a sentence or two what was done"),
    }
    return {field: message for field, (given, message) in wanted.items() if not given}
