"""Who may already be known, and who must never be hinted at."""

from datetime import date

import pytest

from tests.factories.world import actor, make_case, make_referral, subject
from wardmote.casework import services
from wardmote.casework.queries.matches import known_persons, matches_for, references_of
from wardmote.people.services import bar_from_person

pytestmark = pytest.mark.django_db
BORN = date(1985, 3, 27)


def likely(person, referral):
    return [
        (match.person.name, match.score, match.reasons)
        for match in matches_for(actor(person), referral.subjects.first())
    ]


@pytest.fixture
def known(world):
    return make_case(world, subjects=[subject(given="Wren", family="Ashdown", date_of_birth=BORN)])


@pytest.mark.parametrize(
    ("given", "family", "born", "score", "reason"),
    [
        ("Wren", "Ashdown", BORN, 100, "same name"),
        ("Ashdown", "Wren", None, None, ""),
        ("Wren", "Ashdowne", BORN, 95, "similar name"),
        ("Wren", "Ashdowne", None, 50, "family name sounds alike"),
        ("Quentin", "Ashton", None, None, ""),
        ("Wren", "Ashdown", date(1960, 1, 1), None, ""),
        ("Wrén", "Ashdown", None, 55, "same name"),
        ("Other", "Person", BORN, None, ""),
    ],
)
def test_how_likely(world, known, given, family, born, score, reason):
    referral = make_referral(world, subjects=[subject(given=given, family=family, date_of_birth=born)])
    found = likely(world.administrator, referral)
    if score is None:
        assert found == []
    else:
        assert [(name, points) for name, points, _ in found] == [("Wren Ashdown", score)]
        assert reason in found[0][2]


def test_a_match_names_only_the_cases_one_may_see(world, known):
    person = known.subjects.get().person
    assert references_of(actor(world.administrator), person) == [known.reference]
    services.bar_from_case(actor=actor(world.chair), reference=known.reference, user_id=world.administrator.pk,
                           reason="Kin")  # fmt: skip
    assert references_of(actor(world.administrator), person) == []


def test_nobody_is_hinted_at_who_is_in_no_case_one_may_see(world, known):
    referral = make_referral(world, subjects=[subject(given="Wren", family="Ashdown", date_of_birth=BORN)])
    assert likely(world.chair, referral)
    services.bar_from_case(actor=actor(world.administrator), reference=known.reference, user_id=world.chair.pk,
                           reason="Kin")  # fmt: skip
    assert likely(world.chair, referral) == []
    assert not known_persons(actor(world.chair)).exists()


def test_nobody_is_hinted_at_from_whom_one_is_barred(world, known):
    referral = make_referral(world, subjects=[subject(given="Wren", family="Ashdown", date_of_birth=BORN)])
    bar_from_person(actor=actor(world.administrator), person=known.subjects.get().person, user_id=world.chair.pk,
                    reason="Kin")  # fmt: skip
    assert likely(world.chair, referral) == []


def test_nobody_of_another_partnership_is_hinted_at(world):
    referral = services.send_referral(
        actor=actor(world.far_practitioner), panel_id=world.oval.pk, category="asb", what_happened="Noise",
        risk_level="standard", risk_reason="Once", urgency="panel", wanted="", consent="given", consent_reason="",
        gateway_id=world.gateway.pk, subjects=[subject(given="Wren", family="Ashdown", date_of_birth=BORN)],
    )  # fmt: skip
    services.accept_referral(actor=actor(world.stranger), reference=referral.reference)
    ours = make_referral(world, subjects=[subject(given="Wren", family="Ashdown", date_of_birth=BORN)])
    assert likely(world.administrator, ours) == []


def test_a_person_chosen_must_be_one_they_may_know_of(world, known):
    from wardmote.access.refusal import Refused

    person = known.subjects.get().person
    services.bar_from_case(actor=actor(world.administrator), reference=known.reference, user_id=world.chair.pk,
                           reason="Kin")  # fmt: skip
    referral = make_referral(world, subjects=[subject(given="Wren", family="Ashdown")])
    match = services.SubjectMatch(referral.subjects.get().pk, person.public_id)
    with pytest.raises(Refused):
        services.accept_referral(actor=actor(world.chair), reference=referral.reference, matches=[match])
    referral.refresh_from_db()
    assert referral.state == "submitted"
