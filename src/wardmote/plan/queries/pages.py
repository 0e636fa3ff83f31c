"""Reads of plans. An actor of None is the public, for what is published of a plan."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Prefetch, QuerySet, When

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.common.periods import Quarter
from wardmote.measures.registry import every
from wardmote.performance.counting import Counted, Reading
from wardmote.performance.queries import indicators_of, latest_quarter, partnerships_in_sight, readings
from wardmote.plan.models import Plan, PlanAction, Priority

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership
    from wardmote.performance.models import Indicator


@dataclass(frozen=True)
class ActionLine:
    """An action as its plan's page shows it: `reading` is None where nothing counts it or this reader may not look.

    `indicator_key` names the indicator of the same measure, where the partnership watches it.
    """

    action: PlanAction
    leads: str
    measure_name: str
    reading: Reading | None
    indicator_key: str


@dataclass(frozen=True)
class PriorityBlock:
    """A priority and its actions, in the order of their numbers."""

    priority: Priority
    lines: Sequence[ActionLine]


@dataclass(frozen=True)
class PlanPage:
    """A plan with each action's count in `quarter`."""

    plan: Plan
    quarter: Quarter
    priorities: Sequence[PriorityBlock]

    @property
    def synthetic(self) -> bool:
        """Whether any count is of invented records."""
        return any(line.reading.synthetic for each in self.priorities for line in each.lines if line.reading)


def plans_visible_to(actor: Actor) -> QuerySet[Plan]:
    """Return the plans of one's own partnership first, then the county's over it and, in a county, its districts'."""
    if not actor.may(Permission.PLAN_VIEW):
        return Plan.objects.none()
    sight = [each.pk for each in partnerships_in_sight(actor)]
    own_first = Case(When(partnership_id=actor.partnership_id, then=0), default=1)
    found = Plan.objects.filter(partnership_id__in=sight).select_related("partnership")
    return found.order_by(own_first, "-starts_on", "partnership__name", "title")


def plan_page(actor: Actor, plan_id: int) -> PlanPage:
    """Return a plan with its counts as `actor` may see them. Raises Refused for one not there or not in sight."""
    plan = plans_visible_to(actor).filter(pk=plan_id).first()
    if plan is None:
        raise Refused(actor, "plan.view", reason="no such plan in sight", object_type="plan", object_ref=str(plan_id))
    quarter = latest_quarter(plan.partnership_id)
    return _page(actor if actor.may(Permission.PERFORMANCE_VIEW) else None, plan, quarter)


def published_plans(partnership: "Partnership", quarter: Quarter) -> list[PlanPage]:
    """Return the adopted plans in force in a quarter, with what the public may see of each action's count."""
    plans = Plan.objects.filter(
        partnership=partnership, adopted_on__isnull=False, starts_on__lte=quarter.end, ends_on__gte=quarter.start
    ).select_related("partnership")
    return [_page(None, plan, quarter) for plan in plans]


def _page(reader: Actor | None, plan: Plan, quarter: Quarter) -> PlanPage:
    priorities = list(
        plan.priorities.prefetch_related(
            Prefetch("actions", PlanAction.objects.select_related("lead").prefetch_related("partners"))
        )
    )
    measured = [action for each in priorities for action in each.actions.all() if action.measure_key]
    counts = readings(reader, plan.partnership_id, quarter, [_counted(action) for action in measured])
    names = {measure.key: measure.name for measure in every()}
    watched = {Counted.of(each.measure_key, each.filters): each for each in indicators_of(plan.partnership_id)}
    return PlanPage(
        plan,
        quarter,
        [
            PriorityBlock(
                each,
                [
                    _line(action, watched.get(_counted(action)), counts.get(_counted(action)), names)
                    for action in sorted(each.actions.all(), key=_natural)
                ],
            )
            for each in priorities
        ],
    )


def _line(
    action: PlanAction, watched: "Indicator | None", reading: Reading | None, names: Mapping[str, str]
) -> ActionLine:
    """Call the count by the name of the indicator that watches it, which says more than the measure's."""
    return ActionLine(
        action=action,
        leads=", ".join(
            [*([action.lead.name] if action.lead else []), *sorted(each.name for each in action.partners.all())]
        ),
        measure_name=watched.name if watched else names.get(action.measure_key, ""),
        reading=reading,
        indicator_key=watched.key if watched else "",
    )


def _counted(action: PlanAction) -> Counted:
    return Counted.of(action.measure_key, action.filters)


def _natural(action: PlanAction) -> list[tuple[int, str]]:
    """Order `2` before `10`, and `2a` after `2`."""
    return [(int(part) if part.isdigit() else 0, part) for part in re.findall(r"\d+|\D+", action.ref)]
