"""Reads about persons. A person is reached only through casework that the actor may see; a bar hides them wholly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from wardmote.access.actor import Actor
from wardmote.people.models import Person, PersonBar
from wardmote.people.names import family_sound, likeness


@dataclass(frozen=True)
class LikelyMatch:
    """Somebody already known who may be the same person: a score from 0 to 100 and the reasons for it."""

    person: Person
    score: int
    reasons: tuple[str, ...]


# Below this two people merely share something; it is not worth a warning.
WORTH_SHOWING = 50


def live_bars_on(user_id: int) -> QuerySet[PersonBar]:
    """Return the bars that keep a user from persons."""
    return PersonBar.unguarded.filter(user=user_id, lifted_at__isnull=True)


def live_bars_of(persons: Iterable[Person]) -> QuerySet[PersonBar]:
    """Return the bars that keep anybody from these persons, for a caller who reached the persons lawfully."""
    held = PersonBar.unguarded.filter(person__in=[person.pk for person in persons], lifted_at__isnull=True)
    return held.select_related("user", "person").order_by("set_at", "pk")


def likely_matches(
    actor: Actor, *, within: QuerySet[Person], given_names: str, family_name: str, date_of_birth: date | None
) -> list[LikelyMatch]:
    """Return who, among the persons this actor may know of (`within`), may be the one described, best first.

    Persons that the actor is barred from are left out, so that a warning never says that they are known.
    """
    near = persons_not_barred(actor, within).filter(family_sound=family_sound(family_name))
    if date_of_birth:
        near = near | persons_not_barred(actor, within).filter(date_of_birth=date_of_birth)
    found = [_compare(person, given_names, family_name, date_of_birth) for person in near.distinct()[:50]]
    return sorted((match for match in found if match.score >= WORTH_SHOWING), key=lambda match: -match.score)


def persons_not_barred(actor: Actor, within: QuerySet[Person]) -> QuerySet[Person]:
    """Return `within` (persons of visible casework) without those this actor is barred from."""
    bars = live_bars_on(actor.user_id).filter(person=OuterRef("pk"))
    return within.filter(~Exists(bars), partnership=actor.partnership_id)


def persons_in(case_parts: QuerySet) -> QuerySet[Person]:
    """Return the persons of the given parts in cases, for a caller who reached those parts lawfully."""
    return Person.unguarded.filter(case_parts__in=case_parts).distinct()


def _compare(person: Person, given: str, family: str, born: date | None) -> LikelyMatch:
    score = 0
    reasons: list[str] = []
    if born and person.date_of_birth == born:
        score, reasons = score + 45, [*reasons, "same date of birth"]
    elif born and person.date_of_birth:
        score, reasons = score - 30, [*reasons, "different date of birth"]
    names = likeness(f"{given} {family}", person.name)
    if names == 1:
        score, reasons = score + 55, [*reasons, "same name"]
    elif names >= 0.75:
        score, reasons = score + 40, [*reasons, "similar name"]
    if names < 1 and person.family_sound and family_sound(family) == person.family_sound:
        # On its own it says little; beside a similar name it is worth a look.
        score, reasons = score + (10 if names >= 0.75 else 20), [*reasons, "family name sounds alike"]
    return LikelyMatch(person, max(0, min(score, 100)), tuple(reasons))
