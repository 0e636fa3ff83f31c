"""Removing own incidents: by hand, or because their day has come. The set's row stays and tells that they were here."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.evidence.models import Incident, IncidentDraft, IncidentSet
from wardmote.evidence.queries.incidents import get_set

DRAFTS_KEPT = timedelta(days=1)


@transaction.atomic
def remove_set(*, actor: Actor, set_id: int) -> IncidentSet:
    """Remove every incident of a set now. Raises Refused, and StateRefused when they have gone."""
    get_set(actor, set_id, action="incident_set.remove")
    found = IncidentSet.objects.select_for_update().get(pk=set_id)
    if found.removed_at is not None:
        raise StateRefused("The incidents of this set were removed already.")
    _remove(found, actor)
    return found


def remove_due(*, day: date | None = None) -> int:
    """Remove the incidents of every set whose day has come, and drafts left lying; return how many sets.

    Each set is a transaction of its own. `day` is the working day, today if nothing is said.
    """
    day = day or clock.today()
    due = IncidentSet.objects.filter(remove_on__lte=day, removed_at__isnull=True).order_by("pk")
    removed = 0
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            found = IncidentSet.objects.select_for_update().get(pk=pk)
            if found.removed_at is None:
                _remove(found, None)
                removed += 1
    _forget_drafts()
    return removed


def queue_daily_removal() -> None:
    """Start the daily removal unless it waits in the queue. The background worker calls this at its start."""
    from wardmote.evidence.tasks.incidents import queue_removal_if_none_waits

    queue_removal_if_none_waits()


def _remove(found: IncidentSet, actor: Actor | None) -> None:
    Incident.objects.filter(batch=found).delete()
    found.removed_at, found.removed_by_id = clock.now(), actor.user_id if actor else None
    found.save(update_fields=["removed_at", "removed_by"])
    record(actor=actor, action="incident_set.remove", object_type="incident_set", object_ref=str(found.pk),
           fields=("incidents",), reason="" if actor else "the day of removal has come")  # fmt: skip


def _forget_drafts() -> None:
    """Rows that nobody agreed to in a day go; so does the stub of a draft that was loaded."""
    with transaction.atomic():
        old = IncidentDraft.objects.filter(made_at__lt=timezone.now() - DRAFTS_KEPT)
        for pk in list(old.values_list("pk", flat=True)):
            record(actor=None, action="incident_set.discard", object_type="incident_draft", object_ref=str(pk),
                   fields=("rows",), reason="not agreed within a day")  # fmt: skip
        old.delete()
