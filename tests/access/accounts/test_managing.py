"""The system administrator manages the accounts of the partnership's people, nobody else's, and never a case."""

import pytest
from allauth.mfa.models import Authenticator

from tests.access.accounts.conftest import PASSWORD, give_password
from tests.factories.world import PASSWORD as WORLD_PASSWORD
from tests.factories.world import actor, client_for, make_world
from wardmote.access import queries, services
from wardmote.access.models import User
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow

pytestmark = pytest.mark.django_db
ACTS = ["suspend", "restore", "end-sessions", "remove-second-factor", "invite-again", "withdraw-invitation"]


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def admin(world):
    return client_for(world.system)


def test_the_list_is_of_this_partnership_alone(world, admin):
    page = admin.get("/account/people/").content.decode()
    assert "Hollis Marsh" in page
    assert "Fallon Beck" not in page


def test_search_goes_in_the_body_and_finds_by_name_or_address(world, admin):
    for asked in ("hollis", "MARSH hol", world.housing.email[:8]):
        page = admin.post("/account/people/", {"q": asked}).content.decode()
        assert "Hollis Marsh" in page
        assert "Nell Carrow" not in page
    assert "Nobody found" in admin.post("/account/people/", {"q": "fallon"}).content.decode()


@pytest.mark.parametrize("who", ["administrator", "chair", "manager", "protection", "housing"])
def test_others_see_no_accounts(world, who):
    client = client_for(getattr(world, who))
    assert client.get("/account/people/").status_code == 404
    assert client.get(f"/account/people/{world.housing.pk}/").status_code == 404
    for act in ACTS:
        assert client.post(f"/account/people/{world.housing.pk}/{act}/", {"reason": "because"}).status_code == 404
    assert User.objects.get(pk=world.housing.pk).is_active


def test_a_person_of_elsewhere_and_a_person_of_nowhere_look_alike(world, admin):
    elsewhere = admin.get(f"/account/people/{world.stranger.pk}/")
    nowhere = admin.get("/account/people/999999/")
    assert (elsewhere.status_code, elsewhere.content) == (nowhere.status_code, nowhere.content)
    assert elsewhere.status_code == 404
    for act in ACTS:
        assert admin.post(f"/account/people/{world.stranger.pk}/{act}/", {"reason": "because"}).status_code == 404
    with pytest.raises(Refused):
        services.suspend(actor=actor(world.system), user=world.stranger, reason="because")
    assert User.objects.get(pk=world.stranger.pk).is_active


def test_suspending_ends_the_session_and_restoring_lets_back_in(world, admin):
    client = client_for(world.housing)
    assert client.get("/account/security/").status_code == 200
    answer = admin.post(f"/account/people/{world.housing.pk}/suspend/", {"reason": "left the service"})
    assert answer.headers["Location"] == f"/account/people/{world.housing.pk}/"
    assert "Suspended" in admin.get(answer.headers["Location"]).content.decode()
    assert client.get("/account/security/").headers["Location"].startswith("/account/sign-in/")
    admin.post(f"/account/people/{world.housing.pk}/restore/")
    assert client.get("/account/security/").status_code == 302, "the old session does not come back"
    assert give_password(client, world.housing.email, password=WORLD_PASSWORD).status_code == 302
    rows = AuditRow.objects.filter(object_ref=str(world.housing.pk), actor_id=world.system.pk).order_by("sequence")
    assert [row.action for row in rows] == ["account.suspend", "account.restore"]
    assert rows[0].reason == "left the service"


def test_suspending_wants_a_reason(world, admin):
    answer = admin.post(f"/account/people/{world.housing.pk}/suspend/", {"reason": " "})
    assert answer.status_code == 400
    assert "Enter reason" in answer.content.decode()
    assert User.objects.get(pk=world.housing.pk).is_active


def test_nobody_suspends_themselves(world, admin):
    assert admin.post(f"/account/people/{world.system.pk}/suspend/", {"reason": "because"}).status_code == 404
    assert User.objects.get(pk=world.system.pk).is_active


def test_a_lost_app_is_taken_off_and_every_session_ends(world, admin):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(world.housing, generate_totp_secret())
    client = client_for(world.housing)
    admin.post(f"/account/people/{world.housing.pk}/remove-second-factor/", {"reason": "checked by telephone"})
    assert not Authenticator.objects.filter(user=world.housing).exists()
    assert client.get("/account/security/").headers["Location"].startswith("/account/sign-in/")
    assert AuditRow.objects.filter(action="account.second_factor_remove", reason="checked by telephone").exists()


def test_the_administrator_ends_somebodys_sessions(world, admin):
    client = client_for(world.housing)
    admin.post(f"/account/people/{world.housing.pk}/end-sessions/")
    assert client.get("/account/security/").headers["Location"].startswith("/account/sign-in/")


def test_a_former_member_is_still_listed_and_still_manageable(world, admin):
    world.nurse.memberships.update(ends_on="2025-01-31")
    found = {each.user.pk: each for each in queries.accounts_managed_by(actor(world.system))}
    assert found[world.nurse.pk].roles == ""
    services.suspend(actor=actor(world.system), user=world.nurse, reason="left")


def test_a_failed_act_leaves_no_trace(world, monkeypatch):
    def broken(**_):
        raise RuntimeError("the trail is gone")

    monkeypatch.setattr("wardmote.access.services.accounts.record", broken)
    with pytest.raises(RuntimeError):
        services.suspend(actor=actor(world.system), user=world.housing, reason="because")
    assert User.objects.get(pk=world.housing.pk).is_active
    assert world.housing.check_password(WORLD_PASSWORD)
    assert WORLD_PASSWORD != PASSWORD


def test_the_list_asks_the_database_the_same_whatever_its_length(world, admin, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories.world import user

    admin.get("/account/people/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        admin.get("/account/people/")
    for number in range(20):
        user(f"Extra{number} Person", world.council, world.county, "practitioner")
    with django_assert_max_num_queries(len(few)):
        admin.get("/account/people/")
