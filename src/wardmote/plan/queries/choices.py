"""What the forms of a plan offer."""

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from wardmote.access.actor import Actor
from wardmote.common.periods import Month, Quarter, months_between
from wardmote.measures.registry import every
from wardmote.partnership.queries import memberships_in, organisations_of
from wardmote.plan.models import ActionStatus, OutsidePriority, Plan, PlanAction
from wardmote.plan.queries.sight import plans_visible_to
from wardmote.plan.words import called, natural

if TYPE_CHECKING:
    from wardmote.access.models import User
    from wardmote.partnership.models import Organisation, Partnership


def organisations_for(plan: Plan, action: PlanAction | None = None) -> "QuerySet[Organisation]":
    """Return who can lead: those who take part here or in the county, and whoever the action has already."""
    places = [each for each in (plan.partnership_id, plan.partnership.parent_id) if each]
    held = [action.lead_id, *action.partners.values_list("pk", flat=True)] if action else []
    model = organisations_of(plan.partnership_id).model
    taking_part = Q(partnerships__in=places, active=True)
    return model.objects.filter(taking_part | Q(pk__in=[each for each in held if each])).distinct().order_by("name")


def people_for(plan: Plan, action: PlanAction | None = None) -> "QuerySet[User]":
    """Return who can be a named contact: people with a role here today, and whoever it is already."""
    here = memberships_in(plan.partnership_id).order_by().values("user_id")
    held = action.contact_id if action else None
    return get_user_model().objects.filter(Q(pk__in=here, is_active=True) | Q(pk=held)).order_by("name")


def statuses_for(partnership_id: int, held: int | None = None) -> QuerySet[ActionStatus]:
    """Return the statuses in use, and the one that an action has already."""
    return ActionStatus.objects.filter(Q(partnership_id=partnership_id) & (Q(retired=False) | Q(pk=held)))


def outside_for(partnership_id: int) -> QuerySet[OutsidePriority]:
    """Return the priorities of others that a partnership's plans can serve."""
    return OutsidePriority.objects.filter(partnership_id=partnership_id)


def plans_above(actor: Actor, partnership: "Partnership", plan: Plan | None = None) -> QuerySet[Plan]:
    """Return the plans that one of `partnership` can stand under: its own and its county's, in sight and in use."""
    places = [each for each in (partnership.pk, partnership.parent_id) if each]
    held = plan.parent_id if plan else None
    found = plans_visible_to(actor).filter(partnership_id__in=places)
    in_use = ~Q(state=Plan.State.SUPERSEDED) | Q(pk=held)
    return found.filter(in_use).exclude(pk=plan.pk if plan else 0)


def plans_to_follow(plan: Plan) -> QuerySet[Plan]:
    """Return the adopted plans of a partnership that have no refresh yet, for a draft to follow."""
    free = Q(superseded_by=None) | Q(superseded_by=plan)
    return Plan.objects.filter(free, partnership_id=plan.partnership_id, state=Plan.State.ADOPTED)


def actions_beside(action: PlanAction) -> list[tuple[int, str]]:
    """Return the other actions of a plan that an action can be merged into, in the order of their numbers."""
    others = PlanAction.objects.filter(plan_id=action.plan_id, merged_into=None).exclude(pk=action.pk)
    return [(each.pk, shortly(each)) for each in sorted(others, key=lambda each: natural(each.ref))]


def find_action(actor: Actor, plan_id: int, ref: str) -> PlanAction | None:
    """Return the action of that number in a plan in sight."""
    found = PlanAction.objects.filter(plan__in=plans_visible_to(actor).filter(pk=plan_id), ref__iexact=ref.strip())
    return found.select_related("plan").first()


def shortly(action: PlanAction, length: int = 70) -> str:
    """Name an action on one line."""
    name = called(action)
    return f"{action.ref}. {name if len(name) <= length else name[: length - 1].rstrip() + '…'}"


def measures_for() -> list[tuple[str, str]]:
    """Return what Wardmote can count by itself."""
    return [(each.key, each.name) for each in every()]


def months_for(plan: Plan, action: PlanAction | None = None) -> list[tuple[str, str]]:
    """Return the months of a plan as (`2025-03`, `March 2025`), and the one in which an action is due already."""
    months = set(months_between(Month.containing(plan.starts_on), Month.containing(plan.ends_on)))
    months |= {Month.containing(action.due_on)} if action and action.due_on else set()
    return [(each.slug, each.label) for each in sorted(months)]


def quarters_for(plan: Plan, action: PlanAction | None = None) -> list[tuple[str, str]]:
    """Return the quarters of a plan as (slug, label), and the one in which an action is due already."""
    quarters = {Quarter.containing(Month.parse(slug).start) for slug, _ in months_for(plan, action)}
    return [(each.slug, each.label) for each in sorted(quarters)]
