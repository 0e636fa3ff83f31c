"""What hangs on an action: its measures, its milestones, and where it points."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.dates import plainday
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.plan.models import ActionMeasure, CrossReference, Milestone, Plan, PlanAction
from wardmote.plan.services.guard import hold, note
from wardmote.plan.words import said, stamp

if TYPE_CHECKING:
    from wardmote.partnership.models import Organisation
    from wardmote.performance.models import Indicator
    from wardmote.plan.models import OutsidePriority


def put_measures(action: PlanAction, measures: "Iterable[tuple[str, Indicator | None]]") -> None:
    """Make an action's measures these, in this order. Inside the act that decides on it."""
    action.measures.all().delete()
    ActionMeasure.objects.bulk_create(
        [
            ActionMeasure(action=action, text=text, indicator=indicator, position=place)
            for place, (text, indicator) in enumerate(measures)
        ]
    )


def put_lists(
    action: PlanAction,
    *,
    partners: "Iterable[Organisation]",
    serves: "Iterable[OutsidePriority]",
    measures: "Iterable[tuple[str, Indicator | None]]",
) -> None:
    """Make an action's partners, the outside priorities it serves and its measures these."""
    action.partners.set(partners)
    action.serves.set(serves)
    put_measures(action, measures)


def put_milestones(action: PlanAction, milestones: Iterable[tuple[str, date]]) -> None:
    """Add milestones. Inside the act that decides on it."""
    Milestone.objects.bulk_create([Milestone(action=action, title=title, due_on=due) for title, due in milestones])


def point(action: PlanAction, target: PlanAction | str) -> CrossReference:
    """Let an action point at another, or at what words name; once. Inside the act that decides on it."""
    if isinstance(target, str):
        return CrossReference.objects.get_or_create(from_action=action, to_action=None, text=target)[0]
    if target.pk == action.pk:
        raise StateRefused("An action does not point at itself.")
    return CrossReference.objects.get_or_create(from_action=action, to_action=target)[0]


@transaction.atomic
def add_milestone(*, actor: Actor | None, action: PlanAction, title: str, due_on: date, reason: str = "") -> Milestone:
    """Add a step on the way. Raises Refused, and StateRefused for an action that was merged."""
    plan = hold(actor, action.plan_id, "plan.add_milestone", reason)
    not_merged(action)
    milestone = Milestone.objects.create(action=action, title=title, due_on=due_on)
    note(actor=actor, plan=plan, action=action, what="milestone added", after=_step(milestone), reason=reason)
    record(actor=actor, action="plan.add_milestone", object_type="plan", object_ref=str(plan.pk),
           fields=["title", "due_on"])  # fmt: skip
    return milestone


@transaction.atomic
def change_milestone(
    *, actor: Actor | None, milestone: Milestone, seen: str, title: str, due_on: date, done_on: date | None,
    reason: str = "",
) -> Milestone:  # fmt: skip
    """Reword or move a milestone, or say on which day it was done. Only the first two are changes of the plan.

    Raises Refused; EditConflict where it no longer says what `seen` (its stamp) was made of; StateRefused for a day
    done that is still to come.
    """
    kept = Milestone.objects.select_for_update(of=("self",)).select_related("action").get(pk=milestone.pk)
    promised = (kept.title, kept.due_on) != (title, due_on)
    plan = hold(actor, kept.action.plan_id, "plan.change_milestone", reason, needs_reason=promised)
    not_merged(kept.action)
    if done_on is not None and done_on > clock.today():
        raise StateRefused("The day on which it was done cannot be still to come.")
    before, after = milestone_words(kept), {"title": title, "due_on": plainday(due_on), "done_on": plainday(done_on)}
    if stamp(before) != seen:
        raise EditConflict(theirs=before, yours=after, version=0)
    was = _step(kept)
    kept.title, kept.due_on, kept.done_on = title, due_on, done_on
    kept.save(update_fields=["title", "due_on", "done_on"])
    if promised:
        note(actor=actor, plan=plan, action=kept.action, what="milestone", before=was, after=_step(kept), reason=reason)
    record(actor=actor, action="plan.change_milestone", object_type="plan", object_ref=str(plan.pk),
           fields=["title", "due_on", "done_on"])  # fmt: skip
    return kept


def milestone_words(milestone: Milestone) -> dict[str, str]:
    """Return what a milestone says, of which its stamp is made."""
    return said({"title": milestone.title, "due_on": milestone.due_on, "done_on": milestone.done_on})


@transaction.atomic
def add_reference(*, actor: Actor | None, action: PlanAction, to: PlanAction | str, reason: str = "") -> CrossReference:
    """Let an action point at another, of this plan or another, or in words at what stands outside.

    Raises Refused; StateRefused for itself, for a second time, and for an action that was merged.
    """
    plan = hold(actor, action.plan_id, "plan.add_reference", reason)
    not_merged(action)
    same = {"text": to} if isinstance(to, str) else {"to_action": to}
    if action.points_at.filter(**same).exists():
        raise StateRefused("It points there already.")
    made = point(action, to)
    where = to if isinstance(to, str) else target_words(action.plan, to)
    note(actor=actor, plan=plan, action=action, what="cross-reference added", after=where, reason=reason)
    record(actor=actor, action="plan.add_reference", object_type="plan", object_ref=str(plan.pk), fields=["points_at"])
    return made


def target_words(plan: Plan, target: PlanAction) -> str:
    """Name an action that another points at: by its number, and by its plan where that is another."""
    return f"Action {target.ref}" if target.plan_id == plan.pk else f"Action {target.ref} of {target.plan.title}"


def not_merged(action: PlanAction) -> None:
    """Raise StateRefused for an action that was merged into another."""
    if action.merged_into_id is not None:
        raise StateRefused("This action was merged into another. Change that one.")


def _step(milestone: Milestone) -> str:
    return f"{milestone.title}, by {plainday(milestone.due_on)}"
