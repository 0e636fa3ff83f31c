"""Who may read surveys, and who may write them: every address that writes, asked by who may not."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from tests.evidence.survey_world import SCALE, ask, surveyed, typed, upload, written
from tests.factories.world import client_for, user
from wardmote.common.formfields import new_token
from wardmote.partnership.models import Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    return surveyed()


def test_only_those_who_enter_readings_write_and_only_in_their_own_partnership(world):
    question = ask(world, SCALE)
    board = user("Bay Loam", world.police, world.county, "practitioner")
    far = user("Merrin Fell", world.far, world.elsewhere, "partnership_manager")
    forms = typed(world.survey, question)
    before = written()
    for person in (board, far, world.housing, world.chair, world.system, world.protection):
        for address, body in forms.items():
            if person is far and address == reverse("evidence:survey_new"):
                continue  # in a partnership of their own they may
            reply = client_for(person).post(address, body)
            assert reply.status_code == 404, (person.name, address)
        assert client_for(person).get(reverse("evidence:survey", args=[world.survey.pk])).status_code == 404
    assert written() == before
    for address, body in forms.items():
        body = body | {"file": upload("safe\nSafe\n")} if "file" in body else body
        assert client_for(world.manager).post(address, body).status_code == 302, address


def test_a_board_member_reads_and_does_not_write(world):
    board = Group.objects.create(partnership=world.county, slug="board", code="BO", name="Board", kind="board")
    member = client_for(user("Board Person", world.police, world.county, "board_member", board))
    question = ask(world, SCALE)
    for address in (
        reverse("evidence:surveys"), reverse("evidence:survey", args=[world.survey.pk]),
        reverse("evidence:survey_public", args=[world.survey.pk]),
    ):  # fmt: skip
        assert member.get(address).status_code == 200
    for address, body in typed(world.survey, question).items():
        assert member.post(address, body).status_code == 404


def test_comments_are_ticked_by_those_who_keep_the_survey_and_nobody_else(world):
    question = ask(world, [], kind="open", text="What else?", key="else")
    comment = question.comments.create(row=2, text="The lamp is broken")
    address = reverse("evidence:survey_comments", args=[world.survey.pk, question.pk])
    body = {"ticked": [str(comment.pk)], "form_token": new_token()}
    for person in (world.housing, world.chair, world.stranger, world.system):
        assert client_for(person).get(address).status_code == 404
        assert client_for(person).post(address, body).status_code == 404
    assert not question.comments.filter(public=True).exists()
    assert client_for(world.analyst).post(address, body).status_code == 302
    assert question.comments.get().public
