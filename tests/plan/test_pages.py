"""What the pages show, to whom: the tree, the filters, an action, conflicts, and coverage."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.plan_scene import YEARS, PlanScene, writes
from tests.performance.world import World, client_of
from tests.plan.scene import manager_of, north_scene
from wardmote.plan.models import ActionStatus, ReportingRound, Update
from wardmote.plan.queries.action import action_page
from wardmote.plan.queries.coverage import coverage
from wardmote.plan.queries.tree import plan_tree
from wardmote.plan.services.actions import change_action, link_measures, set_status
from wardmote.plan.services.context import add_outside_priority
from wardmote.plan.services.edit import change_plan, change_priority, priority_words
from wardmote.plan.services.parts import add_reference
from wardmote.plan.services.refresh import refresh_plan
from wardmote.plan.services.write import add_action, add_priority, create_plan
from wardmote.plan.words import stamp

ADOPTED = {"adopted_on": date(2023, 3, 20), **YEARS}


@pytest.fixture
def scene(world: World) -> PlanScene:
    return north_scene(world)


def test_the_tree_puts_the_county_over_its_districts_and_groups_under_theirs(world: World, scene: PlanScene) -> None:
    county = create_plan(actor=None, partnership=world.county, title="Agreement", kind="agreement", **ADOPTED)
    change_plan(actor=None, plan=scene.plan, started_from=1, parent=county)
    create_plan(
        actor=None, partnership=world.north, title="Task group", kind="task_group", parent=scene.plan, **ADOPTED
    )
    create_plan(actor=None, partnership=world.south, title="South’s", parent=county, **ADOPTED)
    create_plan(actor=None, partnership=world.south, title="South’s draft", parent=county, **YEARS)

    def seen(name: str, place: object, role: str) -> list[tuple[str, int]]:
        return [(each.plan.title, each.depth) for each in plan_tree(world.actor(world.user(name, place, role)))]  # type: ignore[arg-type]  # kept short for tests

    assert seen("board", world.north, "board_member") == [
        ("Agreement", 0), ("A safer district", 1), ("Task group", 2), ("Delivery 2023", 0),
    ]  # fmt: skip
    county_board = seen("county", world.county, "board_member")
    assert ("South’s", 1) in county_board
    assert ("South’s draft", 1) not in county_board
    manager = seen("manager", world.north, "partnership_manager")
    assert ("Delivery 2024", 0) in manager
    assert "South’s" not in dict(manager)
    # The county's plan is refreshed: those under it stand under the new edition, and the old one after it.
    refresh_plan(actor=None, plan=county, title="Agreement 2", starts_on=date(2024, 4, 1), ends_on=date(2027, 3, 31))
    county.refresh_from_db()
    county.superseded_by.state, county.superseded_by.adopted_on = "adopted", date(2024, 3, 1)
    county.superseded_by.save()
    type(county).objects.filter(pk=county.pk).update(state="superseded")
    again = seen("later", world.north, "board_member")
    assert again[:4] == [("Agreement 2", 0), ("A safer district", 1), ("Task group", 2), ("Agreement", 1)]


def test_a_district_does_not_see_another_s_draft_nor_its_actions(world: World, scene: PlanScene) -> None:
    south = client_of(world.user("south", world.south, "partnership_manager"))
    county = client_of(world.user("county", world.county, "partnership_manager"))
    draft = scene.draft.actions.get()
    for client in (south, county):
        for tail in ("", "changes/", "cross-walk/", "context/", f"actions/{draft.pk}/"):
            assert client.get(f"/plan/{scene.draft.pk}/{tail}").status_code == 404
    assert south.get(f"/plan/{scene.plan.pk}/").status_code == 404
    assert county.get(f"/plan/{scene.plan.pk}/actions/{scene.action.pk}/").status_code == 200


def test_filters(world: World, scene: PlanScene) -> None:
    late = add_action(actor=None, priority=scene.priority, ref="10", wording="Ten late", lead=scene.council,
                      due_on=date(2023, 9, 30))  # fmt: skip
    status = ActionStatus.objects.get(partnership=world.north, code="under-way")
    set_status(actor=None, action=scene.other, status=status)
    board = client_of(world.user("board", world.north))

    def shown(query: str) -> list[str]:
        page = board.get(f"/plan/{scene.plan.pk}/?{query}").content.decode()
        words = {"1": "Visit every burgled home.", "2": "Mark bicycles.", "10": "Ten late"}
        return [ref for ref, wording in words.items() if f"{ref}. {wording}" in page]

    assert shown("") == ["1", "2", "10"]
    assert shown(f"lead={scene.council.pk}") == ["1", "10"]
    assert shown("status=under-way") == ["2"]
    assert shown("status=none") == ["1", "10"]
    assert shown("late=1") == ["10"]
    assert shown(f"priority={scene.priority.pk}") == ["1", "2", "10"]
    assert shown("priority=987654") == []
    assert shown("lead=x&priority=%00&status=%F0") == []
    done = ActionStatus.objects.get(partnership=world.north, code="done")
    set_status(actor=None, action=late, status=done)
    assert shown("late=1") == []


def test_an_action_s_page_says_all_of_it(world: World, scene: PlanScene) -> None:
    indicator = world.indicator(world.north)
    measure = scene.action.measures.get()
    link_measures(actor=None, action=scene.action, indicators={measure.pk: indicator}, started_from=1)
    add_reference(actor=None, action=scene.other, to=scene.action)
    add_reference(actor=None, action=scene.action, to="Drug strategy, action 3")
    hidden = scene.draft.actions.get()
    add_reference(actor=None, action=scene.action, to=hidden)
    board = client_of(world.user("board", world.north))
    page = board.get(f"/plan/{scene.plan.pk}/actions/{scene.action.pk}/").content.decode()
    for words in ("Visit every burgled home.", "Downs", "Ridge", "30 June 2025", "Homes visited", "First hundred homes",
                  "Fewer burglaries", "Drug strategy, action 3", "Seen from", "Mark bicycles.", "Burglary",
                  "An action of another plan"):  # fmt: skip
        assert words in page, words
    assert "Print leaflets" not in page
    assert f"/plan/{scene.draft.pk}/" not in page


def test_what_was_reported_leaves_the_partnership_only_where_the_public_may_read_it(
    world: World, scene: PlanScene
) -> None:
    now = "2024-06-01T10:00:00Z"
    common = {"organisation": scene.council, "action": scene.action, "made_at": now, "rag": "amber"}
    for quarter, state, public, text in (
        ("2023-24-Q3", "signed_off", True, "For everybody"), ("2023-24-Q4", "signed_off", False, "Among ourselves"),
        ("2024-25-Q1", "open", True, "Not agreed yet"),
    ):  # fmt: skip
        signed = {"signed_off_at": now} if state == "signed_off" else {}
        held = ReportingRound.objects.create(
            partnership=world.north, quarter=quarter, state=state, opened_on=date(2024, 1, 1),
            due_on=date(2024, 1, 20), **signed,
        )  # fmt: skip
        Update.objects.create(round=held, short_text=text, public=public, **common)

    def said(place: object) -> list[str]:
        actor = world.actor(world.user(f"b{place}", place))  # type: ignore[arg-type]  # kept short for tests
        return [each.short_text for each in action_page(actor, scene.plan.pk, scene.action.pk).updates]

    assert said(world.north) == ["Among ourselves", "For everybody"]
    assert said(world.county) == ["For everybody"]
    board = client_of(world.user("board", world.north))
    assert "Amber" in board.get(f"/plan/{scene.plan.pk}/").content.decode()


@pytest.mark.parametrize("name", ["edit", "action_edit", "priority", "objective", "pestel", "assessment", "milestone"])
def test_who_saves_second_sees_both_texts_and_can_still_save(world: World, scene: PlanScene, name: str) -> None:
    address, body = writes(scene)[name]
    if name == "milestone":
        body |= {"title": "Two hundred homes", "change_reason": "More"}
    client = client_of(world.user("manager", world.north, "partnership_manager"))
    second = {**body, "form_token": "second", "title": "Mine", "text": "Mine", "wording": "Mine"}
    assert client.post(address, body).status_code == 302
    both = client.post(address, second)
    page = both.content.decode()
    assert both.status_code == 409
    assert "Somebody else saved a change while you were typing" in page
    assert "Mine" in page
    fresh = {name: _value(page, name) for name in ("version", "seen") if f'name="{name}"' in page}
    assert client.post(address, {**second, **fresh}).status_code == 302


def _value(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def test_coverage_names_gaps_and_doubles(world: World, scene: PlanScene) -> None:
    county = create_plan(actor=None, partnership=world.county, title="Agreement", kind="agreement", **ADOPTED)
    above = add_priority(actor=None, plan=county, number=1, title="Victims")
    same = add_outside_priority(
        actor=None, partnership=world.county, document="police and crime plan", code="1", title="Fewer victims"
    )
    add_outside_priority(actor=None, partnership=world.north, document="Police and crime plan", code="2", title="Roads")
    ours = add_action(actor=None, priority=above, ref="1", wording="Lead it", serves=[same])
    manager, board = manager_of(world), world.actor(world.user("board", world.north))
    first = coverage(board)
    assert [(row.name, row.words) for row in first.outside] == [("1. Fewer victims", "1 plan"), ("2. Roads", "Nobody")]
    seen = stamp(priority_words(scene.priority))
    change_priority(actor=manager, priority=scene.priority, seen=seen, number=1, title="Homes",
                    serves=[scene.outside], change_reason="Linked")  # fmt: skip
    found = coverage(board)
    assert [(row.name, row.words) for row in found.outside] == [("1. Fewer victims", "2 plans"), ("2. Roads", "Nobody")]
    assert (found.gaps, found.doubles) == (1, 1)
    by_plan = dict(zip([plan.title for plan in found.plans], found.outside[0].cells, strict=True))
    assert [each.ref for each in by_plan["A safer district"]] == ["1", "2"]
    assert by_plan["Agreement"] == [ours]
    assert [row.name for row in coverage(board, "gaps").outside] == ["2. Roads"]
    assert [row.name for row in coverage(board, "doubles").outside] == ["1. Fewer victims"]
    assert [each.wording for each in found.serving_nothing] == ["Print leaflets."]
    # A priority of our own is served by another plan's action that is tied to one of ours.
    assert [row.words for row in found.own] == ["1 plan", "1 plan"]
    add_reference(actor=None, action=ours, to=scene.action)
    assert [row.words for row in coverage(board).own if row.document == "A safer district"] == ["2 plans"]
    # The draft of a refresh is not a second plan beside the one it follows.
    refresh_plan(actor=None, plan=scene.plan, title="Next", starts_on=date(2024, 4, 1), ends_on=date(2027, 3, 31))
    assert coverage(manager).outside[0].words == "2 plans"
    stopped = ActionStatus.objects.get(partnership=world.north, code="stopped")
    for action in (scene.action, scene.other):
        set_status(actor=manager, action=action, status=stopped, status_reason="No money")
    assert coverage(board).outside[0].words == "1 plan"
    page = client_of(world.user("reader", world.north)).get("/plan/coverage/?show=gaps").content.decode()
    assert "2. Roads" in page
    assert "1. Fewer victims" not in page


def test_the_pages_ask_as_often_for_many_actions_as_for_few(world: World, scene: PlanScene) -> None:
    client = client_of(world.user("board", world.north))
    addresses = [f"/plan/{scene.plan.pk}/", "/plan/coverage/", f"/plan/{scene.plan.pk}/cross-walk/"]

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = [asked(address) for address in addresses]
    status = ActionStatus.objects.get(partnership=world.north, code="under-way")
    for number in range(20, 35):
        add_action(actor=None, priority=scene.priority, ref=str(number), wording="More", lead=scene.council,
                   partners=[scene.police], status=status, serves=[scene.outside], objective=scene.objective,
                   measure_key="test_people")  # fmt: skip
    change_action(actor=None, action=scene.other, started_from=1, reason="Seen", wording="Changed")
    many = [asked(address) for address in addresses]
    # One more for what is counted at all, however many count it.
    assert [after - before for before, after in zip(few, many, strict=True)][1:] == [0, 0]
    assert many[0] - few[0] <= 4
    for number in range(40, 60):
        add_action(actor=None, priority=scene.priority, ref=str(number), wording="More", measure_key="test_people")
    assert asked(addresses[0]) == many[0]
