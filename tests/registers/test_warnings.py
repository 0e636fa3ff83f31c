from datetime import date

import pytest
from django.urls import reverse

from tests.factories.world import actor, client_for, make_case, user
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.casework.services import bar_from_case
from wardmote.common.periods import FinancialYear
from wardmote.common.states import StateRefused
from wardmote.measures.queries import count
from wardmote.measures.registry import find
from wardmote.partnership.models import Group
from wardmote.registers.queries import warnings_visible_to
from wardmote.registers.services import record_warning

pytestmark = pytest.mark.django_db


def person_of(case, role="alleged_perpetrator"):
    return case.subjects.get(role=role).person


def typed(world, case, **more):
    return {
        "form_token": "one-time-token", "person": str(person_of(case).public_id), "issued_by": str(world.council.pk),
        "issued_on-day": "3", "issued_on-month": "3", "issued_on-year": "2025", "conduct": "Shouting at night.",
        "required": "Stop shouting after 22:00.",
    } | more  # fmt: skip


def issue(world, case, **more):
    given = {
        "reference": case.reference, "person_id": person_of(case).public_id, "issued_by_id": world.council.pk,
        "issued_on": date(2025, 3, 3), "conduct": "Noise", "required": "Quiet",
    } | more  # fmt: skip
    return record_warning(actor=actor(world.housing), **given)


def test_a_warning_is_recorded_once_however_often_the_form_is_sent(world):
    case = make_case(world)
    client = client_for(world.housing)
    address = reverse("registers:warning_add", args=[case.reference])
    assert client.get(address).status_code == 200
    first, second = client.post(address, typed(world, case)), client.post(address, typed(world, case))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == reverse("registers:warning", args=[case.reference, 1])
    assert case.protection_warnings.count() == 1
    page = client.get(first["Location"])
    assert "Stop shouting after 22:00." in page.content.decode()
    assert AuditRow.objects.filter(action="register.warning_view", object_ref=case.reference).exists()
    assert case.chronology.filter(kind="register").count() == 1


def test_a_warning_cannot_be_dated_tomorrow(world):
    case = make_case(world)
    page = client_for(world.housing).post(
        reverse("registers:warning_add", args=[case.reference]), typed(world, case, **{"issued_on-day": "25"})
    )
    assert page.status_code == 200
    assert "Date issued must be on or before 24 March 2025" in page.content.decode()
    with pytest.raises(StateRefused, match="future"):
        issue(world, case, issued_on=date(2025, 3, 25))
    assert not case.protection_warnings.exists()


def test_only_somebody_of_the_case_can_have_been_warned(world):
    case, other = make_case(world), make_case(world)
    with pytest.raises(Refused):
        issue(world, case, person_id=person_of(other).public_id)


def test_a_warning_is_as_visible_as_its_case(world):
    case = make_case(world)
    issue(world, case)
    assert warnings_visible_to(actor(world.administrator)).count() == 1
    for person in (world.officer, world.stranger, world.volunteer, world.protection):
        assert not warnings_visible_to(actor(person)).exists()
    address = reverse("registers:warning", args=[case.reference, 1])
    assert client_for(world.administrator).get(address).status_code == 200
    assert client_for(world.officer).get(address).status_code == 404
    assert client_for(world.officer).get(reverse("registers:case", args=[case.reference])).status_code == 404


def test_the_quarter_says_how_many_of_those_counted_can_be_seen(world):
    """The chair of another panel sees the warnings on cases that their own agency is in the circle of."""
    for case in (make_case(world, circle=[world.police]), make_case(world, circle=[world.police])):
        issue(world, case)
    hidden = make_case(world)
    issue(world, hidden)
    issue(world, hidden, issued_on=date(2024, 12, 31))
    west = Group.objects.create(partnership=world.county, slug="west", code="WP", name="West panel", kind="oval")
    chair = user("Osier Wold", world.police, world.county, "chair", west)
    page = client_for(chair).get(reverse("registers:warnings") + "?quarter=2024-25-Q4").content.decode()
    assert "You can see 2 of the 3 that were counted" in page
    assert hidden.reference not in page
    assert AuditRow.objects.filter(action="register.warnings_view", object_ref="2024-25-Q4").exists()


def test_who_is_barred_from_a_case_is_not_told_the_number(world):
    """Beside what they see, the number would say that there is a warning on the case that is kept from them."""
    shown, hidden = make_case(world), make_case(world)
    for case in (shown, hidden):
        issue(world, case)
    bar_from_case(actor=actor(world.administrator), reference=hidden.reference, user_id=world.chair.pk, reason="Kin")
    page = client_for(world.chair).get(reverse("registers:warnings") + "?quarter=2024-25-Q4").content.decode()
    assert shown.reference in page
    assert hidden.reference not in page
    assert "that were counted" not in page


def test_who_may_not_open_what_was_counted_is_not_told_the_number(world):
    issue(world, make_case(world))
    page = client_for(world.officer).get(reverse("registers:warnings") + "?quarter=2024-25-Q4").content.decode()
    assert "that were counted" not in page
    assert "No warning of this quarter" in page


def test_a_quarter_written_wrongly_is_explained(world):
    page = client_for(world.officer).get(reverse("registers:warnings") + "?quarter=nonsense")
    assert page.status_code == 200
    assert "is not a quarter" in page.content.decode()


def test_months_can_be_asked_for_instead_of_a_quarter(world):
    issue(world, make_case(world))
    issue(world, make_case(world), issued_on=date(2024, 6, 1))
    client, address = client_for(world.administrator), reverse("registers:warnings")
    opened = find("warnings_issued").open_address(actor(world.administrator), world.county.pk, FinancialYear(2024), {})
    assert opened == f"{address}?months=2024-04--2025-03"
    assert "You can see 2 of the 2 that were counted" in client.get(opened).content.decode()
    assert "You can see 1 of the 1" in client.get(f"{address}?months=2024-06--2024-06").content.decode()
    assert "is not a month" in client.get(f"{address}?months=2024-06").content.decode()
    assert count("warnings_issued", partnership_id=world.county.pk, period=FinancialYear(2024)).value == 2
