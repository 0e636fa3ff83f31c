"""The yearly refresh: what is carried over, what is closed, what is new, and that no number is ever used again."""

from datetime import date

import pytest

from tests.factories.plan_scene import PlanScene
from tests.performance.world import World, client_of
from tests.plan.scene import manager_of, north_scene
from wardmote.common.states import StateRefused
from wardmote.plan.models import ActionStatus, CarriedOver, Plan, PlanAction
from wardmote.plan.queries.force import newest_of, plans_in_force, refresh_due_of
from wardmote.plan.queries.history import cross_walks
from wardmote.plan.services.actions import change_action, set_status
from wardmote.plan.services.adopt import adopt_plan, what_is_missing
from wardmote.plan.services.context import add_outside_priority
from wardmote.plan.services.follow import follow_plan
from wardmote.plan.services.parts import add_reference
from wardmote.plan.services.refresh import carry_over, close_carried, refresh_plan
from wardmote.plan.services.refs import next_ref
from wardmote.plan.services.write import add_action, add_priority, create_plan

NEXT = {"title": "Refreshed", "starts_on": date(2024, 4, 1), "ends_on": date(2027, 3, 31)}


@pytest.fixture
def scene(world: World) -> PlanScene:
    """The adopted plan with six actions: open, open and rich, done, stopped, merged, and to be closed."""
    s = north_scene(world)
    outside = add_outside_priority(actor=None, partnership=world.north, document="D", code="1", title="T")
    s.action.serves.add(outside)
    done, stopped = (
        ActionStatus.objects.get(partnership=world.north, code=code) for code in ("done", "stopped")
    )  # fmt: skip
    for ref in ("3", "4", "5", "6"):
        add_action(actor=None, priority=s.priority, ref=ref, wording=f"Do {ref}", lead=s.council, due_kind="ongoing")
    acts = {each.ref: each for each in s.plan.actions.all()}
    set_status(actor=None, action=acts["3"], status=done)
    set_status(actor=None, action=acts["4"], status=stopped, status_reason="No money")
    PlanAction.objects.filter(pk=acts["5"].pk).update(merged_into=acts["2"])
    add_reference(actor=None, action=s.action, to=acts["2"])
    add_reference(actor=None, action=s.action, to=acts["3"])
    add_reference(actor=None, action=s.action, to="Drug strategy")
    s.action.milestones.create(title="Begun", due_on=date(2023, 6, 1), done_on=date(2023, 6, 1))
    return s


def test_open_actions_are_carried_over_whole_and_the_others_closed(world: World, scene: PlanScene) -> None:
    six = scene.plan.actions.get(ref="6")
    draft = refresh_plan(actor=manager_of(world), plan=scene.plan, closing={six.pk: "Taken over by health"}, **NEXT)
    assert (draft.state, draft.supersedes, draft.kind) == ("draft", scene.plan, scene.plan.kind)
    lines = {
        line.old.ref: (line.how, line.reason) for line in CarriedOver.objects.filter(plan=draft).select_related("old")
    }
    assert lines == {
        "1": ("continuing", ""), "2": ("continuing", ""), "3": ("closed", "Done."),
        "4": ("closed", "Stopped: No money"), "5": ("closed", "Merged into action 2."),
        "6": ("closed", "Taken over by health"),
    }  # fmt: skip
    carried = draft.actions.get(ref="1")
    assert (carried.continues, carried.wording, carried.lead) == (scene.action, scene.action.wording, scene.council)
    assert carried.objective.number == "1.1"
    assert carried.objective.priority.plan == draft
    assert [each.name for each in carried.partners.all()] == ["Ridge"]
    assert [each.text for each in carried.measures.all()] == ["Homes visited"]
    assert [each.title for each in carried.milestones.all()] == ["First hundred homes"]
    assert carried.serves.count() == 1
    pointed = [each.text or each.to_action.plan.title + " " + each.to_action.ref for each in carried.points_at.all()]
    assert pointed == ["Refreshed 2", "Action 3 of the plan before, closed", "Drug strategy"]
    assert draft.pestel.count() == 1
    assert scene.plan.actions.count() == 6


def test_a_number_is_never_used_again_along_the_chain(world: World, scene: PlanScene) -> None:
    manager = manager_of(world)
    draft = refresh_plan(actor=manager, plan=scene.plan, **NEXT)
    priority = draft.priorities.get(number=1)
    assert next_ref(draft) == "7"
    for used in ("3", "1"):
        with pytest.raises(StateRefused, match=f"Number {used} "):
            add_action(actor=manager, priority=priority, ref=used, wording="New", lead=scene.council)
    new = add_action(actor=manager, priority=priority, ref="7", wording="New", lead=scene.council, due_kind="ongoing")
    assert CarriedOver.objects.get(plan=draft, new=new).how == "new"
    with pytest.raises(StateRefused, match="keeps its number"):
        change_action(actor=manager, action=draft.actions.get(ref="1"), started_from=1, ref="8")
    with pytest.raises(StateRefused, match="Number 4 was an action"):
        change_action(actor=manager, action=new, started_from=1, ref="4")
    adopt_plan(actor=manager, plan=draft, adopted_on=date(2024, 3, 20))
    third = refresh_plan(actor=manager, plan=Plan.objects.get(pk=draft.pk), title="Third",
                         starts_on=date(2025, 4, 1), ends_on=date(2028, 3, 31))  # fmt: skip
    with pytest.raises(StateRefused, match="Number 3 was an action of “A safer district”"):
        add_action(actor=manager, priority=third.priorities.get(number=1), ref="3", wording="Again")


def test_closing_and_carrying_over_in_the_draft(world: World, scene: PlanScene) -> None:
    manager = manager_of(world)
    draft = refresh_plan(actor=manager, plan=scene.plan, **NEXT)
    two = scene.plan.actions.get(ref="2")
    with pytest.raises(StateRefused, match="Say why"):
        close_carried(actor=manager, plan=draft, old=two, reason=" ")
    close_carried(actor=manager, plan=draft, old=two, reason="Not ours")
    assert not draft.actions.filter(ref="2").exists()
    assert draft.actions.get(ref="1").points_at.filter(text="Action 2, removed").exists()
    carry_over(actor=manager, plan=draft, old=two)
    assert draft.actions.get(ref="2").continues == two
    with pytest.raises(StateRefused, match="already"):
        carry_over(actor=manager, plan=draft, old=two)
    with pytest.raises(StateRefused, match="not of the plan"):
        close_carried(actor=manager, plan=draft, old=scene.draft.actions.get(), reason="Other plan")


def test_what_was_added_to_the_old_plan_since_is_not_forgotten(world: World, scene: PlanScene) -> None:
    manager = manager_of(world)
    draft = refresh_plan(actor=manager, plan=scene.plan, **NEXT)
    late = add_action(actor=manager, priority=scene.priority, ref="9", wording="Late", lead=scene.council,
                      due_kind="ongoing", reason="Urgent")  # fmt: skip
    assert "Action 9 of the plan before it is neither carried over nor closed." in [
        each.text for each in what_is_missing(draft)
    ]
    with pytest.raises(StateRefused, match="not whole yet"):
        adopt_plan(actor=manager, plan=draft, adopted_on=date(2024, 3, 20))
    close_carried(actor=manager, plan=draft, old=late, reason="Over by then")
    adopt_plan(actor=manager, plan=draft, adopted_on=date(2024, 3, 20))
    old = Plan.objects.get(pk=scene.plan.pk)
    assert old.state == "superseded"
    with pytest.raises(StateRefused, match="superseded"):
        change_action(actor=manager, action=scene.action, started_from=1, reason="No", wording="No")
    with pytest.raises(StateRefused, match="refresh already"):
        refresh_plan(actor=manager, plan=Plan.objects.get(pk=scene.draft.supersedes_id), **NEXT)
    with pytest.raises(StateRefused, match="superseded"):
        refresh_plan(actor=manager, plan=old, title="Again", starts_on=NEXT["starts_on"], ends_on=NEXT["ends_on"])


def test_the_cross_walk_reads_both_ways_and_a_draft_s_only_for_those_who_write(world: World, scene: PlanScene) -> None:
    manager, board = manager_of(world), world.user("board", world.north)
    draft = refresh_plan(actor=manager, plan=scene.plan, **NEXT)
    assert cross_walks(world.actor(board), scene.plan.pk)[1:] == (None, None)
    _, before, after = cross_walks(manager, scene.plan.pk)
    assert before is None
    assert [each.old.ref for each in after.of("continuing")] == ["1", "2", "6"]
    adopt_plan(actor=manager, plan=draft, adopted_on=date(2024, 3, 20))
    client = client_of(board)
    for plan in (scene.plan, draft):
        page = client.get(f"/plan/{plan.pk}/cross-walk/").content.decode()
        assert "3 continuing, 3 closed, 0 new." in page
        assert "Merged into action 2." in page
    page = client.get(f"/plan/{scene.plan.pk}/actions/{scene.action.pk}/").content.decode()
    assert "Continued by" in page
    assert "Continues" in client.get(f"/plan/{draft.pk}/actions/{draft.actions.get(ref='1').pk}/").content.decode()


def test_a_rolling_plan_is_due_its_refresh_a_year_after_it_starts(world: World, scene: PlanScene) -> None:
    values = {"starts_on": date(2026, 4, 1), "ends_on": date(2029, 3, 31)}
    plan = create_plan(actor=None, partnership=world.south, title="Rolling", **values)
    assert refresh_due_of(plan) is None
    priority = add_priority(actor=None, plan=plan, number=1, title="P")
    add_action(actor=None, priority=priority, ref="1", wording="W", lead=scene.council, due_kind="ongoing")
    plan = adopt_plan(actor=None, plan=plan, adopted_on=date(2024, 1, 1))
    assert refresh_due_of(plan) == date(2027, 4, 1)
    same = refresh_plan(actor=None, plan=plan, title="Rolling, first refresh", adopted=date(2024, 1, 2), **values)
    assert refresh_due_of(same) == date(2028, 4, 1)
    later = refresh_plan(actor=None, plan=same, title="Rolling on", starts_on=date(2027, 4, 1),
                         ends_on=date(2030, 3, 31), adopted=date(2024, 1, 3))  # fmt: skip
    assert refresh_due_of(later) == date(2028, 4, 1)
    assert newest_of(Plan.objects.get(pk=plan.pk)) == later


def test_a_superseded_plan_holds_until_the_next_begins(world: World, scene: PlanScene) -> None:
    draft = refresh_plan(actor=None, plan=scene.plan, adopted=date(2024, 2, 20), **NEXT)
    others = Plan.objects.exclude(pk__in=[scene.plan.pk, draft.pk])
    others.update(starts_on=date(2001, 4, 1), ends_on=date(2002, 3, 31))
    on = plans_in_force
    assert list(on(world.north.pk, date(2024, 3, 31))) == [scene.plan]
    assert list(on(world.north.pk, date(2024, 4, 1))) == [draft]
    assert set(on(world.north.pk, date(2024, 3, 1), date(2024, 4, 30))) == {scene.plan, draft}
    assert list(on(world.north.pk, date(2022, 1, 1))) == []


def test_a_draft_written_by_itself_can_follow_an_adopted_plan(world: World, scene: PlanScene) -> None:
    manager, draft = manager_of(world), scene.alone
    priority = add_priority(actor=manager, plan=draft, number=1, title="Homes")
    same, new = (
        add_action(actor=manager, priority=priority, ref=ref, wording=f"{ref} anew", lead=scene.council,
                   due_kind="ongoing")
        for ref in ("1", "12")
    )  # fmt: skip
    for wrong in (scene.draft, draft, Plan.objects.get(pk=scene.draft.supersedes_id)):
        with pytest.raises(StateRefused):
            follow_plan(actor=manager, plan=draft, old=wrong)
    draft = follow_plan(actor=manager, plan=draft, old=scene.plan)
    same.refresh_from_db()
    assert same.continues == scene.action
    lines = {(line.old or line.new).ref: line.how for line in CarriedOver.objects.filter(plan=draft)}
    assert lines == {"1": "continuing", "12": "new", "3": "closed", "4": "closed", "5": "closed"}
    left = ["Action 2 of the plan before it", "Action 6 of the plan before it"]
    assert [each.text.partition(" is neither")[0] for each in what_is_missing(draft)] == left
    carry_over(actor=manager, plan=draft, old=scene.plan.actions.get(ref="2"))
    close_carried(actor=manager, plan=draft, old=scene.plan.actions.get(ref="6"), reason="Over")
    assert adopt_plan(actor=manager, plan=draft, adopted_on=date(2024, 3, 20)).state == "adopted"
    with pytest.raises(StateRefused, match="Only a draft"):
        follow_plan(actor=manager, plan=draft, old=scene.plan)
    assert new.ref == "12"
