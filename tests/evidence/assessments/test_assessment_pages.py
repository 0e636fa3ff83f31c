"""The pages of an assessment: every section, its figures' addresses, files, words, weights, hand-over."""

import json
from types import SimpleNamespace

import pytest
from django.urls import reverse

from tests.factories.assessed import assessed
from tests.factories.world import client_for, make_world, user
from wardmote.audit.models import AuditRow
from wardmote.common.formfields import new_token
from wardmote.evidence.assessing.assemble import SECTIONS
from wardmote.evidence.models import Assessment, ScoringMatrix
from wardmote.partnership.models import Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    w = make_world()
    w.made = assessed(w.county)
    board = Group.objects.create(partnership=w.county, slug="board", code="BO", name="Board", kind="board")
    w.member = user("Board Person", w.police, w.county, "board_member", board)
    return w


def test_a_board_member_reads_every_section_and_its_files(world):
    browser = client_for(world.member)
    assert "To February 2025" in browser.get(reverse("evidence:assessments")).content.decode()
    for key, title in SECTIONS.items():
        reply = browser.get(reverse("evidence:assessment_section", args=[world.made.public_id, key]))
        assert reply.status_code == 200, key
        page = reply.content.decode()
        assert title in page
        assert "Write in this section" not in page
    for form, begins in {"html": b"<!DOCTYPE html>", "docx": b"PK", "pdf": b"%PDF", "json": b"{"}.items():
        file = browser.get(reverse("evidence:assessment_download", args=[world.made.public_id, form]))
        assert file.content.lstrip().lower().startswith(begins.lower()), form
    taken = AuditRow.objects.filter(action="assessment.download")
    assert taken.count() == 4
    assert browser.get(reverse("evidence:assessment_section", args=[world.made.public_id, "poem"])).status_code == 404


def test_a_number_opens_the_query_that_counts_it(world):
    page = client_for(world.member).get(
        reverse("evidence:assessment_section", args=[world.made.public_id, "levels"])
    ).content.decode()  # fmt: skip
    assert f'href="{reverse("evidence:explore")}?type=Burglary&amp;from=2024-03&amp;to=2025-02"' in page


def test_a_withheld_count_is_in_no_page_and_no_file(world):
    browser = client_for(world.member)
    page = browser.get(reverse("evidence:assessment_section", args=[world.made.public_id, "people"])).content.decode()
    assert "fewer than 5" in page
    data = json.loads(browser.get(reverse("evidence:assessment_download", args=[world.made.public_id, "json"])).content)
    held = data["people"]["rows"][0]
    assert (held["now"], held["percent"], held["difference"]) == ("fewer than 5", None, None)


def test_words_conflict_shows_both_and_loses_nothing(world):
    browser = client_for(world.analyst)
    address = reverse("evidence:assessment_words", args=[world.made.public_id, "places"])
    assert browser.post(address, {"text": "Theirs", "version": "0"}).status_code == 302
    reply = browser.post(address, {"text": "Mine", "version": "0"})
    assert reply.status_code == 409
    assert "Theirs" in reply.content.decode()
    assert "Mine" in reply.content.decode()
    assert world.made.words.get().text == "Theirs"


def test_how_far_it_has_come_is_told_in_steps_and_a_dead_worker_is_told_too(world):
    made = Assessment.objects.create(
        partnership=world.county, to_month="2025-02", state="running", done=4, of=22, step="Finding hot spots",
        made_at=world.made.made_at, beat_at="2020-01-01T00:00:00Z",
    )  # fmt: skip
    address = reverse("evidence:assessment", args=[made.public_id])
    assert "stopped before it was done" in client_for(world.analyst).get(address).content.decode()
    from django.utils import timezone

    Assessment.objects.filter(pk=made.pk).update(beat_at=timezone.now())
    page = client_for(world.analyst).get(address, HTTP_HX_REQUEST="true").content.decode()
    assert "Finding hot spots" in page
    assert "<html" not in page
    assert client_for(world.analyst).get(
        reverse("evidence:assessment_section", args=[made.public_id, "levels"])
    ).status_code == 404  # fmt: skip


def test_weights_and_scores_are_changed_on_their_page(world):
    browser = client_for(world.analyst)
    address = reverse("evidence:scoring")
    assert "Matrix 1" in browser.get(address).content.decode()
    weights = {"volume": "1", "trend": "1", "harm": "3", "comparison": "1", "concern": "1", "leverage": "1"}
    form = {**weights, "reason": "", "started_from": "1", "form_token": new_token()}
    assert "Enter reason for the change" in browser.post(address, form).content.decode()
    assert browser.post(address, {**form, "reason": "Harm first"}).status_code == 302
    assert ScoringMatrix.objects.first().weights["harm"] == "3"
    score = {"theme": "drugs", "criterion": "concern", "score": "4", "reason": "Survey", "form_token": new_token()}
    assert browser.post(reverse("evidence:theme_score"), score).status_code == 302
    assert "4: Survey" in browser.get(address).content.decode()


def test_a_manager_hands_over_in_one_step(world):
    browser = client_for(world.manager)
    page = reverse("evidence:assessment_section", args=[world.made.public_id, "recommendations"])
    assert "Make these draft priorities" in browser.get(page).content.decode()
    assert "Make these draft priorities" not in client_for(world.analyst).get(page).content.decode()
    address = reverse("evidence:assessment_priorities", args=[world.made.public_id])
    token = new_token()
    form = {"numbers": ["1", "3"], "plan": "new", "title": "Plan from 2026", "form_token": token}
    assert browser.post(address, form).status_code == 302
    assert browser.post(address, form).status_code in (200, 302)
    assert "draft priority in the plan" in browser.get(page).content.decode()
    assert world.made.recommendations.exclude(plan_ref="").count() == 2
