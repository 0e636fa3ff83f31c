"""When duties fall due, how they stand in words, and what stands as evidence."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.factories.world import actor, client_for
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common import clock
from wardmote.common.formfields import new_token
from wardmote.common.periods import FinancialYear
from wardmote.common.states import StateRefused
from wardmote.plan.duties import SEEDS
from wardmote.plan.models import Duty, DutyEvidence
from wardmote.plan.queries.calendar import calendar_year, due_days, due_soon, duties_of, my_entry, nation_of
from wardmote.plan.services.calendar import (
    add_evidence,
    add_own_duty,
    choose_nation,
    end_own_duty,
    ensure_duties,
    withdraw_evidence,
)
from wardmote.plan.services.write import create_plan

YEAR = FinancialYear(2024)
SCRUTINY = date(2025, 3, 31)


def show(world, duty=None, due_on=SCRUTINY, done_on=date(2025, 3, 3), **more):
    given = {"text": "The committee met.", "partnership": world.county} | more
    return add_evidence(actor=actor(world.manager), duty=duty or world.duty, due_on=due_on, done_on=done_on, **given)


def occasions(world, year=YEAR, who=None, code=None):
    found = calendar_year(actor(who or world.manager), year).occasions
    return [each for each in found if code in (None, each.duty.code)]


def test_duties_are_written_once_and_never_rewritten(world):
    assert Duty.objects.count() == len(SEEDS)
    Duty.objects.filter(code="scrutiny").update(title="As it was worded before")
    assert ensure_duties() == 0
    assert Duty.objects.get(code="scrutiny").title == "As it was worded before"
    assert AuditRow.objects.filter(action="calendar.ensure").count() == 1


def test_every_seed_names_its_source_and_what_would_show_it():
    assert len({(seed.code, seed.starts_on) for seed in SEEDS}) == len(SEEDS)
    for seed in SEEDS:
        assert seed.source
        assert seed.evidence_wanted
        assert seed.when_text.endswith(".")
        assert len(seed.title) <= 160
        assert len(seed.when_text) <= 200
        assert "PCC" not in seed.title + seed.source + seed.when_text + seed.evidence_wanted
        for month, day in seed.falls:
            date(2023, month, day)


def test_a_change_of_law_is_a_row_from_a_day(world):
    Duty.objects.filter(pk=world.duty.pk).update(ends_on=date(2024, 12, 31))
    Duty.objects.create(code="scrutiny", title="Twice a year now", source="A later Act", falls=[[3, 31], [9, 30]],
                        starts_on=date(2025, 1, 1))  # fmt: skip
    found = [(each.due_on, each.duty.title) for each in occasions(world, FinancialYear(2025), code="scrutiny")]
    assert found == [(date(2025, 9, 30), "Twice a year now"), (date(2026, 3, 31), "Twice a year now")]
    assert [each.duty.pk for each in occasions(world, FinancialYear(2023), code="scrutiny")] == [world.duty.pk]
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(code="scrutiny", title="Again", source="x", starts_on=date(2025, 1, 1))


def test_quarterly_data_falls_due_by_the_end_of_the_quarter_after(world):
    found = occasions(world, code="quarterly-data")
    assert [(each.due_on, each.about) for each in found] == [
        (date(2024, 6, 30), "for January to March 2024"), (date(2024, 9, 30), "for April to June 2024"),
        (date(2024, 12, 31), "for July to September 2024"), (date(2025, 3, 31), "for October to December 2024"),
    ]  # fmt: skip


def test_each_third_year_and_the_leap_day(world):
    duty = Duty(code="x", falls=[[2, 29]], every_years=3, starts_on=date(2024, 1, 1))
    assert due_days(duty, date(2024, 1, 1), date(2031, 1, 1)) == [
        date(2024, 2, 29), date(2027, 2, 28), date(2030, 2, 28),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "words", "state"),
    [
        (date(2025, 3, 19), "Due in 12 days", "due"), (date(2025, 3, 30), "Due tomorrow", "due"),
        (date(2025, 3, 31), "Due today", "due"), (date(2025, 4, 1), "Late by 1 day", "late"),
        (date(2025, 4, 3), "Late by 3 days", "late"),
    ],
)  # fmt: skip
def test_the_state_is_said_in_words(world, today, words, state):
    with clock.told(today):
        found = occasions(world, code="scrutiny")
        assert [(each.text, each.state) for each in found] == [(words, state)]


def test_done_in_time_done_late_and_not_known_yet(world):
    show(world)
    show(world, duty=world.quarterly, due_on=date(2024, 12, 31), done_on=date(2025, 1, 3))
    assert occasions(world, code="scrutiny")[0].text == "Done on 3 March 2025"
    assert occasions(world, code="quarterly-data")[2].text == "Done on 3 January 2025, 3 days late"
    unknown = occasions(world, code="scrutiny-response")
    assert [(each.text, each.state, each.due_on) for each in unknown] == [("Cannot be known yet", "unknown", None)]
    show(world, duty=world.response, due_on=date(2025, 2, 1), done_on=date(2025, 1, 30))
    assert [each.text for each in occasions(world, code="scrutiny-response")] == [
        "Done on 30 January 2025", "Cannot be known yet",
    ]  # fmt: skip


def test_a_correction_is_a_withdrawal_and_a_further_row(world):
    first = show(world, text="The wrong meeting.")
    withdraw_evidence(actor=actor(world.manager), evidence_id=first.pk, reason="Another committee’s")
    assert occasions(world, code="scrutiny")[0].state == "due"
    show(world, done_on=date(2025, 3, 10))
    found = occasions(world, code="scrutiny")[0]
    assert (found.done_on, len(found.withdrawn)) == (date(2025, 3, 10), 1)
    client, address = client_for(world.manager), reverse("plan:calendar")
    assert "Done on 10 March 2025" not in client.get(f"{address}?show=open").content.decode()
    page = client.get(address).content.decode()
    assert "The wrong meeting." in page
    assert "Another committee’s" in page
    with pytest.raises(StateRefused, match="already"):
        withdraw_evidence(actor=actor(world.manager), evidence_id=first.pk, reason="Again")
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyEvidence.objects.filter(pk=first.pk).update(withdrawn_reason="")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"due_on": date(2025, 3, 30)}, "does not fall due on 30 March 2025"),
        ({"done_on": date(2025, 3, 25)}, "today or in the past"), ({"text": "  "}, "Say what was done"),
        ({"file": b"x" * (10 * 1024 * 1024 + 1), "file_name": "a.pdf"}, "smaller than 10 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_evidence_is_refused_in_words(world, given, words):
    with pytest.raises(StateRefused, match=words):
        show(world, **given)
    assert not DutyEvidence.objects.exists()


def test_a_county_and_a_nation_have_their_own(world):
    def codes(partnership):
        return {duty.code for duty in duties_of(partnership)}

    assert "county-agreement" in codes(world.county)
    assert "county-agreement" not in codes(world.north)
    assert "wales-plan" not in codes(world.county)
    choose_nation(actor=actor(world.manager), partnership=world.county, nation="wales")
    assert nation_of(world.county.pk) == "wales"
    assert {"wales-plan", "scrutiny", "serious-violence"} <= codes(world.county)
    assert not codes(world.county) & {"partnership-plan", "quarterly-data", "county-agreement"}
    assert nation_of(world.north.pk) == "england"
    with pytest.raises(ValueError, match="England or Wales"):
        choose_nation(actor=None, partnership=world.county, nation="both")


def test_a_partnerships_own_dates_are_its_own(world):
    """The board that meets in March, July and November."""
    duty = add_own_duty(
        actor=actor(world.manager), partnership=world.county, title="Board meeting held", source="Constitution",
        falls=[(11, 30), (3, 31), (7, 31)], starts_on=date(2024, 4, 1),
    )  # fmt: skip
    assert [each.due_on for each in occasions(world, code=duty.code)] == [
        date(2024, 7, 31), date(2024, 11, 30), date(2025, 3, 31),
    ]  # fmt: skip
    assert occasions(world, code=duty.code, who=world.north_manager) == []
    with pytest.raises(StateRefused, match="already"):
        add_own_duty(actor=None, partnership=world.county, title="Board meeting held", source="x", falls=[(1, 1)],
                     starts_on=date(2024, 4, 1))  # fmt: skip
    with clock.told(date(2024, 12, 1)):
        end_own_duty(actor=actor(world.manager), duty_id=duty.pk)
    assert [each.due_on for each in occasions(world, code=duty.code)] == [date(2024, 7, 31), date(2024, 11, 30)]
    with pytest.raises(Refused):
        end_own_duty(actor=actor(world.manager), duty_id=world.duty.pk)


def test_a_rolling_plan_is_due_its_refresh(world):
    create_plan(actor=None, partnership=world.county, title="Safer", starts_on=date(2024, 4, 1),
                ends_on=date(2027, 3, 31), adopted_on=date(2024, 3, 19))  # fmt: skip
    create_plan(actor=None, partnership=world.county, title="For a year", starts_on=date(2024, 4, 1),
                ends_on=date(2025, 3, 31), adopted_on=date(2024, 3, 19))  # fmt: skip
    create_plan(actor=None, partnership=world.county, title="Only a draft", starts_on=date(2024, 4, 1),
                ends_on=date(2027, 3, 31))  # fmt: skip
    page = calendar_year(actor(world.manager), YEAR)
    assert [(each.title, each.text) for each in page.plans] == [
        ("For a year", "ends on 31 March 2025, and no adopted plan follows it yet"),
        ("Safer", "is due its yearly refresh on 1 April 2025"),
    ]  # fmt: skip


def test_my_work_names_what_is_due_within_28_days_to_who_runs_the_partnership(world):
    found = due_soon(actor(world.manager))
    assert {each.due_on for each in found} == {date(2025, 3, 31), date(2025, 4, 1)}
    assert "scrutiny" in {each.duty.code for each in found}
    show(world)
    assert "scrutiny" not in {each.duty.code for each in due_soon(actor(world.manager))}
    for person in (world.chair, world.housing, world.analyst, world.system):
        assert due_soon(actor(person)) == []
        assert my_entry(actor(person)) is None
    entry = my_entry(actor(world.manager))
    assert entry.text == f"{len(found) - 1} of the year’s duties wait to be shown as done"
    assert (entry.due_on, entry.late) == (date(2025, 3, 31), False)
    page = client_for(world.manager).get("/").content.decode()
    assert entry.text in page
    assert "Open the calendar" in page
    assert "Open the calendar" not in client_for(world.chair).get("/").content.decode()
    with clock.told(date(2025, 4, 10)):
        assert my_entry(actor(world.manager)).late
        assert {each.state for each in due_soon(actor(world.manager))} == {"late", "due"}


def test_a_year_costs_the_same_queries_however_much_is_shown(world, django_assert_max_num_queries):
    reader = actor(world.manager)
    for due in (date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)):
        for _ in range(3):
            show(world, duty=world.quarterly, due_on=due, file=b"x" * 1000, file_name="a.pdf")
    with django_assert_max_num_queries(7):
        assert calendar_year(reader, YEAR).counted("done") == 3


def test_a_file_is_a_download_and_is_written_down(world):
    file = SimpleUploadedFile("../../minutes\r\n.html", b"<script>alert(1)</script>", "text/html")
    client = client_for(world.manager)
    address = reverse("plan:duty_evidence", args=[world.duty.pk]) + "?due=2025-03-31"
    typed = {"done_on-day": "3", "done_on-month": "3", "done_on-year": "2025", "text": "Met.", "file": file,
             "address": "https://example.org/minutes", "form_token": new_token()}  # fmt: skip
    assert client.get(address).status_code == 200
    assert client.post(address, typed).status_code == 302
    file.seek(0)
    assert client.post(address, typed).status_code == 302
    made = DutyEvidence.objects.get()
    reply = client.get(reverse("plan:evidence_file", args=[made.pk]))
    assert reply.content == b"<script>alert(1)</script>"
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert reply.headers["Content-Type"] == "application/octet-stream"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "/" not in made.file_name
    assert AuditRow.objects.filter(action="calendar.file", object_ref=str(made.pk)).count() == 1
    withdraw_evidence(actor=actor(world.manager), evidence_id=made.pk, reason="Wrong file")
    assert client.get(reverse("plan:evidence_file", args=[made.pk])).status_code == 404


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/a", "example"])
def test_a_link_is_a_page_of_the_web(world, address):
    typed = {"done_on-day": "3", "done_on-month": "3", "done_on-year": "2025", "text": "Met.", "address": address,
             "form_token": new_token()}  # fmt: skip
    page = reverse("plan:duty_evidence", args=[world.duty.pk]) + "?due=2025-03-31"
    reply = client_for(world.manager).post(page, typed)
    assert reply.status_code in (200, 302)
    assert all(each.address.startswith("https://") for each in DutyEvidence.objects.all())
