import pytest
from django.urls import reverse

from tests.factories.world import actor, client_for, make_case, make_referral, subject
from wardmote.casework import services
from wardmote.casework.models import Case, Referral
from wardmote.casework.queries import referrals_for_triage
from wardmote.common.clock import told
from wardmote.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(world):
    return make_referral(world)


def address(referral, name="triage_referral"):
    return reverse(f"casework:{name}", args=[referral.reference])


def accepting(world, **more):
    given = {"form_token": "one-time-token", "to_case": "new", "lead_agency": str(world.housing_org.pk), "words": ""}
    return given | more


def test_what_waits_stands_oldest_first_with_its_clock(world):
    from datetime import date

    with told(date(2025, 3, 14)):
        old = make_referral(world)
    new = make_referral(world)
    shown = client_for(world.administrator).get(reverse("casework:triage")).content.decode()
    assert shown.index(old.reference) < shown.index(new.reference)
    assert "6 working days: 1 over the target of 5" in shown
    assert "0 of 5 working days" in shown


def test_the_whole_referral_is_shown_and_the_reading_recorded(world, referral):
    from wardmote.audit.models import AuditRow

    shown = client_for(world.chair).get(address(referral)).content.decode()
    for part in ("Shouting at the door every night.", "Wren Ashdown", "Corin Blackwood", "section 115", "A plan."):
        assert part in shown
    assert AuditRow.objects.filter(action="referral.read", actor_id=world.chair.pk).count() == 1


@pytest.mark.parametrize(
    "name", ["triage_referral", "triage_accept", "triage_ask", "triage_decline", "triage_redirect"]
)
@pytest.mark.parametrize("who", ["housing", "representative", "stranger", "protection", "manager"])
def test_others_do_not_reach_it(world, referral, name, who):
    client = client_for(getattr(world, who))
    missing = client.get(reverse(f"casework:{name}", args=["R-2025-9999"]))
    answers = [client.get(address(referral, name))]
    if name != "triage_referral":
        answers.append(client.post(address(referral, name), {"words": "x"}))
    for answer in answers:
        assert answer.status_code == 404
        assert answer.content == missing.content


def test_accepting_makes_a_case_and_asks_for_the_circle(world, referral):
    client = client_for(world.administrator)
    answer = client.post(address(referral, "triage_accept"), accepting(world, words="Thank you."))
    assert answer["Location"] == reverse("casework:case_circle", args=["JT-2025-0001"])
    assert "Now add the agencies" in client.get(answer["Location"]).content.decode()
    referral.refresh_from_db()
    assert (referral.state, referral.words_to_referrer) == (Referral.State.ACCEPTED, "Thank you.")
    assert Person.unguarded.count() == 2


def test_accepting_twice_ends_at_the_one_case(world, referral):
    client = client_for(world.administrator)
    first = client.post(address(referral, "triage_accept"), accepting(world))
    second = client.post(address(referral, "triage_accept"), accepting(world))
    assert first["Location"] == second["Location"]
    assert Case.unguarded.count() == 1


def test_the_second_to_decide_sees_who_did_and_keeps_their_words(world, referral):
    services.accept_referral(actor=actor(world.chair), reference=referral.reference)
    typed = {"form_token": "another-token", "reason": "Not for us", "words": "Please ask the mediation service."}
    answer = client_for(world.administrator).post(address(referral, "triage_decline"), typed)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Cato Brindle" in shown
    assert "Accepted" in shown
    assert "Please ask the mediation service." in shown
    assert "Not for us" in shown
    referral.refresh_from_db()
    assert referral.state == Referral.State.ACCEPTED


def test_a_likely_person_must_be_answered_for(world):
    known = make_case(world, subjects=[subject(given="Wren", family="Ashdown")])
    referral = make_referral(
        world, subjects=[subject(given="Wren", family="Ashdowne"), subject(given="Zed", family="Q")]
    )
    client = client_for(world.administrator)
    shown = client.get(address(referral)).content.decode()
    assert "May already be known" in shown
    assert known.reference in shown
    answer = client.post(address(referral, "triage_accept"), accepting(world))
    assert "Select whether Wren Ashdowne is already known" in answer.content.decode()
    assert Case.unguarded.count() == 1


def test_the_same_person_is_one_person_in_both_cases(world):
    known = make_case(world, subjects=[subject(given="Wren", family="Ashdown")])
    person = known.subjects.get().person
    referral = make_referral(world, subjects=[subject(given="Wren", family="Ashdown")])
    field = f"person_{referral.subjects.get().pk}"
    client_for(world.administrator).post(
        address(referral, "triage_accept"), accepting(world, **{field: str(person.public_id)})
    )
    assert Person.unguarded.count() == 1
    assert {part.case.reference for part in person.case_parts.all()} == {known.reference, "JT-2025-0002"}


def test_somebody_of_the_same_name_can_be_new(world):
    make_case(world, subjects=[subject(given="Wren", family="Ashdown")])
    referral = make_referral(world, subjects=[subject(given="Wren", family="Ashdown")])
    field = f"person_{referral.subjects.get().pk}"
    client_for(world.administrator).post(address(referral, "triage_accept"), accepting(world, **{field: "new"}))
    assert Person.unguarded.count() == 2


def test_accepting_into_an_open_case_adds_to_it(world, referral):
    case = make_case(world, subjects=[subject(given="Quite", family="Different")])
    given = accepting(world, to_case="open", existing=case.reference)
    answer = client_for(world.administrator).post(address(referral, "triage_accept"), given)
    assert answer["Location"] == reverse("casework:case_circle", args=[case.reference])
    assert Case.unguarded.count() == 1
    assert case.subjects.count() == 3


def test_an_open_case_that_they_may_not_see_is_not_offered(world, referral):
    hidden = make_case(world)
    services.bar_from_case(actor=actor(world.chair), reference=hidden.reference, user_id=world.administrator.pk,
                           reason="Kin")  # fmt: skip
    client = client_for(world.administrator)
    assert hidden.reference not in client.get(address(referral, "triage_accept")).content.decode()
    given = accepting(world, to_case="open", existing=hidden.reference)
    assert client.post(address(referral, "triage_accept"), given).status_code == 200
    assert Referral.unguarded.get(pk=referral.pk).state == Referral.State.SUBMITTED


def test_an_agency_that_has_not_signed_cannot_lead(world, referral):
    given = accepting(world, lead_agency=str(world.unsigned.pk))
    answer = client_for(world.administrator).post(address(referral, "triage_accept"), given)
    assert answer.status_code == 200
    assert not Case.unguarded.exists()


@pytest.mark.parametrize(
    ("name", "typed", "state"),
    [
        ("triage_ask", {"words": "Since when?"}, "returned"),
        ("triage_decline", {"reason": "Thin", "words": "Try mediation."}, "declined"),
        ("triage_redirect", {"where": "MARAC", "words": "It goes to MARAC."}, "redirected"),
    ],
)
def test_the_other_decisions(world, referral, name, typed, state):
    client = client_for(world.administrator)
    page = client.get(address(referral, name)).content.decode()
    assert "Who will be told" in page
    assert client.post(address(referral, name), {"form_token": "t-1"}).status_code == 200
    answer = client.post(address(referral, name), typed | {"form_token": "one-time-token"})
    assert answer["Location"] == reverse("casework:triage")
    referral.refresh_from_db()
    assert referral.state == state
    assert referral.words_to_referrer == typed["words"]
    waits = referrals_for_triage(actor(world.administrator)).filter(pk=referral.pk).exists()
    assert waits is (state == "returned")


def test_a_decided_referral_says_who_decided(world, referral):
    services.decline_referral(actor=actor(world.chair), reference=referral.reference, reason="Thin", words="Sorry.")
    answer = client_for(world.administrator).get(address(referral))
    assert answer.status_code == 200
    assert "Cato Brindle" in answer.content.decode()
