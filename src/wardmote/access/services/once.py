from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from wardmote.access.actor import Actor
from wardmote.access.models import FormToken
from wardmote.access.refusal import Refused


def once(*, actor: Actor, token: str | UUID, purpose: str, act: Callable[[], str]) -> str:
    """Do `act` the first time `token` is sent and return its result; return the same result every time after.

    The token is written first, in the same transaction, so of two that arrive together one waits and then finds it.
    """
    try:
        with transaction.atomic():
            kept = FormToken.objects.create(token=str(token), user_id=actor.user_id, purpose=purpose, result="")
            kept.result = act()
            kept.save(update_fields=["result"])
            return kept.result
    except IntegrityError:
        earlier = FormToken.objects.filter(token=str(token)).first()
        if earlier is None:
            raise
        if earlier.user_id != actor.user_id or earlier.purpose != purpose:
            raise Refused(actor, purpose, reason="the form belongs to somebody else") from None
        return earlier.result


def done_before(*, actor: Actor, token: str | UUID, purpose: str) -> str | None:
    """Return what this form's first sending made, when this person has sent it already; nothing otherwise.

    For pages whose form no longer makes sense once the act is done, so that a second press ends where the first did.
    """
    earlier = FormToken.objects.filter(token=str(token), user_id=actor.user_id, purpose=purpose).first()
    return earlier.result if earlier else None
