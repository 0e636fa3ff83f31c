"""A draft becomes a plan that is held to: what has to be there first, and how each change is seen from then on."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories.plan_scene import YEARS, PlanScene
from tests.performance.world import World, client_of
from tests.plan.scene import manager_of, north_scene
from wardmote.access.refusal import Refused
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.plan.models import ActionStatus, Plan, PlanAction, PlanChange
from wardmote.plan.queries.action import action_page
from wardmote.plan.services.actions import change_action, link_measures, set_status
from wardmote.plan.services.adopt import adopt_plan, what_is_missing
from wardmote.plan.services.edit import change_plan
from wardmote.plan.services.merge import merge_action
from wardmote.plan.services.remove import remove_from_draft
from wardmote.plan.services.statuses import add_status, change_status, ensure_statuses
from wardmote.plan.services.write import add_action, add_priority, create_plan


@pytest.fixture
def scene(world: World) -> PlanScene:
    return north_scene(world)


def status(scene: PlanScene, code: str) -> ActionStatus:
    return ActionStatus.objects.get(partnership=scene.partnership, code=code)


def test_what_is_missing_is_said_of_each_action(world: World) -> None:
    plan = create_plan(actor=None, partnership=world.north, title="Draft", **YEARS)
    assert [each.text for each in what_is_missing(plan)] == ["It has no priority.", "It has no action."]
    priority = add_priority(actor=None, plan=plan, number=1, title="Homes")
    bare = add_action(actor=None, priority=priority, ref="2a", wording="Do")
    found = [(each.action, each.text.partition(":")[0].partition(".")[0]) for each in what_is_missing(plan)]
    assert found == [(bare, "It has no lead"), (bare, "It does not say when it is due")]
    with pytest.raises(StateRefused, match="not whole yet"):
        adopt_plan(actor=None, plan=plan, adopted_on=date(2024, 3, 1))
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_adoption_is_on_a_day_that_has_come(world: World, scene: PlanScene) -> None:
    manager = manager_of(world)
    with pytest.raises(StateRefused, match="still to come"):
        adopt_plan(actor=manager, plan=scene.draft, adopted_on=date(2999, 1, 1))
    with pytest.raises(StateRefused, match="before the plan that it follows"):
        adopt_plan(actor=manager, plan=scene.draft, adopted_on=date(2023, 3, 19))
    adopted = adopt_plan(actor=manager, plan=scene.draft, adopted_on=date(2024, 2, 1))
    assert (adopted.state, adopted.adopted_on) == ("adopted", date(2024, 2, 1))
    assert Plan.objects.get(pk=adopted.supersedes_id).state == "superseded"
    with pytest.raises(StateRefused, match="adopted already"):
        adopt_plan(actor=manager, plan=scene.draft, adopted_on=date(2024, 2, 2))
    with pytest.raises(StateRefused, match="begins as a draft"):
        create_plan(actor=manager, partnership=world.north, title="B", adopted_on=date(2024, 1, 1), **YEARS)


def test_a_change_after_adoption_needs_a_reason_and_is_seen_field_by_field(world: World, scene: PlanScene) -> None:
    manager, action = manager_of(world), scene.action
    with pytest.raises(StateRefused, match="say why"):
        change_action(actor=manager, action=action, started_from=1, wording="Visit some.")
    assert PlanAction.objects.get(pk=action.pk).wording == "Visit every burgled home."
    with clock.told(date(2025, 3, 3)):
        change_action(
            actor=manager, action=action, started_from=1, reason="Too many", wording="Visit most.", lead=scene.police,
            partners=[scene.council], due_kind="month", due_on=date(2025, 9, 30), measures=["Homes visited", "Calls"],
        )  # fmt: skip
    rows = {each.what: (each.before, each.after, each.reason) for each in PlanChange.objects.filter(action=action)}
    assert rows == {
        "wording": ("Visit every burgled home.", "Visit most.", "Too many"),
        "lead": ("Downs", "Ridge", "Too many"),
        "partners": ("Ridge", "Downs", "Too many"),
        "due": ("30 June 2025", "September 2025", "Too many"),
        "measures": ("Homes visited", "Homes visited; Calls", "Too many"),
    }
    board = client_of(world.user("board", world.north))
    page = board.get(f"/plan/{scene.plan.pk}/actions/{action.pk}/").content.decode()
    assert "<s>Visit every burgled home.</s> <span>(until 3 March 2025)</span>" in page
    assert "Changed since adoption" in board.get(f"/plan/{scene.plan.pk}/").content.decode()
    assert "Too many" in board.get(f"/plan/{scene.plan.pk}/changes/").content.decode()


def test_adding_and_closing_are_changes_too_and_a_draft_keeps_none(world: World, scene: PlanScene) -> None:
    manager = manager_of(world)
    with pytest.raises(StateRefused):
        add_action(actor=manager, priority=scene.priority, ref="3", wording="More")
    add_action(actor=manager, priority=scene.priority, ref="3", wording="More", reason="Asked for")
    set_status(actor=manager, action=scene.other, status=status(scene, "stopped"), status_reason="No money")
    seen = list(PlanChange.objects.order_by("id").values_list("what", "before", "after", "reason"))
    assert seen == [("action added", "", "3. More", "Asked for"), ("status", "", "Stopped", "No money")]
    priority = scene.draft.priorities.get(number=1)
    add_action(actor=manager, priority=priority, ref="7", wording="New here", due_kind="ongoing")
    assert not PlanChange.objects.filter(plan=scene.draft).exists()


def test_nothing_is_taken_out_of_an_adopted_plan(world: World, scene: PlanScene) -> None:
    manager = manager_of(world)
    for thing in (scene.action, scene.priority, scene.objective, scene.pestel, scene.assessment):
        with pytest.raises(StateRefused, match="Nothing is taken out"):
            remove_from_draft(actor=manager, thing=thing)
    kept = scene.draft.actions.get()
    with pytest.raises(StateRefused, match="carried over"):
        remove_from_draft(actor=manager, thing=kept)
    added = add_action(actor=manager, priority=kept.priority, ref="7", wording="By mistake", measures=["a"],
                       milestones=[("b", date(2025, 1, 1))], points_at=[kept])  # fmt: skip
    remove_from_draft(actor=manager, thing=added)
    assert list(scene.draft.actions.all()) == [kept]
    assert not scene.draft.carried_over.filter(how="new").exists()


def test_two_people_change_one_action_and_neither_text_is_lost(world: World, scene: PlanScene) -> None:
    manager = manager_of(world)
    change_action(actor=manager, action=scene.action, started_from=1, reason="First", wording="Theirs")
    with pytest.raises(EditConflict) as caught:
        change_action(actor=manager, action=scene.action, started_from=1, reason="Second", wording="Mine")
    assert (caught.value.theirs["wording"], caught.value.yours["wording"]) == ("Theirs", "Mine")
    with pytest.raises(EditConflict):
        link_measures(actor=manager, action=scene.action, indicators={}, started_from=1)
    with pytest.raises(EditConflict):
        set_status(actor=manager, action=scene.action, status=status(scene, "done"), started_from=1)
    change_plan(actor=manager, plan=scene.plan, started_from=1, reason="First", summary="Theirs")
    with pytest.raises(EditConflict):
        change_plan(actor=manager, plan=scene.plan, started_from=1, reason="Second", summary="Mine")
    assert PlanChange.objects.filter(reason="Second").count() == 0


def test_merging_takes_an_action_out_of_the_counts_and_says_where_it_went(world: World, scene: PlanScene) -> None:
    manager = manager_of(world)
    third = add_action(actor=None, priority=scene.priority, ref="3", wording="Third")
    merge_action(actor=manager, action=third, into=scene.action, started_from=1, reason="The same")
    merge_action(actor=manager, action=scene.action, into=scene.other, started_from=1, reason="The same")
    third.refresh_from_db()
    assert third.merged_into == scene.other
    for wrong in (scene.other, third, scene.draft.actions.get()):
        with pytest.raises(StateRefused):
            merge_action(actor=manager, action=scene.other, into=wrong, started_from=1, reason="No")
    with pytest.raises(StateRefused, match="was merged"):
        change_action(actor=manager, action=third, started_from=2, reason="No", wording="No")
    board = client_of(world.user("board", world.north))
    page = board.get(f"/plan/{scene.plan.pk}/").content.decode()
    assert "now part of action 2" in page
    assert "This action was merged into" in board.get(f"/plan/{scene.plan.pk}/actions/{third.pk}/").content.decode()


def test_who_may_say_how_far_an_action_has_come(world: World, scene: PlanScene) -> None:
    """Its lead's people with a part in the round, its named contact, and the manager; nobody else."""
    done = status(scene, "done")
    contact = world.user("contact", world.north, "practitioner")
    PlanAction.objects.filter(pk=scene.other.pk).update(contact=contact)
    set_status(actor=world.actor(contact), action=scene.other, status=done)
    with pytest.raises(Refused):
        set_status(actor=world.actor(contact), action=scene.action, status=done)
    for role, place in (("board_member", world.north), ("partnership_manager", world.county)):
        with pytest.raises(Refused):
            set_status(actor=world.actor(world.user(role, place, role)), action=scene.action, status=done)
    with pytest.raises(StateRefused, match="Say why the action stops"):
        set_status(actor=manager_of(world), action=scene.action, status=status(scene, "stopped"))
    elsewhere = ensure_statuses(world.south)[0]
    with pytest.raises(StateRefused, match="statuses in use"):
        set_status(actor=None, action=scene.action, status=elsewhere)


def test_statuses_are_the_partnership_s_own_words(world: World, scene: PlanScene) -> None:
    manager = manager_of(world)
    labels = [each.label for each in ensure_statuses(world.north)]
    assert labels == ["Not started", "Under way", "At risk", "Done", "Stopped"]
    waiting = add_status(actor=manager, partnership=world.north, label="Waiting", means="at_risk")
    with pytest.raises(StateRefused, match="of that name"):
        add_status(actor=manager, partnership=world.north, label="waiting", means="done")
    set_status(actor=manager, action=scene.action, status=waiting)
    with pytest.raises(StateRefused, match="what it means stays"):
        change_status(actor=manager, status=waiting, label="Waiting", means="done", position=1, retired=False)
    change_status(actor=manager, status=waiting, label="On hold", means="at_risk", position=1, retired=True)
    with pytest.raises(StateRefused, match="has to mean"):
        change_status(actor=manager, status=status(scene, "done"), label="Done", means="done", position=1, retired=True)
    assert action_page(manager, scene.plan.pk, scene.action.pk).action.status.label == "On hold"
    with pytest.raises(StateRefused, match="statuses in use"):
        set_status(actor=manager, action=scene.other, status=waiting)


def test_the_database_holds_what_the_services_promise(world: World, scene: PlanScene) -> None:
    plan, priority = scene.plan, scene.priority
    wrong = [
        lambda: PlanAction.objects.create(plan=plan, priority=priority, ref="1", wording="Twice"),
        lambda: PlanAction.objects.create(plan=plan, priority=priority, ref="9", wording="x", due_kind="day"),
        lambda: PlanAction.objects.create(
            plan=plan, priority=priority, ref="9", wording="x", due_kind="ongoing", due_on=date(2025, 1, 1)
        ),
        lambda: Plan.objects.create(partnership=world.north, title="x", state="adopted", **YEARS),
        lambda: Plan.objects.create(partnership=world.north, title="x", adopted_on=date(2024, 1, 1), **YEARS),
        lambda: Plan.objects.create(partnership=world.north, title=plan.title, **YEARS),
        lambda: Plan.objects.create(
            partnership=world.north, title="x", starts_on=date(2025, 1, 2), ends_on=date(2025, 1, 1)
        ),
        lambda: Plan.objects.create(partnership=world.north, title="x", supersedes=scene.draft.supersedes, **YEARS),
        lambda: plan.priorities.create(number=1, title="Twice"),
        lambda: priority.objectives.create(number="1.1", title="Twice"),
        lambda: scene.action.points_at.create(text=""),
        lambda: ActionStatus.objects.create(partnership=world.north, code="done", label="x", means="done"),
    ]
    for each in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            each()
