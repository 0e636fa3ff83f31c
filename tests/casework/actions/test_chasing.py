import threading
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from tests.casework.actions.conftest import DUE, keep_out
from tests.factories.world import actor
from wardmote.casework.models import CaseAction, ChaserSent
from wardmote.casework.services.actions import complete_action
from wardmote.casework.services.chasing import mail_one, queue_daily_round, send_chasers
from wardmote.casework.tasks import daily_round

QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def test_before_the_day_after_and_weekly(given: SimpleNamespace) -> None:
    sent = [day for day in range(-10, 24) if send_chasers(after(day))]
    assert sent == [-3, 1, 8, 15, 22]
    assert [message.to for message in mail.outbox] == [[given.housing.email]] * 5
    assert all(not message.cc and not message.bcc for message in mail.outbox)


def test_running_twice_on_a_day_sends_once(given: SimpleNamespace) -> None:
    assert [send_chasers(after(-3)), send_chasers(after(-3)), send_chasers(after(1)), send_chasers(after(1))] == [
        1,
        0,
        1,
        0,
    ]
    assert len(mail.outbox) == 2


def test_a_day_that_was_missed_is_made_up_for(given: SimpleNamespace) -> None:
    assert [send_chasers(after(day)) for day in (-2, -1, 3, 4, 9, 10)] == [1, 0, 1, 0, 0, 1]


def test_the_mail_names_nobody(given: SimpleNamespace) -> None:
    for day in (-3, 1):
        send_chasers(after(day))
    for message in mail.outbox:
        words = message.subject + message.body
        assert given.case.reference in message.body
        assert str(given.action.public_id) in message.body
        assert given.case.reference not in message.subject
        for hidden in ("Wren", "Ashdown", "Corin", "Blackwood", "Hollis", "Marsh", "chain", "Shouting", "Housing"):
            assert hidden.lower() not in words.lower()


def test_what_is_closed_is_chased_no_more(given: SimpleNamespace) -> None:
    complete_action(actor=actor(given.housing), public_id=given.action.public_id, result="Done.")
    assert send_chasers(after(1)) == 0
    assert not mail_one(given.action.public_id, "after")
    assert mail.outbox == []


def test_neither_the_suspended_nor_the_barred_are_sent_anything(given: SimpleNamespace) -> None:
    keep_out(given, given.housing)
    assert send_chasers(after(1)) == 0
    CaseAction.unguarded.update(owner=given.colleague)
    given.colleague.is_active = False
    given.colleague.save()
    assert send_chasers(after(1)) == 0
    assert not ChaserSent.unguarded.exists()


@override_settings(TASKS=QUEUED)
def test_the_note_and_the_queued_mail_are_one_transaction(
    given: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise RuntimeError("the queue is gone")

    from wardmote.casework import tasks

    with monkeypatch.context() as patch:
        patch.setattr(type(tasks.mail_chaser), "enqueue", broken)
        with pytest.raises(RuntimeError):
            send_chasers(after(1))
    assert not ChaserSent.unguarded.exists()
    assert send_chasers(after(1)) == 1
    assert DBTaskResult.objects.filter(task_path=tasks.mail_chaser.module_path).count() == 1
    assert mail.outbox == []  # it waits for the worker, after the commit


@override_settings(TASKS=QUEUED)
def test_the_daily_round_waits_once_and_queues_the_next(given: SimpleNamespace) -> None:
    queue_daily_round()
    queue_daily_round()
    waiting = DBTaskResult.objects.filter(task_path=daily_round.module_path)
    assert waiting.count() == 1
    waiting.delete()
    daily_round.func()
    following = waiting.get()
    assert following.run_after.hour in (6, 7)


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_send_once(given: SimpleNamespace) -> None:
    racing = connection.vendor == "postgresql"  # a database in memory has one connection and cannot race
    gate, sent = threading.Barrier(2), []

    def run() -> None:
        if racing:
            gate.wait(timeout=10)
        try:
            sent.append(send_chasers(after(1)))
        finally:
            if racing:
                connection.close()

    if racing:
        rounds = [threading.Thread(target=run) for _ in range(2)]
        for each in rounds:
            each.start()
        for each in rounds:
            each.join(timeout=20)
    else:
        run()
        run()
    assert sorted(sent) == [0, 1]
    assert ChaserSent.unguarded.count() == 1
