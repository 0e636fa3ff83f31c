"""What agencies owe a case, on its overview and its plan."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.casework.cases.test_list import queries
from tests.factories.world import client_for, make_case
from wardmote.casework.models import CaseAction

pytestmark = pytest.mark.django_db


def owe(world, case, number, **more):
    given = {
        "case": case, "number": number, "organisation": world.police, "owner": world.officer, "what": f"Visit {number}",
        "due_on": date(2025, 3, 28), "assigned_at": timezone.now(),
    } | more  # fmt: skip
    return CaseAction.unguarded.create(**given)


@pytest.mark.parametrize("name", ["case", "case_actions"])
def test_open_actions_stand_with_their_owner_and_what_is_late(world, name):
    case = make_case(world, circle=[world.police])
    due = owe(world, case, 1)
    owe(world, case, 2, due_on=date(2025, 3, 20))
    shown = client_for(world.housing).get(reverse(f"casework:{name}", args=[case.reference])).content.decode()
    assert "Police, Perry Stone" in shown
    assert "Due 28 Mar 2025" in shown
    assert "Overdue since 20 Mar 2025" in shown
    assert reverse("casework:action", args=[due.public_id]) in shown


def test_ended_actions_say_how(world):
    case = make_case(world)
    owe(world, case, 1, state="agency_did_not_act", result="Nobody went.", closed_at=timezone.now())
    shown = client_for(world.housing).get(reverse("casework:case_actions", args=[case.reference])).content.decode()
    assert "Not done: agency did not act" in shown
    assert "Nobody went." in shown
    assert "Nothing is owed to this case." in shown


def test_the_plan_asks_no_more_of_twenty_actions_than_of_two(world):
    case = make_case(world)
    addresses = [reverse(f"casework:{name}", args=[case.reference]) for name in ("case", "case_actions")]
    for number in range(2):
        owe(world, case, number)
    few = [queries(world.housing, address) for address in addresses]
    for number in range(2, 20):
        owe(world, case, number)
    assert [queries(world.housing, address) for address in addresses] == few
