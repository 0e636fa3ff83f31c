import threading

import pytest
from django.db import connection

from tests.meetings.conftest import Town
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.meetings.models import Meeting
from wardmote.meetings.services import StateRefused, close_list, close_session, open_list, open_session

STEPS = [open_list, close_list, open_session, close_session]
STATES = ["planned", "list_open", "list_closed", "in_session", "minutes_draft"]


def test_a_meeting_goes_through_its_states_once_each(town: Town) -> None:
    for step, state in zip(STEPS, STATES[1:], strict=True):
        assert step(actor=town.actor("administrator"), meeting=town.fresh()).state == state
    assert AuditRow.objects.filter(action__startswith="meeting.").count() == 4


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("number", range(4))
def test_a_step_from_the_wrong_state_is_refused_in_words(town: Town, state: str, number: int) -> None:
    Meeting.objects.filter(pk=town.meeting.pk).update(state=state)
    if STATES[number] == state:
        return
    with pytest.raises(StateRefused, match="The meeting on Thursday 27 March 2025"):
        STEPS[number](actor=town.actor("administrator"), meeting=town.fresh())
    assert town.fresh().state == state
    assert not AuditRow.objects.filter(action__startswith="meeting.").exists()


def test_the_second_of_two_with_the_same_page_changes_nothing(town: Town) -> None:
    first, second = town.fresh(), town.fresh()
    open_list(actor=town.actor("administrator"), meeting=first)
    with pytest.raises(StateRefused, match="still open"):
        open_list(actor=town.actor("administrator"), meeting=second)
    assert town.fresh().version == 2


@pytest.mark.parametrize("who", ["chair", "representative", "deputy", "observer", "stranger"])
def test_only_the_administrator_moves_a_meeting(town: Town, who: str) -> None:
    with pytest.raises(Refused):
        open_list(actor=town.actor(who), meeting=town.fresh())
    assert town.fresh().state == "planned"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_have_one_effect(town: Town) -> None:
    racing = connection.vendor == "postgresql"  # a database in memory has one connection and cannot race
    outcomes: list[str] = []
    gate = threading.Barrier(2)
    actor, seen = town.actor("administrator"), town.fresh()

    def press() -> None:
        if racing:
            gate.wait(timeout=10)
        try:
            open_list(actor=actor, meeting=seen)
            outcomes.append("opened")
        except StateRefused:
            outcomes.append("refused")
        finally:
            if racing:
                connection.close()

    if racing:
        pressed = [threading.Thread(target=press) for _ in range(2)]
        for each in pressed:
            each.start()
        for each in pressed:
            each.join(timeout=20)
    else:
        press()
        press()
    assert sorted(outcomes) == ["opened", "refused"]
    assert town.fresh().version == 2
