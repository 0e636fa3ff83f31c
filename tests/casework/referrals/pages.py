"""What a sender types, page by page."""

from django.urls import reverse


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


def step(draft, key):
    return reverse("casework:referral_step", args=[draft, key])


def start(client):
    """Press *Send a referral* and return the draft's id."""
    answer = client.post(reverse("casework:referral_start"), {"form_token": "a-token-of-the-list"})
    assert answer.status_code == 302
    return answer["Location"].split("/")[3]


def write(client, world, **changed):
    """Write every page of a new draft and return its id."""
    draft = start(client)
    for key, typed in pages(world).items():
        answer = client.post(step(draft, key), changed.get(key, typed))
        assert answer.status_code == 302, (key, answer.content.decode())
    return draft
