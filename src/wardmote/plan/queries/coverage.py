"""Which plans serve which priority: where nobody does, and where two do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardmote.access.actor import Actor
from wardmote.plan.models import ActionStatus, CrossReference, OutsidePriority, Plan, PlanAction, Priority
from wardmote.plan.queries.sight import plans_visible_to
from wardmote.plan.words import natural

GAPS, DOUBLES = "gaps", "doubles"
Key = tuple[str, str]


@dataclass(frozen=True)
class CoverageRow:
    """A priority and the actions that serve it, by plan, in the order of the page's plans.

    `document` is the plan of others it stands in, or the title of our own.
    """

    document: str
    name: str
    cells: Sequence[Sequence[PlanAction]]

    @property
    def plans(self) -> int:
        """How many plans serve it."""
        return sum(bool(cell) for cell in self.cells)

    @property
    def words(self) -> str:
        """Name a gap or a double."""
        if not self.plans:
            return "Nobody"
        return "1 plan" if self.plans == 1 else f"{self.plans} plans"


@dataclass(frozen=True)
class Coverage:
    """The view: rows of others' priorities, rows of one's own, and actions that serve none of others'."""

    plans: Sequence[Plan]
    outside: Sequence[CoverageRow]
    own: Sequence[CoverageRow]
    serving_nothing: Sequence[PlanAction]
    gaps: int
    doubles: int

    @property
    def names(self) -> list[str]:
        """What each plan is called at the head of its column: its title, with the partnership where two share one."""
        titles = [plan.title for plan in self.plans]
        return [
            f"{plan.partnership.name}: {plan.title}" if titles.count(plan.title) > 1 else plan.title
            for plan in self.plans
        ]


def coverage(actor: Actor, show: str = "") -> Coverage:
    """Return the coverage of all plans in sight that are in use. `show` is `gaps`, `doubles` or all.

    An action serves a priority of others' that it names, or that its own priority names. It serves a priority of our
    own that it stands under, or to an action of which it is cross-referenced. Merged and stopped ones serve nothing.
    """
    plans = [each for each in plans_visible_to(actor) if _in_use(each)]
    actions = _actions(plans)
    serving: dict[int, set[Key]] = {each.pk: _serves(each) for each in actions}
    outside = _outside_rows(plans, actions, serving)
    own = _own_rows(actor, plans, actions)
    every = [*outside, *own]
    return Coverage(
        plans=plans,
        outside=[each for each in outside if _wanted(each, show)],
        own=[each for each in own if _wanted(each, show)],
        serving_nothing=[each for each in actions if not serving[each.pk]] if outside else [],
        gaps=sum(not each.plans for each in every),
        doubles=sum(each.plans > 1 for each in every),
    )


def _in_use(plan: Plan) -> bool:
    """Leave out superseded plans, and drafts of a refresh: two editions of one plan are not two plans."""
    refreshing = plan.state == Plan.State.DRAFT and plan.supersedes_id is not None
    return plan.state != Plan.State.SUPERSEDED and not refreshing


def _wanted(row: CoverageRow, show: str) -> bool:
    return {GAPS: not row.plans, DOUBLES: row.plans > 1}.get(show, True)


def _actions(plans: Sequence[Plan]) -> list[PlanAction]:
    found = (
        PlanAction.objects.filter(plan__in=plans, merged_into=None)
        .exclude(status__means=ActionStatus.Means.STOPPED)
        .select_related("plan__partnership", "priority", "status")
        .prefetch_related("serves", "priority__serves")
    )
    return sorted(found, key=lambda each: natural(each.ref))


def _key(outside: OutsidePriority) -> Key:
    """What makes one outside priority of two partnerships the same: its document and its number."""
    return outside.document.strip().casefold(), outside.code.strip().casefold()


def _serves(action: PlanAction) -> set[Key]:
    return {_key(each) for each in [*action.serves.all(), *action.priority.serves.all()]}


def _outside_rows(
    plans: Sequence[Plan], actions: Sequence[PlanAction], serving: dict[int, set[Key]]
) -> list[CoverageRow]:
    named: dict[Key, OutsidePriority] = {}
    known = OutsidePriority.objects.filter(partnership__in={each.partnership_id for each in plans})
    for each in sorted(known, key=lambda outside: (outside.document, natural(outside.code), outside.pk)):
        named.setdefault(_key(each), each)
    return [
        CoverageRow(each.document, str(each), _by_plan(plans, [a for a in actions if key in serving[a.pk]]))
        for key, each in named.items()
    ]


def _own_rows(actor: Actor, plans: Sequence[Plan], actions: Sequence[PlanAction]) -> list[CoverageRow]:
    own = [each for each in plans if each.partnership_id == actor.partnership_id]
    titles = {each.pk: each.title for each in own}
    by_id = {each.pk: each for each in actions}
    linked: dict[int, set[int]] = {}
    pairs = CrossReference.objects.filter(from_action__in=by_id, to_action__in=by_id)
    for source, target in pairs.values_list("from_action_id", "to_action_id"):
        linked.setdefault(source, set()).add(target)
        linked.setdefault(target, set()).add(source)
    rows = []
    for priority in Priority.objects.filter(plan__in=own).order_by("plan_id", "number"):
        under = [each for each in actions if each.priority_id == priority.pk]
        near = {pk for each in under for pk in linked.get(each.pk, ())}
        others = [by_id[pk] for pk in near if by_id[pk].plan_id != priority.plan_id]
        rows.append(CoverageRow(titles[priority.plan_id], str(priority), _by_plan(plans, [*under, *others])))
    return rows


def _by_plan(plans: Sequence[Plan], actions: Iterable[PlanAction]) -> list[list[PlanAction]]:
    held: dict[int, list[PlanAction]] = {}
    for action in actions:
        held.setdefault(action.plan_id, []).append(action)
    return [sorted(held.get(plan.pk, []), key=lambda each: natural(each.ref)) for plan in plans]
