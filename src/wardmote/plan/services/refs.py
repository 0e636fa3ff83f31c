"""Numbers of actions: once in a plan, and never again for something else in the plans that follow it."""

import re
from collections.abc import Iterable

from wardmote.common.states import StateRefused
from wardmote.plan.models import Plan, PlanAction


def plans_before(plan: Plan) -> list[Plan]:
    """Return the plans that this one refreshes, the newest first."""
    found: list[Plan] = []
    earlier = plan.supersedes
    while earlier is not None and earlier not in found:
        found.append(earlier)
        earlier = earlier.supersedes
    return found


def check_ref(plan: Plan, ref: str, *, besides: int = 0, continues: PlanAction | None = None) -> None:
    """Raise StateRefused for a number that stands in the plan, or that an earlier edition gave to something else."""
    taken = PlanAction.objects.filter(plan=plan, ref__iexact=ref).exclude(pk=besides)
    if taken.exists():
        raise StateRefused(f"Number {ref} is another action of this plan.")
    if continues is not None and continues.ref.casefold() == ref.casefold():
        return
    earlier = PlanAction.objects.filter(plan__in=plans_before(plan), ref__iexact=ref).select_related("plan").first()
    if earlier is not None:
        raise StateRefused(
            f"Number {ref} was an action of “{earlier.plan.title}”. A new action gets a number that was never used."
        )


def next_ref(plan: Plan) -> str:
    """Return the whole number after the highest that this plan and those before it begin with."""
    used: Iterable[str] = PlanAction.objects.filter(plan__in=[plan, *plans_before(plan)]).values_list("ref", flat=True)
    numbers = [int(found[0]) for ref in used if (found := re.match(r"[0-9]+", ref))]
    return str(max(numbers, default=0) + 1)
