"""How a meeting moves from planned to minuted. Each move is taken once, whoever asks first."""

from django.db import transaction

from wardmote.access.actor import Actor, Decision
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.meetings import rules
from wardmote.meetings.models import Meeting
from wardmote.meetings.services.guard import check_state, locked

State = Meeting.State


def open_list(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Let items be put on the agenda."""
    return _move(actor, meeting, "meeting.open_list", State.PLANNED, State.LIST_OPEN, "The list cannot be opened.")


def close_list(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Take no more items, so that agencies can be asked about those there are."""
    return _move(actor, meeting, "meeting.close_list", State.LIST_OPEN, State.LIST_CLOSED, "The list cannot be closed.")


def open_session(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Begin the meeting."""
    return _move(
        actor, meeting, "meeting.open_session", State.LIST_CLOSED, State.IN_SESSION, "The meeting cannot begin."
    )


def close_session(*, actor: Actor, meeting: Meeting) -> Meeting:
    """End the meeting; what was minuted becomes the draft."""
    return _move(actor, meeting, "meeting.close_session", State.IN_SESSION, State.MINUTES_DRAFT,
                 "The meeting cannot be ended.")  # fmt: skip


def _move(actor: Actor, meeting: Meeting, action: str, before: State, after: State, cannot: str) -> Meeting:
    decision: Decision = rules.may_prepare(actor, meeting)
    require(decision, actor, action, object_type="meeting", object_ref=str(meeting.pk))
    with transaction.atomic():
        held = locked(meeting.pk)
        check_state(held, (before,), cannot)
        held.state, held.version = after, held.version + 1
        held.save(update_fields=["state", "version"])
        record(actor=actor, action=action, object_type="meeting", object_ref=str(held.pk), fields=("state",))
    return held
