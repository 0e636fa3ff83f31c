"""The manager's acts on a round: send back, sign off, close and, with a reason, open again."""

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.common.plain_text import clean_text
from wardmote.common.states import StateRefused
from wardmote.plan.models import Plan, ReportingRound, RoundAsk, RoundReopening, SentBack
from wardmote.plan.queries.rounds_items import Item, items_of
from wardmote.plan.services.actions import set_status
from wardmote.plan.services.freezing import freeze
from wardmote.plan.services.rounds import locked, require_open

State = ReportingRound.State


@transaction.atomic
def send_back(*, actor: Actor, ask_id: int, words: str) -> RoundAsk:
    """Give an organisation its answers back with words. What it said stands until it says otherwise.

    Raises Refused for who does not run the partnership, StateRefused when the round is not open or nothing was
    answered yet, ValueError without words.
    """
    from wardmote.plan.tasks import mail_ask

    ask = RoundAsk.objects.filter(pk=ask_id).first()
    if ask is None:
        raise Refused(actor, "round.send_back", reason="no such question", object_type="round_ask",
                      object_ref=str(ask_id)[:20])  # fmt: skip
    found = locked(actor, ask.round_id, "round.send_back")
    require_open(found)
    ask = RoundAsk.objects.select_for_update().get(pk=ask_id)
    if ask.answered_at is None:
        raise StateRefused("This organisation has not answered yet, so there is nothing to send back.")
    if not words.strip():
        raise ValueError("Say what is wanted.")
    SentBack.objects.create(ask=ask, words=clean_text(words), made_by_id=actor.user_id, made_at=clock.now())
    ask.answered_at = None
    ask.save(update_fields=["answered_at"])
    record(actor=actor, action="round.send_back", object_type="round", object_ref=str(found.pk), fields=("words",))
    mail_ask.enqueue(ask.pk, "sent_back")
    return ask


def unsettled(found: ReportingRound, items: list[Item]) -> tuple[list[Item], list[RoundAsk]]:
    """Return what wants a reason before signing off: exceptions without a remedy, and organisations still to answer."""
    bare = [item for item in items if item.exception and not item.has_remedy]
    waiting = list(found.asks.filter(answered_at__isnull=True).select_related("organisation"))
    return bare, waiting


@transaction.atomic
def sign_off(*, actor: Actor, round_id: int, reason: str = "") -> ReportingRound:
    """Say that the round may be closed; from here on no answer changes.

    Raises Refused for who does not run the partnership; StateRefused for a round that is not open, and where an
    exception has no remedial action or an organisation has not answered and no reason is given. The reason stays in
    the audit trail.
    """
    found = locked(actor, round_id, "round.sign_off")
    require_open(found)
    bare, waiting = unsettled(found, items_of(found))
    if (bare or waiting) and not reason.strip():
        lacking = [f"Exceptions without a remedial action: {len(bare)}."] if bare else []
        lacking += [f"Organisations that have not answered: {len(waiting)}."] if waiting else []
        raise StateRefused(f"{' '.join(lacking)} Say why the round is signed off all the same.")
    found.state, found.signed_off_by_id, found.signed_off_at = State.SIGNED_OFF, actor.user_id, clock.now()
    found.save(update_fields=["state", "signed_off_by", "signed_off_at"])
    record(actor=actor, action="round.sign_off", object_type="round", object_ref=str(found.pk), fields=("state",),
           reason=" ".join(reason.split()))  # fmt: skip
    return found


@transaction.atomic
def take_back(*, actor: Actor, round_id: int) -> ReportingRound:
    """Take a sign-off back before the round is closed. Raises Refused, and StateRefused in any other state."""
    found = locked(actor, round_id, "round.take_back")
    if found.state != State.SIGNED_OFF:
        raise StateRefused("Only a round that is signed off and not closed can be taken back.")
    _open_again(found)
    record(actor=actor, action="round.take_back", object_type="round", object_ref=str(found.pk), fields=("state",))
    return found


@transaction.atomic
def close_round(*, actor: Actor, round_id: int) -> ReportingRound:
    """Close a round that is signed off: freeze its figures and texts, and let the plan show what was answered.

    All of it or nothing. Raises Refused, and StateRefused for a round that is not signed off.
    """
    found = locked(actor, round_id, "round.close")
    if found.state != State.SIGNED_OFF:
        raise StateRefused("Sign the round off first." if found.state == State.OPEN else "This round is closed.")
    items = items_of(found)
    edition = freeze(found, items)
    if not ReportingRound.objects.filter(
        partnership_id=found.partnership_id, quarter__gt=found.quarter, state=State.CLOSED
    ).exists():
        _show_in_plan(actor, found, items)
    found.state, found.closed_at = State.CLOSED, clock.now()
    found.save(update_fields=["state", "closed_at"])
    record(actor=actor, action="round.close", object_type="round", object_ref=f"{found.pk}/{edition}",
           fields=("state", "figures", "actions"))  # fmt: skip
    return found


@transaction.atomic
def reopen(*, actor: Actor, round_id: int, reason: str) -> ReportingRound:
    """Open a closed round again. What was frozen stays as it is; the next closing freezes a further edition.

    Raises Refused; StateRefused for a round that is not closed; ValueError without a reason.
    """
    found = locked(actor, round_id, "round.reopen")
    if found.state != State.CLOSED:
        raise StateRefused("Only a closed round can be opened again.")
    if not reason.strip():
        raise ValueError("Say why the round is opened again.")
    RoundReopening.objects.create(
        round=found, reopened_by_id=actor.user_id, reopened_at=clock.now(), reason=clean_text(reason)
    )
    _open_again(found)
    record(actor=actor, action="round.reopen", object_type="round", object_ref=str(found.pk), fields=("state",),
           reason=" ".join(reason.split()))  # fmt: skip
    return found


def _open_again(found: ReportingRound) -> None:
    found.state, found.signed_off_by, found.signed_off_at, found.closed_at = State.OPEN, None, None, None
    found.save(update_fields=["state", "signed_off_by", "signed_off_at", "closed_at"])


def _show_in_plan(actor: Actor, found: ReportingRound, items: list[Item]) -> None:
    """Give each action the status that was answered; of the newest closed round only, since the plan shows today.

    The plan's readers are told which round it came from and not the lead's words, which may be internal.
    """
    said = f"Answered in the round of {Quarter.parse(found.quarter).short_label}."
    for item in items:
        status = item.update.status if item.update else None
        if item.action is None or status is None or status.retired or item.action.plan.state != Plan.State.ADOPTED:
            continue
        if status.pk != item.action.status_id:
            set_status(actor=actor, action=item.action, status=status, status_reason=said)
