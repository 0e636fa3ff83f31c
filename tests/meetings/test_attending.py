from datetime import date

import pytest

from tests.meetings.conftest import LONG_AGO, Town
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.meetings.models import MeetingSignature
from wardmote.meetings.queries import attendance_of, has_signed, quorum_met
from wardmote.meetings.rules import may_see_confidential
from wardmote.meetings.services import StateRefused, close_session, record_attendance, sign_agreement
from wardmote.partnership.models import Agreement, Membership, OrganisationSignature


@pytest.mark.parametrize("who", ["administrator", "chair", "representative", "deputy", "observer"])
def test_everybody_with_a_place_signs_once(town: Town, who: str) -> None:
    town.move_on_to("list_closed")
    first = sign_agreement(actor=town.actor(who), meeting=town.fresh())
    again = sign_agreement(actor=town.actor(who), meeting=town.fresh())
    assert first == again
    assert first.agreement == town.agreement
    assert has_signed(town.fresh(), town.users[who].pk)
    assert AuditRow.objects.filter(action="agreement.sign").count() == 1


def test_a_stranger_cannot_sign(town: Town) -> None:
    town.move_on_to("list_closed")
    with pytest.raises(Refused):
        sign_agreement(actor=town.actor("stranger"), meeting=town.fresh())
    assert not MeetingSignature.objects.exists()


def test_a_seat_that_ends_before_the_meeting_cannot_sign(town: Town) -> None:
    town.move_on_to("list_closed")
    Membership.objects.filter(user=town.users["representative"]).update(ends_on=date(2025, 3, 26))
    with pytest.raises(Refused):
        sign_agreement(actor=town.actor("representative"), meeting=town.fresh())


@pytest.mark.parametrize("state", ["planned", "list_open"])
def test_nobody_signs_before_the_list_is_closed(town: Town, state: str) -> None:
    meeting = town.move_on_to(state) if state != "planned" else town.fresh()
    with pytest.raises(StateRefused, match="once the list is closed"):
        sign_agreement(actor=town.actor("representative"), meeting=meeting)


def test_nobody_signs_afterwards(town: Town) -> None:
    meeting = close_session(actor=town.actor("administrator"), meeting=town.move_on_to("in_session"))
    with pytest.raises(StateRefused):
        sign_agreement(actor=town.actor("representative"), meeting=meeting)


def test_without_an_agreement_in_force_nobody_can_sign(town: Town) -> None:
    Agreement.objects.update(ends_on=LONG_AGO)
    with pytest.raises(StateRefused, match="no information-sharing agreement"):
        sign_agreement(actor=town.actor("representative"), meeting=town.move_on_to("list_closed"))


def test_a_withdrawn_organisation_hears_nothing_more(town: Town) -> None:
    meeting = town.move_on_to("list_closed")
    sign_agreement(actor=town.actor("representative"), meeting=meeting)
    assert may_see_confidential(town.actor("representative"), meeting)
    OrganisationSignature.objects.filter(organisation__slug="millbrook-homes").update(withdrawn_on=date(2025, 3, 24))
    decision = may_see_confidential(town.actor("representative"), meeting)
    assert not decision
    assert "organisation" in decision.reason


def test_attendance_is_written_changed_and_taken_back(town: Town) -> None:
    meeting = town.move_on_to("in_session")
    actor = town.actor("administrator")
    ids = {who: user.pk for who, user in town.users.items()}
    record_attendance(
        actor=actor, meeting=meeting, states={ids["chair"]: "present", ids["representative"]: "apologies"}
    )
    assert not quorum_met(meeting)
    record_attendance(actor=actor, meeting=meeting, states={ids["representative"]: "present", ids["deputy"]: ""})
    assert quorum_met(meeting)
    states = {seat.user_id: seat.state for seat in attendance_of(meeting)}
    assert states[ids["representative"]] == "present"
    assert states[ids["deputy"]] == ""
    assert ids["observer"] not in states


def test_attendance_is_for_seats_and_by_the_minute_taker(town: Town) -> None:
    meeting = town.move_on_to("in_session")
    seat, stranger = town.users["chair"].pk, town.users["stranger"].pk
    with pytest.raises(Refused):
        record_attendance(actor=town.actor("administrator"), meeting=meeting, states={stranger: "present"})
    with pytest.raises(Refused):
        record_attendance(actor=town.actor("chair"), meeting=meeting, states={seat: "present"})
