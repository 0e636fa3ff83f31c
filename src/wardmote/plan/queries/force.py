"""Which plan holds on a day, and when a rolling one is due its refresh."""

from datetime import date

from django.db.models import Q, QuerySet

from wardmote.common import clock
from wardmote.common.dates import refresh_due
from wardmote.plan.models import ActionStatus, Plan, PlanAction
from wardmote.plan.services.refs import plans_before

ENDED = (ActionStatus.Means.DONE, ActionStatus.Means.STOPPED)


def plans_in_force(partnership_id: int, start: date, end: date | None = None) -> QuerySet[Plan]:
    """Return the adopted plans of a partnership that hold on a day, or at some time from `start` to `end`.

    A plan holds until the one that supersedes it begins, which may be some weeks after that one was adopted.
    """
    last = end or start
    held = Q(starts_on__lte=last, ends_on__gte=start, adopted_on__isnull=False)
    followed = Q(superseded_by__adopted_on__isnull=False, superseded_by__starts_on__lte=start)
    return Plan.objects.filter(held, partnership_id=partnership_id).exclude(followed).select_related("partnership")


def refresh_due_of(plan: Plan) -> date | None:
    """Return the day by which a plan is due its yearly refresh; None where it has one adopted, or is a draft.

    A plan from April 2026 to March 2029 is due its first refresh on 1 April 2027. Editions that begin on the same day
    as the first count as refreshes of it.
    """
    if plan.state != Plan.State.ADOPTED:
        return None
    return refresh_due(plan.starts_on, sum(earlier.starts_on == plan.starts_on for earlier in plans_before(plan)))


def is_late(action: PlanAction, today: date | None = None) -> bool:
    """Say whether an open action is past the day by which it is due."""
    if action.due_on is None or action.merged_into_id is not None:
        return False
    return action.due_on < (today or clock.today()) and not has_ended(action)


def has_ended(action: PlanAction) -> bool:
    """Say whether an action is reported done or stopped."""
    return action.status is not None and action.status.means in ENDED


def newest_of(plan: Plan) -> Plan:
    """Return the edition now in use of a plan: its refresh, that one's refresh, and so on, as far as adopted."""
    seen = {plan.pk}
    while True:
        after = getattr(plan, "superseded_by", None)
        if after is None or after.adopted_on is None or after.pk in seen:
            return plan
        seen.add(after.pk)
        plan = after
