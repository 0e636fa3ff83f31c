"""The rounds of a partnership, and what whoever runs it sees of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.plan.models import ReportingRound, RoundAsk, RoundReopening
from wardmote.plan.queries.rounds_ask import Waiting, ask_page, asks_visible_to, contact_asks, items_asked
from wardmote.plan.queries.rounds_figures import missing_figures
from wardmote.plan.queries.rounds_frozen import (
    FrozenRound,
    Revision,
    frozen,
    frozen_quarters,
    revisions_before,
    revisions_of,
    revisions_since,
)
from wardmote.plan.queries.rounds_items import Item, asked, items_of, plans_in_force
from wardmote.plan.rules_rounds import may_run

__all__ = [
    "FrozenRound", "Revision", "RoundPage", "Standing", "ask_page", "frozen", "frozen_quarters", "overdue_quarter",
    "revisions_before", "revisions_of", "revisions_since", "round_page", "rounds_visible_to", "waiting_for",
]  # fmt: skip

State = ReportingRound.State


@dataclass(frozen=True)
class Standing:
    """One organisation's part of a round: what it was asked, and which of it still wants an answer."""

    ask: RoundAsk
    items: Sequence[Item]
    missing: Sequence[Item]


@dataclass(frozen=True)
class RoundPage:
    """A round as whoever runs it sees it. `unasked` are things that nobody leads or owns, so that nobody is asked."""

    round: ReportingRound
    quarter: Quarter
    items: Sequence[Item]
    standings: Sequence[Standing]
    unasked: Sequence[Item]
    reopenings: Sequence[RoundReopening]
    published: FrozenRound | None

    @property
    def answered(self) -> int:
        return sum(each.ask.answered_at is not None for each in self.standings)

    @property
    def exceptions(self) -> list[Item]:
        """What is red, worse or late, with its remedial action or without."""
        return [item for item in asked(self.items) if item.exception]

    @property
    def bare(self) -> list[Item]:
        return [item for item in self.exceptions if not item.has_remedy]

    @property
    def needs_reason(self) -> bool:
        """Whether signing off wants a reason."""
        return bool(self.bare) or self.answered < len(self.standings)

    @property
    def preview(self) -> list[Item]:
        """What the public will read words about."""
        return [item for item in self.items if item.public and item.update and item.update.public]


def rounds_visible_to(actor: Actor) -> QuerySet[ReportingRound]:
    """Return the rounds of the partnership one works in, the newest first, for those who read its plan."""
    if not actor.may(Permission.PLAN_VIEW):
        return ReportingRound.objects.none()
    return ReportingRound.objects.filter(partnership_id=actor.partnership_id or 0).select_related("partnership")


def get_round(actor: Actor, round_id: int, action: str) -> ReportingRound:
    """Return a round for somebody who reads the plan there. Raises Refused for one missing and one elsewhere, alike."""
    found = rounds_visible_to(actor).filter(pk=round_id).first()
    if found is None:
        raise Refused(actor, action, reason="no such round here", object_type="round", object_ref=str(round_id)[:20])
    return found


def round_page(actor: Actor, round_id: int) -> RoundPage:
    """Return a round for whoever runs it. Raises Refused for anybody else."""
    found = get_round(actor, round_id, "round.view")
    require(may_run(actor, found.partnership_id), actor, "round.view", object_type="round", object_ref=str(round_id))
    items, quarter = items_of(found), Quarter.parse(found.quarter)
    wanting = {each.indicator.pk for each in missing_figures(quarter, items)}
    standings = []
    for ask in found.asks.select_related("organisation"):
        own = items_asked(ask, items)
        missing = [each for each in own if not each.answered or (each.indicator and each.indicator.pk in wanting)]
        standings.append(Standing(ask, own, missing))
    return RoundPage(
        round=found,
        quarter=quarter,
        items=items,
        standings=standings,
        unasked=[item for item in asked(items) if item.organisation is None],
        reopenings=list(found.reopenings.select_related("reopened_by")),
        published=frozen(found.partnership_id, quarter),
    )


def published_page(actor: Actor, round_id: int, edition: int | None = None) -> FrozenRound:
    """Return what a round froze, for those who read the plan there. Raises Refused where there is nothing of it."""
    found = get_round(actor, round_id, "round.view_published")
    published = frozen(found.partnership_id, Quarter.parse(found.quarter), edition=edition)
    if published is None:
        raise Refused(actor, "round.view_published", reason="nothing frozen", object_type="round",
                      object_ref=str(round_id))  # fmt: skip
    return published


def overdue_quarter(actor: Actor) -> Quarter | None:
    """Return the quarter whose round could be open and is not, for whoever runs the partnership; else None."""
    quarter = Quarter.containing(clock.today()).previous()
    partnership_id = actor.partnership_id or 0
    if not may_run(actor, partnership_id) or not plans_in_force(partnership_id, quarter).exists():
        return None
    opened = ReportingRound.objects.filter(partnership_id=partnership_id, quarter=quarter.slug)
    return None if opened.exists() else quarter


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return what of the rounds waits for this person: answers to give and, for whoever runs it, rounds to sign off."""
    today = clock.today()
    own = asks_visible_to(actor).filter(round__state=State.OPEN, answered_at__isnull=True)
    asks = {each.pk: each for each in own} | {each.pk: each for each in contact_asks(actor) if not each.answered_at}
    found = [
        Waiting(f"Answer the quarter for {each.organisation.name}", each.round.due_on, each.round.due_on < today,
                each.round_id, each.pk)
        for each in asks.values()
    ]  # fmt: skip
    if may_run(actor, actor.partnership_id or 0):
        found += [_to_run(each) for each in rounds_visible_to(actor).exclude(state=State.CLOSED) if _is_ripe(each)]
    return sorted(found, key=lambda each: (each.due_on, each.text))


def _is_ripe(found: ReportingRound) -> bool:
    """Whether a round waits for its manager: everybody has answered, or its day is past, or it is signed off."""
    if found.state == State.SIGNED_OFF or found.due_on < clock.today():
        return True
    return not found.asks.filter(answered_at__isnull=True).exists()


def _to_run(found: ReportingRound) -> Waiting:
    quarter = Quarter.parse(found.quarter).short_label
    act = "Close" if found.state == State.SIGNED_OFF else "Sign off"
    late = found.due_on + timedelta(days=7) < clock.today()
    return Waiting(f"{act} the round of {quarter}", found.due_on, late, found.pk)
