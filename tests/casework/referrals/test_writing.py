import pytest
from django.urls import reverse

from tests.factories.world import client_for

pytestmark = pytest.mark.django_db


def pages(world):
    return {
        "victim": {"given_names": "Wren", "family_name": "Ashdown", "date_of_birth-day": "27",
                   "date_of_birth-month": "3", "date_of_birth-year": "1985", "address": "1 Example Row",
                   "safe_to_contact": "no"},
        "causing": {"known": "yes", "given_names": "Corin", "family_name": "Blackwood"},
        "category": {"category": "neighbour"},
        "happened": {"what_happened": "Shouting at the door every night."},
        "risk": {"risk_level": "high", "risk_reason": "It is getting worse."},
        "consent": {"consent": "not_sought", "not_sought_reason": "It would have put them at risk."},
        "gateway": {"gateway": str(world.gateway.pk)},
        "wanted": {"urgency": "week", "wanted": "A plan."},
    }  # fmt: skip


def start(client):
    answer = client.post(reverse("casework:referral_start"), {"form_token": "a-token-of-the-list"})
    assert answer.status_code == 302
    return answer["Location"].split("/")[3]


def test_a_referral_is_written_page_by_page_and_sent(world):
    client = client_for(world.referrer)
    draft = start(client)
    for key, typed in pages(world).items():
        address = reverse("casework:referral_step", args=[draft, key])
        assert client.get(address).status_code == 200
        answer = client.post(address, typed)
        assert answer.status_code == 302, (key, answer.content.decode())
    check = reverse("casework:referral_check", args=[draft])
    assert answer["Location"] == check
    assert "It would have put them at risk." in client.get(check).content.decode()
    sent = client.post(check)
    assert sent["Location"] == "/referrals/R-2025-0001/sent/"
    assert client.get(sent["Location"]).status_code == 200
