import uuid
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.casework.panel.conftest import Panel
from tests.factories.world import actor, client_for
from wardmote.audit.models import AuditRow
from wardmote.casework.models import CaseAction, PanelItem
from wardmote.casework.services.minutes import ActionGiven
from wardmote.casework.services.panel import close_list_and_ask
from wardmote.casework.services.research import answer_research
from wardmote.meetings.services import add_standing_item, open_session, sign_agreement

DUE = date(2025, 4, 10)


def address(panel: Panel, name: str = "session_item") -> str:
    return reverse(f"casework:{name}", args=[panel.meeting_id, panel.item().agenda_item_id])


def stroke(panel: Panel, **more: Any) -> dict[str, Any]:
    """What one press of Save sends: minute, decision, one action, one empty row."""
    return {
        "version": panel.item().version, "minute": "All agreed.", "decision": "Serve a warning.", "rows": "2",
        "form_token": uuid.uuid4().hex, "action1-doer": panel.doer(panel.world.housing), "action1-what": "Fit a chain",
        "action1-due_on-day": "10", "action1-due_on-month": "4", "action1-due_on-year": "2025",
        "action2-doer": "", "action2-what": "", "action2-due_on-day": "", "action2-due_on-month": "",
        "action2-due_on-year": "",
    } | more  # fmt: skip


def administrator(panel: Panel) -> Client:
    return client_for(panel.world.administrator)


def test_the_next_review_is_set_in_the_same_stroke(panel: Panel) -> None:
    client = administrator(panel.in_session())
    day = {"review_on-day": "24", "review_on-month": "4", "review_on-year": "2025"}
    client.post(address(panel), stroke(panel, **day))
    panel.case.refresh_from_db()
    assert panel.case.review_on == date(2025, 4, 24)
    assert "24 April 2025" in panel.case.chronology.first().text
    panel.capture(minute="Heard again.")
    panel.case.refresh_from_db()
    assert panel.case.review_on == date(2025, 4, 24)


def test_an_unsigned_seat_is_sent_to_sign_and_back(panel: Panel) -> None:
    panel.in_session(panel.world.chair)
    client = client_for(panel.world.representative)
    response = client.get(address(panel))
    sign = reverse("meetings:sign", args=[panel.meeting_id])
    assert response.headers["Location"].startswith(sign + "?next=")
    page = client.get(response.headers["Location"]).content.decode()
    assert "Sign the agreement for this meeting first" in page
    onward = client.post(
        response.headers["Location"], {"agree": "on", "next": reverse("casework:session", args=[panel.meeting_id])}
    )
    assert client.get(onward.headers["Location"], follow=True).status_code == 200


def test_a_meeting_of_another_partnership_is_not_there(panel: Panel) -> None:
    panel.in_session()
    client = client_for(panel.world.stranger)
    assert client.get(address(panel)).status_code == 404
    assert client.post(address(panel, "session_autosave"), {"version": 1, "minute": "x"}).status_code == 404


def test_an_observer_is_shown_the_open_agenda_instead(panel: Panel) -> None:
    panel.in_session()
    response = client_for(panel.world.observer).get(address(panel), follow=True)
    assert response.redirect_chain[0][0] == reverse("meetings:meeting", args=[panel.meeting_id])
    assert panel.case.reference not in response.content.decode()


def test_a_seat_that_does_not_take_the_minutes_can_send_nothing(panel: Panel) -> None:
    client = client_for(panel.in_session().world.chair)
    assert client.get(address(panel)).status_code == 200
    for sent in (stroke(panel), stroke(panel, more="1"), {}):
        assert client.post(address(panel), sent).status_code == 404
    assert panel.item().minute == ""


def test_a_barred_seat_sees_neither_the_item_nor_its_place(panel: Panel) -> None:
    panel.in_session().bar(panel.world.representative)
    client = client_for(panel.world.representative)
    barred = client.get(address(panel))
    missing = client.get(reverse("casework:session_item", args=[panel.meeting_id, 999999]))
    assert barred.status_code == missing.status_code == 404
    assert barred.content == missing.content
    page = client.get(reverse("casework:session", args=[panel.meeting_id]), follow=True).content.decode()
    assert panel.case.reference not in page
    assert panel.other.reference in page
    agenda = client.get(reverse("meetings:meeting", args=[panel.meeting_id])).content.decode()
    assert panel.case.reference not in agenda
    assert panel.other.reference in agenda


def test_the_item_shows_what_each_agency_returned(panel: Panel) -> None:
    request = panel.asked().request(panel.world.health)
    answer_research(actor=actor(panel.world.nurse), request_id=request.pk, state="known", text="Seen at the clinic.")
    open_session(actor=actor(panel.world.administrator), meeting=panel.meeting)
    sign_agreement(actor=actor(panel.world.chair), meeting=panel.meeting)
    page = client_for(panel.world.chair).get(address(panel)).content.decode()
    assert "Seen at the clinic." in page
    assert "Not answered" in page
    assert "Wren Ashdown" in page
    assert "data-autosave-url" not in page
    assert AuditRow.objects.filter(action="panel_item.view", object_ref=panel.case.reference).count() == 1


def test_presenting_sends_no_name_no_return_and_no_summary(panel: Panel) -> None:
    request = panel.asked().request(panel.world.health)
    answer_research(actor=actor(panel.world.nurse), request_id=request.pk, state="known", text="Seen at the clinic.")
    open_session(actor=actor(panel.world.administrator), meeting=panel.meeting)
    sign_agreement(actor=actor(panel.world.administrator), meeting=panel.meeting)
    panel.capture(minute="Wren said that BLACKWOOD shouts.", decision="Warn Corin Blackwood.",
                  actions=[ActionGiven(panel.doer(panel.world.housing), "Ring Wren", DUE)])  # fmt: skip
    page = administrator(panel).get(address(panel) + "?presenting=1").content.decode()
    for hidden in ("Wren", "Blackwood", "BLACKWOOD", "Corin", "Ashdown", "clinic", "Shouting at the door", "Hollis",
                   "<textarea"):  # fmt: skip
        assert hidden not in page
    assert "[name withheld] said that [name withheld] shouts." in page
    assert panel.case.reference in page
    assert "Housing_org" in page


def test_one_post_captures_everything_and_a_second_changes_nothing(panel: Panel) -> None:
    client = administrator(panel.in_session())
    sent = stroke(panel, done="on")
    first = client.post(address(panel), sent)
    assert first.headers["Location"] == reverse("casework:session", args=[panel.meeting_id])
    client.post(address(panel), sent)
    assert panel.case.decisions.count() == 1
    assert panel.case.actions.get().what == "Fit a chain"
    assert panel.item().agenda_item.done


def test_a_row_begun_must_be_finished_and_nothing_typed_is_lost(panel: Panel) -> None:
    client = administrator(panel.in_session())
    sent = stroke(panel, **{"action1-doer": "", "action2-what": "Ring her", "action2-due_on-day": "1",
                            "action2-due_on-month": "1", "action2-due_on-year": "2020"})  # fmt: skip
    page = client.post(address(panel), sent).content.decode()
    for words in ("Choose who will do it", "must be on or after 24 March 2025", "All agreed.", "Serve a warning.",
                  "Fit a chain", "Ring her"):  # fmt: skip
        assert words in page
    assert not CaseAction.unguarded.exists()
    assert panel.item().minute == ""


def test_another_row_keeps_what_was_typed_and_saves_nothing(panel: Panel) -> None:
    client = administrator(panel.in_session())
    page = client.post(address(panel), stroke(panel, more="1")).content.decode()
    assert 'name="rows" value="3"' in page
    assert "action3-what" in page
    assert "Fit a chain" in page
    assert "There is a problem" not in page
    assert not CaseAction.unguarded.exists()
    full = stroke(panel, rows="20", more="1")
    assert 'name="rows" value="20"' in client.post(address(panel), full).content.decode()


def test_a_conflict_page_loses_nothing_and_can_be_sent_again(panel: Panel) -> None:
    client = administrator(panel.in_session())
    sent = stroke(panel)
    panel.capture(minute="The chair's own words.")
    response = client.post(address(panel), sent)
    assert response.status_code == 409
    page = response.content.decode()
    for words in (
        "you in another window",
        "The chair&#39;s own words.",
        "All agreed.",
        "Serve a warning.",
        "Fit a chain",
    ):
        assert words in page
    again = client.post(address(panel), sent | {"version": panel.item().version, "minute": "Both."})
    assert again.status_code == 302
    assert panel.item().minute == "Both."
    assert panel.case.actions.count() == 1


def test_the_minute_saves_as_it_is_typed(panel: Panel) -> None:
    client = administrator(panel.in_session())
    item = panel.item()
    answer = client.post(address(panel, "session_autosave"), stroke(panel, minute="Half a sen"))
    assert answer.json()["version"] == item.version + 1
    assert answer.json()["saved_at"]
    assert panel.item().minute == "Half a sen"
    assert not CaseAction.unguarded.exists()
    stale = client.post(address(panel, "session_autosave"), {"version": item.version, "minute": "Other words"})
    assert stale.status_code == 409
    assert PanelItem.unguarded.get(pk=item.pk).minute == "Half a sen"


def test_standing_items_are_minuted_beside_the_cases(panel: Panel) -> None:
    panel.listed()
    apologies = add_standing_item(actor=actor(panel.world.administrator), meeting=panel.meeting, title="Apologies")
    close_list_and_ask(actor=actor(panel.world.administrator), meeting=panel.meeting)
    open_session(actor=actor(panel.world.administrator), meeting=panel.meeting)
    sign_agreement(actor=actor(panel.world.administrator), meeting=panel.meeting)
    client = administrator(panel)
    where = [panel.meeting_id, apologies.pk]
    saved = client.post(reverse("casework:session_autosave", args=where), {"version": 1, "minute": "None."})
    assert saved.json()["version"] == 2
    stale = client.post(reverse("casework:session_item", args=where), {"version": 1, "minute": "Two."})
    assert stale.status_code == 409
    client.post(reverse("casework:session_item", args=where), {"version": 2, "minute": "None sent.", "done": "on"})
    apologies.refresh_from_db()
    assert (apologies.minute, apologies.done) == ("None sent.", True)


def test_beginning_and_ending_the_meeting(panel: Panel) -> None:
    client = administrator(panel.asked())
    page = client.post(reverse("casework:begin_session", args=[panel.meeting_id]), follow=True)
    assert "Sign the agreement" in page.content.decode()
    client.post(reverse("meetings:sign", args=[panel.meeting_id]), {"agree": "on"})
    assert panel.case.reference in client.get(reverse("casework:end_session", args=[panel.meeting_id])).content.decode()
    client.post(reverse("casework:end_session", args=[panel.meeting_id]))
    assert panel.meeting.state == "minutes_draft"
    assert (
        client_for(panel.world.chair).post(reverse("casework:end_session", args=[panel.meeting_id])).status_code == 404
    )
