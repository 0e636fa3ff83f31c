from typing import Any
from uuid import UUID

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.casework.models import ReferralDraft
from wardmote.casework.queries import get_draft


@transaction.atomic
def start_draft(*, actor: Actor) -> ReferralDraft:
    """Begin a referral. It is kept page by page and seen by its writer alone."""
    require(actor.may(Permission.REFERRAL_SEND), actor, "referral.draft")
    draft = ReferralDraft.unguarded.create(user_id=actor.user_id, partnership_id=actor.partnership_id)
    record(actor=actor, action="referral.draft", object_type="draft", object_ref=str(draft.public_id))
    return draft


@transaction.atomic
def save_draft(*, actor: Actor, public_id: UUID, step: str, answers: dict[str, Any]) -> ReferralDraft:
    """Keep the answers of one page. Keeping the same page again replaces that page's answers only."""
    draft = get_draft(actor, public_id)
    draft.answers = {**draft.answers, step: answers}
    draft.save(update_fields=["answers", "updated_at"])
    return draft


@transaction.atomic
def discard_draft(*, actor: Actor, public_id: UUID) -> None:
    """Throw one's own draft away."""
    draft = get_draft(actor, public_id)
    record(actor=actor, action="referral.discard", object_type="draft", object_ref=str(draft.public_id))
    draft.delete()
