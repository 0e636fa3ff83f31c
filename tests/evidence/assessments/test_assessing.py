"""Asking, making, words, weights, scores, ranking again and handing over: who may, and what becomes of it."""

from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.urls import reverse

from tests.evidence.conftest import row, street
from tests.factories.assessed import assessed
from tests.factories.world import actor, client_for, make_world, user
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common.formfields import new_token
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.evidence.assessing.ranking import CRITERIA, DEFAULT_WEIGHTS
from wardmote.evidence.models import Assessment, ScoringMatrix, ThemeScore
from wardmote.evidence.services import load_police_files
from wardmote.evidence.services.assessment_files import hand_over, write_files
from wardmote.evidence.services.assessment_words import save_words
from wardmote.evidence.services.assessments import ask_for, change_weights, give_score, make, rank_again
from wardmote.partnership.models import District
from wardmote.plan.models import Plan, Priority

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    w = make_world()
    w.made = assessed(w.county)
    return w


def load_months(inbox, *months: str) -> None:
    for number, month in enumerate(months):
        lines = [row(100 * number + n, month=month, area="North Ashmere 001A") for n in range(number + 2)]
        street(inbox, *lines, name=f"{month}-hampshire-street.csv")
    load_police_files(actor=None, paths=[inbox])


def test_an_assessment_is_made_from_the_files_with_each_step_written_down(world, home, inbox, tmp_path):
    District.objects.filter(name="South Ashmere").delete()
    load_months(inbox, "2025-01", "2025-02", "2025-03")
    asked = ask_for(actor=actor(world.analyst), partnership=world.county, to="2025-03", months=24)
    said: list[str] = []
    made = make(asked.pk, say=said.append)
    assert made is not None
    assert made.state == Assessment.State.READY, made.error
    kept = Assessment.objects.get(pk=asked.pk)
    assert (kept.done, kept.step) == (kept.of, "Ready")
    assert len(said) == kept.of
    total = next(each for each in kept.data["levels"]["themes"] if each["key"] == "all_crime")
    assert total["count"] == 2 + 3 + 4
    assert len(kept.data["scope"]["missing"]) == 21
    assert [each["name"] for each in kept.data["how"]["files"]] == [
        f"2025-0{n}-hampshire-street.csv" for n in (1, 2, 3)
    ]
    assert make(asked.pk) is None, "a second worker leaves it alone"
    names = {path.name: path.read_bytes() for path in write_files(kept, tmp_path / "out")}
    assert set(names) == {"assessment.html", "assessment.docx", "assessment.pdf", "data.json"}
    assert names["assessment.pdf"].startswith(b"%PDF")
    assert {"assessment.ask", "assessment.make"} <= set(AuditRow.objects.values_list("action", flat=True))


def test_a_month_that_is_not_held_is_refused_with_the_last_that_is(world, home, inbox):
    District.objects.filter(name="South Ashmere").delete()
    load_months(inbox, "2025-01", "2025-02")
    asked = ask_for(actor=actor(world.analyst), partnership=world.county, to="2025-03")
    make(asked.pk)
    kept = Assessment.objects.get(pk=asked.pk)
    assert kept.state == Assessment.State.FAILED
    assert "No police file is held for March 2025" in kept.error
    assert "February 2025" in kept.error


def test_what_cannot_be_asked_for_is_refused_in_words(world):
    for wrong in ({"to": "2025-13"}, {"to": "2025-02", "months": 0}, {"to": "2025-02", "structure": "poem"}):
        with pytest.raises(StateRefused):
            ask_for(actor=actor(world.analyst), partnership=world.county, **wrong)
    with pytest.raises(Refused):
        ask_for(actor=actor(world.analyst), partnership=world.elsewhere, to="2025-02")
    with pytest.raises(Refused):
        ask_for(actor=actor(world.housing), partnership=world.county, to="2025-02")


def test_words_are_kept_against_a_second_writer_and_carried_on_until_looked_at(world, home, inbox):
    first = {"actor": actor(world.analyst), "public_id": world.made.public_id, "section": "changes"}
    save_words(**first, text="New shops opened.", started_from=0)
    with pytest.raises(EditConflict) as conflict:
        save_words(**first, text="Mine", started_from=0)
    assert conflict.value.theirs["text"] == "New shops opened."
    assert world.made.words.get().text == "New shops opened."
    District.objects.filter(name="South Ashmere").delete()
    load_months(inbox, "2025-01", "2025-02", "2025-03")
    later = make(ask_for(actor=actor(world.analyst), partnership=world.county, to="2025-03").pk)
    carried = later.words.get()
    assert (carried.text, carried.carried_from) == ("New shops opened.", world.made.words.get())
    browser = client_for(world.analyst)
    address = reverse("evidence:assessment_section", args=[later.public_id, "changes"])
    assert "Carried on from the assessment to February 2025; check." in browser.get(address).content.decode()
    save_words(
        actor=actor(world.analyst),
        public_id=later.public_id,
        section="changes",
        text="New shops opened.",
        started_from=1,
    )
    assert "Carried on" not in browser.get(address).content.decode()
    assert world.made.words.get().version == 1, "the words of the one before stay as they were"


def test_weights_are_versions_and_the_same_counts_can_be_ranked_again(world):
    who = {"actor": actor(world.analyst), "partnership": world.county}
    before = world.made.data["ranking"]
    with pytest.raises(StateRefused, match="why"):
        change_weights(**who, weights=DEFAULT_WEIGHTS, reason=" ", started_from=1)
    with pytest.raises(StateRefused, match="as they stand"):
        change_weights(**who, weights=DEFAULT_WEIGHTS, reason="None", started_from=1)
    for wrong in ("-1", "eleven", "NaN", "11"):
        with pytest.raises(StateRefused, match="from 0 to 10"):
            change_weights(**who, weights=DEFAULT_WEIGHTS | {"harm": wrong}, reason="Try", started_from=1)
    alone = {name: "0" for name in CRITERIA} | {"volume": "2.50"}
    change_weights(**who, weights=alone, reason="Volume alone this year", started_from=1)
    with pytest.raises(StateRefused, match="Somebody else"):
        change_weights(**who, weights=DEFAULT_WEIGHTS, reason="Back", started_from=1)
    assert ScoringMatrix.objects.filter(partnership=world.county).count() == 2
    again = rank_again(actor=actor(world.analyst), public_id=world.made.public_id)
    assert again.data["ranking"] != before
    assert again.data["ranking"]["reason"] == "Volume alone this year"
    assert again.data["ranking"]["weights"]["volume"] == "2.5"
    assert again.data["levels"] == world.made.data["levels"]
    assert [each.theme for each in again.recommendations.all()] == [
        each["theme"] for each in again.data["recommendations"]["rows"]
    ]


def test_a_score_of_people_holds_until_another_is_given(world):
    given = {"actor": actor(world.analyst), "partnership": world.county, "theme": "drugs", "criterion": "leverage"}
    give_score(**given, score=2, reason="One agency")
    give_score(**given, score=5, reason="All of them, since the new service")
    assert ThemeScore.objects.filter(current=True).get().score == 5
    assert ThemeScore.objects.count() == 2
    for wrong in ({"theme": "other"}, {"criterion": "harm"}, {"score": 6}, {"reason": ""}):
        with pytest.raises(StateRefused):
            give_score(**{**given, "score": 1, "reason": "Why", **wrong})
    again = rank_again(actor=actor(world.analyst), public_id=world.made.public_id)
    cell = next(each for each in again.data["ranking"]["rows"] if each["key"] == "drugs")["cells"]["leverage"]
    assert (cell["score"], cell["reason"]) == (5, "All of them, since the new service")


def test_recommendations_become_draft_priorities_once(world):
    given = {"actor": actor(world.manager), "public_id": world.made.public_id, "numbers": [1, 2], "title": "Plan 2026"}
    with pytest.raises(Refused):
        hand_over(**{**given, "actor": actor(world.analyst)})
    assert not Priority.objects.exists()
    first = hand_over(**given, address="https://wardmote.example/evidence/assessments/1/")
    plan = Plan.objects.get(title="Plan 2026")
    assert plan.state == Plan.State.DRAFT
    assert [each.title for each in plan.priorities.all()] == [
        each.wording for each in world.made.recommendations.filter(number__in=[1, 2])
    ]
    assert "Strategic assessment to February 2025" in plan.priorities.first().reason
    assert hand_over(**given) == first, "a second call makes nothing twice"
    hand_over(**{**given, "numbers": [3], "title": ""}, plan_ref=str(plan.pk))
    assert plan.priorities.count() == 3
    assert plan.assessments.get().address == "https://wardmote.example/evidence/assessments/1/"
    with pytest.raises(StateRefused, match="stand in a plan"):
        rank_again(actor=actor(world.analyst), public_id=world.made.public_id)


def test_only_those_who_load_files_write_and_only_in_their_own_partnership(world):
    far = user("Merrin Fell", world.far, world.elsewhere, "partnership_manager")
    one = [world.made.public_id]
    forms = {
        reverse("evidence:assessment_words", args=[*one, "changes"]): {"text": "Words", "version": "0"},
        reverse("evidence:assessment_rank", args=one): {},
    }
    for person in (far, world.housing, world.chair, world.system):
        for address, body in forms.items():
            assert client_for(person).post(address, body | {"form_token": new_token()}).status_code == 404
        assert client_for(person).get(reverse("evidence:assessment", args=one)).status_code == 404
    assert not world.made.words.exists()
    for address, body in forms.items():
        assert client_for(world.analyst).post(address, body | {"form_token": new_token()}).status_code == 302


def test_asking_on_the_page_puts_the_work_in_the_queue_once(world, home, inbox, django_capture_on_commit_callbacks):
    District.objects.filter(name="South Ashmere").delete()
    load_months(inbox, "2025-01", "2025-02", "2025-03")
    browser = client_for(world.analyst)
    form = {"to": "2025-03", "months": "24", "structure": "priorities", "form_token": new_token()}
    before = Assessment.objects.count()
    queued: list[int] = []
    with patch("wardmote.evidence.views.assessments.make_assessment", SimpleNamespace(enqueue=queued.append)):
        with django_capture_on_commit_callbacks(execute=True):
            first = browser.post(reverse("evidence:assessment_ask"), form)
        with django_capture_on_commit_callbacks(execute=True):
            second = browser.post(reverse("evidence:assessment_ask"), form)
    assert (first.status_code, first.headers["Location"]) == (302, second.headers["Location"])
    assert Assessment.objects.count() == before + 1
    assert queued == [Assessment.objects.get(to_month="2025-03").pk]
    assert "Waiting for the worker" in browser.get(first.headers["Location"]).content.decode()
