from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.people.models import Person, PersonBar


@transaction.atomic
def bar_from_person(*, actor: Actor, person: Person, user_id: int, reason: str) -> PersonBar:
    """Keep a user from everything about a person; twice changes nothing. The caller has decided that the actor may."""
    bar, made = PersonBar.unguarded.get_or_create(
        person=person, user_id=user_id, lifted_at=None,
        defaults={"reason": reason, "set_by_id": actor.user_id, "set_at": clock.now()},
    )  # fmt: skip
    if made:
        record(actor=actor, action="person.bar", object_type="person", object_ref=str(person.public_id),
               fields=("user", "reason"))  # fmt: skip
    return bar


@transaction.atomic
def lift_person_bar(*, actor: Actor, person: Person, user_id: int) -> None:
    """Lift a bar; the row stays as what once held."""
    lifted = PersonBar.unguarded.filter(person=person, user_id=user_id, lifted_at=None).update(lifted_at=clock.now())
    if lifted:
        record(actor=actor, action="person.bar_lifted", object_type="person", object_ref=str(person.public_id),
               fields=("user",))  # fmt: skip
