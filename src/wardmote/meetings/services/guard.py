from collections.abc import Collection

from wardmote.common.dates import day
from wardmote.common.states import StateRefused
from wardmote.meetings.models import Meeting

_NOW = {
    Meeting.State.PLANNED: "its list has not been opened yet",
    Meeting.State.LIST_OPEN: "its list is still open",
    Meeting.State.LIST_CLOSED: "its list is closed and it has not begun",
    Meeting.State.IN_SESSION: "it is in session",
    Meeting.State.MINUTES_DRAFT: "it is over",
    Meeting.State.MINUTES_APPROVED: "its minutes are approved",
}


def locked(meeting_id: int) -> Meeting:
    """Read a meeting for the rest of the transaction, so that of two acts one sees what the other did."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("series__group").get(pk=meeting_id)


def check_state(meeting: Meeting, allowed: Collection[str], cannot: str) -> None:
    """Raise StateRefused, in words, unless the meeting is in one of the `allowed` states."""
    if meeting.state not in allowed:
        state = _NOW[Meeting.State(meeting.state)]
        raise StateRefused(f"{cannot} The meeting on {day(meeting.on)}: {state}.")


__all__ = ["StateRefused", "check_state", "locked"]
