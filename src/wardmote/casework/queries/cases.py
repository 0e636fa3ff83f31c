from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.casework import rules
from wardmote.casework.models import Case, CaseAction, CaseAgency, CaseSubject, ChronologyEntry

SHOWN = ("summary", "subjects", "circle", "actions", "chronology")


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """Return the cases this person may see, by the definition in rules.py. The only way to case rows."""
    return Case.unguarded.filter(rules.visible(actor))


def get_case_quietly(actor: Actor, reference: str, *, action: str = "case.open") -> Case:
    """Return a visible case inside an act that writes its own audit row. Raises Refused when missing or forbidden."""
    case = cases_visible_to(actor).select_related("lead_agency", "panel").filter(reference=reference).first()
    if case is None:
        raise Refused(actor, action, reason="missing or not visible", object_type="case", object_ref=reference[:40])
    return case


def get_case(actor: Actor, reference: str, *, shown: tuple[str, ...] = SHOWN) -> Case:
    """Return a visible case and write, before anything is shown, that this person saw it."""
    with transaction.atomic():
        case = get_case_quietly(actor, reference)
        record(actor=actor, action="case.view", object_type="case", object_ref=case.reference, fields=shown)
    return case


@dataclass(frozen=True)
class CasePage:
    """Everything the case's overview shows, read in a fixed number of queries."""

    case: Case
    subjects: list[CaseSubject]
    circle: list[CaseAgency]
    open_actions: list[CaseAction]
    entries: list[ChronologyEntry]
    may_update: bool
    may_manage: bool


def case_page(actor: Actor, case: Case, *, entries: int = 5) -> CasePage:
    """Gather the overview of a case that `get_case` returned."""
    return CasePage(
        case=case,
        subjects=list(case.subjects.select_related("person")),
        circle=list(case.circle.filter(ended_at__isnull=True).select_related("organisation").order_by("added_at")),
        open_actions=list(case.actions.filter(state=CaseAction.State.ASSIGNED).select_related("organisation", "owner")),
        entries=list(case.chronology.select_related("author", "organisation", "corrects")[:entries]),
        may_update=bool(rules.may_update(actor, case)),
        may_manage=bool(rules.may_manage(actor, case)),
    )
