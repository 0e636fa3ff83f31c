"""Who may already be known, for triage: only persons of casework that this person may see anyway."""

from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.casework.models import CaseSubject, ReferralSubject
from wardmote.casework.queries.cases import cases_visible_to
from wardmote.people.queries import LikelyMatch, likely_matches, persons_in, persons_not_barred
from wardmote.people.types import Person


def known_persons(actor: Actor) -> QuerySet[Person]:
    """Return the persons in cases this actor may see, without those they are barred from."""
    parts = CaseSubject.unguarded.filter(case__in=cases_visible_to(actor).values("pk"))
    return persons_not_barred(actor, persons_in(parts))


def matches_for(actor: Actor, subject: ReferralSubject) -> list[LikelyMatch]:
    """Return who somebody in a referral may be, best first, with the reasons."""
    return likely_matches(
        actor,
        within=known_persons(actor),
        given_names=subject.given_names,
        family_name=subject.family_name,
        date_of_birth=subject.date_of_birth,
    )


def references_of(actor: Actor, person: Person) -> list[str]:
    """Return the references of the visible cases a person is in, newest first."""
    visible = cases_visible_to(actor).filter(subjects__person=person).distinct()
    return list(visible.order_by("-opened_on").values_list("reference", flat=True)[:10])
