"""One click signs a visitor in as an invented person, in a demonstration and nowhere else."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from wardmote.access.models import User
from wardmote.audit.models import AuditRow
from wardmote.demo.people import PEOPLE

pytestmark = pytest.mark.django_db
PERSON = PEOPLE[0]


@pytest.fixture
def invented(db):
    return User.objects.create_user(email=PERSON.email, name=PERSON.name)


def test_one_click_signs_in_with_both_factors_and_says_so_in_the_trail(client, invented):
    page = client.get("/account/sign-in/?next=/account/security/").content.decode()
    assert PERSON.name in page
    assert 'name="next" value="/account/security/"' in page
    answer = client.post("/demo/sign-in/", {"person": PERSON.key, "next": "/account/security/"})
    assert answer.headers["Location"] == "/account/security/"
    assert "None: this account has no password" in client.get("/account/security/").content.decode()
    row = AuditRow.objects.get(action="account.sign_in")
    assert (row.actor_id, row.purpose) == (invented.pk, "demonstration")


def test_changing_person_ends_the_earlier_session(client, invented):
    other = User.objects.create_user(email=PEOPLE[1].email, name=PEOPLE[1].name)
    client.post("/demo/sign-in/", {"person": PERSON.key})
    key = client.session.session_key
    client.post("/demo/sign-in/", {"person": PEOPLE[1].key})
    assert client.session["_auth_user_id"] == str(other.pk)
    assert client.session.session_key != key


def test_nobody_else_can_be_signed_in_so(client, invented):
    assert client.get("/demo/sign-in/").status_code == 405
    assert client.post("/demo/sign-in/", {"person": "nobody"}).status_code == 404
    assert client.post("/demo/sign-in/", {"person": PEOPLE[1].key}).status_code == 404
    invented.set_password("three plain lanterns")
    invented.save()
    assert client.post("/demo/sign-in/", {"person": PERSON.key}).status_code == 404


def test_the_next_address_is_ours(client, invented):
    answer = client.post("/demo/sign-in/", {"person": PERSON.key, "next": "https://example.com/"})
    assert answer.headers["Location"] == "/"


def test_where_the_demonstration_is_off_the_view_the_panel_and_the_mark_are_nothing(client, invented, settings):
    client.post("/demo/sign-in/", {"person": PERSON.key})
    settings.DEMO = False
    assert Client().post("/demo/sign-in/", {"person": PERSON.key}).status_code == 404
    assert PERSON.name not in Client().get("/account/sign-in/").content.decode()
    assert client.get("/account/security/").headers["Location"].startswith("/account/second-factor/")


NEEDED = {"WARDMOTE_SECRET_KEY": "x" * 50, "WARDMOTE_HOSTS": "wardmote.example"}


def production(code: str, **more: str) -> subprocess.CompletedProcess:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("WARDMOTE_", "DJANGO_"))}
    source = os.path.join(os.path.dirname(__file__), "..", "..", "..", "src")
    env = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "wardmote.config.settings.production",
        "PYTHONPATH": source,
        **NEEDED,
        **more,
    }
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False)


@pytest.mark.parametrize("switch", ["WARDMOTE_DEMO", "WARDMOTE_TODAY"])
def test_production_settings_refuse_the_demonstration(switch):
    tried = production("from django.conf import settings; settings.DEMO", **{switch: "1"})
    assert tried.returncode != 0
    assert "demonstration cannot be switched on" in tried.stderr


def test_in_production_the_address_does_not_exist_nor_does_the_room():
    code = """
import django; django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve
assert settings.DEMO is False and settings.DEBUG is False
assert "wardmote.demo" not in settings.INSTALLED_APPS
resolve("/account/sign-in/")
try:
    resolve("/demo/sign-in/")
except Resolver404:
    print("absent")
"""
    ran = production(code)
    assert ran.stdout.strip() == "absent", ran.stderr
