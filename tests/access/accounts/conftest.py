"""People who sign in, and what they sign in with."""

import time
from dataclasses import dataclass

import pytest
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from wardmote.access.models import User

PASSWORD = "three plain lanterns"


@dataclass
class Person:
    """A user with the seed of their authenticator app, which makes codes as the app would."""

    user: User
    seed: str = ""

    def code(self, step: int = 0) -> str:
        return code_of(self.seed, step)


def code_of(seed: str, step: int = 0) -> str:
    """The code that an app with this seed shows now, or `step` half-minutes later."""
    return totp.format_hotp_value(totp.hotp_value(seed, int(time.time()) // app_settings.TOTP_PERIOD + step))


def make_person(email: str, *, with_app: bool = True) -> Person:
    user = User.objects.create_user(email=email, name=email.split("@")[0].title() + " Example", password=PASSWORD)
    if not with_app:
        return Person(user)
    seed = totp.generate_totp_secret()
    totp.TOTP.activate(user, seed)
    return Person(user, seed)


@pytest.fixture
def hana(db) -> Person:
    """Has a password and an authenticator app."""
    return make_person("hana@example.org")


@pytest.fixture
def newcomer(db) -> Person:
    """Has a password and no authenticator app yet."""
    return make_person("newcomer@example.org", with_app=False)


def give_password(client: Client, email: str, password: str = PASSWORD, onward: str = "", address: str = "127.0.0.1"):
    data = {"login": email, "password": password, **({"next": onward} if onward else {})}
    return client.post("/account/sign-in/", data, REMOTE_ADDR=address)


def sign_in(client: Client, person: Person, onward: str = "") -> None:
    """Password, then code."""
    assert give_password(client, person.user.email, onward=onward).headers["Location"] == "/account/code/"
    assert client.post("/account/code/", {"code": person.code()}).status_code == 302


def second_authenticator(person: Person) -> bool:
    return Authenticator.objects.filter(user=person.user, type=Authenticator.Type.TOTP).exists()
