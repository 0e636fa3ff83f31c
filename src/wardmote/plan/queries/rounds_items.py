"""What a round asks about: the actions of the plans in force and the indicators watched, with what was said of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from wardmote.common.periods import Quarter
from wardmote.performance.page import Row, needs_remedy
from wardmote.plan.models import Plan, PlanAction, ReportingRound, Update
from wardmote.plan.queries.force import plans_in_force as held_on
from wardmote.plan.queries.rounds_figures import Rows, watched
from wardmote.plan.rules_rounds import OVER, Entry, action_missing, is_late, remedy_missing, why_remedy
from wardmote.plan.words import called, due_of, natural

if TYPE_CHECKING:
    from wardmote.partnership.models import Organisation
    from wardmote.performance.models import Indicator


@dataclass(frozen=True)
class Item:
    """One thing that a round asks about: an action or an indicator.

    `update` is the answer as it stands, `last` what was said in the last round that was closed. `rows` has the
    indicators' figures as the public may see them.
    """

    quarter: Quarter
    action: PlanAction | None = None
    indicator: "Indicator | None" = None
    update: Update | None = None
    last: Update | None = None
    rows: Rows | None = None

    @property
    def row(self) -> Row | None:
        """The indicator's figure; None for an action."""
        return self.rows.get(self.indicator.pk) if self.indicator and self.rows else None

    @property
    def key(self) -> str:
        return f"action-{self.action.pk}" if self.action else f"indicator-{self.indicator.pk if self.indicator else 0}"

    @property
    def organisation(self) -> "Organisation | None":
        """Who is asked: the action's lead, the indicator's owner; None where there is none."""
        return self.action.lead if self.action else self.indicator.owner if self.indicator else None

    @property
    def title(self) -> str:
        if self.action:
            return f"{self.action.ref}. {called(self.action)}"
        return self.indicator.name if self.indicator else ""

    @property
    def short_name(self) -> str:
        """What it is called where there is little room: an action by its number."""
        return self.action.ref if self.action else self.title

    @property
    def caption(self) -> str:
        """Under what it stands: its priority, or among the indicators."""
        return f"Priority {self.action.priority}" if self.action else "Indicators"

    @property
    def due(self) -> str:
        """When the action is due, in words."""
        return due_of(self.action, short=False) if self.action else ""

    @property
    def revision(self) -> int:
        """Which answer stands; nought before the first."""
        return self.update.revision if self.update else 0

    @property
    def means(self) -> str:
        """How far the action has come, as it stands answered, else as the plan has it."""
        status = (self.update.status if self.update else None) or (self.action.status if self.action else None)
        return status.means if status else ""

    @property
    def public(self) -> bool:
        """Whether the public reads of the thing at all; the texts have a mark of their own."""
        return self.action.public if self.action else bool(self.indicator and self.indicator.public)

    @property
    def rag(self) -> str:
        """How the action was rated; complete where it is done, whatever was said. Nothing for an indicator."""
        if self.action is None:
            return ""
        return "complete" if self.means == "done" else self.update.rag if self.update else ""

    @property
    def late(self) -> bool:
        return self.action is not None and is_late(self.action, self.quarter, self.means)

    def why_remedy(self, *, means: str = "", rag: str = "") -> str:
        """Say why it needs a remedial action, were it answered with this status and rating; nothing where it does not.

        An indicator is judged by its figure alone.
        """
        if self.action is None:
            return needs_remedy(self.row) if self.row else ""
        last = self.last.rag if self.last else ""
        return why_remedy(self.action, self.quarter, means=means, rag=rag, last_rag=last)

    @property
    def exception(self) -> str:
        """Why the thing, as it stands answered, is an exception; nothing where it is none."""
        return self.why_remedy(means=self.means, rag=self.rag)

    @property
    def has_remedy(self) -> bool:
        return self.update is not None and not remedy_missing(as_entry(self.update), "needed")

    def missing(self, entry: Entry, *, means: str) -> dict[str, str]:
        """Return what an answer would lack, by field. An indicator that is no exception needs no words."""
        if self.action:
            lacking = action_missing(entry)
        else:
            words = not entry.short_text.strip() and self.exception
            lacking = {"short_text": "Enter in a sentence or two why the figure is as it is"} if words else {}
        return {**lacking, **remedy_missing(entry, self.why_remedy(means=means, rag=entry.rag))}

    @property
    def answered(self) -> bool:
        """Whether what stands is a whole answer, judged on today's figures."""
        return not self.missing(as_entry(self.update), means=self.means)


def as_entry(update: Update | None) -> Entry:
    """Return what an update says; an empty entry where there is none."""
    if update is None:
        return Entry()
    return Entry(
        short_text=update.short_text, full_text=update.full_text, public=update.public, status_id=update.status_id,
        rag=update.rag, remedial_text=update.remedial_text, remedial_due_on=update.remedial_due_on,
        remedial_by_id=update.remedial_by_id,
    )  # fmt: skip


def plans_in_force(partnership_id: int, quarter: Quarter) -> QuerySet[Plan]:
    """Return the plans that held on the quarter's last day and had been adopted by then."""
    return held_on(partnership_id, quarter.end).filter(adopted_on__lte=quarter.end).order_by("kind", "title")


def actions_in_force(partnership_id: int, quarter: Quarter) -> list[PlanAction]:
    """Return the actions of the plans in force, those done and stopped too; none that was merged into another."""
    found = (
        PlanAction.objects.filter(plan__in=plans_in_force(partnership_id, quarter), merged_into__isnull=True)
        .select_related("plan", "priority", "lead", "status")
        .prefetch_related("partners", "measures__indicator", "points_at__to_action")
    )
    return sorted(found, key=lambda each: (each.plan.title, each.plan_id, each.priority.number, natural(each.ref)))


def items_of(found: ReportingRound) -> list[Item]:
    """Return everything that the partnership answers for in a round, in the order of the plan, then the indicators."""
    quarter = Quarter.parse(found.quarter)
    standing = found.updates.filter(current=True).select_related("status", "remedial_by", "made_by", "organisation")
    said = _updates(standing)
    last = _updates(_last_updates(found))
    rows = Rows(found.partnership_id, quarter)
    actions = [
        Item(quarter, action=each, update=said.get(("a", each.pk)), last=last.get(("a", each.pk)))
        for each in actions_in_force(found.partnership_id, quarter)
    ]
    indicators = [
        Item(quarter, indicator=each, update=said.get(("i", each.pk)), last=last.get(("i", each.pk)),
             rows=rows)
        for each in watched(found.partnership_id, quarter)
    ]  # fmt: skip
    return [*actions, *indicators]


def asked(items: Iterable[Item]) -> list[Item]:
    """Return those that are asked about: all but the actions that were over before the round and said nothing of."""
    return [
        item
        for item in items
        if item.action is None or item.update or not item.action.status or item.action.status.means not in OVER
    ]


def _updates(rows: Iterable[Update]) -> dict[tuple[str, int | None], Update]:
    return {("a", each.action_id) if each.action_id else ("i", each.indicator_id): each for each in rows}


def _last_updates(found: ReportingRound) -> QuerySet[Update]:
    closed = ReportingRound.objects.filter(
        partnership_id=found.partnership_id, quarter__lt=found.quarter, state=ReportingRound.State.CLOSED
    )
    newest = closed.order_by("-quarter").first()
    rows = Update.objects.filter(round=newest, current=True) if newest else Update.objects.none()
    return rows.select_related("status", "remedial_by")
