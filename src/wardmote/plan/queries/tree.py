"""The plans in sight as a tree: the county's, under it the districts', under each its groups' and delivery plans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardmote.access.actor import Actor
from wardmote.plan.models import Plan
from wardmote.plan.queries.sight import plans_visible_to


@dataclass(frozen=True)
class PlanLine:
    """A plan at its depth in the tree, under the plan named by `under` if any is in sight."""

    plan: Plan
    depth: int
    under: str
    own: bool


def plan_tree(actor: Actor) -> list[PlanLine]:
    """Return the plans in sight, each after the one it serves; superseded ones after the plan that followed them.

    A plan whose parent was superseded stands under the edition that followed.
    """
    plans = list(plans_visible_to(actor))
    by_id = {plan.pk: plan for plan in plans}
    below: dict[int | None, list[Plan]] = {}
    for plan in plans:
        below.setdefault(_above(plan, by_id), []).append(plan)
    return list(_walk(below, None, 0, "", actor.partnership_id))


def _above(plan: Plan, by_id: dict[int, Plan]) -> int | None:
    """Return the id of the plan in sight under which this one is shown."""
    if plan.state == Plan.State.SUPERSEDED:
        after = getattr(plan, "superseded_by", None)
        return after.pk if after is not None and after.pk in by_id else None
    found = plan.parent_id
    while found in by_id:
        held = by_id[found]
        after = getattr(held, "superseded_by", None)
        if held.state != Plan.State.SUPERSEDED or after is None or after.pk not in by_id or after.pk == plan.pk:
            return found
        found = after.pk
    return None


def _walk(
    below: dict[int | None, list[Plan]], above: int | None, depth: int, under: str, own: int | None
) -> Iterator[PlanLine]:
    standing: Sequence[Plan] = sorted(below.get(above, []), key=lambda each: _place(each, above))
    for plan in standing:
        yield PlanLine(plan, depth, under, plan.partnership_id == own)
        yield from _walk(below, plan.pk, depth + 1, plan.title, own)


def _place(plan: Plan, above: int | None) -> tuple[bool, bool, str, int, str]:
    """Plans over others first, earlier editions last, then by partnership, the newest first."""
    over = plan.kind != Plan.Kind.AGREEMENT if above is None else False
    return (plan.state == Plan.State.SUPERSEDED, over, plan.partnership.name, -plan.starts_on.toordinal(), plan.title)
