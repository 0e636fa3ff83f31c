"""What a plan rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.access.actor import Actor
from wardmote.plan.models import Assessment, OutsidePriority, PestelEntry, Plan, PlanImport, Priority
from wardmote.plan.queries.sight import get_plan


@dataclass(frozen=True)
class ContextPage:
    """Assessments newest first, outside forces by factor in PESTEL's order, priorities, and files brought in."""

    plan: Plan
    assessments: Sequence[Assessment]
    factors: Sequence[tuple[str, Sequence[PestelEntry]]]
    priorities: Sequence[Priority]
    outside: Sequence[OutsidePriority]
    files: Sequence[PlanImport]


def context_page(actor: Actor, plan_id: int) -> ContextPage:
    """Return what a plan rests on. Raises Refused for one not in sight."""
    plan = get_plan(actor, plan_id)
    entries = list(plan.pestel.all())
    by_factor = [
        (label, [each for each in entries if each.factor == factor]) for factor, label in PestelEntry.Factor.choices
    ]
    files = PlanImport.objects.filter(plan=plan, state=PlanImport.State.COMMITTED).defer("content", "found", "match")
    return ContextPage(
        plan,
        list(plan.assessments.all()),
        [(label, held) for label, held in by_factor if held],
        list(plan.priorities.prefetch_related("serves")),
        list(OutsidePriority.objects.filter(partnership_id=plan.partnership_id)),
        list(files),
    )
