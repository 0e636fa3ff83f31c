"""What runs in the background: ids in, a service called."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from wardmote.casework.services.chasing import mail_one, send_chasers

# When the daily round starts, by London's clocks: before work, after the night's backup.
ROUND_AT = time(7, 0)


@task()
def mail_chaser(public_id: str, kind: str) -> bool:
    """Send one chaser."""
    return mail_one(UUID(public_id), kind)


@task()
def daily_round() -> int:
    """Queue the next round, whatever becomes of this one, and then today's chasers."""
    queue_next_round()
    return send_chasers()


def queue_next_round() -> None:
    """Put tomorrow's round in the queue."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    daily_round.using(run_after=timezone.make_aware(datetime.combine(tomorrow, ROUND_AT))).enqueue()


def queue_round_if_none_waits() -> None:
    """Start a round now unless one is waiting."""
    with transaction.atomic():
        waiting = DBTaskResult.objects.filter(task_path=daily_round.module_path, status=TaskResultStatus.READY)
        if not waiting.exists():
            daily_round.enqueue()
