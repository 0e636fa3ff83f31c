"""A forgotten password: a link by e-mail, good once and for an hour, that gives no way round the code."""

import re

import pytest
from django.test import Client

from tests.access.accounts.conftest import PASSWORD, give_password, make_person
from wardmote.access.models import User
from wardmote.audit.models import AuditRow

pytestmark = pytest.mark.django_db
NEW = {"password1": "three other lanterns", "password2": "three other lanterns"}


def ask(client, email, mailoutbox) -> str | None:
    client.post("/account/password/forgotten/", {"email": email})
    return re.search(r"http://testserver(\S+)", mailoutbox[-1].body)[1] if mailoutbox else None


def follow(client, link):
    answer = client.get(link)
    return answer.headers.get("Location"), answer


def test_the_link_sets_a_password_once_and_the_code_is_still_asked_for(client, hana, mailoutbox):
    link = ask(client, hana.user.email, mailoutbox)
    form, _ = follow(client, link)
    assert hana.user.email not in form
    assert client.post(form, NEW).headers["Location"] == "/account/password/new/done/"
    assert give_password(Client(), hana.user.email).status_code == 200
    signing = give_password(Client(), hana.user.email, password=NEW["password1"])
    assert signing.headers["Location"] == "/account/code/"
    assert "This link no longer works" in follow(Client(), link)[1].content.decode()
    assert AuditRow.objects.filter(action="account.password_reset", actor_id=hana.user.pk).count() == 1


def test_a_new_password_by_link_ends_every_session(client, hana, mailoutbox):
    other = Client()
    other.force_login(hana.user)
    form, _ = follow(client, ask(client, hana.user.email, mailoutbox))
    client.post(form, NEW)
    assert other.get("/account/security/").headers["Location"].startswith("/account/sign-in/")


def test_the_link_ends_after_an_hour(client, hana, mailoutbox, settings):
    link = ask(client, hana.user.email, mailoutbox)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "This link no longer works" in follow(client, link)[1].content.decode()


def test_the_answer_is_the_same_for_an_unknown_address_and_sends_nothing(client, hana, mailoutbox):
    known = client.post("/account/password/forgotten/", {"email": hana.user.email})
    unknown = client.post("/account/password/forgotten/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert len(mailoutbox) == 1


def test_nobody_without_a_password_gets_round_their_invitation(client, db, mailoutbox):
    User.objects.create_user(email="invited@example.org", name="Ivo Example")
    assert ask(client, "invited@example.org", mailoutbox) is None


def test_the_message_is_plain_and_names_the_person(client, db, mailoutbox):
    person = make_person("o@example.org", with_app=False)
    User.objects.filter(pk=person.user.pk).update(name="Orla O'Example & Co")
    ask(client, "o@example.org", mailoutbox)
    assert "Dear Orla O'Example & Co" in mailoutbox[0].body
    assert mailoutbox[0].subject == "Wardmote: choose a new password"
    assert PASSWORD not in mailoutbox[0].body


@pytest.mark.parametrize("bad", [("short", "short"), ("three other lanterns", "three plain lantern")])
def test_a_bad_new_password_is_refused_in_words(client, hana, mailoutbox, bad):
    form, _ = follow(client, ask(client, hana.user.email, mailoutbox))
    page = client.post(form, {"password1": bad[0], "password2": bad[1]}).content.decode()
    assert "at least 12 characters" in page or "The two passwords must be the same" in page
    assert "There is a problem" in page
