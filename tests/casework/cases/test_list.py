"""The list of cases: its filters, pages, file, and how much it asks of the database."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.world import actor, client_for, make_case, make_referral
from wardmote.audit.models import AuditRow
from wardmote.casework import services
from wardmote.casework.queries import Filters, list_cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(world):
    return [make_case(world) for _ in range(27)]


def get(person, query=""):
    return client_for(person).get(reverse("casework:cases") + query).content.decode()


def test_a_page_holds_25_newest_change_first_and_leads_to_the_rest(world, many):
    services.add_update(actor=actor(world.housing), reference=many[0].reference, text="News")
    first = list_cases(actor(world.housing))
    assert len(first.rows) == 25
    assert first.rows[0].reference == many[0].reference
    shown = get(world.housing)
    assert "25 of more than 25 cases" in shown
    assert f"before={first.older}" in shown
    second = list_cases(actor(world.housing), before=first.older)
    assert second.older == ""
    assert {row.reference for row in first.rows + second.rows} == {case.reference for case in many}
    assert "Newer" in get(world.housing, f"?before={first.older}")


def test_the_list_names_nobody(world):
    make_case(world)
    shown = get(world.housing)
    for name in ("Wren", "Ashdown", "Corin", "Blackwood", "Shouting"):
        assert name not in shown


def test_filters_narrow_and_are_taken_off_one_by_one(world):
    high, medium = make_case(world, risk_level="high"), make_case(world)
    shown = get(world.housing, "?risk_level=high&state=open")
    assert high.reference in shown
    assert medium.reference not in shown
    assert 'href="?state=open"' in shown
    assert "Risk: High" in shown
    assert "No case you may see fits" in get(world.housing, "?state=closed")
    assert list_cases(actor(world.housing), Filters(lead_agency=str(world.police.pk))).rows == []


@pytest.mark.parametrize("query", ["?state=nonsense", "?before=x", "?before=9-9", "?lead_agency=99999", "?risk_level="])
def test_an_address_written_wrongly_shows_the_whole_list(world, query):
    case = make_case(world)
    assert (case.reference in get(world.housing, query)) is (query != "?before=9-9")


def test_an_empty_list_says_what_to_expect(world):
    assert "You have no cases yet." in get(world.nurse)


def test_the_file_holds_the_visible_cases_with_their_marking_and_is_recorded(world):
    ours = make_case(world)
    hidden = make_case(world)
    services.bar_from_case(actor=actor(world.administrator), reference=hidden.reference, user_id=world.housing.pk,
                           reason="Kin")  # fmt: skip
    type(world.housing_org).objects.filter(pk=world.housing_org.pk).update(name="=cmd|'/c calc'!A1")
    answer = client_for(world.housing).get(reverse("casework:case_export"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["OFFICIAL-SENSITIVE"]
    assert [row[0] for row in rows[2:]] == [ours.reference]
    assert rows[2][4] == "'=cmd|'/c calc'!A1"
    assert "attachment" in answer["Content-Disposition"]
    row = AuditRow.objects.get(action="case.export")
    assert (row.actor_id, row.object_ref) == (world.housing.pk, "1 rows")


def queries(person, address):
    client = client_for(person)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_asks_no_more_of_fifty_cases_than_of_five(world):
    address = reverse("casework:cases")
    for _ in range(5):
        make_case(world)
    few = queries(world.housing, address)
    for _ in range(20):
        make_case(world)
    assert queries(world.housing, address) == few


def test_a_case_asks_no_more_of_fifty_entries_than_of_five(world):
    case = make_case(world, circle=[world.police])
    names = ("case", "case_people", "case_chronology", "case_actions", "case_circle", "case_trail")
    addresses = [reverse(f"casework:{name}", args=[case.reference]) for name in names]
    few = [queries(world.administrator, address) for address in addresses]
    for number in range(50):
        services.add_update(actor=actor(world.housing), reference=case.reference, text=f"Entry {number}")
    assert [queries(world.administrator, address) for address in addresses] == few


def test_triage_asks_no_more_of_thirty_referrals_than_of_three(world):
    address = reverse("casework:triage")
    for _ in range(3):
        make_referral(world)
    few = queries(world.administrator, address)
    for _ in range(27):
        make_referral(world)
    assert queries(world.administrator, address) == few
