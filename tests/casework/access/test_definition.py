"""Who may see a case, in a table of visitors; the read list and the pages must agree with the definition."""

import pytest
from django.urls import reverse

from tests.casework.access.shapes import SHAPES, make_shape_case
from tests.factories.world import actor, client_for, make_case
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.casework.models import Case, CaseSubject, ChronologyEntry, Referral
from wardmote.casework.queries import cases_visible_to, get_case, list_cases
from wardmote.common.need_to_know import Unguarded
from wardmote.people.models import ContactPoint, Person

pytestmark = pytest.mark.django_db


def references(found):
    return {case.reference for case in found}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_the_definition_the_read_list_and_the_pages_agree(world, shape):
    make_case(world)
    case = make_shape_case(world)
    person, visible = shape(world, case)
    who = actor(person)
    assert cases_visible_to(who).filter(pk=case.pk).exists() is visible
    assert references(list_cases(who).rows) == references(cases_visible_to(who))
    seen = AuditRow.objects.filter(action="case.view", object_ref=case.reference)
    if visible:
        assert get_case(who, case.reference).pk == case.pk
        assert seen.filter(actor_id=person.pk).count() == 1
    else:
        with pytest.raises(Refused):
            get_case(who, case.reference)
        assert not seen.exists()
    answer = client_for(person).get(reverse("casework:case", args=[case.reference]))
    expected = 200 if visible else 404 if person.is_active else 302
    assert answer.status_code == expected


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_without_the_second_factor_no_case_is_there_for_anybody(world, shape):
    case = make_shape_case(world)
    person, _ = shape(world, case)
    who = actor(person, second_factor=False)
    assert not cases_visible_to(who).exists()
    assert list_cases(who).rows == []
    answer = client_for(person, second_factor=False).get(reverse("casework:case", args=[case.reference]))
    assert answer.status_code == 302


def test_somebody_of_two_partnerships_sees_a_case_only_where_it_belongs(world):
    from tests.factories.world import join

    case = make_shape_case(world)
    join(world.officer, world.police, world.elsewhere, "practitioner")
    assert cases_visible_to(actor(world.officer, partnership=world.county)).filter(pk=case.pk).exists()
    elsewhere = actor(world.officer, partnership=world.elsewhere)
    assert not cases_visible_to(elsewhere).exists()
    assert list_cases(elsewhere).rows == []


@pytest.mark.parametrize("table", [Case, CaseSubject, ChronologyEntry, Referral, Person, ContactPoint])
def test_reading_a_need_to_know_table_at_large_raises(world, table):
    with pytest.raises(Unguarded):
        list(table.objects.all())
