"""What was changed after a plan was adopted, and what its refresh made of its actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.access.actor import Actor
from wardmote.plan.models import CarriedOver, Plan, PlanAction, PlanChange
from wardmote.plan.queries.sight import get_plan, plans_visible_to
from wardmote.plan.words import natural


@dataclass(frozen=True)
class ChangesPage:
    """The changes of a plan since it was adopted, newest first."""

    plan: Plan
    changes: Sequence[PlanChange]

    @property
    def promised(self) -> list[PlanChange]:
        """Changes of what the plan promises."""
        return [each for each in self.changes if each.what != "status"]

    @property
    def reported(self) -> list[PlanChange]:
        """Changes of how far actions have come."""
        return [each for each in self.changes if each.what == "status"]


@dataclass(frozen=True)
class Line:
    """One line of a cross-walk. `left` is an action of the plan before that has no line yet."""

    old: PlanAction | None
    new: PlanAction | None
    how: str
    words: str
    reason: str = ""
    left: bool = False


@dataclass(frozen=True)
class CrossWalk:
    """What became of each action of `before` in `after`; None where there is no such plan or it is not in sight."""

    before: Plan
    after: Plan
    lines: Sequence[Line]

    def of(self, how: str) -> list[Line]:
        """Return the lines of one kind: `continuing`, `closed`, `new` or `left`."""
        return [each for each in self.lines if each.how == how]


def changes_page(actor: Actor, plan_id: int) -> ChangesPage:
    """Return what was changed in a plan since it was adopted. Raises Refused for one not in sight."""
    plan = get_plan(actor, plan_id)
    return ChangesPage(plan, list(PlanChange.objects.filter(plan=plan).select_related("action", "made_by")))


def cross_walks(actor: Actor, plan_id: int) -> tuple[Plan, CrossWalk | None, CrossWalk | None]:
    """Return a plan with the cross-walk from the one before it, and the one to its refresh, as far as in sight."""
    plan = get_plan(actor, plan_id)
    seen = plans_visible_to(actor)
    before = seen.filter(pk=plan.supersedes_id).first() if plan.supersedes_id else None
    after = seen.filter(supersedes=plan).first()
    return plan, _walk(before, plan) if before else None, _walk(plan, after) if after else None


def _walk(before: Plan, after: Plan) -> CrossWalk:
    rows = list(CarriedOver.objects.filter(plan=after).select_related("old", "new__merged_into"))
    lines = [Line(row.old, row.new, row.how, row.get_how_display(), row.reason) for row in rows]
    placed = {row.old_id for row in rows}
    left = [each for each in before.actions.all() if each.pk not in placed]
    lines += [Line(each, None, "left", "Not settled yet", left=True) for each in left]
    return CrossWalk(before, after, sorted(lines, key=_order))


def _order(line: Line) -> list[tuple[int, str]]:
    action = line.old or line.new
    return natural(action.ref) if action else []
