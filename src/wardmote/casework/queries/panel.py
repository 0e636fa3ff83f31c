"""What comes to a panel, and what was said of it. Every row is of a case that the actor may see."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.casework.models import Case, CaseAction, PanelItem, ResearchRequest
from wardmote.casework.queries.cases import cases_visible_to
from wardmote.common import clock
from wardmote.common.dates import shortday
from wardmote.meetings.types import AgendaItem, Meeting


def panel_items_visible_to(actor: Actor, meeting: Meeting) -> QuerySet[PanelItem]:
    """Return the case items of a meeting whose case this person may see, in the order of the agenda."""
    return (
        PanelItem.unguarded.filter(agenda_item__meeting=meeting, case__in=cases_visible_to(actor).values("pk"))
        .select_related("case__lead_agency", "agenda_item")
        .order_by("agenda_item__position", "pk")
    )


def get_panel_item(
    actor: Actor, meeting: Meeting, agenda_item_id: int, *, action: str = "panel_item.open"
) -> PanelItem:
    """Return one case item inside an act that writes its own audit row. Raises Refused when missing or forbidden."""
    item = panel_items_visible_to(actor, meeting).filter(agenda_item=agenda_item_id).first()
    if item is None:
        raise Refused(actor, action, reason="missing or its case is not visible", object_type="agenda_item",
                      object_ref=str(agenda_item_id)[:20])  # fmt: skip
    return item


def open_panel_item(actor: Actor, meeting: Meeting, agenda_item_id: int, *, shown: tuple[str, ...]) -> PanelItem:
    """Return one case item and write, before anything is shown, that this person saw it."""
    with transaction.atomic():
        item = get_panel_item(actor, meeting, agenda_item_id)
        record(actor=actor, action="panel_item.view", object_type="case", object_ref=item.case.reference, fields=shown)
    return item


def knowable_items(actor: Actor, item_ids: Collection[int]) -> frozenset[int]:
    """Say which agenda items are of cases this person may see: what the meetings room asks before it shows a line."""
    rows = PanelItem.unguarded.filter(agenda_item__in=item_ids, case__in=cases_visible_to(actor).values("pk"))
    return frozenset(rows.values_list("agenda_item_id", flat=True))


@dataclass(frozen=True)
class Suggestion:
    """A case that should come to the meeting, and why: new, review due, an action overdue."""

    reference: str
    category: str
    risk_level: str
    reasons: tuple[str, ...]

    @property
    def why(self) -> str:
        return ". ".join(self.reasons)[:120]


def suggestions_for(actor: Actor, meeting: Meeting) -> list[Suggestion]:
    """Return the panel's open cases that are new or due and not yet on this agenda, as this person may see them.

    New: never on an agenda of this panel. Due: its review falls by the meeting, or an action is overdue today.
    """
    earlier = PanelItem.unguarded.filter(case=OuterRef("pk"))
    overdue = CaseAction.unguarded.filter(
        case=OuterRef("pk"), state=CaseAction.State.ASSIGNED, due_on__lt=clock.today()
    )
    cases: QuerySet[Any] = (
        cases_visible_to(actor)
        .filter(panel=meeting.group_id, state=Case.State.OPEN)
        .annotate(
            listed=Exists(earlier.filter(agenda_item__meeting=meeting)), heard=Exists(earlier), late=Exists(overdue)
        )
        .filter(listed=False)
        .order_by("opened_on", "pk")
    )
    found = []
    for case in cases:
        reasons = _reasons(case, meeting.on, heard=case.heard, late=case.late)
        if reasons:
            found.append(
                Suggestion(case.reference, case.get_category_display(), case.get_risk_level_display(), reasons)
            )
    return found


def _reasons(case: Case, meets_on: date, *, heard: bool, late: bool) -> tuple[str, ...]:
    reasons = []
    if not heard:
        reasons.append(f"New: accepted {shortday(case.opened_on)}")
    elif case.review_on <= meets_on:
        reasons.append(f"Review due {shortday(case.review_on)}")
    if late:
        reasons.append("An action is overdue")
    return tuple(reasons)


@dataclass(frozen=True)
class Listed:
    """One line of the agenda being prepared. `number` counts what this person sees, and so do `up` and `down`.

    Positions stay inside: a gap between them would say that something stands there which this person may not see.
    """

    number: int
    item: AgendaItem
    panel_item: PanelItem | None
    up: int | None
    down: int | None
    asked: int = 0
    missing: tuple[str, ...] = field(default=())


def listed_for(actor: Actor, meeting: Meeting) -> list[Listed]:
    """Return the agenda as its preparer may see it, with the agencies whose returns are missing."""
    cases = {each.agenda_item_id: each for each in panel_items_visible_to(actor, meeting)}
    shown = [item for item in meeting.items.all() if item.kind == AgendaItem.Kind.STANDING or item.pk in cases]
    returns = list(
        ResearchRequest.unguarded.filter(panel_item__in=cases.values())
        .select_related("organisation")
        .order_by("organisation__name")
    )
    lines = []
    for index, item in enumerate(shown):
        mine = [each for each in returns if item.pk in cases and each.panel_item_id == cases[item.pk].pk]
        lines.append(
            Listed(
                number=index + 1,
                item=item,
                panel_item=cases.get(item.pk),
                up=index if index else None,
                down=index + 2 if index + 1 < len(shown) else None,
                asked=len(mine),
                missing=tuple(each.organisation.name for each in mine if each.state == ResearchRequest.State.REQUESTED),
            )
        )
    return lines


def agencies_to_ask(actor: Actor, meeting: Meeting) -> list[tuple[str, list[str]]]:
    """Return each agency that closing the list will ask, with the references this person may see, by name."""
    asked: dict[str, list[str]] = {}
    for item in panel_items_visible_to(actor, meeting):
        for place in item.case.circle.filter(ended_at__isnull=True).select_related("organisation"):
            asked.setdefault(place.organisation.name, []).append(item.case.reference)
    return sorted(asked.items())


def returns_of(item: PanelItem) -> list[ResearchRequest]:
    """Return what each agency answered about an item that was lawfully reached."""
    return list(item.research.select_related("organisation", "answered_by").order_by("organisation__name"))
