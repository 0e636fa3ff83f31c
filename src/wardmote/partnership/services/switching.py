from collections.abc import Sequence

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.partnership.models import Partnership


@transaction.atomic
def switched_to(*, actor: Actor, partnership_id: str, mine: Sequence[Partnership]) -> Partnership:
    """Return the partnership to work in next. Raises Refused for any that is not one's own, existing or not."""
    chosen = next((each for each in mine if str(each.pk) == partnership_id), None)
    if chosen is None:
        raise Refused(actor, "partnership.switch", reason="not one of their partnerships", object_type="partnership")
    record(actor=actor, action="partnership.switch", object_type="partnership", object_ref=chosen.slug)
    return chosen
