import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests.casework.actions.conftest import keep_out, overdue
from tests.factories.world import actor, client_for
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.casework.models import CaseAction
from wardmote.casework.queries.actions import may_close, open_action, sees_case
from wardmote.casework.services.actions import close_not_done, complete_action, reassign_action
from wardmote.common.states import StateRefused


def fresh(world: SimpleNamespace) -> CaseAction:
    return CaseAction.unguarded.get(pk=world.action.pk)


def close(world: SimpleNamespace, person: Any, state: str) -> None:
    close_not_done(actor=actor(person), public_id=world.action.public_id, state=state, reason="They moved away.")


def test_what_was_done_is_recorded_once(given: SimpleNamespace) -> None:
    complete_action(actor=actor(given.housing), public_id=given.action.public_id, result="Fitted on Monday.")
    kept = fresh(given)
    assert (kept.state, kept.result, kept.closed_by) == ("done", "Fitted on Monday.", given.housing)
    assert "Fitted on Monday." in given.case.chronology.first().text
    with pytest.raises(StateRefused, match="closed on 24 Mar 2025: done"):
        complete_action(actor=actor(given.colleague), public_id=given.action.public_id, result="Again.")
    assert AuditRow.objects.filter(action="action.close").count() == 1


def test_an_overdue_action_done_late_is_done(given: SimpleNamespace) -> None:
    overdue(given)
    assert complete_action(actor=actor(given.housing), public_id=given.action.public_id, result="Late.").state == "done"


@pytest.mark.parametrize("state", ["circumstances_changed", "agency_did_not_act"])
def test_an_overdue_action_not_done_is_closed_in_one_of_two_ways(given: SimpleNamespace, state: str) -> None:
    overdue(given)
    close_not_done(
        actor=actor(given.administrator), public_id=given.action.public_id, state=state, reason="They moved."
    )
    assert fresh(given).state == state


def test_that_the_agency_did_not_act_waits_for_the_due_date(given: SimpleNamespace) -> None:
    with pytest.raises(StateRefused, match="not overdue: it is due on 31 Mar 2025"):
        close_not_done(
            actor=actor(given.housing), public_id=given.action.public_id, state="agency_did_not_act", reason="x"
        )
    close_not_done(
        actor=actor(given.housing), public_id=given.action.public_id, state="circumstances_changed", reason="x"
    )


@pytest.mark.parametrize("state", ["done", "assigned", ""])
def test_not_done_is_nothing_else(given: SimpleNamespace, state: str) -> None:
    with pytest.raises(ValueError, match="circumstances changed or the agency"):
        close(given, given.housing, state)


def test_closing_needs_words(given: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="Say what was done"):
        complete_action(actor=actor(given.housing), public_id=given.action.public_id, result="  ")


@pytest.mark.parametrize(
    "who", ["nurse", "volunteer", "lapsed", "stranger", "manager", "system", "protection", "referrer"]
)
def test_somebody_elses_action_is_not_there(given: SimpleNamespace, who: str) -> None:
    someone = getattr(given, who)
    with pytest.raises(Refused):
        complete_action(actor=actor(someone), public_id=given.action.public_id, result="x")
    client = client_for(someone)
    page = client.get(reverse("casework:action", args=[given.action.public_id]))
    missing = client.get(reverse("casework:action", args=[uuid.uuid4()]))
    assert page.status_code == missing.status_code == 404
    assert page.content == missing.content
    assert fresh(given).state == "assigned"


def test_another_agency_of_the_circle_sees_it_and_cannot_close_it(given: SimpleNamespace) -> None:
    assert not may_close(actor(given.officer), open_action(actor(given.officer), given.action.public_id))
    with pytest.raises(Refused):
        complete_action(actor=actor(given.officer), public_id=given.action.public_id, result="x")
    page = client_for(given.officer).get(reverse("casework:action", args=[given.action.public_id])).content.decode()
    assert "Mark as done" not in page


def test_the_owner_sees_the_action_and_not_the_case(given: SimpleNamespace) -> None:
    """The action was given to health, which is not in the circle."""
    CaseAction.unguarded.filter(pk=given.action.pk).update(owner=given.nurse, organisation=given.health)
    page = client_for(given.nurse).get(reverse("casework:action", args=[given.action.public_id])).content.decode()
    assert not sees_case(actor(given.nurse), fresh(given))
    assert "Fit a door chain" in page
    assert "You see the action and not the case" in page
    for hidden in ("Wren", "Ashdown", "Blackwood", "Shouting", reverse("casework:case", args=[given.case.reference])):
        assert hidden not in page
    complete_action(actor=actor(given.nurse), public_id=given.action.public_id, result="Done.")


def test_an_owner_barred_afterwards_loses_it(given: SimpleNamespace) -> None:
    keep_out(given, given.housing)
    with pytest.raises(Refused):
        complete_action(actor=actor(given.housing), public_id=given.action.public_id, result="x")
    assert client_for(given.housing).get(reverse("casework:action", args=[given.action.public_id])).status_code == 404


def test_handing_on_stays_within_the_agency(given: SimpleNamespace) -> None:
    reassign_action(actor=actor(given.housing), public_id=given.action.public_id, owner_id=given.colleague.pk)
    assert fresh(given).owner == given.colleague
    for outsider in (given.officer, given.stranger, given.referrer):
        with pytest.raises(StateRefused, match="same agency"):
            reassign_action(actor=actor(given.colleague), public_id=given.action.public_id, owner_id=outsider.pk)
    assert fresh(given).owner == given.colleague


def test_the_page_closes_an_action_once_for_each_form(given: SimpleNamespace) -> None:
    client = client_for(given.housing)
    page = reverse("casework:action", args=[given.action.public_id])
    assert "Agency did not act" not in client.get(page).content.decode()
    done = reverse("casework:action_done", args=[given.action.public_id])
    assert "Enter what was done" in client.post(done, {"form_token": "t0"}).content.decode()
    sent = {"result": "Fitted.", "form_token": "t1"}
    for _ in range(2):
        answer = client.post(done, sent, follow=True).content.decode()
        assert "What was done is recorded." in answer
    assert (
        "closed on" in client.post(done, {"result": "Fitted twice.", "form_token": "t2"}, follow=True).content.decode()
    )
    assert fresh(given).result == "Fitted."


def test_the_page_of_an_overdue_action_offers_both_endings(given: SimpleNamespace) -> None:
    overdue(given)
    client = client_for(given.housing)
    page = client.get(reverse("casework:action", args=[given.action.public_id])).content.decode()
    assert "Overdue" in page
    assert "The agency did not act" in page
    address = reverse("casework:action_not_done", args=[given.action.public_id])
    assert "Say whether circumstances" in client.post(address, {"reason": "x", "form_token": "a"}).content.decode()
    client.post(address, {"state": "agency_did_not_act", "reason": "Nobody was free.", "form_token": "b"})
    assert fresh(given).state == "agency_did_not_act"


def test_handing_on_by_page_ends_at_my_work(given: SimpleNamespace) -> None:
    client = client_for(given.housing)
    address = reverse("casework:action_reassign", args=[given.action.public_id])
    refused = client.post(address, {"owner": str(given.officer.pk), "form_token": "a"}).content.decode()
    assert "must be one of those listed" in refused
    answer = client.post(address, {"owner": str(given.colleague.pk), "form_token": "b"})
    assert answer.headers["Location"] == reverse("home:my_work")
    assert fresh(given).owner == given.colleague
