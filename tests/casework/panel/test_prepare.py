from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.casework.panel.conftest import Panel
from tests.factories.world import actor, client_for, make_case
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.casework.models import Case, PanelItem, ResearchRequest
from wardmote.casework.queries.actions import doers_for
from wardmote.casework.queries.panel import agencies_to_ask, listed_for, suggestions_for
from wardmote.casework.services.actions import give_action
from wardmote.casework.services.panel import (
    add_case,
    add_suggested,
    close_list_and_ask,
    move_to_line,
    remove_case,
)
from wardmote.common.states import StateRefused
from wardmote.meetings.services import open_list

TODAY = date(2025, 3, 24)


def suggested(panel: Panel, person: object) -> dict[str, str]:
    return {each.reference: each.why for each in suggestions_for(actor(person), panel.meeting)}


def test_new_cases_are_suggested_with_the_reason(panel: Panel) -> None:
    found = suggested(panel, panel.world.administrator)
    assert found == {
        panel.case.reference: "New: accepted 24 Mar 2025",
        panel.other.reference: "New: accepted 24 Mar 2025",
    }


def test_a_heard_case_comes_back_when_its_review_is_due_or_an_action_is_overdue(panel: Panel) -> None:
    administrator = actor(panel.world.administrator)
    panel.listed()
    later = panel.meeting.series.meetings.get(on=date(2025, 4, 24))
    Case.unguarded.update(review_on=date(2025, 4, 25))
    assert suggestions_for(administrator, later) == []
    Case.unguarded.filter(pk=panel.case.pk).update(review_on=later.on)
    give_action(actor=administrator, case=panel.other, panel_item=None, doer=doers_for(panel.other)[0], what="Visit",
                due_on=TODAY - timedelta(days=1))  # fmt: skip
    assert {each.reference: each.reasons for each in suggestions_for(administrator, later)} == {
        panel.case.reference: ("Review due 24 Apr 2025",), panel.other.reference: ("An action is overdue",),
    }  # fmt: skip


def test_what_is_listed_closed_or_another_panels_is_not_suggested(panel: Panel) -> None:
    panel.list_open()
    add_case(actor=actor(panel.world.administrator), meeting=panel.meeting, reference=panel.case.reference, why="New")
    Case.unguarded.filter(pk=panel.other.pk).update(state="closed", closed_on=TODAY)
    assert suggested(panel, panel.world.administrator) == {}


def test_a_barred_administrator_is_told_of_no_case(panel: Panel) -> None:
    panel.bar(panel.world.administrator)
    panel.list_open()
    assert list(suggested(panel, panel.world.administrator)) == [panel.other.reference]
    with pytest.raises(Refused):
        add_case(actor=actor(panel.world.administrator), meeting=panel.meeting, reference=panel.case.reference, why="x")


def test_the_suggested_cases_chosen_are_added_and_nothing_else(panel: Panel) -> None:
    panel.list_open()
    administrator = actor(panel.world.administrator)
    add_suggested(actor=administrator, meeting=panel.meeting, references=[panel.case.reference, "JT-2025-9999"])
    add_suggested(actor=administrator, meeting=panel.meeting, references=[panel.case.reference])
    item = PanelItem.unguarded.get()
    assert item.case == panel.case
    assert item.why_listed == "New: accepted 24 Mar 2025"
    assert item.agenda_item.title == panel.case.reference


@pytest.mark.parametrize("who", ["chair", "representative", "observer", "housing", "stranger", "manager"])
def test_only_the_administrator_of_the_panel_prepares(panel: Panel, who: str) -> None:
    panel.listed()
    someone = actor(getattr(panel.world, who))
    for act in (
        lambda: add_case(actor=someone, meeting=panel.meeting, reference=panel.case.reference, why="x"),
        lambda: remove_case(actor=someone, meeting=panel.meeting, agenda_item_id=panel.item().agenda_item_id),
        lambda: close_list_and_ask(actor=someone, meeting=panel.meeting),
    ):
        with pytest.raises(Refused):
            act()
    response = client_for(getattr(panel.world, who)).get(reverse("casework:prepare", args=[panel.meeting_id]))
    assert response.status_code == 404
    assert panel.meeting.state == "list_open"


def test_closing_asks_every_agency_of_every_circle_once(panel: Panel) -> None:
    panel.listed()
    administrator = actor(panel.world.administrator)
    assert [name for name, _ in agencies_to_ask(administrator, panel.meeting)] == ["Health", "Housing_org", "Police"]
    assert close_list_and_ask(actor=administrator, meeting=panel.meeting) == 5
    with pytest.raises(StateRefused):
        close_list_and_ask(actor=administrator, meeting=panel.meeting)
    assert ResearchRequest.unguarded.count() == 5
    assert AuditRow.objects.filter(action="research.ask").count() == 2
    assert set(listed_for(administrator, panel.meeting)[0].missing) == {"Health", "Housing_org", "Police"}


def test_a_case_hidden_from_who_closes_the_list_is_asked_about_too(panel: Panel) -> None:
    panel.listed().bar(panel.world.administrator)
    close_list_and_ask(actor=actor(panel.world.administrator), meeting=panel.meeting)
    assert panel.item().research.count() == 3


def test_positions_leave_no_gap_for_a_barred_person(panel: Panel) -> None:
    panel.listed()
    third = make_case(panel.world)
    add_case(actor=actor(panel.world.administrator), meeting=panel.meeting, reference=third.reference, why="New")
    panel.bar(panel.world.administrator, panel.other)
    lines = listed_for(actor(panel.world.administrator), panel.meeting)
    assert [(line.number, line.item.title) for line in lines] == [(1, panel.case.reference), (2, third.reference)]
    assert [(line.up, line.down) for line in lines] == [(None, 2), (1, None)]
    move_to_line(actor=actor(panel.world.administrator), meeting=panel.meeting, item=lines[1].item, to=1)
    lines = listed_for(actor(panel.world.administrator), panel.meeting)
    assert [line.item.title for line in lines] == [third.reference, panel.case.reference]
    page = client_for(panel.world.administrator).get(reverse("casework:prepare", args=[panel.meeting_id]))
    assert panel.other.reference not in page.content.decode()


def test_a_case_comes_off_an_open_list_and_not_off_a_closed_one(panel: Panel) -> None:
    administrator = actor(panel.world.administrator)
    panel.listed()
    remove_case(actor=administrator, meeting=panel.meeting, agenda_item_id=panel.item(panel.other).agenda_item_id)
    assert [line.item.title for line in listed_for(administrator, panel.meeting)] == [panel.case.reference]
    close_list_and_ask(actor=administrator, meeting=panel.meeting)
    with pytest.raises(StateRefused):
        remove_case(actor=administrator, meeting=panel.meeting, agenda_item_id=panel.item().agenda_item_id)


def test_the_administrators_pages_from_opening_to_asking(panel: Panel) -> None:
    client = client_for(panel.world.administrator)
    prepare = reverse("casework:prepare", args=[panel.meeting_id])

    def go(name: str, data: dict, *more: int) -> str:
        return client.post(
            reverse(f"casework:{name}", args=[panel.meeting_id, *more]), data, follow=True
        ).content.decode()

    assert "Open the list" in client.get(prepare).content.decode()
    assert "New: accepted 24 Mar 2025" in go("open_list", {})
    assert "is still open" in go("open_list", {})
    assert "Tick the cases" in go("add_suggested", {})
    assert "on the agenda" in go("add_suggested", {"case": [panel.case.reference]})
    assert "is on the agenda" in go("add_standing", {"title": "Apologies"})
    assert "There is no case of this panel" in go(
        "add_panel_case", {"reference": "JT-2025-9999", "why": "It is urgent"}
    )
    assert f"{panel.other.reference} is on the agenda" in go(
        "add_panel_case", {"reference": panel.other.reference.lower(), "why": "Asked for"}
    )
    apologies = panel.meeting.items.get(kind="standing")
    go("move_item", {"to": "1"}, apologies.pk)
    assert panel.meeting.items.first() == apologies
    go("remove_item", {}, panel.item(panel.other).agenda_item_id)
    assert not PanelItem.unguarded.filter(case=panel.other).exists()
    confirm = client.get(reverse("casework:close_list", args=[panel.meeting_id])).content.decode()
    assert "Health" in confirm
    page = go("close_list", {})
    assert "0 of 3 answers are in" in page
    assert "Missing" in page


def test_the_panels_page_shows_the_next_meeting(panel: Panel) -> None:
    page = client_for(panel.world.administrator).get(reverse("casework:panels")).content.decode()
    assert "Thursday 27 March 2025" in page
    assert "Prepare the panel" in page
    assert "Prepare the panel" not in client_for(panel.world.chair).get(reverse("casework:panels")).content.decode()
    assert client_for(panel.world.housing).get(reverse("casework:panels")).status_code == 404


def test_the_list_cannot_be_opened_by_a_get(panel: Panel) -> None:
    client = client_for(panel.world.administrator)
    for name in ("open_list", "add_suggested", "begin_session"):
        assert client.get(reverse(f"casework:{name}", args=[panel.meeting_id])).status_code == 405
    assert panel.meeting.state == "planned"
    open_list(actor=actor(panel.world.administrator), meeting=panel.meeting)
