"""A case with one action of the landlord's, due on Monday 31 March 2025; today is Monday 24 March."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tests.factories.world import actor, make_case, user
from wardmote.casework import services as casework
from wardmote.casework.models import CaseAction
from wardmote.casework.queries.actions import doers_for
from wardmote.casework.services.actions import give_action

DUE = date(2025, 3, 31)


@pytest.fixture
def given(world: SimpleNamespace) -> SimpleNamespace:
    """Return the world with `case`, `action` (its owner is `housing`) and `colleague`, a second housing officer."""
    world.case = make_case(world, circle=[world.police])
    world.colleague = user("Tansy Wold", world.housing_org, world.county, "practitioner")
    doer = next(each for each in doers_for(world.case) if each.user_id == world.housing.pk)
    world.action = give_action(
        actor=actor(world.administrator),
        case=world.case,
        panel_item=None,
        doer=doer,
        what="Fit a door chain",
        due_on=DUE,
    )
    return world


def keep_out(world: SimpleNamespace, person: Any) -> None:
    """Bar somebody from the case."""
    casework.bar_from_case(
        actor=actor(world.chair), reference=world.case.reference, user_id=person.pk, reason="Related"
    )


def overdue(world: SimpleNamespace) -> None:
    CaseAction.unguarded.filter(pk=world.action.pk).update(due_on=date(2025, 3, 23))
