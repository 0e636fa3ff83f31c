import pytest
from django.urls import reverse

from tests.factories.world import client_for, make_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["case", "case_edit", "case_people", "case_actions", "case_chronology", "case_circle", "case_agency_add",
             "case_lead", "case_grant", "case_bar", "case_trail"],
)  # fmt: skip
def test_an_administrator_opens_every_page_of_a_case(world, name):
    case = make_case(world, circle=[world.police])
    answer = client_for(world.administrator).get(reverse(f"casework:{name}", args=[case.reference]))
    assert answer.status_code == 200
    assert "OFFICIAL-SENSITIVE" in answer.content.decode()


@pytest.mark.parametrize("name", ["cases", "triage", "referrals", "case_export"])
def test_the_lists_open(world, name):
    make_case(world)
    assert client_for(world.administrator).get(reverse(f"casework:{name}")).status_code == 200
