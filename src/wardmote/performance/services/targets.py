from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common.versions import EditConflict
from wardmote.performance.entering import MOST
from wardmote.performance.models import Indicator, StepChange, Target
from wardmote.performance.rules import may_define


def set_target(
    *, actor: Actor | None, indicator: Indicator, due_on: date, value: Decimal, reason: str = "", started_from: int = 0
) -> Target:
    """Say what is to be reached by a day, or change it; what was aimed at before stays with its reason.

    `value` is in the unit of a quarter's figure (of a year's, where figures come once a year); `started_from` is the
    revision that was on the page, 0 where none was. Raises Refused, EditConflict, and ValueError in words for a number
    that cannot be, or a change without its reason.
    """
    if actor is not None:
        decision = may_define(actor, indicator.partnership_id)
        require(decision, actor, "target.set", object_type="indicator", object_ref=indicator.key)
    if not (value.is_finite() and 0 <= value < MOST):
        raise ValueError("A target is nought or more.")
    if started_from and not reason.strip():
        raise ValueError("Say why the target changes.")
    with transaction.atomic():
        # Writers of one indicator's targets go one after the other.
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        held = Target.objects.filter(indicator=indicator, due_on=due_on, current=True).first()
        if (held.revision if held else 0) != started_from:
            theirs = {"value": held.value if held else None, "reason": held.reason if held else ""}
            raise EditConflict(theirs=theirs, yours={"value": value, "reason": reason},
                               version=held.revision if held else 0)  # fmt: skip
        if held:
            Target.objects.filter(pk=held.pk).update(current=False)
        made = Target.objects.create(
            indicator=indicator, due_on=due_on, value=value, revision=started_from + 1, reason=reason,
            set_by_id=actor.user_id if actor else None, set_at=timezone.now(),
        )  # fmt: skip
        record(actor=actor, action="target.set", object_type="indicator", object_ref=indicator.key,
               fields=["due_on", "value", "reason"])  # fmt: skip
    return made


def note_step_change(*, actor: Actor | None, indicator: Indicator, starts_on: date, reason: str) -> StepChange:
    """Begin a new baseline in the month of a day, with what is known to have changed then.

    Raises Refused, and ValueError in words without a reason or where a baseline begins in that month already.
    """
    if actor is not None:
        decision = may_define(actor, indicator.partnership_id)
        require(decision, actor, "step_change.note", object_type="indicator", object_ref=indicator.key)
    if not reason.strip():
        raise ValueError("Say what changed: limits are never begun anew without a reason.")
    first = starts_on.replace(day=1)
    with transaction.atomic():
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        if StepChange.objects.filter(indicator=indicator, starts_on=first, withdrawn_at__isnull=True).exists():
            raise ValueError(f"A new baseline begins in {first:%B %Y} already.")
        made = StepChange.objects.create(
            indicator=indicator, starts_on=first, reason=reason, made_by_id=actor.user_id if actor else None,
            made_at=timezone.now(),
        )  # fmt: skip
        record(actor=actor, action="step_change.note", object_type="indicator", object_ref=indicator.key,
               fields=["starts_on", "reason"])  # fmt: skip
    return made


def withdraw_step_change(*, actor: Actor, indicator: Indicator, step_id: int) -> None:
    """Take a step change back; it stays on record. Doing so twice changes nothing. Raises Refused."""
    decision = may_define(actor, indicator.partnership_id)
    require(decision, actor, "step_change.withdraw", object_type="indicator", object_ref=indicator.key)
    with transaction.atomic():
        changed = StepChange.objects.filter(pk=step_id, indicator=indicator, withdrawn_at__isnull=True).update(
            withdrawn_at=timezone.now()
        )
        if changed:
            record(actor=actor, action="step_change.withdraw", object_type="indicator", object_ref=indicator.key,
                   fields=["withdrawn_at"])  # fmt: skip
