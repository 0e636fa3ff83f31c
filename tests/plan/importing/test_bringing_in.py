"""A file is read, kept for looking at, corrected, and then in a plan whole or not at all."""

from datetime import date

import pytest

from tests.plan.importing.conftest import NEW, ROWS, Moor, as_csv
from wardmote.audit.models import AuditRow
from wardmote.common.states import StateRefused
from wardmote.plan.models import CrossReference, OutsidePriority, Plan, PlanAction, PlanChange, PlanImport
from wardmote.plan.queries.importing import import_page
from wardmote.plan.reading.types import IGNORE, CannotRead
from wardmote.plan.services.adopt import adopt_plan
from wardmote.plan.services.importing import (
    ChangedMeanwhile,
    choose_leads,
    commit_plan_import,
    discard,
    set_match,
    start_import,
)

State = PlanImport.State


def test_nothing_is_in_a_plan_before_it_is_brought_in(moor: Moor) -> None:
    kept = moor.start()
    assert kept.state == State.PREVIEW
    assert bytes(kept.content) == as_csv(ROWS)
    page = import_page(moor.actor, kept.pk)
    assert page.accounting == {"rows": 4, "accepted": 4, "rejected": 0, "repeated": 0}
    assert [line.kind for line in page.compared.lines] == ["new"] * 4
    assert not Plan.objects.exists()
    assert not PlanAction.objects.exists()


def test_every_field_of_a_row_arrives(moor: Moor) -> None:
    plan = moor.bring()
    assert (plan.title, plan.state, plan.starts_on) == (NEW.title, Plan.State.DRAFT, NEW.starts_on)
    assert [str(each) for each in plan.priorities.all()] == ["1. Safer homes", "2. Safer streets"]
    first, second, third, fourth = (moor.action(ref) for ref in "1234")
    assert first.wording == "Visit homes after a burglary"
    assert [each.text for each in first.measures.all()] == ["homes visited", "locks fitted", "calls back"]
    assert (first.lead, first.lead_text) == (moor.police, "")
    assert (first.due_kind, first.due_on) == ("month", date(2026, 3, 31))
    assert (second.lead, list(second.partners.all())) == (moor.council, [moor.police])
    assert (second.due_kind, second.due_on) == ("day", date(2025, 12, 31))
    assert second.status is not None
    assert second.status.means == "under_way"
    assert (third.lead, third.lead_text, third.due_kind) == (None, "The walkers", "ongoing")
    assert fourth.due_kind == "quarterly"
    assert fourth.status is not None
    assert fourth.status.means == "done"


def test_the_source_and_the_place_are_kept_with_each_action(moor: Moor) -> None:
    moor.bring()
    kept = PlanImport.objects.get()
    assert (kept.state, kept.plan) == (State.COMMITTED, Plan.objects.get())
    assert kept.accounting["new"] == 4
    action = moor.action("2")
    assert (action.source, action.source_place, action.source_key) == (kept, "table 1, row 3", "ref:2")


def test_cross_references_find_their_action_or_stay_words(moor: Moor) -> None:
    moor.bring()
    found = CrossReference.objects.filter(from_action=moor.action("4"))
    assert {(each.to_action.ref if each.to_action else None, each.text) for each in found} == {("1", ""), (None, "9")}


def test_links_to_outside_priorities_are_found_by_number(moor: Moor) -> None:
    for code, title in (("1", "Victims"), ("2", "Streets")):
        OutsidePriority.objects.create(
            partnership=moor.world.north, document="Police and crime plan", code=code, title=title
        )
    header = ("Ref.", "Actions", "Links to Strategic Priority", "Due Date")
    rows = (("1.1", "Do one thing", "1 - 2", "Mar 2026"), ("1.2", "Do another", "7", "Mar 2026"))
    kept = start_import(
        actor=moor.actor, partnership=moor.world.north, name="delivery.csv", content=as_csv(rows, header)
    )
    commit_plan_import(actor=moor.actor, import_id=kept.pk, new=NEW)
    assert [each.code for each in moor.action("1.1").serves.all()] == ["1", "2"]
    assert [each.text for each in moor.action("1.2").points_at.all()] == ["Strategic Priority 7"]


def test_a_person_corrects_columns_and_leads(moor: Moor) -> None:
    kept = moor.start()
    columns = ["ref", "priority", "action", IGNORE, "leads", "due", IGNORE, IGNORE]
    set_match(actor=moor.actor, import_id=kept.pk, columns={1: columns})
    choose_leads(actor=moor.actor, import_id=kept.pk, leads={"The walkers": moor.council.pk, "Moorland Police": 0})
    commit_plan_import(actor=moor.actor, import_id=kept.pk, new=NEW)
    assert not moor.action("1").measures.exists()
    assert (moor.action("1").lead, moor.action("1").lead_text) == (None, "Moorland Police")
    assert (moor.action("3").lead, moor.action("3").lead_text) == (moor.council, "The walkers")
    assert moor.action("2").status is None


def test_what_the_file_has_not_is_refused(moor: Moor) -> None:
    kept = moor.start()
    with pytest.raises(ValueError, match="other columns"):
        set_match(actor=moor.actor, import_id=kept.pk, columns={1: ["action"]})
    with pytest.raises(ValueError, match="no part in the partnership"):
        choose_leads(actor=moor.actor, import_id=kept.pk, leads={"The walkers": 987654})


def test_a_table_left_out_gives_no_rows(moor: Moor) -> None:
    kept = moor.start()
    set_match(actor=moor.actor, import_id=kept.pk, columns={}, left_out=[1])
    page = import_page(moor.actor, kept.pk)
    assert page.compared.lines == []
    assert list(page.understood.unmatched_tables) == [1]
    with pytest.raises(StateRefused, match="Nothing would change"):
        commit_plan_import(actor=moor.actor, import_id=kept.pk, new=NEW)


def test_a_file_that_cannot_be_read_leaves_nothing(moor: Moor) -> None:
    for name, content in (("plan.docx", b"not a zip"), ("plan.xlsx", b"PK\x03\x04" + b"\x00" * 50), ("plan.csv", b"")):
        with pytest.raises(CannotRead):
            start_import(actor=moor.actor, partnership=moor.world.north, name=name, content=content)
    with pytest.raises(CannotRead, match="larger than 10 MB"):
        start_import(
            actor=moor.actor, partnership=moor.world.north, name="a.csv", content=b"a" * (10 * 1024 * 1024 + 1)
        )
    assert not PlanImport.objects.exists()
    assert not AuditRow.objects.exists()


def test_discarding_empties_it_and_keeps_the_row(moor: Moor) -> None:
    kept = moor.start()
    discard(actor=moor.actor, import_id=kept.pk)
    kept.refresh_from_db()
    assert (kept.state, bytes(kept.content), kept.found, kept.match) == (State.DISCARDED, b"", {}, {})
    for again in (lambda: discard(actor=moor.actor, import_id=kept.pk),
                  lambda: commit_plan_import(actor=moor.actor, import_id=kept.pk, new=NEW)):  # fmt: skip
        with pytest.raises(StateRefused, match="discarded"):
            again()
    assert not Plan.objects.exists()


def test_it_is_brought_in_once(moor: Moor) -> None:
    kept = moor.start()
    commit_plan_import(actor=moor.actor, import_id=kept.pk, new=NEW)
    with pytest.raises(StateRefused, match="brought in already"):
        commit_plan_import(actor=moor.actor, import_id=kept.pk, new=NEW)
    assert PlanAction.objects.count() == 4


def test_a_title_in_use_leaves_nothing_behind(moor: Moor) -> None:
    moor.bring()
    kept = moor.start()
    with pytest.raises(StateRefused, match="has that title"):
        commit_plan_import(actor=moor.actor, import_id=kept.pk, new=NEW)
    kept.refresh_from_db()
    assert kept.state == State.PREVIEW
    assert PlanAction.objects.count() == 4


def test_what_is_done_is_what_was_shown(moor: Moor) -> None:
    kept = moor.start()
    with pytest.raises(ChangedMeanwhile):
        commit_plan_import(actor=moor.actor, import_id=kept.pk, new=NEW, seen="another stamp")
    stamp = import_page(moor.actor, kept.pk).compared.stamp
    assert commit_plan_import(actor=moor.actor, import_id=kept.pk, new=NEW, seen=stamp).actions.count() == 4


def test_an_adopted_plan_changes_visibly_and_for_a_reason(moor: Moor) -> None:
    choose = moor.start()
    choose_leads(actor=moor.actor, import_id=choose.pk, leads={"The walkers": moor.council.pk})
    plan = commit_plan_import(actor=moor.actor, import_id=choose.pk, new=NEW)
    adopt_plan(actor=moor.actor, plan=plan, adopted_on=date(2025, 3, 20))
    plan.refresh_from_db()
    rows = [
        *ROWS[:3],
        ("4", *ROWS[3][1:5], "June 2026", *ROWS[3][6:]),
        ("5", *ROWS[3][1:2], "Plant a hedge", *ROWS[3][3:]),
    ]
    kept = moor.start(rows, plan=plan)
    choose_leads(actor=moor.actor, import_id=kept.pk, leads={"The walkers": moor.council.pk})
    with pytest.raises(StateRefused, match="say why"):
        commit_plan_import(actor=moor.actor, import_id=kept.pk)
    assert not PlanChange.objects.exists()
    commit_plan_import(actor=moor.actor, import_id=kept.pk, reason="The board’s meeting of May")
    changes = list(PlanChange.objects.all())
    assert {each.reason for each in changes} == {"The board’s meeting of May"}
    assert {each.action.ref for each in changes if each.action} == {"4", "5"}


def test_each_act_is_in_the_trail(moor: Moor) -> None:
    kept = moor.start()
    set_match(actor=moor.actor, import_id=kept.pk, columns={})
    commit_plan_import(actor=moor.actor, import_id=kept.pk, new=NEW)
    found = list(
        AuditRow.objects.filter(action__startswith="plan.import").values_list("action", flat=True).order_by("pk")
    )
    assert found == ["plan.import_start", "plan.import_match", "plan.import_commit"]
