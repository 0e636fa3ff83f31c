from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.evidence.models import LoadJob


def load_jobs(actor: Actor) -> QuerySet[LoadJob]:
    """Return the jobs of everyone here, the latest first. Raises Refused without evidence.load."""
    require(actor.may(Permission.EVIDENCE_LOAD), actor, "evidence.load_jobs")
    return LoadJob.objects.select_related("asked_by").order_by("-asked_at", "-pk")


def get_load_job(actor: Actor, pk: int) -> LoadJob:
    """Return one job. Raises Refused when it is missing or not theirs to see."""
    found = load_jobs(actor).filter(pk=pk).first()
    if found is None:
        raise Refused(
            actor, "evidence.load_job", reason="there is no such job", object_type="load_job", object_ref=str(pk)
        )
    return found
