"""Changes of a plan's own words, of its priorities and its objectives."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.plan.models import Objective, Plan, Priority
from wardmote.plan.services.guard import hold, note
from wardmote.plan.services.write import check_above
from wardmote.plan.words import changed, said, stamp

if TYPE_CHECKING:
    from wardmote.partnership.models import Group
    from wardmote.plan.models import OutsidePriority

_OF_A_PLAN = ("title", "summary", "kind", "parent", "group", "starts_on", "ends_on")


class PlanChanged(TypedDict, total=False):
    """What can be changed of a plan."""

    title: str
    summary: str
    kind: str
    parent: Plan | None
    group: "Group | None"
    starts_on: date
    ends_on: date


@transaction.atomic
def change_plan(
    *, actor: Actor | None, plan: Plan, started_from: int, reason: str = "", **fields: Unpack[PlanChanged]
) -> Plan:
    """Change what a plan says of itself; adopted, with a reason, one visible change a field.

    Raises Refused; EditConflict, both texts in words, where somebody saved first; StateRefused for a title used
    before, an end before the start, and a plan above it that cannot stand there.
    """
    kept = hold(actor, plan.pk, "plan.change", reason)
    before: dict[str, Any] = {name: getattr(kept, name) for name in _OF_A_PLAN}
    after: dict[str, Any] = {**before, **fields}
    if kept.version != started_from:
        raise EditConflict(theirs=said(before), yours=said(after), version=kept.version)
    if after["ends_on"] < after["starts_on"]:
        raise StateRefused("A plan ends after it starts.")
    title_is_free(kept.partnership_id, after["title"], besides=kept.pk)
    check_above(kept.partnership, after["parent"], kept)
    kept.save_version(started_from=started_from, **fields)
    for what, old, new in changed(said(before), said(after)):
        note(actor=actor, plan=kept, what=what, before=old, after=new, reason=reason)
    record(actor=actor, action="plan.change", object_type="plan", object_ref=str(kept.pk), fields=sorted(fields))
    return kept


def title_is_free(partnership_id: int, title: str, *, besides: int = 0) -> None:
    """Raise StateRefused for a title that another plan of the partnership has."""
    if Plan.objects.filter(partnership_id=partnership_id, title=title).exclude(pk=besides).exists():
        raise StateRefused("Another plan of this partnership has that title.")


def priority_words(priority: Priority) -> dict[str, str]:
    """Return what a priority says, of which its stamp is made."""
    serves = sorted(priority.serves.all(), key=lambda each: (each.document, each.code))
    return said({"number": priority.number, "title": priority.title, "reason": priority.reason,
                 "triangle": priority.triangle, "serves": serves})  # fmt: skip


@transaction.atomic
def change_priority(
    *,
    actor: Actor | None,
    priority: Priority,
    seen: str,
    number: int,
    title: str,
    reason: str = "",
    triangle: str = "",
    serves: "Iterable[OutsidePriority]" = (),
    change_reason: str = "",
) -> Priority:
    """Change a priority; `reason` is why it is one. Raises Refused, EditConflict where it no longer says what `seen`
    (its stamp) was made of, StateRefused for a number used in this plan.
    """
    plan = hold(actor, priority.plan_id, "plan.change_priority", change_reason)
    kept = Priority.objects.get(pk=priority.pk)
    chosen = sorted(serves, key=lambda each: (each.document, each.code))
    before = priority_words(kept)
    after = said({"number": number, "title": title, "reason": reason, "triangle": triangle, "serves": chosen})
    if stamp(before) != seen:
        raise EditConflict(theirs=before, yours=after, version=0)
    if Priority.objects.filter(plan=plan, number=number).exclude(pk=kept.pk).exists():
        raise StateRefused(f"Priority {number} is another priority of this plan.")
    kept.number, kept.title, kept.reason, kept.triangle = number, title, reason, triangle
    kept.save()
    kept.serves.set(chosen)
    for what, old, new in changed(before, after):
        note(actor=actor, plan=plan, what=f"priority {number}: {what}", before=old, after=new, reason=change_reason)
    record(actor=actor, action="plan.change_priority", object_type="plan", object_ref=str(plan.pk),
           fields=["number", "title", "reason", "triangle", "serves"])  # fmt: skip
    return kept


def objective_words(objective: Objective) -> dict[str, str]:
    """Return what an objective says, of which its stamp is made."""
    return said({"number": objective.number, "title": objective.title})


@transaction.atomic
def change_objective(
    *, actor: Actor | None, objective: Objective, seen: str, number: str, title: str, change_reason: str = ""
) -> Objective:
    """Change an objective. Raises as `change_priority`."""
    plan = hold(actor, objective.priority.plan_id, "plan.change_objective", change_reason)
    kept = Objective.objects.get(pk=objective.pk)
    before, after = objective_words(kept), said({"number": number, "title": title})
    if stamp(before) != seen:
        raise EditConflict(theirs=before, yours=after, version=0)
    if Objective.objects.filter(priority_id=kept.priority_id, number=number).exclude(pk=kept.pk).exists():
        raise StateRefused(f"Objective {number} is another objective of this priority.")
    kept.number, kept.title = number, title
    kept.save(update_fields=["number", "title"])
    for what, old, new in changed(before, after):
        note(actor=actor, plan=plan, what=f"objective {number}: {what}", before=old, after=new, reason=change_reason)
    record(actor=actor, action="plan.change_objective", object_type="plan", object_ref=str(plan.pk),
           fields=["number", "title"])  # fmt: skip
    return kept
