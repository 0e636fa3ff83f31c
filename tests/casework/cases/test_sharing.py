"""The circle, grants and bars, through their pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.world import actor, client_for, make_case
from wardmote.casework.models import CaseGrant
from wardmote.casework.queries import cases_visible_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    return make_case(world, circle=[world.police])


@pytest.fixture
def client(world):
    return client_for(world.administrator)


def address(case, name, *more):
    return reverse(f"casework:{name}", args=[case.reference, *more])


def sees(person, case):
    return cases_visible_to(actor(person)).filter(pk=case.pk).exists()


def test_an_agency_joins_and_leaves(world, case, client):
    page = client.get(address(case, "case_agency_add")).content.decode()
    assert "Who will be told" in page
    assert ">Unsigned<" not in page
    assert ">Withdrawn<" not in page
    client.post(address(case, "case_agency_add"), {"organisation": str(world.health.pk), "reason": "Knows the family"})
    assert sees(world.nurse, case)
    assert "Knows the family" in client.get(address(case, "case_circle")).content.decode()
    ending = address(case, "case_agency_end", world.health.pk)
    assert client.get(ending).status_code == 200
    client.post(ending, {"reason": "Nothing more to add"})
    assert not sees(world.nurse, case)
    assert case.chronology.filter(text__contains="Nothing more to add").exists()
    assert "Agencies that have left" in client.get(address(case, "case_circle")).content.decode()


def test_an_agency_that_has_not_signed_cannot_join(world, case, client):
    given = {"organisation": str(world.unsigned.pk), "reason": "Asked"}
    assert client.post(address(case, "case_agency_add"), given).status_code == 200
    assert not case.circle.filter(organisation=world.unsigned).exists()


def test_the_lead_agency_stays_until_another_leads(world, case, client):
    answer = client.post(address(case, "case_agency_end", world.housing_org.pk), {"reason": "Moved"})
    assert "This agency leads the case. Choose another lead agency first." in answer.content.decode()
    client.post(address(case, "case_lead"), {"organisation": str(world.police.pk)})
    case.refresh_from_db()
    assert case.lead_agency == world.police
    assert client.post(address(case, "case_agency_end", world.housing_org.pk), {"reason": "Moved"}).status_code == 302


def test_a_conflict_of_interest_is_recorded_and_lifted(world, case, client):
    given = {"form_token": "one-time-token", "user": str(world.officer.pk), "person": "case", "reason": "Neighbour"}
    assert client.post(address(case, "case_bar"), given).status_code == 302
    assert not sees(world.officer, case)
    lifting = address(case, "case_bar_lift", world.officer.pk)
    assert "Perry Stone" in client.get(lifting).content.decode()
    client.post(lifting)
    assert sees(world.officer, case)
    assert client.get(lifting).status_code == 404


def test_a_bar_on_a_person_holds_in_every_case_of_theirs(world, case, client):
    from tests.factories.world import make_referral, subject
    from wardmote.casework import services

    person = case.subjects.first().person
    referral = make_referral(world, subjects=[subject()])
    match = services.SubjectMatch(referral.subjects.get().pk, person.public_id)
    other = services.accept_referral(
        actor=actor(world.administrator), reference=referral.reference, matches=[match], lead_agency_id=world.police.pk
    )
    assert sees(world.officer, other)
    given = {"form_token": "one-time-token", "user": str(world.officer.pk), "person": str(person.public_id),
             "reason": "Cousin"}  # fmt: skip
    client.post(address(case, "case_bar"), given)
    assert not sees(world.officer, case)
    assert not sees(world.officer, other)
    client.post(address(case, "case_person_bar_lift", person.public_id, world.officer.pk))
    assert sees(world.officer, other)


def test_nobody_bars_themselves(world, case, client):
    given = {"form_token": "one-time-token", "user": str(world.administrator.pk), "person": "case", "reason": "Kin"}
    assert client.post(address(case, "case_bar"), given).status_code == 200
    assert sees(world.administrator, case)


def test_access_is_given_until_the_end_of_a_day_once(world, case, client):
    given = {"form_token": "one-time-token", "user": str(world.nurse.pk), "until-day": "27", "until-month": "3",
             "until-year": "2025", "reason": "Covers"}  # fmt: skip
    for _ in range(2):
        assert client.post(address(case, "case_grant"), given).status_code == 302
    grant = CaseGrant.unguarded.get()
    assert timezone.localdate(grant.until) == timezone.localdate() + timedelta(days=3)
    assert sees(world.nurse, case)
    assert "27 Mar 2025" in client.get(address(case, "case_circle")).content.decode()
    client.post(address(case, "case_grant_end", world.nurse.pk))
    assert not sees(world.nurse, case)


@pytest.mark.parametrize(("day", "month", "year"), [("23", "3", "2025"), ("30", "6", "2025")])
def test_access_ends_within_ninety_days_from_today(world, case, client, day, month, year):
    given = {"form_token": "one-time-token", "user": str(world.nurse.pk), "until-day": day, "until-month": month,
             "until-year": year, "reason": "Covers"}  # fmt: skip
    answer = client.post(address(case, "case_grant"), given)
    assert "The last day must be on or" in answer.content.decode()
    assert not CaseGrant.unguarded.exists()
