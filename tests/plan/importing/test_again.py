"""A changed file is brought into the same plan: it updates, it never doubles, and nobody's own edit is written over."""

from datetime import date

import pytest

from tests.plan.importing.conftest import NEW, ROWS, Moor, as_csv, changed
from wardmote.common.states import StateRefused
from wardmote.plan.models import CrossReference, OutsidePriority, Plan, PlanAction, PlanChange, PlanImport
from wardmote.plan.queries.importing import import_page
from wardmote.plan.services.actions import change_action
from wardmote.plan.services.adopt import adopt_plan
from wardmote.plan.services.importing import FILE, HERE, commit_plan_import, start_import

THREE = changed(0, what="Visit each home twice after a burglary", due="June 2026")
THREE[1][3] = "alarms lent; alarms brought back; batteries"
THREE[2][4] = "Council of the Moor"
DROPPED_AND_ADDED = [*THREE[:3], ["5", "Safer streets", "Plant a hedge", "", "Council of the Moor", "2027", "", ""]]


def kinds(moor: Moor, kept: PlanImport) -> dict[str, list[str]]:
    compared = import_page(moor.actor, kept.pk).compared
    found: dict[str, list[str]] = {"gone": [each.ref for each in compared.gone]}
    for line in compared.lines:
        found.setdefault(line.kind, []).append(line.ref)
    return found


def test_three_changed_one_added_one_dropped(moor: Moor) -> None:
    plan = moor.bring()
    before = {each.ref: each.pk for each in PlanAction.objects.all()}
    kept = moor.start(DROPPED_AND_ADDED, plan=plan)
    assert kinds(moor, kept) == {"changed": ["1", "2", "3"], "new": ["5"], "gone": ["4"]}
    changes = {
        (line.ref, each.name): (each.before, each.after)
        for line in import_page(moor.actor, kept.pk).compared.lines
        for each in line.changes
    }
    assert changes == {
        ("1", "wording"): ("Visit homes after a burglary", "Visit each home twice after a burglary"),
        ("1", "due"): ("March 2026 (taken as 31 March 2026)", "June 2026 (taken as 30 June 2026)"),
        ("2", "measures"): ("alarms lent", "alarms lent\nalarms brought back\nbatteries"),
        ("3", "lead"): ("", "Council of the Moor"),
        ("3", "lead_text"): ("The walkers", ""),
    }
    assert commit_plan_import(actor=moor.actor, import_id=kept.pk) == plan
    after = {each.ref: each.pk for each in PlanAction.objects.all()}
    assert after == before | {"5": after["5"]}
    assert moor.action("1").wording == "Visit each home twice after a burglary"
    assert (moor.action("3").lead, moor.action("3").lead_text) == (moor.council, "")
    assert moor.action("1").source == kept
    assert moor.action("4").source != kept


def test_the_same_file_twice_changes_nothing(moor: Moor) -> None:
    plan = moor.bring()
    versions = list(PlanAction.objects.values_list("version", flat=True))
    kept = moor.start(plan=plan)
    page = import_page(moor.actor, kept.pk)
    assert page.same_as is not None
    assert page.compared.nothing
    with pytest.raises(StateRefused, match="Nothing would change"):
        commit_plan_import(actor=moor.actor, import_id=kept.pk)
    assert list(PlanAction.objects.values_list("version", flat=True)) == versions


def test_an_edit_made_here_alone_is_kept(moor: Moor) -> None:
    plan = moor.bring()
    change_action(actor=moor.actor, action=moor.action("1"), started_from=1, wording="Visit homes the next day")
    kept = moor.start(changed(1, what="Lend out alarms for a month"), plan=plan)
    assert kinds(moor, kept) == {"changed": ["2"], "unchanged": ["1", "3", "4"], "gone": []}
    commit_plan_import(actor=moor.actor, import_id=kept.pk)
    assert moor.action("1").wording == "Visit homes the next day"
    assert moor.action("2").wording == "Lend out alarms for a month"


@pytest.mark.parametrize(("choice", "stands"), [(HERE, "Visit homes the next day"), (FILE, "Visit homes twice")])
def test_an_edit_on_both_sides_is_chosen_by_a_person(moor: Moor, choice: str, stands: str) -> None:
    plan = moor.bring()
    first = change_action(actor=moor.actor, action=moor.action("1"), started_from=1, wording="Visit homes the next day")
    rows = changed(0, what="Visit homes twice", due="June 2026")
    kept = moor.start(rows, plan=plan)
    [(line, change)] = import_page(moor.actor, kept.pk).compared.conflicts
    assert (line.ref, change.before, change.after) == ("1", "Visit homes the next day", "Visit homes twice")
    with pytest.raises(StateRefused, match="Choose what stands"):
        commit_plan_import(actor=moor.actor, import_id=kept.pk)
    commit_plan_import(actor=moor.actor, import_id=kept.pk, choices={(first.pk, "wording"): choice})
    first.refresh_from_db()
    assert (first.wording, first.due_text) == (stands, "June 2026")
    # What was decided is not asked again.
    assert import_page(moor.actor, moor.start(rows, plan=plan).pk).compared.nothing


def test_a_plan_typed_by_hand_is_met_by_its_numbers(moor: Moor) -> None:
    plan = moor.bring()
    PlanAction.objects.update(source=None, source_key="", source_place="")
    change_action(actor=moor.actor, action=moor.action("1"), started_from=1, wording="Typed by hand")
    kept = moor.start(plan=plan)
    assert kinds(moor, kept) == {"conflict": ["1"], "unchanged": ["2", "3", "4"], "gone": []}


def test_rows_without_numbers_are_known_again_by_their_words(moor: Moor) -> None:
    def unnumbered(*rows: tuple[str, ...] | list[str]) -> list[list[str]]:
        return [["", *row[1:]] for row in rows]

    plan = moor.bring(unnumbered(*ROWS))
    refs = {each.wording: each.ref for each in PlanAction.objects.all()}
    reworded = changed(0, what="Visit homes soon after a burglary")[0]
    kept = moor.start(
        unnumbered(ROWS[3], reworded, ("", *ROWS[2][1:2], "Something else altogether", *ROWS[2][3:])), plan=plan
    )
    found = kinds(moor, kept)
    assert found["changed"] == [refs["Visit homes after a burglary"]]
    assert found["unchanged"] == [refs["Light the underpass (see action 1 and 9)"]]
    assert found["gone"] == [refs["Lend out alarms"], refs["Walk the high street on Fridays"]]
    [new] = found["new"]
    assert new not in refs.values()
    commit_plan_import(actor=moor.actor, import_id=kept.pk)
    assert PlanAction.objects.count() == 5


def test_what_watches_a_measure_stays_when_the_file_changes_another(moor: Moor) -> None:
    plan = moor.bring()
    indicator = moor.world.indicator(moor.world.north)
    measure = moor.action("1").measures.get(text="locks fitted")
    measure.indicator = indicator
    measure.save()
    moor.bring(changed(0, measures="locks fitted; neighbours visited; calls"), plan=plan)
    held = [(each.text, each.indicator) for each in moor.action("1").measures.all()]
    assert held == [("locks fitted", indicator), ("neighbours visited", None), ("calls", None)]


def test_links_are_added_and_what_somebody_took_away_stays_away(moor: Moor) -> None:
    header = ("Ref.", "Actions", "Links to Strategic Priority", "Due Date")
    for code in ("1", "2"):
        OutsidePriority.objects.create(partnership=moor.world.north, document="Police plan", code=code, title="One")

    def rows(first: str, serves: str) -> bytes:
        return as_csv([("1", first, serves, "Ongoing"), ("2", "Two (see action 1)", "", "Ongoing"),
                       ("3", "Three", "", "Ongoing")], header)  # fmt: skip

    def bring(content: bytes, plan: Plan | None = None) -> Plan:
        kept = start_import(actor=moor.actor, partnership=moor.world.north, name="plan.csv", content=content, plan=plan)
        return commit_plan_import(actor=moor.actor, import_id=kept.pk, new=None if plan else NEW)

    plan = bring(rows("One", "1"))
    CrossReference.objects.filter(from_action=moor.action("2")).delete()
    bring(rows("One (see action 3 and 7)", "1 & 2"), plan)
    assert [each.code for each in moor.action("1").serves.all()] == ["1", "2"]
    points = {(each.from_action.ref, each.to_action.ref if each.to_action else each.text)
              for each in CrossReference.objects.all()}  # fmt: skip
    assert points == {("1", "3"), ("1", "7")}
    kept = start_import(
        actor=moor.actor, partnership=moor.world.north, name="plan.csv",
        content=rows("One (see action 3 and 7)", "1 & 2"), plan=plan,
    )  # fmt: skip
    assert import_page(moor.actor, kept.pk).compared.nothing


def test_a_status_that_changes_in_an_adopted_plan_has_the_reason(moor: Moor) -> None:
    plan = moor.bring([[*row[:4], "Moorland Police", *row[5:]] for row in ROWS])
    adopt_plan(actor=moor.actor, plan=plan, adopted_on=date(2025, 3, 20))
    rows = [[*row[:4], "Moorland Police", *row[5:]] for row in changed(1, status="Done")]
    moor.bring(rows, plan=plan, reason="The meeting of May")
    [change] = PlanChange.objects.all()
    assert (change.what, change.after, change.reason) == ("status", "Done", "The meeting of May")
