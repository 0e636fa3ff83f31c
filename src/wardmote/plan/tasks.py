"""What runs in the background: ids in, a service called."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from wardmote.plan.services.rounds_chasing import mail_one, run_rounds

# By London's clocks, after the chasers of cases have been queued.
ROUNDS_AT = time(7, 15)


@task()
def mail_ask(ask_id: int, kind: str) -> bool:
    """Send one message about a quarterly round."""
    return mail_one(ask_id, kind)


@task()
def daily_rounds() -> int:
    """Queue tomorrow's, whatever becomes of this one; then open, remind and escalate."""
    queue_next()
    return run_rounds()


def queue_next() -> None:
    """Put tomorrow's work on the rounds in the queue."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    daily_rounds.using(run_after=timezone.make_aware(datetime.combine(tomorrow, ROUNDS_AT))).enqueue()


def queue_if_none_waits() -> None:
    """Start the work on the rounds now unless it is waiting. The worker calls this at its start."""
    with transaction.atomic():
        waiting = DBTaskResult.objects.filter(task_path=daily_rounds.module_path, status=TaskResultStatus.READY)
        if not waiting.exists():
            daily_rounds.enqueue()
