"""Guessing is slow: by account, by address, for passwords, codes and password links."""

import pytest
from django.test import Client

from tests.access.accounts.conftest import PASSWORD, give_password, make_person, sign_in
from wardmote.audit.models import AuditRow

pytestmark = pytest.mark.django_db
WRONG = "wrong lanterns here"


def guess(times: int, email: str, address: str = "10.0.0.1", host: str = "testserver") -> None:
    for _ in range(times):
        Client(headers={"host": host}).post(
            "/account/sign-in/", {"login": email, "password": WRONG}, REMOTE_ADDR=address
        )


def gets_in(email: str, address: str = "10.0.0.1") -> bool:
    return give_password(Client(), email, address=address).status_code == 302


def test_the_eleventh_guess_is_refused_even_with_the_right_password(hana):
    guess(9, hana.user.email)
    assert gets_in(hana.user.email)  # the tenth, right: given back
    guess(1, hana.user.email)
    page = give_password(Client(), hana.user.email, address="10.0.0.1").content.decode()
    assert "Too many attempts. Wait 5 minutes" in page
    assert not gets_in(hana.user.email, address="10.0.0.99")


def test_five_minutes_later_the_right_password_works(hana, monkeypatch):
    import time

    guess(10, hana.user.email)
    assert not gets_in(hana.user.email)
    later = time.time() + 301
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    assert gets_in(hana.user.email)


def test_the_site_called_by_another_name_gives_no_more_guesses(hana):
    guess(5, hana.user.email)
    guess(5, hana.user.email, host="localhost")
    assert not gets_in(hana.user.email)


def test_the_address_written_in_capitals_gives_no_more_guesses(hana):
    guess(5, hana.user.email)
    guess(5, hana.user.email.upper())
    assert not gets_in(hana.user.email)


def test_many_accounts_tried_from_one_address_stop_that_address_alone(hana):
    for number in range(60):
        guess(1, f"person{number}@example.org")
    assert not gets_in(hana.user.email)
    assert gets_in(hana.user.email, address="10.0.0.2")


def test_signing_in_oneself_does_not_wipe_the_count_of_the_address(hana):
    for number in range(59):
        guess(1, f"person{number}@example.org")
    client = Client(REMOTE_ADDR="10.0.0.1")
    sign_in_from(client, hana)
    guess(1, "person60@example.org")
    assert not gets_in(hana.user.email)


def sign_in_from(client: Client, person) -> None:
    client.post("/account/sign-in/", {"login": person.user.email, "password": PASSWORD}, REMOTE_ADDR="10.0.0.1")
    assert client.post("/account/code/", {"code": person.code()}, REMOTE_ADDR="10.0.0.1").status_code == 302


def test_a_council_of_a_hundred_behind_one_address_signs_in(db):
    people = [make_person(f"officer{number}@example.org", with_app=False) for number in range(100)]
    assert all(gets_in(person.user.email) for person in people)


def test_the_eleventh_code_is_refused_even_when_right(client, hana):
    give_password(client, hana.user.email)
    wrong = next(code for code in ("000000", "111111", "222222") if code not in {hana.code(s) for s in (-1, 0, 1)})
    for _ in range(10):
        assert client.post("/account/code/", {"code": wrong}).status_code == 200
    answer = client.post("/account/code/", {"code": hana.code()})
    assert answer.status_code == 200
    assert "Too many attempts" in answer.content.decode()


def test_password_links_are_not_sent_without_end(client, hana, mailoutbox):
    answers = [client.post("/account/password/forgotten/", {"email": hana.user.email}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Too many attempts" in answers[-1].content.decode()
    assert len(mailoutbox) == 3


def test_a_flood_of_blocked_guesses_does_not_flood_the_trail(hana):
    guess(30, hana.user.email)
    refused = AuditRow.objects.filter(action="account.sign_in", outcome="refused")
    assert refused.count() == 11
    assert refused.filter(reason="too many guesses").count() == 1


def test_changing_the_password_is_limited(client, hana):
    sign_in(client, hana)
    new = {"oldpassword": WRONG, "password1": "three other lanterns", "password2": "three other lanterns"}
    assert [client.post("/account/password/", new).status_code for _ in range(11)][-1] == 429


def test_the_limits_are_kept_where_all_processes_see_them():
    from wardmote.config.settings import base

    assert base.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
