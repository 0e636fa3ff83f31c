"""Answers to a round: kept as they are typed, and given; a correction is a further row and overwrites nothing."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.plain_text import clean_line, clean_text
from wardmote.common.versions import EditConflict
from wardmote.partnership.queries import organisations_of
from wardmote.plan.models import KeptAnswer, ReportingRound, Update
from wardmote.plan.queries.rounds_ask import AskPage, ask_page, items_asked
from wardmote.plan.queries.rounds_figures import missing_figures
from wardmote.plan.queries.rounds_items import Item, as_entry, items_of
from wardmote.plan.rules_rounds import RATINGS, SHORT_TEXT, Entry
from wardmote.plan.services.rounds import require_open

if TYPE_CHECKING:
    from wardmote.plan.models import RoundAsk

# What somebody may leave typed and unsent, in characters over all fields of the page.
MOST_KEPT = 200_000


class AnswerLacks(ValueError):
    """An answer that is not whole. `missing` says what is missing, field by field, for the person answering."""

    def __init__(self, missing: Mapping[str, str]) -> None:
        super().__init__(" ".join(missing.values()))
        self.missing = dict(missing)


@transaction.atomic
def save_answer(*, actor: Actor, ask_id: int, key: str, entry: Entry, started_from: int) -> Update:
    """Say something of one action or indicator (`key`, as in `action-12`).

    `started_from` is the revision that the person had before them, nought for none. Words that stand there already
    change nothing, so the same form sent twice is one answer. Raises Refused for what is not theirs to answer,
    StateRefused when the round is no longer open, AnswerLacks for what is missing, EditConflict, with both texts, when
    a colleague answered in between.
    """
    page = hold_page(actor, ask_id)
    item = page.item(key)
    if item is None:
        raise Refused(actor, "round.answer", reason="not asked of them", object_type="round_ask", object_ref=key[:40])
    given = _tidied(page, item, entry)
    standing = as_entry(item.update)
    if item.update is not None and given == standing:
        return item.update
    if item.revision != started_from:
        raise EditConflict(theirs=asdict(standing), yours=asdict(given), version=item.revision)
    Update.objects.filter(round=page.round, action=item.action, indicator=item.indicator, current=True).update(
        current=False
    )
    made = Update.objects.create(
        round=page.round, organisation_id=page.ask.organisation_id, action=item.action, indicator=item.indicator,
        revision=item.revision + 1, made_by_id=actor.user_id, made_at=clock.now(), **asdict(given),
    )  # fmt: skip
    changed = [name for name, value in asdict(given).items() if value != getattr(standing, name)]
    record(actor=actor, action="round.answer", object_type="round", object_ref=str(page.round.pk), fields=changed)
    return made


@transaction.atomic
def settle(*, actor: Actor, ask_id: int) -> "RoundAsk":
    """Note, after a save, whether the organisation has now answered all that it was asked, figures to type included."""
    page = hold_page(actor, ask_id)
    ask = page.ask
    items = items_asked(ask, items_of(page.round))
    done = all(item.answered for item in items) and not missing_figures(page.quarter, items)
    if done != (ask.answered_at is not None):
        ask.answered_at = clock.now() if done else None
        ask.save(update_fields=["answered_at"])
        action = "round.answered" if done else "round.unanswered"
        record(actor=actor, action=action, object_type="round", object_ref=str(page.round.pk), fields=("answered_at",))
    return ask


@transaction.atomic
def keep_typed(*, actor: Actor, ask_id: int, typed: Mapping[str, str]) -> KeptAnswer:
    """Keep what somebody is typing, for them alone, until they send it; of other parts of the page it stays kept.

    Raises as `save_answer`, and ValueError where it is too much to keep.
    """
    page = hold_page(actor, ask_id)
    of = tuple(f"{item.key}-" for item in page.items if any(name.startswith(f"{item.key}-") for name in typed))
    before = page.kept.typed if page.kept else {}
    whole = {name: value for name, value in before.items() if not name.startswith(of)} | dict(typed)
    if sum(len(name) + len(value) for name, value in whole.items()) > MOST_KEPT:
        raise ValueError("There is more on this page than can be kept while you type. Save what you have.")
    kept, _ = KeptAnswer.objects.update_or_create(
        ask=page.ask, made_by_id=actor.user_id, defaults={"typed": whole, "kept_at": clock.now()}
    )
    return kept


@transaction.atomic
def forget_typed(*, actor: Actor, ask_id: int, key: str = "") -> None:
    """Let go of what was kept: all of it, or what belongs to the answer `key` that has been given."""
    page = ask_page(actor, ask_id)
    if page.kept is None:
        return
    left = {name: value for name, value in page.kept.typed.items() if key and not name.startswith(f"{key}-")}
    if left:
        page.kept.typed = left
        page.kept.save(update_fields=["typed"])
    else:
        page.kept.delete()


def hold_page(actor: Actor, ask_id: int) -> AskPage:
    """Return the page, its round held until the transaction ends. Raises as `ask_page`; StateRefused if not open."""
    # The lock comes first, so that the answers are read as the last writer left them.
    held = ReportingRound.objects.select_for_update(of=("self",)).filter(asks=ask_id).first()
    page = ask_page(actor, ask_id)
    require_open(held or page.round)
    return page


def _tidied(page: AskPage, item: Item, entry: Entry) -> Entry:
    """Return the entry as it will be kept. Raises AnswerLacks for what is missing or not on offer."""
    given = Entry(**{
        **asdict(entry),
        "short_text": clean_line(entry.short_text), "full_text": clean_text(entry.full_text),
        "remedial_text": clean_text(entry.remedial_text),
        **({} if item.action else {"status_id": None, "rag": ""}),
    })  # fmt: skip
    means = next((status.means for status in page.statuses if status.pk == given.status_id), "")
    missing = item.missing(given, means=means)
    missing |= _not_on_offer(page, item, given, means)
    if missing:
        raise AnswerLacks(missing)
    return given


def _not_on_offer(page: AskPage, item: Item, given: Entry, means: str) -> dict[str, Any]:
    wrong = {}
    if len(given.short_text) > SHORT_TEXT:
        wrong["short_text"] = f"The short text must be {SHORT_TEXT} characters or fewer"
    if item.action and given.status_id is not None and not means:
        wrong["status_id"] = "Select how far it has come"
    if given.rag and given.rag not in RATINGS:
        wrong["rag"] = "Select a rating"
    bodies = organisations_of(page.round.partnership_id)
    if given.remedial_by_id is not None and not bodies.filter(pk=given.remedial_by_id).exists():
        wrong["remedial_by_id"] = "Select who will do it"
    return wrong
