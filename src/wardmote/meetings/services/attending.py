"""Who came, and who signed."""

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.meetings import rules
from wardmote.meetings.models import Attendance, Meeting, MeetingSignature
from wardmote.meetings.queries import attendance_of, holds_place_on
from wardmote.meetings.services.guard import StateRefused, check_state, locked
from wardmote.partnership.queries import current_agreement

State = Meeting.State
SIGNING = (State.LIST_CLOSED, State.IN_SESSION)
_TAKING = (State.IN_SESSION, State.MINUTES_DRAFT)


def record_attendance(*, actor: Actor, meeting: Meeting, states: dict[int, str]) -> None:
    """Write whether each person came: `states` maps user ids to an Attendance.State, or to "" to take the entry back.

    Raises Refused for a person without a seat on the day, and StateRefused before the meeting begins.
    """
    require(
        rules.may_minute(actor, meeting), actor, "attendance.record", object_type="meeting", object_ref=str(meeting.pk)
    )
    with transaction.atomic():
        held = locked(meeting.pk)
        check_state(held, _TAKING, "Attendance cannot be taken.")
        seats = {seat.user_id: seat for seat in attendance_of(held)}
        for user_id, state in states.items():
            if user_id not in seats:
                raise Refused(actor, "attendance.record", reason="no seat on the day", object_type="meeting",
                              object_ref=str(held.pk))  # fmt: skip
            if not state:
                Attendance.objects.filter(meeting=held, user=user_id).delete()
                continue
            Attendance.objects.update_or_create(
                meeting=held, user_id=user_id,
                defaults={"organisation_id": seats[user_id].organisation_id, "capacity": seats[user_id].role_key,
                          "state": Attendance.State(state)},
            )  # fmt: skip
        record(
            actor=actor,
            action="attendance.record",
            object_type="meeting",
            object_ref=str(held.pk),
            fields=("attendance",),
        )


def sign_agreement(*, actor: Actor, meeting: Meeting) -> MeetingSignature:
    """Sign the agreement in force for this meeting; signing again changes nothing and returns the first signature.

    Raises Refused for somebody without a place in the group now and on the day of the meeting, and StateRefused before
    the list is closed, after the meeting, or when there is no agreement in force.
    """
    standing = rules.place_at(actor, meeting.group_id)
    if standing is None or not actor.active or not holds_place_on(meeting.series.group, actor.user_id, meeting.on):
        raise Refused(actor, "agreement.sign", reason="no place at this meeting", object_type="meeting",
                      object_ref=str(meeting.pk))  # fmt: skip
    with transaction.atomic():
        held = locked(meeting.pk)
        signed = MeetingSignature.objects.filter(meeting=held, user=actor.user_id).first()
        if signed is not None:
            return signed
        check_state(held, SIGNING, "The agreement is signed once the list is closed and until the meeting ends.")
        agreement = current_agreement(actor.partnership_id)
        if agreement is None:
            raise StateRefused("The partnership has no information-sharing agreement in force. Tell its manager.")
        signed = MeetingSignature.objects.create(
            meeting=held, user_id=actor.user_id, organisation_id=standing.organisation_id, agreement=agreement,
            signed_at=clock.now(),
        )  # fmt: skip
        record(
            actor=actor, action="agreement.sign", object_type="meeting", object_ref=str(held.pk), fields=("signature",)
        )
    return signed
