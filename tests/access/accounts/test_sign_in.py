"""A password and a code open Wardmote; less than both opens nothing but the account's own pages."""

import html
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.access.accounts.conftest import PASSWORD, code_of, give_password, make_person, sign_in
from wardmote.audit.models import AuditRow

pytestmark = pytest.mark.django_db


def acts(action: str) -> list[AuditRow]:
    return list(AuditRow.objects.filter(action=action).order_by("sequence"))


def test_password_and_code_lead_to_the_page_that_was_asked_for(client, hana):
    asked = client.get("/account/security/?x=1")
    assert asked.headers["Location"] == "/account/sign-in/?next=%2Faccount%2Fsecurity%2F%3Fx%3D1"
    give_password(client, hana.user.email, onward="/account/security/?x=1")
    answer = client.post("/account/code/", {"code": hana.code()})
    assert answer.headers["Location"] == "/account/security/?x=1"
    assert client.get("/account/security/").status_code == 200


def test_next_never_leads_to_another_site(client, hana):
    give_password(client, hana.user.email, onward="https://example.com/")
    assert client.post("/account/code/", {"code": hana.code()}).headers["Location"] == "/"


def test_between_password_and_code_nobody_is_signed_in(client, hana):
    give_password(client, hana.user.email)
    assert "_auth_user_id" not in client.session
    assert client.get("/").headers["Location"].startswith("/account/sign-in/")


def test_a_wrong_password_says_the_same_whether_or_not_the_address_is_known(client, hana):
    pages = []
    for email in (hana.user.email, "nobody@example.org"):
        page = give_password(client, email, password="wrong lanterns here").content.decode()
        assert "The email address or password is wrong" in page
        pages.append(re.sub(r'value="[^"]*"|X-CSRFToken[^}]*', "", page.replace(email, "")))
    assert pages[0] == pages[1]


def test_the_session_is_a_new_one_after_signing_in(client, hana):
    client.get("/account/sign-in/")
    give_password(client, hana.user.email)
    before = client.session.session_key
    client.post("/account/code/", {"code": hana.code()})
    assert client.session.session_key != before


def test_a_code_works_once_in_all_the_time_it_is_taken(client, hana):
    code = hana.code()
    give_password(client, hana.user.email)
    assert client.post("/account/code/", {"code": code}).status_code == 302
    for step in (-1, 0):  # an earlier code is taken for slow clocks; the used one is not
        other = Client()
        give_password(other, hana.user.email)
        answer = other.post("/account/code/", {"code": hana.code(step)})
        assert answer.status_code == (302 if step == -1 else 200)
    assert "wrong or was used before" in answer.content.decode()


def test_a_used_code_stays_used_when_the_library_has_forgotten_it(client, hana, monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda self, code: True)
    code = hana.code()
    give_password(client, hana.user.email)
    client.post("/account/code/", {"code": code})
    other = Client()
    give_password(other, hana.user.email)
    assert other.post("/account/code/", {"code": code}).status_code == 200


def test_without_an_app_no_page_opens_until_one_is_set_up(client, newcomer):
    give_password(client, newcomer.user.email, onward="/")
    assert client.get("/").headers["Location"] == "/account/second-factor/?next=%2F"
    for closed in ("/account/security/", "/account/password/", "/account/people/", "/account/recovery-codes/"):
        assert client.get(closed).headers["Location"].startswith("/account/second-factor/")
    page = client.get("/account/second-factor/?next=/account/security/").content.decode()
    address = html.unescape(re.search(r'href="(/account/authenticator/[^"]*)"', page)[1])
    page = client.get(address).content.decode()
    assert "data:image/svg+xml;base64," in page
    seed = client.session["mfa.totp.secret"]
    assert seed in page.replace(" ", "")
    answer = client.post("/account/authenticator/", {"code": code_of(seed), "next": "/account/security/"})
    assert answer.headers["Location"].startswith("/account/recovery-codes/")
    codes = client.get(answer.headers["Location"]).content.decode()
    assert 'href="/account/security/"' in codes
    assert len(re.findall(r"<strong>\d{4} \d{4}</strong>", codes)) == 10
    assert client.get("/account/security/").status_code == 200


def test_the_recovery_codes_are_shown_once_and_each_works_once(client, newcomer):
    give_password(client, newcomer.user.email)
    client.get("/account/authenticator/")
    client.post("/account/authenticator/", {"code": code_of(client.session["mfa.totp.secret"])})
    shown = re.findall(r"<strong>(\d{4} \d{4})</strong>", client.get("/account/recovery-codes/").content.decode())
    assert not re.findall(r"\d{4} \d{4}</strong>", client.get("/account/recovery-codes/").content.decode())
    answers = []
    for _ in range(2):
        other = Client()
        give_password(other, newcomer.user.email)
        answers.append(other.post("/account/code/", {"code": shown[0]}).status_code)
    assert answers == [302, 200]


def test_the_seed_is_not_kept_in_clear(hana):
    assert hana.seed not in str(Authenticator.objects.get(user=hana.user).data)


def test_a_session_of_before_the_app_was_set_up_needs_a_code(client, newcomer):
    give_password(client, newcomer.user.email)
    seed = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(newcomer.user, seed)
    answer = client.get("/account/second-factor/?next=/account/security/")
    assert answer.headers["Location"] == "/account/code-again/?next=%2Faccount%2Fsecurity%2F"
    answer = client.post(answer.headers["Location"], {"code": code_of(seed)})
    assert answer.headers["Location"] == "/account/security/"
    assert client.get("/account/security/").status_code == 200


def test_changing_the_app_asks_for_the_password_and_closes_the_pages_until_the_new_one_is_set_up(client, hana):
    sign_in(client, hana)
    assert client.post("/account/authenticator/remove/").headers["Location"].startswith("/account/password-again/")
    client.post("/account/password-again/", {"password": PASSWORD})
    client.post("/account/authenticator/remove/")
    assert not Authenticator.objects.filter(user=hana.user).exists()
    assert client.get("/account/security/").headers["Location"].startswith("/account/second-factor/")


def test_another_persons_second_factor_does_not_count(client, hana, newcomer):
    sign_in(client, hana)
    session = client.session
    kept = {key: session[key] for key in list(session.keys()) if key.startswith(("account_auth", "wardmote_second"))}
    other = Client()
    give_password(other, newcomer.user.email)
    stolen = other.session
    stolen.update(kept)
    stolen.save()
    assert other.get("/account/security/").status_code == 302


def test_signing_out_clears_the_browser_and_the_session(client, hana):
    sign_in(client, hana)
    key = client.session.session_key
    answer = client.post("/account/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer.headers["Location"] == "/account/signed-out/"
    again = Client()
    again.cookies["sessionid"] = key
    assert again.get("/account/security/").headers["Location"].startswith("/account/sign-in/")


def test_a_get_signs_nobody_out(client, hana):
    sign_in(client, hana)
    assert client.get("/account/sign-out/").status_code == 200
    assert client.get("/account/security/").status_code == 200


def test_each_step_is_in_the_trail_without_what_was_typed(client, hana):
    give_password(client, hana.user.email, password="wrong lanterns here")
    give_password(client, "Nobody@Example.org", password="wrong lanterns here")
    sign_in(client, hana)
    client.post("/account/sign-out/")
    failed, unknown, done = acts("account.sign_in")
    assert (failed.outcome, failed.object_ref) == ("refused", str(hana.user.pk))
    assert (unknown.outcome, unknown.object_ref, unknown.actor_id) == ("refused", "", None)
    assert (done.outcome, done.actor_id) == ("done", hana.user.pk)
    assert [row.outcome for row in acts("account.second_factor")] == ["done"]
    assert len(acts("account.sign_out")) == 1
    everything = str(list(AuditRow.objects.values()))
    assert "lanterns" not in everything
    assert "example.org" not in everything.lower()


def test_a_wrong_code_is_in_the_trail(client, hana):
    give_password(client, hana.user.email)
    client.post("/account/code/", {"code": "000000" if hana.code() != "000000" else "000001"})
    assert [row.outcome for row in acts("account.second_factor")] == ["refused"]


def test_when_the_trail_cannot_be_written_nobody_gets_in(client, hana, monkeypatch):
    def broken(**_):
        raise RuntimeError("the trail is gone")

    client.raise_request_exception = False
    give_password(client, hana.user.email)
    monkeypatch.setattr("wardmote.access.recording.record", broken)
    assert client.post("/account/code/", {"code": hana.code()}).status_code == 500
    monkeypatch.undo()
    assert client.get("/account/security/").headers["Location"].startswith("/account/sign-in/")


def test_nobody_signs_themselves_up(client):
    assert client.get("/account/signup/").status_code == 404
    assert client.get("/account/sign-up/").status_code == 404


def test_passwords_that_are_short_common_or_like_the_name_are_refused(hana):
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    for bad in ("lanterns", "password1234", "123456789012", "hana@example.org"):
        with pytest.raises(ValidationError):
            validate_password(bad, hana.user)
    validate_password("three plain lanterns", hana.user)


def test_passwords_are_kept_with_argon2id(settings):
    from wardmote.config.settings import base

    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    assert make_person("argon@example.org", with_app=False).user.password.startswith("argon2$argon2id$")
