"""What cannot be read must not be told otherwise: by a warning, a total, a gap in an order, a choice, a difference."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.access.canary.crawl import read, starts
from tests.access.table.asking import rolled_back
from tests.access.table.posts import day
from tests.factories import world as factory
from tests.factories.scenery import BORN
from tests.factories.visitors import Scene
from wardmote.casework import services as casework
from wardmote.casework.services import panel
from wardmote.registers.services import record_warning

pytestmark = pytest.mark.django_db
BARRED = ("barred_chair", "barred_administrator")
# Changes from one showing of a page to the next without anything having happened.
_FLEETING = re.compile(
    r'name="(?:form_token|csrfmiddlewaretoken)"[^>]*>|x-csrftoken": "\w+"|x-request-id: \w+'
    r'|expires: [\w, :]+gmt|seconds="\d+"',
    re.IGNORECASE,
)


def _text(page: str) -> str:
    return _FLEETING.sub("", page)


def _everything(scene: Scene, visitor: str, addresses: list[str]) -> dict[str, str]:
    return {address: _text(read(scene, visitor, address)[1]) for address in addresses}


def _happens(scene: Scene) -> None:
    """Something of every kind happens in the case."""
    worker, common = scene.actor("practitioner"), {"reference": scene.case.reference}
    casework.add_update(actor=worker, text="Another visit", **common)
    casework.edit_summary(
        actor=worker, summary="Changed", risk_level="standard", started_from=scene.case.version, **common
    )
    casework.change_lead_agency(actor=scene.actor("administrator"), organisation_id=scene.world.police.pk, **common)
    record_warning(
        actor=worker, person_id=scene.subject.person.public_id, issued_by_id=scene.world.council.pk,
        issued_on=BORN.replace(year=2024, month=12), conduct="Noise", required="Quiet", **common,
    )  # fmt: skip


def _comes_off_the_list(scene: Scene) -> None:
    item = scene.case.panel_items.get(agenda_item__meeting=scene.open_meeting)
    panel.remove_case(
        actor=scene.actor("administrator"), meeting=scene.open_meeting, agenda_item_id=item.agenda_item_id
    )


@pytest.mark.parametrize("act", [_happens, _comes_off_the_list])
@pytest.mark.parametrize("visitor", [*BARRED, "barred_practitioner", "off_case", "observer"])
def test_nothing_on_any_page_shows_that_something_happened(scene: Scene, visitor: str, act: Callable[[Scene], None]):
    addresses = starts(scene, visitor)
    before = _everything(scene, visitor, addresses)
    with rolled_back():
        act(scene)
        after = _everything(scene, visitor, addresses)
    assert [address for address in before if before[address] != after[address]] == []


@pytest.mark.parametrize("visitor", BARRED)
def test_triage_does_not_say_that_somebody_is_known(scene: Scene, visitor: str):
    """A referral names the same person: the panel is warned, whoever is barred is not."""
    given, family = scene.markers["perpetrator given"], scene.markers["perpetrator family"]
    subject = factory.subject("alleged_perpetrator", given, family, date_of_birth=BORN)
    with rolled_back():
        sent = factory.make_referral(scene.world, by=scene.people["practitioner"], subjects=[subject])
        for page in ("casework:triage_referral", "casework:triage_accept"):
            target = reverse(page, args=[sent.reference])
            warned = scene.browser("administrator").get(target).content.decode()
            unwarned = scene.browser(visitor).get(target).content.decode()
            assert "out of 100" in warned
            assert scene.case.reference in warned
            assert "out of 100" not in unwarned
            assert scene.case.reference not in unwarned
        # Naming the person or the case in the form all the same finds neither.
        form = {
            "to_case": "open", "existing": scene.case.reference, "form_token": "a-token-of-a-form",
            f"person_{sent.subjects.get().pk}": str(scene.case.subjects.get(role=subject.role).person.public_id),
        }  # fmt: skip
        answer = scene.browser(visitor).post(reverse("casework:triage_accept", args=[sent.reference]), form)
        assert answer.status_code in (200, 404)
        sent.refresh_from_db()
        assert sent.state == "submitted"


@pytest.mark.parametrize("visitor", BARRED)
def test_the_referral_of_a_barred_case_is_not_there(scene: Scene, visitor: str):
    sent = scene.case.referrals.get()
    for page in ("referral", "accept", "ask", "decline", "redirect"):
        target = reverse(f"casework:triage_{page}", args=[sent.reference])
        assert scene.browser(visitor).get(target).status_code == 404


def test_adding_a_case_by_its_reference_does_not_say_whether_it_exists(scene: Scene):
    """A barred administrator gets the same words for the case and for a reference that nobody has."""
    target, answers = reverse("casework:add_panel_case", args=[scene.open_meeting.pk]), []
    for reference in (scene.case.reference, "JT-1999-0001"):
        with rolled_back():
            given = {"reference": reference, "why": "It is due"}
            answer = scene.browser("barred_administrator").post(target, given)
        answers.append(_text(answer.content.decode()).replace(reference, "…"))
    assert answers[0] == answers[1]


def test_suggesting_a_case_does_not_put_it_on_the_list(scene: Scene):
    """Ticking a case that was never suggested adds nothing and says nothing else."""
    target = reverse("casework:add_suggested", args=[scene.open_meeting.pk])
    with rolled_back():
        _comes_off_the_list(scene)
        before = scene.open_meeting.items.count()
        scene.browser("barred_administrator").post(target, {"case": [scene.case.reference]})
        assert scene.open_meeting.items.count() == before


def test_a_barred_colleague_can_be_given_no_action(scene: Scene):
    """Nobody hands a barred person the case by handing them its action, by the list or past it."""
    action = next(each for each in scene.actions if each.owner == scene.people["barred_practitioner"])
    other = reverse("casework:action", args=[action.public_id])
    assert scene.browser("barred_practitioner").get(other).status_code == 404
    given = scene.case.actions.get(owner=scene.people["practitioner"])
    page = reverse("casework:action", args=[given.public_id])
    assert scene.people["barred_practitioner"].name not in scene.browser("practitioner").get(page).content.decode()
    with rolled_back():
        form = {"owner": scene.people["barred_practitioner"].pk, "form_token": "a-token-of-a-form"}
        scene.browser("practitioner").post(reverse("casework:action_reassign", args=[given.public_id]), form)
        given.refresh_from_db()
        assert given.owner == scene.people["practitioner"]


def test_nobody_is_let_in_past_a_bar(scene: Scene):
    """A grant on top of a bar opens nothing: the bar overrides it."""
    for visitor in ("barred_practitioner", *BARRED):
        with rolled_back():
            form = {
                "user": scene.people[visitor].pk, "reason": "By mistake", "form_token": f"token-for-{visitor}",
                **day("until", 7),
            }  # fmt: skip
            target = reverse("casework:case_grant", args=[scene.case.reference])
            assert scene.browser("administrator").post(target, form).status_code == 302
            page = reverse("casework:case", args=[scene.case.reference])
            assert scene.browser(visitor).get(page).status_code == 404
