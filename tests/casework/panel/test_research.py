import pytest
from django.urls import reverse

from tests.casework.panel.conftest import Panel
from tests.factories.world import actor, client_for
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.casework import services as casework
from wardmote.casework.queries.my_work import open_requests
from wardmote.casework.services.research import answer_research, stamp
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.meetings.services import open_session


@pytest.mark.parametrize(("state", "text", "kept"), [
    ("known", " Two calls. ", "Two calls."), ("nothing_known", "ignored", ""), ("cannot_share", "Sealed.", "Sealed."),
])  # fmt: skip
def test_each_answer_is_kept_with_who_and_when(panel: Panel, state: str, text: str, kept: str) -> None:
    request = panel.asked().request(panel.world.health)
    made = answer_research(actor=actor(panel.world.nurse), request_id=request.pk, state=state, text=text)
    assert (made.state, made.text, made.late) == (state, kept, False)
    assert made.answered_by_id == panel.world.nurse.pk
    assert not open_requests(actor(panel.world.nurse)).exists()


@pytest.mark.parametrize(("state", "text"), [("known", "  "), ("cannot_share", ""), ("requested", "x"), ("", "x")])
def test_what_is_no_answer_is_refused(panel: Panel, state: str, text: str) -> None:
    request = panel.asked().request(panel.world.health)
    with pytest.raises(ValueError, match="An answer says"):
        answer_research(actor=actor(panel.world.nurse), request_id=request.pk, state=state, text=text)


@pytest.mark.parametrize("who", ["officer", "administrator", "chair", "volunteer", "lapsed", "referrer", "stranger"])
def test_another_agencys_question_is_not_there(panel: Panel, who: str) -> None:
    request = panel.asked().request(panel.world.health)
    someone = getattr(panel.world, who)
    with pytest.raises(Refused):
        answer_research(actor=actor(someone), request_id=request.pk, state="nothing_known")
    page = client_for(someone).get(reverse("casework:research", args=[request.pk]))
    missing = client_for(someone).get(reverse("casework:research", args=[999999]))
    assert page.status_code == missing.status_code == 404
    assert page.content == missing.content


def test_a_barred_colleague_sees_neither_question_nor_case(panel: Panel) -> None:
    request = panel.asked().request(panel.world.health)
    panel.bar(panel.world.nurse)
    assert not open_requests(actor(panel.world.nurse)).exists()
    assert client_for(panel.world.nurse).get(reverse("casework:research", args=[request.pk])).status_code == 404


def test_an_agency_that_left_the_circle_answers_no_more(panel: Panel) -> None:
    request = panel.asked().request(panel.world.health)
    casework.end_agency(actor=actor(panel.world.administrator), reference=panel.case.reference,
                        organisation_id=panel.world.health.pk, reason="No part in it")  # fmt: skip
    with pytest.raises(Refused):
        answer_research(actor=actor(panel.world.nurse), request_id=request.pk, state="nothing_known")


def test_an_answer_can_be_changed_until_the_session_opens(panel: Panel) -> None:
    nurse, request = actor(panel.world.nurse), panel.asked().request(panel.world.health)
    first = answer_research(actor=nurse, request_id=request.pk, state="nothing_known")
    with pytest.raises(EditConflict) as caught:
        answer_research(actor=nurse, request_id=request.pk, state="known", text="Seen twice.")
    assert caught.value.theirs == {"state": "nothing_known", "text": ""}
    second = answer_research(actor=nurse, request_id=request.pk, state="known", text="Seen twice.", seen=stamp(first))
    open_session(actor=actor(panel.world.administrator), meeting=panel.meeting)
    with pytest.raises(StateRefused, match="The panel has begun"):
        answer_research(actor=nurse, request_id=request.pk, state="nothing_known", seen=stamp(second))
    assert panel.request(panel.world.health).text == "Seen twice."


def test_a_first_answer_after_the_session_opened_is_late(panel: Panel) -> None:
    request = panel.in_session().request(panel.world.health)
    assert answer_research(actor=actor(panel.world.nurse), request_id=request.pk, state="nothing_known").late


def test_the_page_from_question_to_answer(panel: Panel) -> None:
    client, request = client_for(panel.world.nurse), panel.asked().request(panel.world.health)
    address = reverse("casework:research", args=[request.pk])
    page = client.get(address).content.decode()
    assert "Wren Ashdown" in page
    assert "Shouting at the door" in page
    assert AuditRow.objects.filter(action="research.view", actor_id=panel.world.nurse.pk).count() == 1
    assert "Say whether it is known" in client.post(address, {}).content.decode()
    assert "Enter what the panel should know" in client.post(address, {"state": "known", "known": " "}).content.decode()
    assert "Enter why it cannot be shared" in client.post(address, {"state": "cannot_share"}).content.decode()
    assert client.post(address, {"nothing": "1"}).status_code == 302
    assert panel.request(panel.world.health).state == "nothing_known"


def test_a_colleagues_answer_in_between_shows_both(panel: Panel) -> None:
    client, request = client_for(panel.world.nurse), panel.asked().request(panel.world.health)
    answer_research(actor=actor(panel.world.nurse), request_id=request.pk, state="known", text="Theirs & first.")
    address = reverse("casework:research", args=[request.pk])
    response = client.post(address, {"state": "cannot_share", "reason": "Mine second.", "seen": ""})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Theirs &amp; first." in page
    assert page.count("Mine second.") >= 2
    again = client.post(
        address, {"state": "cannot_share", "reason": "Both.", "seen": stamp(panel.request(panel.world.health))}
    )
    assert again.status_code == 302
    assert panel.request(panel.world.health).text == "Both."
