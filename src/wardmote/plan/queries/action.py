"""An action in full: what was promised, what it was before, what watches it, and where it leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.common.periods import Quarter
from wardmote.performance.queries import latest_quarter, quarter_page, query_for
from wardmote.plan.models import CrossReference, Milestone, OutsidePriority, PlanAction, PlanChange, Update
from wardmote.plan.queries.pages import ANSWERED, ActionLine, line_of
from wardmote.plan.queries.sight import get_action, plans_visible_to
from wardmote.plan.rules import may_report, may_write


@dataclass(frozen=True)
class MeasureLine:
    """A measure in words, with its indicator's figure as this reader may see it. `key` is empty where none watches."""

    text: str
    key: str = ""
    name: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Pointer:
    """Another action that points here or is pointed at; only words where there is none in sight."""

    words: str
    action: PlanAction | None = None


@dataclass(frozen=True)
class Was:
    """What a field said until a change."""

    text: str
    change: PlanChange


@dataclass(frozen=True)
class ActionPage:
    """Everything of one action that its reader may see."""

    line: ActionLine
    quarter: Quarter
    query: str
    measures: Sequence[MeasureLine]
    milestones: Sequence[Milestone]
    points_at: Sequence[Pointer]
    pointed_at_by: Sequence[Pointer]
    serves: Sequence[OutsidePriority]
    serves_through: Sequence[OutsidePriority]
    merged: Sequence[PlanAction]
    continued_by: PlanAction | None
    continues: PlanAction | None
    updates: Sequence[Update]
    changes: Sequence[PlanChange]
    was: Mapping[str, Sequence[Was]] = field(default_factory=dict)
    may_write: bool = False
    may_report: bool = False

    @property
    def action(self) -> PlanAction:
        return self.line.action


def action_page(actor: Actor, plan_id: int, action_id: int) -> ActionPage:
    """Return an action as `actor` may see it. Raises Refused for one not there as for one not in sight."""
    action = get_action(actor, plan_id, action_id)
    plan = action.plan
    seen = set(plans_visible_to(actor).values_list("pk", flat=True))
    quarter = latest_quarter(plan.partnership_id)
    changes = list(action.changes.select_related("made_by"))
    after = action.continued_by.select_related("plan").filter(plan__in=seen).first()
    return ActionPage(
        line=line_of(_reader(actor), action, quarter, len([each for each in changes if each.what != "status"])),
        quarter=quarter,
        query=query_for(actor, plan.partnership),
        measures=_measures(actor, action, quarter),
        milestones=list(action.milestones.all()),
        points_at=_points_at(action, seen),
        pointed_at_by=_pointed_at_by(action, seen),
        serves=list(action.serves.all()),
        serves_through=list(action.priority.serves.all()),
        merged=list(action.merged.all()),
        continued_by=after,
        continues=action.continues if action.continues and action.continues.plan_id in seen else None,
        updates=_updates(actor, action),
        changes=changes,
        was=_was(changes),
        may_write=bool(may_write(actor, plan.partnership_id)) and plan.state != "superseded",
        may_report=bool(may_report(actor, action)) and plan.state == "adopted",
    )


def _reader(actor: Actor) -> Actor | None:
    return actor if actor.may(Permission.PERFORMANCE_VIEW) else None


def _measures(actor: Actor, action: PlanAction, quarter: Quarter) -> list[MeasureLine]:
    """The figures come from the quarter's page, so that nobody sees here what is withheld there."""
    measures = list(action.measures.select_related("indicator"))
    rows = {}
    if any(each.indicator_id for each in measures):
        page = quarter_page(_reader(actor), action.plan.partnership_id, quarter)
        rows = {row.indicator.pk: row for row in page.rows}
    found = []
    for each in measures:
        row = rows.get(each.indicator_id or 0)
        found.append(
            MeasureLine(each.text, row.indicator.key, row.indicator.name, row.shown) if row else MeasureLine(each.text)
        )
    return found


def _points_at(action: PlanAction, seen: set[int]) -> list[Pointer]:
    found = []
    for reference in action.points_at.select_related("to_action__plan"):
        target = reference.to_action
        if target is None:
            found.append(Pointer(reference.text))
        elif target.plan_id in seen:
            found.append(Pointer(_name(action, target), target))
        else:
            found.append(Pointer(reference.text or "An action of another plan"))
    return found


def _pointed_at_by(action: PlanAction, seen: set[int]) -> list[Pointer]:
    found = CrossReference.objects.filter(to_action=action, from_action__plan__in=seen)
    return [
        Pointer(_name(action, each.from_action), each.from_action) for each in found.select_related("from_action__plan")
    ]


def _name(action: PlanAction, other: PlanAction) -> str:
    return f"Action {other.ref}" if other.plan_id == action.plan_id else f"Action {other.ref} of {other.plan.title}"


def _updates(actor: Actor, action: PlanAction) -> list[Update]:
    """What was said of it in the rounds that were signed off; to other partnerships only what the public may read."""
    found = action.updates.filter(current=True, round__state__in=ANSWERED).select_related(
        "round", "organisation", "status", "remedial_by"
    )
    if actor.partnership_id != action.plan.partnership_id:
        found = found.filter(public=True)
    return list(found.order_by("-round__quarter"))


def _was(changes: Sequence[PlanChange]) -> dict[str, list[Was]]:
    """Return what each field said before, newest first, by what the change is called."""
    found: dict[str, list[Was]] = {}
    for change in changes:
        if change.before:
            found.setdefault(change.what, []).append(Was(change.before, change))
    return found
