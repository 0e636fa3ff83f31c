"""What is missing and what is forbidden answer alike, on every address of a case, and each try is written down."""

import pytest
from django.urls import get_resolver, reverse

from tests.factories.world import actor, client_for, make_case, subject
from wardmote.audit.models import AuditRow
from wardmote.casework import services

pytestmark = pytest.mark.django_db
MISSING = "JT-2025-9999"


def case_routes():
    """Every named address of casework and the registers that takes a case's reference."""
    resolver = get_resolver()
    names = []
    for namespace, prefix in (("casework", "cases/"), ("registers", "registers/cases/")):
        inner = resolver.namespace_dict[namespace][1]
        for name in {key for key in inner.reverse_dict if isinstance(key, str)}:
            template, arguments = inner.reverse_dict.getlist(name)[0][0][0]
            route = resolver.namespace_dict[namespace][0] + template
            if "reference" in arguments and route.startswith(prefix):
                names.append((f"{namespace}:{name}", tuple(arguments)))
    return sorted(names)


ROUTES = case_routes()


@pytest.fixture
def case(world):
    return make_case(world, circle=[world.police], subjects=[subject(address="1 Example Row"), subject(given="Cy")])


def arguments(world, case, wanted, reference):
    person = case.subjects.first().person
    values = {
        "reference": reference, "point": person.contact_points.first().pk, "entry": case.chronology.first().pk,
        "organisation": world.police.pk, "user": world.officer.pk, "person": person.public_id, "number": 1,
    }  # fmt: skip
    return [values[name] for name in wanted]


def test_there_are_routes_to_try():
    assert len(ROUTES) >= 18


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "wanted"), ROUTES, ids=[name for name, _ in ROUTES])
def test_missing_and_forbidden_are_one_answer(world, case, name, wanted, method):
    services.bar_from_case(
        actor=actor(world.chair), reference=case.reference, user_id=world.administrator.pk, reason="Kin"
    )
    client = client_for(world.administrator)
    answers = []
    for reference in (case.reference, MISSING):
        before = AuditRow.objects.filter(outcome="refused").count()
        answer = getattr(client, method)(reverse(name, args=arguments(world, case, wanted, reference)), {})
        answers.append((answer.status_code, answer.content, sorted(set(answer.headers) - {"X-Request-Id"})))
        if answer.status_code != 405:
            assert AuditRow.objects.filter(outcome="refused").count() == before + 1
    assert answers[0] == answers[1]
    assert answers[0][0] in (404, 405)


@pytest.mark.parametrize(("name", "wanted"), ROUTES, ids=[name for name, _ in ROUTES])
def test_who_is_off_the_circle_gets_the_same_answer(world, case, name, wanted):
    client = client_for(world.nurse)
    ours, missing = (
        client.get(reverse(name, args=arguments(world, case, wanted, reference)))
        for reference in (case.reference, MISSING)
    )
    assert (ours.status_code, ours.content) == (missing.status_code, missing.content)
    assert ours.status_code == 404


@pytest.mark.parametrize(("name", "wanted"), ROUTES, ids=[name for name, _ in ROUTES])
def test_nothing_of_a_case_is_shown_to_the_data_protection_officer(world, case, name, wanted):
    answer = client_for(world.protection).get(reverse(name, args=arguments(world, case, wanted, case.reference)))
    assert answer.status_code == 404


def test_a_thing_of_another_case_is_not_reached_through_ones_own(world, case):
    other = make_case(world, by=world.officer, subjects=[subject(given="Ivo", address="2 Hidden Lane")])
    services.bar_from_case(actor=actor(world.administrator), reference=other.reference, user_id=world.housing.pk,
                           reason="Kin")  # fmt: skip
    client = client_for(world.housing)
    hidden = other.subjects.first().person
    point, entry = hidden.contact_points.first(), other.chronology.first()
    assert client.get(reverse("casework:case_contact", args=[case.reference, point.pk])).status_code == 404
    assert client.get(reverse("casework:case_correct", args=[case.reference, entry.pk])).status_code == 404
    assert client.get(reverse("registers:warning", args=[case.reference, 1])).status_code == 404
