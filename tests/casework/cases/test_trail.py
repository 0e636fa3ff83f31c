"""Who saw and did what: for those who manage a case, and for the data protection officer without content."""

import pytest
from django.urls import reverse

from tests.factories.world import actor, client_for, make_case, subject
from wardmote.audit.models import AuditRow
from wardmote.casework import services

pytestmark = pytest.mark.django_db
SECRETS = ("Wren", "Ashdown", "12 Hidden Row", "Shouting at the door", "A private update")


@pytest.fixture
def case(world):
    case = make_case(world, circle=[world.police], subjects=[subject(address="12 Hidden Row")])
    services.add_update(actor=actor(world.housing), reference=case.reference, text="A private update")
    client_for(world.officer).get(reverse("casework:case", args=[case.reference]))
    client_for(world.nurse).get(reverse("casework:case", args=[case.reference]))
    return case


def test_the_managers_of_a_case_see_who_opened_it_and_who_tried(world, case):
    shown = client_for(world.chair).get(reverse("casework:case_trail", args=[case.reference])).content.decode()
    assert "Perry Stone" in shown
    assert "Nell Carrow" in shown
    assert "(refused)" in shown
    assert AuditRow.objects.filter(action="case.trail", actor_id=world.chair.pk).count() == 1


def test_the_data_protection_officer_sees_the_rows_and_nothing_of_the_case(world, case):
    client = client_for(world.protection)
    for query in ("", f"?reference={case.reference}"):
        shown = client.get(reverse("casework:audit_trail") + query).content.decode()
        assert case.reference in shown
        assert "Perry Stone" in shown
        for secret in SECRETS:
            assert secret not in shown
    assert AuditRow.objects.filter(action="audit.view", actor_id=world.protection.pk).count() == 2


def test_the_trail_of_another_partnership_is_not_shown(world, case):
    client_for(world.stranger).get(reverse("casework:cases"))
    client_for(world.stranger).get(reverse("casework:case", args=["OV-2025-0001"]))
    assert AuditRow.objects.filter(object_ref="OV-2025-0001").exists()
    shown = client_for(world.protection).get(reverse("casework:audit_trail")).content.decode()
    assert "OV-2025-0001" not in shown
    assert "Fallon Beck" not in shown


@pytest.mark.parametrize("who", ["housing", "administrator", "chair", "system", "manager"])
def test_nobody_else_reads_the_partnerships_trail(world, case, who):
    assert client_for(getattr(world, who)).get(reverse("casework:audit_trail")).status_code == 404


def test_the_trail_is_paged(world, case):
    client = client_for(world.housing)
    for _ in range(60):
        client.get(reverse("casework:case", args=[case.reference]))
    address = reverse("casework:audit_trail") + f"?reference={case.reference}"
    first = client_for(world.protection).get(address).content.decode()
    assert "Older rows" in first
    assert first.count("<tr>") == 51
    older = AuditRow.objects.filter(object_ref=case.reference).order_by("-sequence")[50].sequence + 1
    assert f"before={older}" in first
    assert client_for(world.protection).get(address + f"&before={older}").status_code == 200
