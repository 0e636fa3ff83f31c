"""A plan as its page shows it. An actor of None is the public, for what is published of a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.measures.registry import every
from wardmote.performance.counting import Counted, Reading
from wardmote.performance.queries import indicators_of, latest_quarter, readings
from wardmote.plan.models import ActionStatus, Plan, PlanAction, PlanChange, Priority, ReportingRound, Update
from wardmote.plan.queries.force import has_ended, is_late, plans_in_force
from wardmote.plan.queries.sight import get_plan, plans_visible_to
from wardmote.plan.words import due_of, natural

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

__all__ = ["ActionLine", "PlanFilter", "PlanPage", "PriorityBlock", "plan_page", "plans_visible_to", "published_plans"]

ANSWERED = (ReportingRound.State.SIGNED_OFF, ReportingRound.State.CLOSED)


@dataclass(frozen=True)
class ActionLine:
    """An action as its plan's page shows it: `reading` is None where nothing counts it or this reader may not look.

    `leads` is the lead with the partners; `indicator_key` names the indicator of the same measure, where the
    partnership watches it. `rag` is what the last round that was signed off says, or nothing; `changes` counts those
    since adoption, its status apart.
    """

    action: PlanAction
    leads: str
    measure_name: str
    reading: Reading | None
    indicator_key: str
    late: bool = False
    ended: bool = False
    rag: str = ""
    changes: int = 0

    @property
    def due(self) -> str:
        """When it is due, for tables."""
        return due_of(self.action)

    @property
    def due_long(self) -> str:
        """When it is due, for reading."""
        return due_of(self.action, short=False)


@dataclass(frozen=True)
class PriorityBlock:
    """A priority and its actions, in the order of their numbers."""

    priority: Priority
    lines: Sequence[ActionLine]


@dataclass(frozen=True)
class PlanFilter:
    """What of a plan's actions is wanted. Empty wants all."""

    lead: int | None = None
    status: str = ""
    late: bool = False
    priority: int | None = None

    def takes(self, line: ActionLine) -> bool:
        """Say whether an action is wanted. One without a status has the status `none`."""
        action = line.action
        status = action.status.code if action.status else "none"
        return (
            (self.lead is None or action.lead_id == self.lead)
            and (not self.status or status == self.status)
            and (not self.late or line.late)
            and (self.priority is None or action.priority_id == self.priority)
        )


@dataclass(frozen=True)
class PlanPage:
    """A plan with each action's count in `quarter`. `merged` are those that were merged into another."""

    plan: Plan
    quarter: Quarter
    priorities: Sequence[PriorityBlock]
    merged: Sequence[PlanAction] = ()
    changes: int = 0
    leads: Mapping[int, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[ActionLine]:
        return [line for block in self.priorities for line in block.lines]

    @property
    def rated(self) -> bool:
        """Whether a round has rated any of them."""
        return any(line.rag for line in self.lines)

    @property
    def counted(self) -> bool:
        """Whether anything is counted by Wardmote."""
        return any(line.reading for line in self.lines)

    @property
    def synthetic(self) -> bool:
        """Whether any count is of invented records."""
        return any(line.reading.synthetic for line in self.lines if line.reading)


def plan_page(actor: Actor, plan_id: int, wanted: PlanFilter | None = None) -> PlanPage:
    """Return a plan with its counts as `actor` may see them. Raises Refused for one not there or not in sight."""
    plan = get_plan(actor, plan_id)
    quarter = latest_quarter(plan.partnership_id)
    reader = actor if actor.may(Permission.PERFORMANCE_VIEW) else None
    actions = list(_actions_of(plan))
    standing = [action for action in actions if action.merged_into_id is None]
    changes = dict(
        PlanChange.objects.filter(plan=plan)
        .exclude(what="status")
        .order_by()
        .values_list("action_id")
        .annotate(Count("pk"))
    )
    blocks = _blocks(reader, plan, quarter, standing, _last_rags(plan), changes)
    if wanted is not None:
        blocks = [PriorityBlock(each.priority, [line for line in each.lines if wanted.takes(line)]) for each in blocks]
    return PlanPage(
        plan,
        quarter,
        blocks,
        merged=sorted((each for each in actions if each.merged_into_id), key=lambda each: natural(each.ref)),
        changes=sum(changes.values()),
        leads=_named((each.lead_id, each.lead.name) for each in standing if each.lead_id and each.lead),
        statuses=dict(_statuses(standing)),
    )


def published_plans(partnership: "Partnership", quarter: Quarter) -> list[PlanPage]:
    """Return the adopted plans in force in a quarter, with what the public may see of each action and its count."""
    found = []
    for plan in plans_in_force(partnership.pk, quarter.start, quarter.end):
        actions = [each for each in _actions_of(plan) if each.public and each.merged_into_id is None]
        found.append(PlanPage(plan, quarter, _blocks(None, plan, quarter, actions, {}, {})))
    return found


def _actions_of(plan: Plan) -> Iterable[PlanAction]:
    return (
        PlanAction.objects.filter(plan=plan)
        .select_related("lead", "status", "objective", "merged_into")
        .prefetch_related("partners")
    )


def _blocks(
    reader: Actor | None,
    plan: Plan,
    quarter: Quarter,
    actions: Sequence[PlanAction],
    rags: Mapping[int, str],
    changes: Mapping[int | None, int],
) -> list[PriorityBlock]:
    make = _LineMaker(reader, plan, quarter, actions)
    by_priority: dict[int, list[ActionLine]] = {}
    for action in sorted(actions, key=lambda each: natural(each.ref)):
        line = make.line(action, rags.get(action.pk, ""), changes.get(action.pk, 0))
        by_priority.setdefault(action.priority_id, []).append(line)
    priorities = plan.priorities.prefetch_related(Prefetch("objectives"), Prefetch("serves"))
    return [PriorityBlock(each, by_priority.get(each.pk, [])) for each in priorities]


def line_of(reader: Actor | None, action: PlanAction, quarter: Quarter, changes: int) -> ActionLine:
    """Return one action's line as its own page shows it."""
    make = _LineMaker(reader, action.plan, quarter, [action])
    return make.line(action, _last_rags(action.plan).get(action.pk, ""), changes)


class _LineMaker:
    """Counts what a plan's actions count, once each, and makes their lines."""

    def __init__(self, reader: Actor | None, plan: Plan, quarter: Quarter, actions: Iterable[PlanAction]) -> None:
        self.plan, self.today = plan, clock.today()
        counted = list(dict.fromkeys(_counted(action) for action in actions if action.measure_key))
        self.counts = readings(reader, plan.partnership_id, quarter, counted)
        self.names = {measure.key: measure.name for measure in every()}
        known = indicators_of(plan.partnership_id) if counted else ()
        self.watched = {Counted.of(each.measure_key, each.filters): each for each in known if each.measure_key}

    def line(self, action: PlanAction, rag: str, changes: int) -> ActionLine:
        what = _counted(action) if action.measure_key else None
        indicator = self.watched.get(what) if what else None
        return ActionLine(
            action=action,
            leads=_leads(action),
            # The indicator's name says more than the measure's.
            measure_name=indicator.name if indicator else self.names.get(action.measure_key, ""),
            reading=self.counts.get(what) if what else None,
            indicator_key=indicator.key if indicator else "",
            late=self.plan.state == Plan.State.ADOPTED and is_late(action, self.today),
            ended=has_ended(action),
            rag=rag,
            changes=changes,
        )


def _leads(action: PlanAction) -> str:
    lead = [action.lead.name] if action.lead else []
    return ", ".join([*lead, *sorted(each.name for each in action.partners.all())])


def _last_rags(plan: Plan) -> dict[int, str]:
    """Return what each action's lead last rated it, in the rounds that were signed off."""
    said = Update.objects.filter(action__plan=plan, current=True, round__state__in=ANSWERED).exclude(rag="")
    return {pk: rag for pk, rag in said.order_by("round__quarter").values_list("action_id", "rag") if pk}


def _statuses(actions: Iterable[PlanAction]) -> Iterable[tuple[str, str]]:
    held: set[ActionStatus | None] = {each.status for each in actions}
    known = sorted((each for each in held if each is not None), key=lambda each: each.position)
    yield from ((each.code, each.label) for each in known)
    if None in held and known:
        yield "none", "No status yet"


def _named(pairs: Iterable[tuple[int, str]]) -> dict[int, str]:
    return dict(sorted(pairs, key=lambda pair: pair[1]))


def _counted(action: PlanAction) -> Counted:
    return Counted.of(action.measure_key, action.filters)
