import pytest
from django.urls import reverse

from tests.casework.referrals.pages import pages, start, step, write
from tests.factories.world import actor, client_for
from wardmote.audit.models import AuditRow
from wardmote.casework.models import Referral, ReferralDraft
from wardmote.casework.queries import own_drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world):
    return client_for(world.referrer)


def check_page(draft):
    return reverse("casework:referral_check", args=[draft])


def test_a_referral_is_written_page_by_page_and_sent(world, client):
    draft = start(client)
    written = pages(world) | {"happened": {"what_happened": "Shouting at the door every night.\nNobody sleeps."}}
    for key, typed in written.items():
        assert client.get(step(draft, key)).status_code == 200
        answer = client.post(step(draft, key), typed)
    assert answer["Location"] == check_page(draft)
    shown = client.get(check_page(draft)).content.decode()
    assert "It would have put them at risk." in shown
    assert "27 March 1985" in shown
    assert "every night.<br>Nobody sleeps." in shown
    sent = client.post(check_page(draft))
    assert sent["Location"] == "/referrals/R-2025-0001/sent/"
    referral = Referral.unguarded.get()
    assert [(each.role, each.name, each.safe_to_contact) for each in referral.subjects.all()] == [
        ("victim", "Wren Ashdown", "no"), ("alleged_perpetrator", "Corin Blackwood", "unknown"),
    ]  # fmt: skip
    assert (referral.consent, referral.consent_reason) == ("not_sought", "It would have put them at risk.")
    assert referral.panel == world.panel
    assert not ReferralDraft.unguarded.exists()


def test_sending_twice_makes_one_referral(world, client):
    draft = write(client, world)
    first, second = client.post(check_page(draft)), client.post(check_page(draft))
    assert first["Location"] == second["Location"]
    assert Referral.unguarded.count() == 1
    assert AuditRow.objects.filter(action="referral.send").count() == 1


def test_starting_twice_makes_one_draft(world, client):
    assert start(client) == start(client)
    assert own_drafts(actor(world.referrer)).count() == 1


def test_somebody_elses_token_is_refused(world, client):
    draft = write(client, world)
    client.post(check_page(draft))
    assert client_for(world.housing).post(check_page(draft)).status_code == 404
    assert Referral.unguarded.count() == 1


def test_who_is_causing_it_may_be_unknown(world, client):
    draft = write(client, world, causing={"known": "no", "given_names": "Somebody", "date_of_birth-day": "99"})
    client.post(check_page(draft))
    assert Referral.unguarded.get().subjects.count() == 1


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("victim", {"safe_to_contact": "no"}, "Enter a first name or a family name"),
        ("victim", {"given_names": "Wren"}, "Select whether it is safe to contact them at this address"),
        ("victim", {"given_names": "W", "safe_to_contact": "no", "date_of_birth-day": "31", "date_of_birth-month": "2",
                    "date_of_birth-year": "1990"}, "Date of birth must be a real date"),
        ("causing", {}, "Select whether you know who is causing it"),
        ("causing", {"known": "yes"}, "Enter a first name or a family name"),
        ("category", {"category": "nonsense"}, "Select what it is mainly about"),
        ("happened", {"what_happened": " "}, "Enter what happened"),
        ("risk", {"risk_level": "high"}, "Enter why you think the risk is at this level"),
        ("consent", {"consent": "refused"}, "Enter what they said and why you share it anyway"),
        ("consent", {"consent": "not_sought", "refused_reason": "Wrong box"}, "Enter why they were not asked"),
        ("gateway", {"gateway": "999999"}, "Select the power in law that lets you share this"),
        ("wanted", {"wanted": "A plan"}, "Select how soon somebody needs to act"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(world, client, key, typed, said):
    draft = start(client)
    answer = client.post(step(draft, key), typed)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "<title>Error: " in answer.content.decode()
    held = own_drafts(actor(world.referrer)).get().answers[key]
    assert held == typed


def test_an_unfinished_referral_is_not_sent(world, client):
    draft = start(client)
    client.post(step(draft, "category"), {"category": "asb"})
    answer = client.post(check_page(draft))
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not Referral.unguarded.exists()
    assert own_drafts(actor(world.referrer)).exists()


def test_coming_back_goes_on_where_it_was_left(world, client):
    draft = start(client)
    client.post(step(draft, "victim"), pages(world)["victim"])
    answer = client.post(step(draft, "causing"), {"known": "yes", "given_names": "Co", "later": "1"})
    assert answer["Location"] == reverse("casework:referrals")
    resumed = client.get(reverse("casework:referral_resume", args=[draft]))
    assert resumed["Location"] == step(draft, "category")
    assert 'value="Co"' in client.get(step(draft, "causing")).content.decode()


def test_a_change_from_the_check_page_comes_back_to_it(world, client):
    draft = write(client, world)
    answer = client.post(step(draft, "risk") + "?check=1", {"risk_level": "medium", "risk_reason": "Calmer."})
    assert answer["Location"] == check_page(draft)


def test_a_page_is_kept_as_it_is_typed(world, client):
    draft = start(client)
    address = reverse("casework:referral_keep", args=[draft, "happened"])
    answer = client.post(address, {"what_happened": "Half a sent", "csrfmiddlewaretoken": "x", "other": "y"})
    assert answer.status_code == 200
    assert set(answer.json()) == {"saved_at"}
    assert own_drafts(actor(world.referrer)).get().answers == {"happened": {"what_happened": "Half a sent"}}


def test_two_panels_are_a_question(world, client):
    second = type(world.panel).objects.create(
        partnership=world.county, slug="oval-two", code="O2", name="Victims panel", kind="oval"
    )
    draft = start(client)
    assert "Victims panel" in client.get(step(draft, "wanted")).content.decode()
    assert client.post(step(draft, "wanted"), {"urgency": "week"}).status_code == 200
    for key, typed in (pages(world) | {"wanted": {"urgency": "week", "panel": str(second.pk)}}).items():
        client.post(step(draft, key), typed)
    client.post(check_page(draft))
    assert Referral.unguarded.get().panel == second


def test_without_an_agreement_the_page_says_why_it_cannot_be_sent(world, client):
    world.agreement.gateways.clear()
    draft = start(client)
    assert "no information-sharing agreement in force" in client.get(step(draft, "gateway")).content.decode()


def test_a_draft_is_its_writers_alone(world, client):
    draft = start(client)
    for other in (world.administrator, world.housing, world.stranger):
        browser = client_for(other)
        assert browser.get(step(draft, "victim")).status_code == 404
        assert browser.post(step(draft, "victim"), {"given_names": "Not mine"}).status_code == 404
        assert browser.post(reverse("casework:referral_discard", args=[draft])).status_code == 404
    assert own_drafts(actor(world.referrer)).get().answers == {}


def test_a_draft_is_thrown_away_after_asking(world, client):
    draft = start(client)
    address = reverse("casework:referral_discard", args=[draft])
    assert "Delete the draft" in client.get(address).content.decode()
    assert own_drafts(actor(world.referrer)).exists()
    client.post(address)
    assert not own_drafts(actor(world.referrer)).exists()
