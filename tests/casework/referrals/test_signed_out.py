"""A session that ended keeps what was typed in a referral, for its writer and for nobody else."""

import time

import pytest
from django.conf import settings
from django.test import Client

from tests.access.accounts.conftest import code_of
from tests.casework.referrals.pages import start, step
from tests.factories.world import PASSWORD, actor, client_for, sign_in
from wardmote.access.sessions import SEEN
from wardmote.casework.queries import own_drafts

pytestmark = pytest.mark.django_db
TYPED = {"what_happened": "A long account, typed slowly."}


@pytest.fixture
def desk(world):
    """A browser whose person began a referral; then the session ended by being left alone."""
    client = client_for(world.referrer)
    client.draft = start(client)
    session = client.session
    session[SEEN] = int(time.time()) - settings.SESSION_IDLE_SECONDS - 5
    session.save()
    return client


def held(world):
    return own_drafts(actor(world.referrer)).get().answers.get("happened")


def post_typed(client, typed=TYPED):
    return client.post(step(client.draft, "happened"), typed)


def test_the_writer_finds_it_after_signing_in(world, desk):
    answer = post_typed(desk)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in/")
    assert step(desk.draft, "happened").replace("/", "%2F") in answer["Location"]
    assert held(world) is None
    sign_in(desk, world.referrer)
    shown = desk.get(step(desk.draft, "happened")).content.decode()
    assert "We kept what you typed" in shown
    assert TYPED["what_happened"] in shown
    assert held(world) == TYPED
    assert "We kept what you typed" not in desk.get(step(desk.draft, "happened")).content.decode()


def test_it_survives_a_real_sign_in_with_password_and_code(world, desk):
    from allauth.mfa.totp.internal import auth as totp

    seed = totp.generate_totp_secret()
    totp.TOTP.activate(world.referrer, seed)
    address = post_typed(desk)["Location"]
    onward = step(desk.draft, "happened")
    given = {"login": world.referrer.email, "password": PASSWORD, "next": onward}
    answer = desk.post(address, given)
    assert answer["Location"] == "/account/code/"
    answer = desk.post("/account/code/", {"code": code_of(seed)})
    assert answer["Location"] == onward
    assert TYPED["what_happened"] in desk.get(onward).content.decode()


def test_somebody_else_at_the_desk_never_sees_it_and_it_is_gone(world, desk):
    post_typed(desk)
    sign_in(desk, world.housing)
    answer = desk.get(step(desk.draft, "happened"))
    assert answer.status_code == 404
    assert TYPED["what_happened"] not in str(dict(desk.session))
    sign_in(desk, world.referrer)
    assert TYPED["what_happened"] not in desk.get(step(desk.draft, "happened")).content.decode()
    assert held(world) is None


def test_going_elsewhere_after_signing_in_removes_it(world, desk):
    post_typed(desk)
    sign_in(desk, world.housing)
    desk.get("/referrals/")
    assert TYPED["what_happened"] not in str(dict(desk.session))


def test_it_is_kept_when_the_session_is_simply_not_there(world):
    client = client_for(world.referrer)
    draft = start(client)
    fresh = Client()
    fresh.draft = draft
    post_typed(fresh)
    sign_in(fresh, world.referrer)
    assert TYPED["what_happened"] in fresh.get(step(draft, "happened")).content.decode()


def test_too_much_is_not_kept(world, desk):
    answer = post_typed(desk, {"what_happened": "x" * 50_001})
    assert answer.status_code == 302
    assert "xxxxx" not in str(dict(desk.session))


def test_what_nobody_came_back_for_is_not_shown(world, desk, monkeypatch):
    post_typed(desk)
    sign_in(desk, world.referrer)
    real = time.time
    monkeypatch.setattr("wardmote.access.typed.time.time", lambda: real() + 60 * 60 + 5)
    assert TYPED["what_happened"] not in desk.get(step(desk.draft, "happened")).content.decode()


def test_other_pages_keep_nothing(world, desk):
    desk.post("/referrals/start/", {"form_token": "words of somebody"})
    assert "words of somebody" not in str(dict(desk.session))


def test_the_autosave_of_an_ended_session_says_that_it_failed(world, desk):
    answer = desk.post(step(desk.draft, "happened") + "keep/", TYPED)
    assert answer.status_code == 302
    assert held(world) is None
