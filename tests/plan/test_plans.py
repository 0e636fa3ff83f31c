from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.performance.world import NOW, World, client_of
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common.states import StateRefused
from wardmote.partnership.models import Organisation, Partnership
from wardmote.plan.models import Plan, PlanAction
from wardmote.plan.queries import plan_page, plans_visible_to, published_plans
from wardmote.plan.services import add_action, add_priority, create_plan


def plan_in(partnership: Partnership, **given: object) -> Plan:
    values = {"title": "A safer district", "starts_on": date(2023, 4, 1), "ends_on": date(2026, 3, 31)} | given
    return create_plan(actor=None, partnership=partnership, **values)


@pytest.fixture
def plan(world: World) -> Plan:
    made = plan_in(world.north, adopted_on=date(2023, 3, 20))
    first = add_priority(actor=None, plan=made, number=1, title="Feeling safe at home")
    leads = [
        Organisation.objects.create(slug=name.lower(), name=name, kind=Organisation.Kind.COUNCIL)
        for name in ("Zeal", "Aim")
    ]
    for ref in ("10", "2", "2a"):
        add_action(
            actor=None, priority=first, ref=ref, wording=f"Do {ref}", lead=leads[1], partners=leads[:1],
            measure_key="test_people", due_text="Each quarter",
        )  # fmt: skip
    add_action(actor=None, priority=first, ref="3", wording="Talk", due_on=date(2025, 6, 30))
    return made


def test_each_write_is_in_the_trail(plan: Plan) -> None:
    actions = list(AuditRow.objects.order_by("sequence").values_list("action", flat=True))
    assert actions == ["plan.create", "plan.add_priority", *["plan.add_action"] * 4]


def test_only_those_who_run_the_partnership_write_its_plan(world: World, plan: Plan) -> None:
    manager = world.actor(world.user("manager", world.north, "partnership_manager"))
    board = world.actor(world.user("board", world.north))
    other = world.actor(world.user("other", world.south, "partnership_manager"))
    assert add_priority(actor=manager, plan=plan, number=2, title="Streets", change_reason="Agreed").number == 2
    for refused in (board, other):
        with pytest.raises(Refused):
            add_priority(actor=refused, plan=plan, number=3, title="Homes")
        with pytest.raises(Refused):
            create_plan(
                actor=refused, partnership=world.north, title="B", starts_on=plan.starts_on, ends_on=plan.ends_on
            )
        with pytest.raises(Refused):
            add_action(actor=refused, priority=plan.priorities.get(number=1), ref="4", wording="Do")
    assert plan.priorities.count() == 2
    assert plan.actions.count() == 4


def test_a_number_stands_once_in_a_plan_and_a_measure_must_exist(plan: Plan) -> None:
    second = add_priority(actor=None, plan=plan, number=2, title="Streets")
    with pytest.raises(StateRefused, match="Number 2 is another action"):
        add_action(actor=None, priority=second, ref="2", wording="Again")
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanAction.objects.create(plan=plan, priority=second, ref="2", wording="Again")
    with pytest.raises(KeyError, match="misspelt"):
        add_action(actor=None, priority=second, ref="5", wording="Count", measure_key="misspelt")


def test_plans_in_sight_are_ones_own_the_county_s_and_the_districts(world: World) -> None:
    for place in (world.north, world.south, world.county, world.elsewhere):
        plan_in(place, adopted_on=date(2023, 3, 20))
        plan_in(place, title="A draft")

    def seen(who: str, place: Partnership, role: str = "board_member") -> set[str]:
        found = plans_visible_to(world.actor(world.user(who, place, role)))
        return {each.partnership.slug + ("" if each.adopted_on else " draft") for each in found}

    assert seen("n", world.north) == {"north", "county"}
    assert seen("c", world.county) == {"north", "south", "county"}
    assert seen("e", world.elsewhere) == {"elsewhere"}
    assert seen("r", world.north, "referrer") == set()
    assert seen("m", world.north, "partnership_manager") == {"north", "north draft", "county"}
    assert seen("o", world.county, "partnership_manager") == {"north", "south", "county", "county draft"}


def test_actions_stand_in_the_order_of_their_numbers_with_their_leads(world: World, plan: Plan) -> None:
    page = plan_page(world.actor(world.user("board", world.north)), plan.pk)
    lines = page.priorities[0].lines
    assert [line.action.ref for line in lines] == ["2", "2a", "3", "10"]
    assert lines[0].leads == "Aim, Zeal"
    assert lines[2].reading is None


def test_a_count_is_suppressed_for_those_who_may_not_open_it(world: World, plan: Plan) -> None:
    world.indicator(world.north)
    world.indicator(world.north, "test_people", key="warnings")
    world.crimes.put(world.north, NOW, 1, 1, 1)  # makes it the latest quarter with records
    world.people.put(world.north, NOW, 1, 2, 0)
    board = world.actor(world.user("board", world.north))
    officer = world.actor(world.user("officer", world.north, "practitioner"))
    line = plan_page(board, plan.pk).priorities[0].lines[0]
    assert (line.reading.text, line.reading.value, line.indicator_key) == ("fewer than 5", None, "warnings")
    assert plan_page(officer, plan.pk).priorities[0].lines[0].reading.text == "3"
    [published] = published_plans(world.north, NOW)
    assert published.priorities[0].lines[0].reading.text == "fewer than 5"


def test_only_an_adopted_plan_in_force_is_published(world: World, plan: Plan) -> None:
    plan_in(world.north, title="A draft")
    assert [each.plan for each in published_plans(world.north, NOW)] == [plan]
    assert published_plans(world.north, NOW.last_year()) == []


def test_queries_do_not_grow_with_the_actions(world: World, plan: Plan) -> None:
    board = world.actor(world.user("board", world.north))
    with CaptureQueriesContext(connection) as few:
        plan_page(board, plan.pk)
    priority = plan.priorities.get()
    for number in range(20, 30):
        add_action(actor=None, priority=priority, ref=str(number), wording="More", measure_key="test_people")
    with CaptureQueriesContext(connection) as many:
        assert len(plan_page(board, plan.pk).priorities[0].lines) == 14
    assert len(many) == len(few)


def test_the_pages(world: World, plan: Plan) -> None:
    board = client_of(world.user("board", world.north))
    assert "A safer district" in board.get("/plan/").content.decode()
    page = board.get(f"/plan/{plan.pk}/").content.decode()
    assert "2a. Do 2a" in page
    assert "/performance/2024-25-Q4/" in page
    stranger = client_of(world.user("stranger", world.elsewhere))
    assert "There is no plan here yet" in stranger.get("/plan/").content.decode()
    assert stranger.get(f"/plan/{plan.pk}/").status_code == 404
    assert stranger.get(f"/plan/{plan.pk + 1}/").status_code == 404
