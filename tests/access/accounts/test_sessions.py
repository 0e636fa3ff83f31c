"""A session ends when left alone, when old, when the person says so, and when the account changes."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from tests.access.accounts.conftest import PASSWORD, sign_in
from wardmote.access.models import User
from wardmote.audit.models import AuditRow

pytestmark = pytest.mark.django_db
PAGE = "/account/security/"
IDLE, ABSOLUTE = 20 * 60, 10 * 60 * 60


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is moved."""

    class Clock:
        now = float(int(time.time()))

        def move(self, seconds: float) -> None:
            self.now += seconds

    held = Clock()
    monkeypatch.setattr("wardmote.access.middleware.time.time", lambda: held.now)
    return held


@pytest.fixture
def seated(client, hana, clock):
    """Hana, signed in, with the session's times at this very second."""
    sign_in(client, hana)
    assert client.get(PAGE).status_code == 200
    return client


def lasts(client: Client) -> bool:
    answer = client.get(PAGE)
    assert answer.status_code == 200 or answer.headers["Location"].startswith("/account/sign-in/")
    return answer.status_code == 200


@pytest.mark.parametrize(("after", "expected"), [(IDLE - 1, True), (IDLE, False), (IDLE + 1, False)])
def test_left_alone(seated, clock, after, expected):
    clock.move(after)
    assert lasts(seated) is expected


@pytest.mark.parametrize(("after", "expected"), [(ABSOLUTE - 1, True), (ABSOLUTE, False), (ABSOLUTE + 1, False)])
def test_however_busy(seated, clock, after, expected):
    step = IDLE - 60
    for _ in range(after // step):
        clock.move(step)
        assert lasts(seated)
    clock.move(after % step)
    assert lasts(seated) is expected


def test_the_clock_put_back_an_hour_ends_nothing(seated, clock):
    clock.move(-3600)
    assert lasts(seated)


def test_the_clock_put_back_an_hour_makes_nothing_last_longer(seated, clock):
    clock.move(IDLE // 2)
    assert lasts(seated)
    clock.move(-3600)
    assert lasts(seated)
    clock.move(IDLE)
    assert not lasts(seated)


def test_the_clock_put_back_does_not_stretch_the_whole_length(seated, clock):
    spent = 0
    clock.move(-3600)
    while spent < ABSOLUTE:
        assert lasts(seated)
        clock.move(IDLE - 60)
        spent += IDLE - 60
    assert not lasts(seated)


def test_the_clock_put_forward_ends_the_session(seated, clock):
    clock.move(3600)
    assert not lasts(seated)


def test_use_keeps_it_going(seated, clock):
    for _ in range(5):
        clock.move(IDLE - 61)
        assert lasts(seated)


def test_an_ended_session_says_why_and_comes_back_to_the_page(seated, hana, clock):
    clock.move(IDLE)
    answer = seated.get(PAGE + "?tab=2")
    assert "next=%2Faccount%2Fsecurity%2F%3Ftab%3D2" in answer.headers["Location"]
    assert "You were signed out because" in seated.get(answer.headers["Location"]).content.decode()
    seated.post("/account/sign-in/", {"login": hana.user.email, "password": PASSWORD, "next": PAGE + "?tab=2"})
    assert seated.post("/account/code/", {"code": hana.code(1)}).headers["Location"] == PAGE + "?tab=2"
    assert AuditRow.objects.get(action="account.sign_out").reason == "left alone or too old"


def test_an_ended_session_is_gone_from_the_database(seated, clock):
    key = seated.session.session_key
    clock.move(IDLE)
    seated.get(PAGE)
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.filter(session_key=key).exists()


def test_keep_alive_gives_the_time_again(seated, clock):
    clock.move(IDLE - 1)
    assert seated.post("/account/keep-alive/").json() == {"seconds": IDLE}
    clock.move(IDLE - 1)
    assert lasts(seated)


def test_keep_alive_never_says_more_than_is_left_of_ten_hours(seated, clock):
    for _ in range(31):
        clock.move(IDLE - 61)
        seated.post("/account/keep-alive/")
    clock.move(ABSOLUTE - 31 * (IDLE - 61) - 100)
    assert lasts(seated)
    assert seated.post("/account/keep-alive/").json() == {"seconds": 100}


def test_keep_alive_is_not_for_a_session_that_ended_nor_for_a_get(seated, clock):
    assert seated.get("/account/keep-alive/").status_code == 405
    clock.move(IDLE)
    assert seated.post("/account/keep-alive/").status_code == 302


def test_the_page_counts_down_from_what_is_left(seated, clock):
    clock.move(59)
    assert f'data-session-seconds="{IDLE - 59}"' in seated.get(PAGE).content.decode()


def test_sign_out_everywhere_ends_every_session_known_or_not(client, hana):
    sign_in(client, hana)
    others = [Client(), Client()]
    others[0].force_login(User.objects.get(pk=hana.user.pk))
    others[1].force_login(User.objects.get(pk=hana.user.pk))
    UserSession.objects.exclude(session_key=client.session.session_key).delete()
    answer = client.post("/account/sign-out-everywhere/")
    assert answer.headers["Clear-Site-Data"]
    for each in (client, *others):
        assert each.get(PAGE).headers["Location"].startswith("/account/sign-in/")
    assert AuditRow.objects.filter(action="account.sessions_end", actor_id=hana.user.pk).count() == 1


def test_a_new_password_ends_the_other_sessions_and_tells_the_person(
    client, hana, mailoutbox, django_capture_on_commit_callbacks
):
    sign_in(client, hana)
    other = Client()
    other.force_login(User.objects.get(pk=hana.user.pk))
    new = {"oldpassword": PASSWORD, "password1": "three other lanterns", "password2": "three other lanterns"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/account/password/", new).headers["Location"] == PAGE
    assert lasts(client)
    assert not lasts(other)
    assert [(m.to, m.subject) for m in mailoutbox] == [([hana.user.email], "Wardmote: password changed")]
    assert AuditRow.objects.filter(action="account.password_change").count() == 1


def test_a_suspended_person_is_out_at_the_next_request(client, hana):
    sign_in(client, hana)
    User.objects.filter(pk=hana.user.pk).update(is_active=False)
    assert not lasts(client)
    answer = client.post("/account/sign-in/", {"login": hana.user.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/account/suspended/"
    assert "suspended" in client.get("/account/suspended/").content.decode()


def test_the_page_lists_my_sessions_and_nobody_elses(client, hana, newcomer):
    Client().force_login(newcomer.user)
    sign_in(client, hana)
    page = client.get(PAGE).content.decode()
    assert page.count("This session") == 1
    assert page.count('<th scope="row">') == 1


def test_a_session_that_ended_meanwhile_is_not_brought_back(seated, hana, monkeypatch):
    key = seated.session.session_key

    def ended_meanwhile(request):
        Session.objects.filter(session_key=key).delete()
        request.session["anything"] = 1
        return 5

    seated.raise_request_exception = False
    monkeypatch.setattr("wardmote.access.views.sign_in.keep_session", ended_meanwhile)
    assert seated.post("/account/keep-alive/").status_code == 400
    assert not Session.objects.filter(session_key=key).exists()
