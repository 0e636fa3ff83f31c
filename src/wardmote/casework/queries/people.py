"""Who is in a case and how they can be reached."""

from dataclasses import dataclass

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.casework.models import Case, CaseSubject
from wardmote.casework.queries.cases import get_case_quietly
from wardmote.common import clock
from wardmote.people.types import ContactPoint


@dataclass(frozen=True)
class Involved:
    """Somebody in a case with their parts in it and the contact points that hold today."""

    subject: CaseSubject
    points: list[ContactPoint]


def people_of_case(case: Case) -> list[Involved]:
    """Return the people of a case that was reached lawfully, in a fixed number of queries."""
    today = clock.today()
    subjects = case.subjects.select_related("person").prefetch_related("person__contact_points")
    return [
        Involved(
            subject,
            [
                point for point in subject.person.contact_points.all()
                if point.starts_on <= today and (point.ends_on is None or point.ends_on >= today)
            ],
        )
        for subject in subjects
    ]  # fmt: skip


def contact_in_case(actor: Actor, reference: str, point_id: int) -> tuple[Case, ContactPoint]:
    """Return one contact point of somebody in a visible case and write that it was seen. Call inside a transaction."""
    case = get_case_quietly(actor, reference, action="case.contact_view")
    for each in people_of_case(case):
        for point in each.points:
            if point.pk == point_id:
                record(actor=actor, action="case.contact_view", object_type="case", object_ref=case.reference,
                       fields=(point.kind,))  # fmt: skip
                return case, point
    raise Refused(actor, "case.contact_view", reason="no such contact point in the case", object_type="case",
                  object_ref=case.reference)  # fmt: skip
