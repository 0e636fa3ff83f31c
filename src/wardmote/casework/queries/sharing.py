"""Who a case is shared with, who is let in for a time and who is kept out: for those who manage the case."""

from dataclasses import dataclass

from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.casework import rules
from wardmote.casework.models import Case, CaseAgency, CaseBar, CaseGrant, CaseSubject
from wardmote.casework.queries.cases import get_case
from wardmote.people.queries import live_bars_of
from wardmote.people.types import PersonBar


@dataclass(frozen=True)
class Sharing:
    """The circle today, the grants that hold, the bars that hold."""

    circle: list[CaseAgency]
    left: list[CaseAgency]
    grants: list[CaseGrant]
    bars: list[CaseBar]
    person_bars: list[PersonBar]


def get_managed_case(actor: Actor, reference: str, *, shown: tuple[str, ...] = ("circle", "grants", "bars")) -> Case:
    """Return a case that this person may manage and write that they saw this much of it; refuse otherwise."""
    case = get_case(actor, reference, shown=shown)
    require(rules.may_manage(actor, case), actor, "case.manage", object_type="case", object_ref=case.reference)
    return case


def sharing_of(case: Case) -> Sharing:
    """Gather a case's sharing in a fixed number of queries."""
    places = list(case.circle.select_related("organisation").order_by("added_at", "pk"))
    grants = case.grants.filter(revoked_at__isnull=True, until__gt=timezone.now()).select_related("user", "granted_by")
    persons = [subject.person for subject in subjects_of(case)]
    return Sharing(
        circle=[place for place in places if place.ended_at is None],
        left=[place for place in places if place.ended_at is not None],
        grants=list(grants.order_by("until", "pk")),
        bars=list(case.bars.filter(lifted_at__isnull=True).select_related("user").order_by("set_at", "pk")),
        person_bars=list(live_bars_of(persons)),
    )


def subjects_of(case: Case) -> list[CaseSubject]:
    """Return the people of a case, each once."""
    seen: dict[int, CaseSubject] = {}
    for subject in case.subjects.select_related("person"):
        seen.setdefault(subject.person_id, subject)
    return list(seen.values())
