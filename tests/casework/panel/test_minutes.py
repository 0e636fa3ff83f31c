from datetime import date

import pytest
from django.urls import reverse

from tests.casework.panel.conftest import Panel
from tests.factories.world import actor, client_for
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.casework.models import CaseDecision
from wardmote.casework.services.minutes import ActionGiven, capture, save_case_minute
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.meetings.services import close_session

DUE = date(2025, 4, 10)


def test_minute_decision_and_actions_land_on_the_case_together(panel: Panel) -> None:
    panel.in_session()
    given = [ActionGiven(panel.doer(panel.world.housing), "Fit a chain", DUE),
             ActionGiven(panel.doer(panel.world.nurse), "Visit", DUE)]  # fmt: skip
    panel.capture(minute="All agreed.", decision="Serve a warning.", actions=given, done=True)
    item = panel.item()
    assert item.minute == "All agreed."
    assert item.agenda_item.done
    assert panel.case.decisions.get().text == "Serve a warning."
    actions = list(panel.case.actions.order_by("number"))
    assert [(a.number, a.owner, a.organisation, a.due_on) for a in actions] == [
        (1, panel.world.housing, panel.world.housing_org, DUE), (2, panel.world.nurse, panel.world.health, DUE),
    ]  # fmt: skip
    kinds = list(panel.case.chronology.values_list("kind", flat=True))
    assert {"decision", "action", "panel"} <= set(kinds)


def test_nothing_is_kept_when_one_part_cannot_be(panel: Panel) -> None:
    panel.in_session()
    rows = AuditRow.objects.count()
    with pytest.raises(StateRefused, match="can no longer be given an action"):
        panel.capture(decision="Serve a warning.", actions=[ActionGiven("1-999999", "Visit", DUE)])
    assert panel.item().minute == ""
    assert not CaseDecision.unguarded.exists()
    assert AuditRow.objects.count() == rows


def test_nobody_barred_from_the_case_can_be_given_its_action(panel: Panel) -> None:
    panel.in_session().bar(panel.world.nurse)
    with pytest.raises(StateRefused):
        panel.capture(actions=[ActionGiven(panel.doer(panel.world.nurse), "Visit", DUE)])
    page = (
        client_for(panel.world.administrator)
        .get(reverse("casework:session_item", args=[panel.meeting_id, panel.item().agenda_item_id]))
        .content.decode()
    )
    assert "Nell Carrow" not in page
    assert "Hollis Marsh" in page


@pytest.mark.parametrize("who", ["chair", "representative", "housing", "observer", "stranger", "system"])
def test_only_the_minute_taker_writes(panel: Panel, who: str) -> None:
    panel.in_session()
    item = panel.item()
    with pytest.raises(Refused):
        capture(actor=actor(getattr(panel.world, who)), meeting=panel.meeting, agenda_item_id=item.agenda_item_id,
                minute="Mine.", started_from=item.version)  # fmt: skip
    assert panel.item().minute == ""


def test_nothing_is_written_before_the_session_or_without_ones_signature(panel: Panel) -> None:
    panel.in_session(panel.world.chair)
    item = panel.item()
    with pytest.raises(Refused):
        panel.capture()
    with pytest.raises(Refused):
        save_case_minute(actor=actor(panel.world.administrator), meeting=panel.meeting,
                         agenda_item_id=item.agenda_item_id, text="x", started_from=1)  # fmt: skip


def test_the_draft_can_be_written_after_the_meeting(panel: Panel) -> None:
    panel.in_session()
    close_session(actor=actor(panel.world.administrator), meeting=panel.meeting)
    panel.capture(minute="Written up.")
    assert panel.item().minute == "Written up."


def test_the_second_writer_is_shown_both_texts(panel: Panel) -> None:
    panel.in_session()
    started = panel.item().version
    panel.capture(minute="Theirs.", started_from=started)
    with pytest.raises(EditConflict) as caught:
        panel.capture(minute="Mine.", started_from=started, decision="Lost?")
    assert (caught.value.theirs["minute"], caught.value.yours["minute"]) == ("Theirs.", "Mine.")
    assert not CaseDecision.unguarded.exists()


def test_pressing_save_while_it_saves_itself_is_no_conflict(panel: Panel) -> None:
    panel.in_session()
    started = panel.item().version
    panel.capture(minute="The police", started_from=started)
    panel.capture(minute="The police will visit.", started_from=started)
    panel.capture(minute="The police will visit.", started_from=started)
    assert panel.item().minute == "The police will visit."
