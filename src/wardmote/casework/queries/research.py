from django.db import transaction
from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.casework.models import ResearchRequest
from wardmote.casework.queries.cases import cases_visible_to


def research_visible_to(actor: Actor) -> QuerySet[ResearchRequest]:
    """Return what this person's own agencies were asked, about cases they may see."""
    agencies = [s.organisation_id for s in actor.standings_with(Permission.RESEARCH_ANSWER) if s.signed]
    return ResearchRequest.unguarded.filter(
        organisation__in=agencies if actor.second_factor else [],
        panel_item__case__in=cases_visible_to(actor).values("pk"),
    ).select_related("organisation", "answered_by", "panel_item__case", "panel_item__agenda_item__meeting__series")


def get_research(actor: Actor, request_id: int, *, action: str = "research.open") -> ResearchRequest:
    """Return one request of one's own agency inside an act that writes its own audit row, or refuse."""
    found = research_visible_to(actor).filter(pk=request_id).first()
    if found is None:
        raise Refused(actor, action, reason="missing, of another agency, or the case is not visible",
                      object_type="research", object_ref=str(request_id)[:20])  # fmt: skip
    return found


def open_research(actor: Actor, request_id: int) -> ResearchRequest:
    """Return one request and write, before anything is shown, that this person saw what the case says."""
    with transaction.atomic():
        found = get_research(actor, request_id)
        record(actor=actor, action="research.view", object_type="case", object_ref=found.panel_item.case.reference,
               fields=("summary", "subjects", "return"))  # fmt: skip
    return found
