"""What one organisation is asked in a round, as somebody who answers for it sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.common.periods import Quarter
from wardmote.plan.models import ActionStatus, KeptAnswer, PlanAction, ReportingRound, RoundAsk, SentBack
from wardmote.plan.queries.rounds_figures import missing_figures
from wardmote.plan.queries.rounds_items import Item, actions_in_force, asked, items_of
from wardmote.plan.rules_rounds import is_contact, may_answer, organisations_answered_for

if TYPE_CHECKING:
    from wardmote.partnership.models import Organisation


# The page shows so many things to answer at once: more would be slow to draw, and too many fields to send.
PART = 30


@dataclass(frozen=True)
class AskPage:
    """What one person answers: all that their organisation is asked, or, of a named contact, their actions only.

    `kept` is what they were typing and have not sent; `sent_back` the manager's words, where the answers came back and
    have not been given again.
    """

    ask: RoundAsk
    quarter: Quarter
    items: Sequence[Item]
    whole: bool
    statuses: Sequence[ActionStatus]
    kept: KeptAnswer | None
    sent_back: SentBack | None

    @property
    def round(self) -> ReportingRound:
        return self.ask.round

    @property
    def open(self) -> bool:
        """Whether answers are still taken."""
        return self.ask.round.state == ReportingRound.State.OPEN

    @property
    def missing(self) -> list[Item]:
        """What still wants an answer, or a figure to be typed."""
        wanting = {each.indicator.pk for each in missing_figures(self.quarter, self.items)}
        return [item for item in self.items if not item.answered or (item.indicator and item.indicator.pk in wanting)]

    @property
    def parts(self) -> int:
        """How many parts the page has."""
        return max(1, -(-len(self.items) // PART))

    def part(self, number: int) -> Sequence[Item]:
        """Return the things to answer in one part, counted from 1."""
        return self.items[(number - 1) * PART : number * PART]

    def part_of(self, key: str) -> int:
        """Return in which part a thing stands; the first for what is not here."""
        return next((place // PART + 1 for place, item in enumerate(self.items) if item.key == key), 1)

    def item(self, key: str) -> Item | None:
        return next((item for item in self.items if item.key == key), None)


def asks_visible_to(actor: Actor) -> QuerySet[RoundAsk]:
    """Return what this person's own organisations were asked in the partnership they are working in."""
    found = RoundAsk.objects.filter(
        round__partnership_id=actor.partnership_id or 0, organisation_id__in=organisations_answered_for(actor)
    )
    return found.select_related("round__partnership", "organisation")


def ask_page(actor: Actor, ask_id: int) -> AskPage:
    """Return what this person answers. Raises Refused for what is missing and for what is not theirs, alike."""
    ask = (
        RoundAsk.objects.filter(pk=ask_id, round__partnership_id=actor.partnership_id or 0)
        .select_related("round__partnership", "organisation")
        .first()
    )
    if ask is None:
        raise _refused(actor, ask_id, "no such question in this partnership")
    whole = bool(may_answer(actor, ask.round.partnership_id, ask.organisation_id))
    own = items_asked(ask, items_of(ask.round))
    items = own if whole else [item for item in own if is_contact(actor, item.action)]
    if not (whole or items):
        raise _refused(actor, ask_id, "asked of an organisation for which they do not answer")
    return AskPage(
        ask=ask,
        quarter=Quarter.parse(ask.round.quarter),
        items=items,
        whole=whole,
        statuses=statuses_of(ask.round.partnership_id),
        kept=ask.kept_answers.filter(made_by_id=actor.user_id).first(),
        sent_back=standing_words(ask),
    )


def items_asked(ask: RoundAsk, items: Sequence[Item]) -> list[Item]:
    """Return what of a round's items this organisation is asked."""
    return [item for item in asked(items) if item.organisation and item.organisation.pk == ask.organisation_id]


def standing_words(ask: RoundAsk) -> SentBack | None:
    """Return the words with which the answers were last sent back, until they are given again."""
    return None if ask.answered_at else ask.sent_back.select_related("made_by").last()


def statuses_of(partnership_id: int) -> list[ActionStatus]:
    """Return the statuses in use, in the partnership's order."""
    return list(ActionStatus.objects.filter(partnership_id=partnership_id, retired=False))


def bodies_of(found: ReportingRound) -> "dict[int, Organisation]":
    """Return the organisations that lead an action or own an indicator of a round, by id."""
    bodies = [item.organisation for item in asked(items_of(found))]
    return {body.pk: body for body in bodies if body is not None}


@dataclass(frozen=True)
class Waiting:
    """Something of a round that waits for this person: an ask to answer, or a round to sign off (`ask_id` None)."""

    text: str
    due_on: date
    late: bool
    round_id: int
    ask_id: int | None = None


def contact_asks(actor: Actor) -> list[RoundAsk]:
    """Return the open questions about actions for which the plan names this person, of whichever organisation."""
    if not actor.user_id or not PlanAction.objects.filter(contact_id=actor.user_id).exists():
        return []
    open_rounds = ReportingRound.objects.filter(
        partnership_id=actor.partnership_id or 0, state=ReportingRound.State.OPEN
    )
    found: list[RoundAsk] = []
    for each in open_rounds:
        actions = actions_in_force(each.partnership_id, Quarter.parse(each.quarter))
        leads = {led.lead_id for led in actions if led.lead_id is not None and is_contact(actor, led)}
        found += RoundAsk.objects.filter(Q(round=each), organisation_id__in=leads).select_related(
            "round__partnership", "organisation"
        )
    return found


def _refused(actor: Actor, ask_id: int, reason: str) -> Refused:
    return Refused(actor, "round.answer", reason=reason, object_type="round_ask", object_ref=str(ask_id)[:20])
