"""What runs in the background for own incidents: ids in, a service called."""

from datetime import datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from wardmote.access.actor import Actor
from wardmote.evidence.services import incidents
from wardmote.evidence.services.incident_removal import remove_due
from wardmote.partnership.queries import actor_for

# By London's clocks, before anybody reads the pages.
REMOVAL_AT = time(6, 30)


@task()
def read_draft_rows(draft_id: int, user_id: int, partnership_id: int) -> None:
    """Work out what the page of a long file shows, for whoever sent it if they still may."""
    try:
        incidents.understand(actor=_actor(user_id, partnership_id), draft_id=draft_id)
    except Exception:
        incidents.give_up(draft_id=draft_id)
        raise


@task()
def load_draft(draft_id: int, user_id: int, partnership_id: int) -> int:
    """Load one agreed file, for the person who agreed to it if they still may; return the set's number."""
    try:
        made = incidents.finish(actor=_actor(user_id, partnership_id), draft_id=draft_id)
    except Exception:
        incidents.give_up(draft_id=draft_id)
        raise
    return made.pk if made else 0


def _actor(user_id: int, partnership_id: int) -> Actor:
    """Who they are today. They had given their second factor, or the page would not have let them ask."""
    user = get_user_model().objects.get(pk=user_id)
    return actor_for(user, partnership_id=partnership_id, second_factor=True)


@task()
def daily_removal() -> int:
    """Queue tomorrow's, whatever becomes of this one; then remove what is due."""
    queue_next_removal()
    return remove_due()


def queue_next_removal() -> None:
    """Put tomorrow's removal in the queue."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    daily_removal.using(run_after=timezone.make_aware(datetime.combine(tomorrow, REMOVAL_AT))).enqueue()


def queue_removal_if_none_waits() -> None:
    """Start the removal now unless one is waiting. The worker calls this at its start."""
    with transaction.atomic():
        waiting = DBTaskResult.objects.filter(task_path=daily_removal.module_path, status=TaskResultStatus.READY)
        if not waiting.exists():
            daily_removal.enqueue()
