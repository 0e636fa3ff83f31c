"""People come in by invitation alone: a link that works once, for a week, and that the database does not hold."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.access.accounts.conftest import give_password
from tests.factories.world import actor, client_for, make_world
from wardmote.access import services
from wardmote.access.models import Invitation, User
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow

pytestmark = pytest.mark.django_db
CHOICE = {"password1": "three plain lanterns", "password2": "three plain lanterns"}


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def sent(world, mailoutbox, django_capture_on_commit_callbacks):
    """Invite Ivo as the system administrator and return (invitation, link)."""
    with django_capture_on_commit_callbacks(execute=True):
        made = services.invite(actor=actor(world.system), email="Ivo@Example.org", name="Ivo Example")
    return made, link_in(mailoutbox[-1])


def link_in(message) -> str:
    return re.search(r"http://127.0.0.1:\d+(/account/invitation/\S+)", message.body)[1]


def test_the_whole_way_in(client, sent, mailoutbox):
    invitation, link = sent
    assert mailoutbox[0].to == ["ivo@example.org"]
    assert "Sasha Wren invites you" in mailoutbox[0].body
    assert "Ivo Example" in client.get(link).content.decode()
    assert client.post(link, CHOICE).headers["Location"] == "/account/invitation/accepted/"
    assert "Sign in with your email address" in client.get("/account/invitation/accepted/").content.decode()
    assert give_password(client, "ivo@example.org").headers["Location"] == "/"
    assert client.get("/").headers["Location"].startswith("/account/second-factor/")
    invitation.refresh_from_db()
    assert invitation.accepted_at
    acts = AuditRow.objects.filter(object_ref=str(invitation.user_id)).order_by("sequence")
    assert [row.action for row in acts] == ["account.invite", "account.invite_accept", "account.sign_in"]


def test_the_token_is_not_kept(sent):
    link = sent[1]
    token = link.rstrip("/").rsplit("/", 1)[1]
    kept = str(Invitation.objects.values().get()) + str(list(AuditRow.objects.values()))
    assert token not in kept
    assert len(token) >= 43


def test_the_link_works_once(client, sent):
    _, link = sent
    client.post(link, CHOICE)
    other = {"password1": "quite another lantern", "password2": "quite another lantern"}
    assert Client().post(link, other).status_code == 404
    assert give_password(Client(), "ivo@example.org", password="quite another lantern").status_code == 200


@pytest.mark.parametrize("over", ["expired", "withdrawn", "suspended", "resent", "wrong"])
def test_a_link_that_is_over_opens_nothing(client, world, sent, over):
    invitation, link = sent
    if over == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif over == "withdrawn":
        services.withdraw(actor=actor(world.system), invitation=invitation)
    elif over == "suspended":
        services.suspend(actor=actor(world.system), user=invitation.user, reason="a mistake")
    elif over == "resent":
        services.resend(actor=actor(world.system), invitation=invitation)
    else:
        link = link[:-4] + "AAA/"
    assert "no longer works" in client.get(link).content.decode()
    assert client.post(link, CHOICE).status_code == 404
    assert not User.objects.get(email="ivo@example.org").has_usable_password()


def test_it_lasts_seven_days(sent):
    invitation, _ = sent
    assert invitation.expires_at - invitation.sent_at == timedelta(days=7)


def test_sending_again_gives_a_link_that_works(client, world, sent, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.resend(actor=actor(world.system), invitation=sent[0])
    assert client.post(link_in(mailoutbox[-1]), CHOICE).status_code == 302


def test_a_bad_first_password_is_refused(client, sent):
    page = client.post(sent[1], {"password1": "ivo@example.org", "password2": "ivo@example.org"}).content.decode()
    assert "too similar" in page
    page = client.post(sent[1], {**CHOICE, "password2": "three plain lantern"}).content.decode()
    assert "The two passwords must be the same" in page


@pytest.mark.parametrize("who", ["administrator", "chair", "analyst", "protection", "housing", "referrer"])
def test_others_invite_nobody(world, who):
    with pytest.raises(Refused):
        services.invite(actor=actor(getattr(world, who)), email="ivo@example.org", name="Ivo Example")
    assert not User.objects.filter(email="ivo@example.org").exists()


def test_a_partnership_manager_invites(world):
    assert services.invite(actor=actor(world.manager), email="ivo@example.org", name="Ivo").partnership_id == (
        world.county.pk
    )


def test_somebody_with_an_account_is_not_invited(world):
    with pytest.raises(services.AlreadyHasAccount):
        services.invite(actor=actor(world.system), email=world.stranger.email, name="Fallon Beck")


def test_another_partnerships_invitation_is_left_alone(world, sent):
    far = actor(world.stranger)
    from tests.factories.world import user

    far_system = actor(user("Freya Sand", world.far, world.elsewhere, "system_administrator"))
    for act in (services.withdraw, services.resend):
        for someone in (far, far_system):
            with pytest.raises(Refused):
                act(actor=someone, invitation=sent[0])


def test_a_mail_server_that_is_down_undoes_nothing(world, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    with django_capture_on_commit_callbacks(execute=True):
        services.invite(actor=actor(world.system), email="ivo@example.org", name="Ivo Example")
    assert Invitation.objects.count() == 1


def test_the_page_invites_once_however_often_it_is_sent(world, mailoutbox, django_capture_on_commit_callbacks):
    client = client_for(world.system)
    data = {"email": "ivo@example.org", "name": "Ivo Example", "form_token": "a-token-of-the-form-1"}
    with django_capture_on_commit_callbacks(execute=True):
        assert [client.post("/account/people/invite/", data).status_code for _ in range(2)] == [302, 302]
    assert len(mailoutbox) == 1
    assert "An invitation was sent to ivo@example.org" in client.get("/account/people/").content.decode()
