from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.casework.models import ResearchRequest
from wardmote.casework.queries.research import get_research
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.meetings.services import locked
from wardmote.meetings.types import Meeting

State = ResearchRequest.State


@transaction.atomic
def answer_research(*, actor: Actor, request_id: int, state: str, text: str = "", seen: str = "") -> ResearchRequest:
    """Give an agency's return: known (with what), nothing known, or cannot share (with why).

    Until the session opens an answer may be changed; afterwards a first answer still counts and is marked late. `seen`
    is `stamp(request)` of the answer that the person had before them. Raises EditConflict, with both texts, when a
    colleague answered in between; StateRefused when it is too late; ValueError for what is not an answer.
    """
    request = get_research(actor, request_id, action="research.answer")
    meeting = locked(request.panel_item.agenda_item.meeting_id)
    kept = ResearchRequest.unguarded.select_for_update().get(pk=request.pk)
    text = _checked(state, text)
    if stamp(kept) != seen:
        raise EditConflict(
            theirs={"state": kept.state, "text": kept.text}, yours={"state": state, "text": text}, version=0
        )
    late = meeting.state != Meeting.State.LIST_CLOSED
    if meeting.state == Meeting.State.MINUTES_APPROVED or (late and kept.state != State.REQUESTED):
        raise StateRefused("The panel has begun, so this answer stands. Add what is new to the case as an update.")
    kept.state, kept.text, kept.late = state, text, late
    kept.answered_at, kept.answered_by_id = clock.now(), actor.user_id
    kept.save(update_fields=["state", "text", "late", "answered_at", "answered_by"])
    record(actor=actor, action="research.answer", object_type="case", object_ref=request.panel_item.case.reference,
           fields=("state", "text"))  # fmt: skip
    return kept


def stamp(request: ResearchRequest) -> str:
    """Return what tells one answer from another given in its place; empty before the first."""
    return request.answered_at.isoformat() if request.answered_at else ""


def _checked(state: str, text: str) -> str:
    if state == State.NOTHING_KNOWN:
        return ""
    if state not in (State.KNOWN, State.CANNOT_SHARE) or not text.strip():
        raise ValueError("An answer says what is known, or why it cannot be shared.")
    return text.strip()
