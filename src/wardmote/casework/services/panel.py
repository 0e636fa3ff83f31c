"""The agenda of a panel: which cases come to it, and asking the agencies what they know."""

from collections.abc import Iterable

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.casework.models import Case, PanelItem, ResearchRequest
from wardmote.casework.queries.cases import get_case_quietly
from wardmote.casework.queries.panel import get_panel_item, listed_for, suggestions_for
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.meetings import rules as meeting_rules
from wardmote.meetings.services import add_item, close_list, move_item, remove_item
from wardmote.meetings.types import AgendaItem, Meeting


@transaction.atomic
def add_case(*, actor: Actor, meeting: Meeting, reference: str, why: str) -> PanelItem:
    """Put a case of this panel on an open list. Adding it twice changes nothing."""
    _may_prepare(actor, meeting, "panel.add_case")
    case = get_case_quietly(actor, reference, action="panel.add_case")
    if case.panel_id != meeting.group_id or case.state != Case.State.OPEN:
        raise StateRefused(f"{case.reference} is not an open case of this panel, so it was not added.")
    listed = PanelItem.unguarded.filter(case=case, agenda_item__meeting=meeting).first()
    if listed is not None:
        return listed
    item = PanelItem.unguarded.create(
        agenda_item=add_item(actor=actor, meeting=meeting, title=case.reference),
        case=case,
        why_listed=why.strip()[:120],
    )
    record(actor=actor, action="panel.add_case", object_type="case", object_ref=case.reference, fields=("panel_items",))
    return item


@transaction.atomic
def add_suggested(*, actor: Actor, meeting: Meeting, references: Iterable[str]) -> list[PanelItem]:
    """Put the chosen ones among the suggested cases on the list, each with the reason it was suggested for."""
    chosen = set(references)
    return [
        add_case(actor=actor, meeting=meeting, reference=each.reference, why=each.why)
        for each in suggestions_for(actor, meeting) if each.reference in chosen
    ]  # fmt: skip


@transaction.atomic
def remove_case(*, actor: Actor, meeting: Meeting, agenda_item_id: int) -> None:
    """Take a case off an open list, before anything was asked or said about it."""
    _may_prepare(actor, meeting, "panel.remove_case")
    item = get_panel_item(actor, meeting, agenda_item_id, action="panel.remove_case")
    agenda_item, reference = item.agenda_item, item.case.reference
    if item.research.exists() or item.minute:
        raise StateRefused(f"{reference} has been asked about already, so it stays on the list.")
    item.delete()
    remove_item(actor=actor, item=agenda_item)
    record(actor=actor, action="panel.remove_case", object_type="case", object_ref=reference, fields=("panel_items",))


@transaction.atomic
def move_to_line(*, actor: Actor, meeting: Meeting, item: AgendaItem, to: int) -> AgendaItem:
    """Put an item on line `to` (from 1) of the agenda as this person sees it. A line off the end means the last."""
    lines = listed_for(actor, meeting)
    there = lines[min(max(to, 1), len(lines)) - 1].item
    return move_item(actor=actor, item=item, to=there.position)


@transaction.atomic
def close_list_and_ask(*, actor: Actor, meeting: Meeting) -> int:
    """Close the list and ask every agency in the circle of every case on it. Return how many requests were made.

    All of the list is asked about, also a case that the person who closes it is kept from.
    """
    close_list(actor=actor, meeting=meeting)
    now, made = clock.now(), 0
    for item in PanelItem.unguarded.filter(agenda_item__meeting=meeting).select_related("case"):
        circle = item.case.circle.filter(ended_at__isnull=True).values_list("organisation_id", flat=True)
        asked = ResearchRequest.unguarded.bulk_create(
            ResearchRequest(panel_item=item, organisation_id=organisation, requested_at=now) for organisation in circle
        )
        made += len(asked)
        record(actor=actor, action="research.ask", object_type="case", object_ref=item.case.reference,
               fields=("research",))  # fmt: skip
    return made


def _may_prepare(actor: Actor, meeting: Meeting, action: str) -> None:
    require(meeting_rules.may_prepare(actor, meeting), actor, action, object_type="meeting", object_ref=str(meeting.pk))
