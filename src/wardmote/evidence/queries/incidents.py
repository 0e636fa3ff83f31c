"""Reads of own incident data: sets and drafts. The only way to their rows; every read of incidents is written down."""

from django.db import transaction
from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.evidence.models import IncidentDraft, IncidentSet
from wardmote.evidence.rules import may_use_incidents


def sets_visible_to(actor: Actor) -> QuerySet[IncidentSet]:
    """Return the sets of the partnership this person works in, the latest first."""
    if not may_use_incidents(actor, actor.partnership_id):
        return IncidentSet.objects.none()
    return IncidentSet.objects.filter(partnership=actor.partnership_id).select_related("loaded_by", "removed_by")


def drafts_visible_to(actor: Actor) -> QuerySet[IncidentDraft]:
    """Return the files that were read and wait for agreement in the partnership this person works in."""
    if not may_use_incidents(actor, actor.partnership_id):
        return IncidentDraft.objects.none()
    return IncidentDraft.objects.filter(partnership=actor.partnership_id).select_related("made_by")


def get_set(actor: Actor, set_id: int, *, action: str = "incident_set.view") -> IncidentSet:
    """Return one set, inside an act that writes its own audit row. Raises Refused when missing or not theirs."""
    found = sets_visible_to(actor).filter(pk=set_id).first()
    if found is None:
        raise Refused(actor, action, reason="no such set here", object_type="incident_set", object_ref=str(set_id))
    return found


def open_set(actor: Actor, set_id: int, *, shown: tuple[str, ...]) -> IncidentSet:
    """Return a set and write, before anything is shown, which of its parts this person saw."""
    with transaction.atomic():
        found = get_set(actor, set_id)
        record(actor=actor, action="incident_set.view", object_type="incident_set", object_ref=str(found.pk),
               fields=shown)  # fmt: skip
    return found


def get_draft(actor: Actor, draft_id: int, *, action: str = "incident_set.load") -> IncidentDraft:
    """Return a draft, inside an act that writes its own audit row. Raises Refused when missing or not theirs."""
    found = drafts_visible_to(actor).filter(pk=draft_id).first()
    if found is None:
        raise Refused(actor, action, reason="no such draft here", object_type="incident_draft",
                      object_ref=str(draft_id))  # fmt: skip
    return found


def open_draft(actor: Actor, draft_id: int) -> IncidentDraft:
    """Return a draft and write that this person saw some of its rows."""
    with transaction.atomic():
        found = get_draft(actor, draft_id, action="incident_set.preview")
        record(actor=actor, action="incident_set.preview", object_type="incident_draft", object_ref=str(found.pk),
               fields=("rows",))  # fmt: skip
    return found


def require_user(actor: Actor) -> None:
    """Raise Refused for somebody who may not work with incidents here."""
    require(may_use_incidents(actor, actor.partnership_id), actor, "incident_set.list", object_type="incident_set")
