from datetime import date

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.people.models import ContactPoint, Person
from wardmote.people.names import family_sound


@transaction.atomic
def add_person(*, actor: Actor, given_names: str, family_name: str, date_of_birth: date | None) -> Person:
    """Add a person to the actor's partnership. The caller has decided that the actor may."""
    person = Person.unguarded.create(
        partnership_id=actor.partnership_id,
        given_names=given_names.strip(),
        family_name=family_name.strip(),
        date_of_birth=date_of_birth,
        family_sound=family_sound(family_name),
        created_at=clock.now(),
    )
    record(actor=actor, action="person.add", object_type="person", object_ref=str(person.public_id),
           fields=("given_names", "family_name", "date_of_birth"))  # fmt: skip
    return person


@transaction.atomic
def add_contact_point(*, actor: Actor, person: Person, kind: str, value: str, safe: str) -> ContactPoint:
    """Note how a person can be reached and whether that is safe."""
    point = ContactPoint.unguarded.create(
        person=person, kind=kind, value=value.strip(), safe=safe, starts_on=clock.today()
    )
    record(actor=actor, action="person.contact_point", object_type="person", object_ref=str(person.public_id),
           fields=(kind, "safe"))  # fmt: skip
    return point
