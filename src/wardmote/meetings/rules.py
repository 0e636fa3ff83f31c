"""Who may do what with a meeting. Each answers with a reason for the audit trail."""

from wardmote.access.actor import Actor, Decision, Standing
from wardmote.access.permissions import Permission
from wardmote.access.roles import SEATED
from wardmote.meetings.models import Meeting, MeetingSignature


def may_prepare(actor: Actor, meeting: Meeting) -> Decision:
    """Open and close the list and the session, and order the agenda: the group's administrator."""
    return actor.may(Permission.PANEL_PREPARE, group_id=meeting.group_id)


def may_minute(actor: Actor, meeting: Meeting) -> Decision:
    """Write minutes and attendance."""
    return actor.may(Permission.PANEL_MINUTE, group_id=meeting.group_id)


def place_at(actor: Actor, group_id: int) -> Standing | None:
    """Return the standing in which the actor comes to a group's meetings: a seat before an observer's, or None."""
    held = [s for s in actor.standings_with(Permission.PANEL_ATTEND) if s.group_id == group_id]
    return min(held, key=lambda standing: standing.role_key not in SEATED, default=None)


def has_seat(actor: Actor, meeting: Meeting) -> bool:
    """Say whether the actor sits in the meeting's group, and does not only observe it."""
    return any(s.group_id == meeting.group_id and s.role_key in SEATED for s in actor.standings)


def has_signed(meeting: Meeting, user_id: int) -> bool:
    """Say whether a person has signed the agreement at this meeting."""
    return MeetingSignature.objects.filter(meeting=meeting, user=user_id).exists()


def may_see_confidential(actor: Actor, meeting: Meeting) -> Decision:
    """Hear the confidential part: a seat, the organisation's signature in force, and one's own at this meeting."""
    seats = [s for s in actor.standings if s.group_id == meeting.group_id and s.role_key in SEATED]
    if not actor.active or not seats:
        return Decision(False, "no seat in this group")
    if not actor.second_factor:
        return Decision(False, "no second factor was given")
    if not any(seat.signed for seat in seats):
        return Decision(False, "the organisation has not signed the agreement in force")
    if not has_signed(meeting, actor.user_id):
        return Decision(False, "the person has not signed at this meeting")
    return Decision(True, "a signed seat, and signed at this meeting")
