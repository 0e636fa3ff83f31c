"""What a sender sees of what they sent: its state and the words meant for them, and nothing more."""

import pytest
from django.urls import reverse

from tests.factories.world import actor, client_for, make_referral
from wardmote.casework import services
from wardmote.casework.models import Referral

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(world):
    return make_referral(world, by=world.referrer)


def page(person, referral, name="referral"):
    return client_for(person).get(reverse(f"casework:{name}", args=[referral.reference]))


def test_the_sender_sees_the_state_and_the_words_alone(world, referral):
    services.decline_referral(
        actor=actor(world.administrator), reference=referral.reference, reason="Kept inside", words="Try mediation."
    )
    shown = page(world.referrer, referral).content.decode()
    assert "Declined" in shown
    assert "Try mediation." in shown
    for hidden in ("Kept inside", "Ada Fennick", "Wren", "Ashdown", "Shouting", "JT-"):
        assert hidden not in shown


def test_an_accepted_referral_does_not_name_its_case(world, referral):
    case = services.accept_referral(actor=actor(world.administrator), reference=referral.reference, words="Thank you.")
    listed = client_for(world.referrer).get(reverse("casework:referrals")).content.decode()
    for shown in (page(world.referrer, referral).content.decode(), listed):
        assert "Accepted" in shown
        assert "Thank you." in shown
        assert case.reference not in shown


@pytest.mark.parametrize("name", ["referral", "referral_sent", "referral_add", "referral_withdraw"])
def test_nobody_else_sees_it_there(world, referral, name):
    missing = client_for(world.housing).get(reverse(f"casework:{name}", args=["R-2025-9999"]))
    for other in (world.housing, world.administrator, world.chair):
        answer = page(other, referral, name)
        assert answer.status_code == 404
        assert answer.content == missing.content


def test_it_is_withdrawn_while_undecided(world, referral):
    client = client_for(world.referrer)
    address = reverse("casework:referral_withdraw", args=[referral.reference])
    assert client.get(address).status_code == 200
    client.post(address)
    referral.refresh_from_db()
    assert referral.state == Referral.State.WITHDRAWN
    assert "already withdrawn" in client.post(address, follow=True).content.decode()


def test_what_was_asked_for_is_added_once_and_it_waits_again(world, referral):
    services.ask_for_more(actor=actor(world.administrator), reference=referral.reference, words="Since when?")
    client = client_for(world.referrer)
    address = reverse("casework:referral_add", args=[referral.reference])
    assert "Since when?" in client.get(address).content.decode()
    for _ in range(2):
        assert client.post(address, {"text": "Since May.", "form_token": "one-time-token"}).status_code == 302
    referral.refresh_from_db()
    assert referral.state == Referral.State.SUBMITTED
    assert referral.what_happened.startswith("Shouting at the door every night.")
    assert referral.what_happened.count("Since May.") == 1


def test_nothing_is_added_to_a_decided_referral(world, referral):
    services.accept_referral(actor=actor(world.administrator), reference=referral.reference)
    address = reverse("casework:referral_add", args=[referral.reference])
    answer = client_for(world.referrer).post(address, {"text": "Since May.", "form_token": "one-time-token"})
    assert "already accepted" in answer.content.decode()
    assert "Since May." in answer.content.decode()
