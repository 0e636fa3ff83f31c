"""Every address of the calendar that writes, and those that read, asked by who may not."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.world import actor, client_for, user
from wardmote.common.formfields import new_token
from wardmote.partnership.models import Group
from wardmote.plan.models import Duty, DutyEvidence, DutyNation
from wardmote.plan.services.calendar import add_evidence, add_own_duty

DAY = {"done_on-day": "3", "done_on-month": "3", "done_on-year": "2025", "text": "The committee met."}


@pytest.fixture
def kept(world):
    world.own = add_own_duty(
        actor=actor(world.manager), partnership=world.county, title="Board", source="Constitution", falls=[(3, 31)],
        starts_on=date(2024, 4, 1),
    )  # fmt: skip
    world.shown = add_evidence(
        actor=actor(world.manager), partnership=world.county, duty=world.duty, due_on=date(2025, 3, 31),
        done_on=date(2025, 3, 3), text="Minutes", file_name="minutes.pdf", file=b"%PDF",
    )  # fmt: skip
    return world


def forms(w):
    """One filled-in form for each address that writes."""
    asked = {
        reverse("plan:duty_evidence", args=[w.duty.pk]) + "?due=2025-03-31": DAY,
        reverse("plan:duty_evidence", args=[w.own.pk]) + "?due=2025-03-31": DAY,
        reverse("plan:evidence_withdraw", args=[w.shown.pk]): {"reason": "Wrong"},
        reverse("plan:calendar_nation"): {"nation": "wales"},
        reverse("plan:calendar_own"): {
            "title": "New", "source": "Constitution", "days": "31 March\n31/7", "starts_on-day": "1",
            "starts_on-month": "4", "starts_on-year": "2024",
        },
        reverse("plan:calendar_own_end", args=[w.own.pk]): {},
    }  # fmt: skip
    return {address: body | {"form_token": new_token()} for address, body in asked.items()}


def reads(w):
    return [
        reverse("plan:calendar"), reverse("plan:statement"), reverse("plan:evidence_file", args=[w.shown.pk]),
    ]  # fmt: skip


def written():
    return [list(model.objects.order_by("pk").values()) for model in (Duty, DutyEvidence, DutyNation)]


def test_only_who_runs_the_partnership_writes(kept):
    board = Group.objects.create(partnership=kept.county, slug="board", code="BO", name="Board", kind="board")
    member = user("Board Person", kept.police, kept.county, "board_member", board)
    before = written()
    for person in (member, kept.housing, kept.chair, kept.administrator, kept.analyst, kept.referrer, kept.system,
                   kept.protection):  # fmt: skip
        for address, body in forms(kept).items():
            assert client_for(person).post(address, body).status_code == 404, (person.name, address)
    assert written() == before
    for address, body in forms(kept).items():
        assert client_for(kept.manager).post(address, body).status_code == 302, address
    assert Duty.objects.get(title="New").falls == [[3, 31], [7, 31]]


def test_who_runs_another_partnership_touches_nothing_here(kept):
    before = list(DutyEvidence.objects.filter(partnership=kept.county).values()), list(Duty.objects.values())
    for address, body in forms(kept).items():
        reply = client_for(kept.north_manager).post(address, body)
        own = address in (reverse("plan:calendar_nation"), reverse("plan:calendar_own")) or str(kept.duty.pk) in address
        assert reply.status_code == (302 if own and "withdraw" not in address else 404), address
    assert list(DutyEvidence.objects.filter(partnership=kept.county).values()) == before[0]
    assert [row for row in Duty.objects.values() if row["partnership_id"] != kept.north.pk] == before[1]
    assert client_for(kept.north_manager).get(reverse("plan:evidence_file", args=[kept.shown.pk])).status_code == 404
    assert "Minutes" not in client_for(kept.north_manager).get(reverse("plan:calendar")).content.decode()


def test_who_reads_the_plan_reads_the_calendar(kept):
    for address in reads(kept):
        for person in (kept.housing, kept.chair, kept.analyst, kept.manager):
            assert client_for(person).get(address).status_code == 200
        for person in (kept.referrer, kept.system, kept.protection, kept.stranger):
            expected = 200 if person is kept.stranger and "evidence" not in address else 404
            assert client_for(person).get(address).status_code == expected, (person.name, address)


def test_the_statement_is_taken_away_by_who_makes_reports(kept):
    address = reverse("plan:statement_file", args=["2024-25", "pdf"])
    assert client_for(kept.manager).get(address).status_code == 200
    for person in (kept.housing, kept.chair, kept.referrer):
        assert client_for(person).get(address).status_code == 404
    for wrong in (["2024-26", "pdf"], ["1999-00", "pdf"], ["2024-25", "exe"]):
        assert client_for(kept.manager).get(reverse("plan:statement_file", args=wrong)).status_code == 404


@pytest.mark.parametrize("query", ["", "?due=", "?due=soon", "?due=2025-02-30"])
def test_evidence_of_no_day_is_refused(kept, query):
    address = reverse("plan:duty_evidence", args=[kept.duty.pk]) + query
    assert client_for(kept.manager).get(address).status_code == 404


def test_a_year_that_is_none_is_answered_in_words(kept):
    page = client_for(kept.manager).get(reverse("plan:calendar") + "?year=spring").content.decode()
    assert "“spring” is not a financial year" in page
    page = client_for(kept.manager).get(reverse("plan:calendar") + "?year=1999-00").content.decode()
    assert "The calendar runs from" in page
