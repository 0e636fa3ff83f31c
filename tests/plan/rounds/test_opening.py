from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from tests.factories import world as factory
from tests.plan.rounds.conftest import BANNED, DUE, OPENS, QUARTER, answer_all, on, who
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common.states import StateRefused
from wardmote.plan.models import Plan, ReportingRound, RoundAsk
from wardmote.plan.services import add_action
from wardmote.plan.services.rounds import move_due_day, open_due_rounds, open_round
from wardmote.plan.services.rounds_chasing import mail_one, run_rounds

QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def to() -> list[str]:
    return sorted(address for message in mail.outbox for address in message.to)


def test_a_round_opens_on_the_day_after_the_quarter_once(w: SimpleNamespace) -> None:
    assert [len(open_due_rounds(OPENS + timedelta(days=day))) for day in (-1, 0, 0, 1, 80)] == [0, 1, 0, 0, 0]
    found = ReportingRound.objects.get(quarter=QUARTER.slug)
    assert (found.partnership, found.opened_on, found.due_on) == (w.county, OPENS, DUE)


@pytest.mark.parametrize(("late", "opens"), [(20, 1), (21, 0)])
def test_days_that_were_missed_are_made_up_for_but_not_for_ever(w: SimpleNamespace, late: int, opens: int) -> None:
    assert len(open_due_rounds(OPENS + timedelta(days=late))) == opens


def test_each_lead_is_asked_once_and_nobody_else(w: SimpleNamespace) -> None:
    open_due_rounds(OPENS)
    open_due_rounds(OPENS + timedelta(days=1))
    assert sorted(RoundAsk.objects.values_list("organisation__slug", flat=True)) == ["housing-org", "police"]
    assert to() == sorted([w.representative.email, w.housing_lead.email])


def test_a_lead_named_later_is_asked_then(opened: SimpleNamespace) -> None:
    add_action(actor=None, priority=opened.priority, ref="1.3", wording="More", lead=opened.council, due_on=DUE)
    assert run_rounds(OPENS + timedelta(days=2)) == 1
    assert RoundAsk.objects.filter(organisation=opened.council).count() == 1
    # The council has neither representative nor deputy: all who may answer for it are told.
    assert {opened.manager.email, opened.chair.email, opened.administrator.email} <= set(to())


@pytest.mark.parametrize("means", ["done", "stopped"])
def test_what_is_over_is_not_asked_about(w: SimpleNamespace, means: str) -> None:
    type(w.early).objects.filter(pk=w.early.pk).update(status=w.statuses[means])
    type(w.people).objects.filter(owner=w.housing_org).update(owner=w.police)
    open_due_rounds(OPENS)
    assert RoundAsk.objects.get().organisation == w.police


def test_no_plan_in_force_no_round(w: SimpleNamespace) -> None:
    Plan.objects.update(state="draft", adopted_on=None)
    assert open_due_rounds(OPENS) == []
    Plan.objects.update(state="adopted", adopted_on=OPENS)
    assert open_due_rounds(OPENS) == []  # adopted on the first day of the quarter after
    Plan.objects.update(adopted_on=QUARTER.end)
    assert len(open_due_rounds(OPENS)) == 1


def test_a_refresh_takes_the_place_of_the_plan_from_its_first_day(w: SimpleNamespace) -> None:
    after = Plan.objects.create(
        partnership=w.county, title="Refreshed", state="adopted", adopted_on=date(2025, 3, 1), supersedes=w.plan,
        starts_on=date(2025, 4, 1), ends_on=date(2028, 3, 31),
    )  # fmt: skip
    Plan.objects.filter(pk=w.plan.pk).update(state="superseded")
    assert open_due_rounds(OPENS)[0].asks.count() == 2
    Plan.objects.filter(pk=after.pk).update(starts_on=date(2025, 3, 31))
    RoundAsk.objects.all().delete()
    ReportingRound.objects.all().delete()
    assert open_due_rounds(OPENS)[0].asks.count() == 2  # only the owners of indicators are left
    assert {each.organisation_id for each in RoundAsk.objects.all()} == {w.police.pk, w.housing_org.pk}


def test_a_manager_may_open_it_and_nobody_else(w: SimpleNamespace) -> None:
    given = {"partnership_id": w.county.pk, "quarter": QUARTER}
    far = factory.user("Farran Pike", w.far, w.elsewhere, "partnership_manager")
    with on(OPENS):
        for person in (w.representative, w.analyst, w.housing):
            with pytest.raises(Refused):
                open_round(actor=who(w, person), **given)
        with pytest.raises(Refused):
            open_round(actor=factory.actor(far), **given)
        assert not ReportingRound.objects.exists()
        made = open_round(actor=who(w, w.manager), **given)
        assert open_round(actor=who(w, w.manager), **given) == made
    with on(QUARTER.end), pytest.raises(StateRefused):
        open_round(actor=who(w, w.manager), **given)


def test_reminders_a_week_before_and_on_the_day_then_the_manager_is_told(opened: SimpleNamespace) -> None:
    mail.outbox.clear()
    sent = {day: count for day in range(1, 40) if (count := run_rounds(OPENS + timedelta(days=day)))}
    # Two who did not answer: each reminded twice; then each of them and its manager are told, once.
    assert sent == {14: 2, 21: 2, 24: 4}
    assert to().count(opened.representative.email) == 3
    assert to().count(opened.manager.email) == 2
    assert all(len(message.to) == 1 and not message.cc and not message.bcc for message in mail.outbox)


def test_running_twice_on_a_day_sends_nothing_twice_and_a_missed_day_is_made_up_for(opened: SimpleNamespace) -> None:
    days = (14, 14, 22, 22, 30, 30)
    assert [run_rounds(OPENS + timedelta(days=day)) for day in days] == [2, 0, 2, 0, 4, 0]


def test_who_has_answered_is_left_in_peace(opened: SimpleNamespace) -> None:
    answer_all(opened)
    mail.outbox.clear()
    assert [run_rounds(OPENS + timedelta(days=day)) for day in (14, 21, 24)] == [0, 0, 0]
    assert not mail_one(opened.police_ask.pk, "reminded")
    assert mail.outbox == []


def test_a_day_that_was_moved_is_reminded_of_anew(opened: SimpleNamespace) -> None:
    assert run_rounds(DUE) == 2
    with on(DUE):
        move_due_day(actor=who(opened, opened.manager), round_id=opened.round.pk, due_on=DUE + timedelta(days=10))
        with pytest.raises(StateRefused):
            move_due_day(actor=who(opened, opened.manager), round_id=opened.round.pk, due_on=DUE - timedelta(days=1))
    sent = {day: count for day in range(1, 20) if (count := run_rounds(DUE + timedelta(days=day)))}
    assert sent == {3: 2, 10: 2, 13: 4}


def test_the_mail_says_nothing_of_the_plan(opened: SimpleNamespace) -> None:
    run_rounds(DUE + timedelta(days=5))
    assert len(mail.outbox) == 6
    for message in mail.outbox:
        words = (message.subject + message.body).lower()
        assert not [each for each in (*BANNED, "Police", "Housing", "Remy") if each.lower() in words]
        assert "/plan/rounds/" in words


def test_the_organisations_own_address_is_used_where_nobody_answers_for_it(w: SimpleNamespace) -> None:
    w.representative.memberships.update(ends_on=date(2025, 3, 1))
    type(w.police).objects.filter(pk=w.police.pk).update(contact_email="duty@example.org")
    with on(OPENS):
        open_due_rounds(OPENS)
    assert "duty@example.org" in to()
    assert w.representative.email not in to()


def test_a_named_contact_is_told_too(w: SimpleNamespace) -> None:
    type(w.late).objects.filter(pk=w.late.pk).update(contact=w.officer)
    with on(OPENS):
        open_due_rounds(OPENS)
    assert {w.representative.email, w.officer.email} <= set(to())


def test_acts_of_the_system_are_in_the_trail(opened: SimpleNamespace) -> None:
    run_rounds(DUE + timedelta(days=5))
    found = list(AuditRow.objects.filter(action__startswith="round.").values_list("action", flat=True))
    assert found == ["round.open", "round.ask", "round.ask", "round.escalated", "round.escalated"]


@override_settings(TASKS=QUEUED)
def test_the_question_and_its_queued_mail_are_one_transaction(
    w: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise RuntimeError("the queue is gone")

    from wardmote.plan import tasks

    with monkeypatch.context() as patch:
        patch.setattr(type(tasks.mail_ask), "enqueue", broken)
        with pytest.raises(RuntimeError):
            open_due_rounds(OPENS)
    assert not ReportingRound.objects.exists()
    open_due_rounds(OPENS)
    assert DBTaskResult.objects.filter(task_path=tasks.mail_ask.module_path).count() == 2
    assert mail.outbox == []


@override_settings(TASKS=QUEUED)
def test_the_daily_work_waits_once_and_queues_the_next(w: SimpleNamespace) -> None:
    from wardmote.plan import tasks

    tasks.queue_if_none_waits()
    tasks.queue_if_none_waits()
    waiting = DBTaskResult.objects.filter(task_path=tasks.daily_rounds.module_path)
    assert waiting.count() == 1
    waiting.delete()
    tasks.daily_rounds.func()
    assert waiting.get().run_after is not None
