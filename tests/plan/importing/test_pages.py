"""The pages, without JavaScript: from a file to a plan, and shut to everybody who does not run the partnership."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.performance.world import client_of
from tests.plan.importing.conftest import NEW, ROWS, Moor, as_csv, changed
from wardmote.audit.models import AuditRow
from wardmote.plan.forms.importing import NEW as A_NEW_PLAN
from wardmote.plan.models import Plan, PlanAction, PlanImport
from wardmote.plan.queries.importing import import_page
from wardmote.plan.services.actions import change_action

DATES = {
    "starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2025",
    "ends_on-day": "31", "ends_on-month": "3", "ends_on-year": "2028",
}  # fmt: skip


def said(response: HttpResponse) -> str:
    return response.content.decode()


def upload(client: Client, content: bytes, name: str = "plan.csv", into: str = A_NEW_PLAN) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post("/plan/import/", {"file": file, "into": into, "form_token": f"t{PlanImport.objects.count()}"})


def whole_form(page: Any) -> dict[str, str]:
    return {"title": NEW.title, "kind": "partnership", "parent": "", "group": "", "seen": page.compared.stamp,
            "form_token": "once", **DATES}  # fmt: skip


def test_the_whole_way(moor: Moor) -> None:
    client = client_of(moor.user)
    assert "Bring a plan in" in said(client.get("/plan/import/"))
    sent = upload(client, as_csv(ROWS))
    kept = PlanImport.objects.get()
    assert sent.url == f"/plan/import/{kept.pk}/columns/"
    columns = said(client.get(sent.url))
    assert "What will we do?" in columns
    assert "Looks like: action (sure). For example: Visit homes after a burglary" in columns
    fields = ["ref", "priority", "action", "measures", "leads", "due", "status", "rag"]
    chosen = {f"t1_c{place}": field for place, field in enumerate(fields)}
    assert client.post(sent.url, {"into": A_NEW_PLAN, **chosen}).url == f"/plan/import/{kept.pk}/leads/"
    leads = said(client.get(f"/plan/import/{kept.pk}/leads/"))
    assert "In 2 rows. The same name." in leads
    page = import_page(moor.actor, kept.pk)
    bodies = {f"lead_{at}": str(line.chosen_id or moor.council.pk) for at, line in enumerate(page.leads)}
    assert client.post(f"/plan/import/{kept.pk}/leads/", bodies).url == f"/plan/import/{kept.pk}/"
    rows = said(client.get(f"/plan/import/{kept.pk}/"))
    assert "<strong>4</strong> rows in = <strong>4</strong> accepted" in rows
    for text in (
        "Visit homes after a burglary",
        "locks fitted",
        "taken as 31 March 2026",
        "Table 1, row 2",
        "“The walkers”",
    ):
        assert text in rows
    assert not Plan.objects.exists()
    assert "4 actions become a new draft" in said(client.get(f"/plan/import/{kept.pk}/bring-in/"))
    form = whole_form(import_page(moor.actor, kept.pk))
    done = client.post(f"/plan/import/{kept.pk}/bring-in/", form)
    plan = Plan.objects.get()
    assert done.url == f"/plan/{plan.pk}/"
    assert plan.actions.count() == 4
    assert client.post(f"/plan/import/{kept.pk}/bring-in/", form).url == done.url
    assert Plan.objects.count() == 1
    assert "4 new, 0 changed, 0 unchanged" in said(client.get(f"/plan/import/{kept.pk}/"))


def test_a_refused_file_says_what_to_do_and_leaves_nothing(moor: Moor) -> None:
    client = client_of(moor.user)
    hostile = [
        ("plan.docx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600), ("plan.docx", b"MZ\x90\x00"), ("plan.pdf", b"%PDF-1.7"),
        ("plan.xlsx", b"PK\x03\x04 cut short"), ("plan.csv", b"\x00\xff" * 900),
    ]  # fmt: skip
    for name, content in hostile:
        answer = upload(client, content, name)
        assert answer.status_code == 422
        assert "The file was not read" in said(answer)
        assert "Nothing of the file was kept" in said(answer)
    assert "Choose the plan’s file" in said(client.post("/plan/import/", {"into": A_NEW_PLAN, "form_token": "t"}))
    assert not PlanImport.objects.exists()


def test_the_same_form_sent_twice_gives_one_import(moor: Moor) -> None:
    client = client_of(moor.user)
    for _ in range(2):
        sent = {"file": io.BytesIO(as_csv(ROWS)), "into": A_NEW_PLAN, "form_token": "the same"}
        sent["file"].name = "plan.csv"
        assert client.post("/plan/import/", sent).status_code == 302
    assert PlanImport.objects.count() == 1


def test_changes_are_shown_and_conflicts_chosen(moor: Moor) -> None:
    plan = moor.bring()
    first = change_action(actor=moor.actor, action=moor.action("1"), started_from=1, wording="Visit the next day")
    client = client_of(moor.user)
    rows = changed(0, what="Visit twice")
    rows[1][5] = "31/01/2026"
    upload(client, as_csv([*rows[:3], ["5", *rows[3][1:2], "Plant a hedge", *rows[3][3:]]]), into=str(plan.pk))
    kept = PlanImport.objects.latest("pk")
    assert kept.plan == plan
    shown = said(client.get(f"/plan/import/{kept.pk}/"))
    for text in ("<del>Visit the next day</del>", "<ins>Visit twice</ins>", "(changed here too)",
         "In the plan and not in the file (1)",
                 "<ins>31/01/2026 (taken as 31 January 2026)</ins>", "Plant a hedge"):  # fmt: skip
        assert text in shown
    only = said(client.get(f"/plan/import/{kept.pk}/?show=new"))
    assert "Plant a hedge" in only
    assert "Visit twice" not in only
    address = f"/plan/import/{kept.pk}/bring-in/"
    form = {"seen": import_page(moor.actor, kept.pk).compared.stamp, "form_token": "a"}
    missing = client.post(address, form)
    assert missing.status_code == 422
    assert "Select what stands for action 1, action" in said(missing)
    name = f"keep_{first.pk}_wording"
    change_action(actor=moor.actor, action=moor.action("3"), started_from=1, sponsor="Somebody")
    change_action(actor=moor.actor, action=moor.action("2"), started_from=1, wording="Lend out more")
    assert client.post(address, form | {name: "here"}).status_code == 302
    first.refresh_from_db()
    assert first.wording == "Visit the next day"
    assert moor.action("2").due_on == date(2026, 1, 31)
    assert moor.action("5").wording == "Plant a hedge"


def test_the_page_is_shown_again_when_the_plan_changed_meanwhile(moor: Moor) -> None:
    plan = moor.bring()
    kept = moor.start(changed(0, what="Visit twice"), plan=plan)
    client = client_of(moor.user)
    form = {"seen": import_page(moor.actor, kept.pk).compared.stamp, "form_token": "a"}
    change_action(actor=moor.actor, action=moor.action("1"), started_from=1, wording="Visit the next day")
    answer = client.post(f"/plan/import/{kept.pk}/bring-in/", form | {"form_token": "b"})
    assert answer.status_code == 409
    assert "Visit the next day" in said(answer)
    assert moor.action("1").wording == "Visit the next day"


def test_the_same_bytes_say_so(moor: Moor) -> None:
    plan = moor.bring()
    kept = moor.start(plan=plan)
    shown = said(client_of(moor.user).get(f"/plan/import/{kept.pk}/"))
    assert "to the byte" in shown
    assert "Nothing would change." in shown
    assert "Go on to bring it in" not in shown


def test_the_file_comes_back_as_it_was_and_that_is_written_down(moor: Moor) -> None:
    kept = moor.start(name="../plán «1».csv")
    answer = client_of(moor.user).get(f"/plan/import/{kept.pk}/file/")
    assert answer.content == as_csv(ROWS)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert AuditRow.objects.filter(action="plan.import_file", object_ref=str(kept.pk)).count() == 1


def test_a_discarded_file_is_gone(moor: Moor) -> None:
    kept = moor.start()
    client = client_of(moor.user)
    assert client.post(f"/plan/import/{kept.pk}/discard/").url == "/plan/import/"
    assert "The file was emptied" in said(client.get(f"/plan/import/{kept.pk}/"))
    assert client.get(f"/plan/import/{kept.pk}/file/").status_code == 404
    for step in ("columns", "leads", "bring-in"):
        assert client.get(f"/plan/import/{kept.pk}/{step}/").url == f"/plan/import/{kept.pk}/"


def test_two_hundred_rows_come_by_fifty(moor: Moor) -> None:
    rows = [
        (str(at), "Safer homes", f"Knock at door {at}", "", "Moorland Police", "Ongoing", "", "")
        for at in range(1, 121)
    ]
    kept = moor.start(rows)
    client = client_of(moor.user)
    first, last = (said(client.get(f"/plan/import/{kept.pk}/?page={page}")) for page in (1, 3))
    assert first.count("Knock at door ") == 50
    assert "101 to 120 of 120 rows" in last


@pytest.mark.parametrize(
    "role", ["board_member", "practitioner", "analyst", "system_administrator", "elsewhere", "out"]
)
def test_nobody_else_comes_near_it(moor: Moor, role: str) -> None:
    kept = moor.start()
    before = (kept.state, kept.match, AuditRow.objects.filter(action__startswith="plan.import").count())
    if role == "out":
        client = Client()
    elif role == "elsewhere":
        client = client_of(moor.world.user("far", moor.world.south, "partnership_manager"))
    else:
        client = client_of(moor.world.user("other", moor.world.north, role))
    form = whole_form(import_page(moor.actor, kept.pk))
    posts = {"columns": {"into": A_NEW_PLAN}, "leads": {}, "bring-in": form, "discard": {}}
    answers = [client.post(f"/plan/import/{kept.pk}/{step}/", given) for step, given in posts.items()]
    answers += [
        client.get(f"/plan/import/{kept.pk}/{step}") for step in ("", "columns/", "leads/", "bring-in/", "file/")
    ]
    if role != "elsewhere":
        answers += [client.get("/plan/import/"), upload(client, as_csv(ROWS))]
    wanted = 302 if role == "out" else 404
    assert [answer.status_code for answer in answers] == [wanted] * len(answers)
    kept.refresh_from_db()
    done = AuditRow.objects.filter(action__startswith="plan.import", outcome="done").count()
    assert (kept.state, kept.match, done) == before
    assert (PlanImport.objects.count(), Plan.objects.count(), PlanAction.objects.count()) == (1, 0, 0)


def test_a_plan_of_another_partnership_is_no_choice(moor: Moor) -> None:
    plan = moor.bring()
    far = client_of(moor.world.user("far", moor.world.south, "partnership_manager"))
    answer = upload(far, as_csv(ROWS), into=str(plan.pk))
    assert answer.status_code == 422
    assert PlanImport.objects.count() == 1


def test_queries_do_not_grow_with_the_rows(moor: Moor) -> None:
    plan = moor.bring()
    more = [
        [str(at), "Safer homes", f"Knock at door {at}", "doors", "Moorland Police", "Ongoing", "", ""]
        for at in range(5, 45)
    ]
    few = moor.start(plan=plan)
    with CaptureQueriesContext(connection) as first:
        import_page(moor.actor, few.pk)
    moor.bring([*ROWS, *more], plan=plan)
    many = moor.start([*ROWS, *more], plan=plan)
    with CaptureQueriesContext(connection) as second:
        assert len(import_page(moor.actor, many.pk).compared.lines) == 44
    assert len(second) <= len(first) + 1
