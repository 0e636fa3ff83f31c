"""Statuses as data: each partnership words its own, and says what each means."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common.states import StateRefused
from wardmote.plan.models import ActionStatus, PlanAction, Update
from wardmote.plan.services.guard import require_writer

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

Means = ActionStatus.Means
CLOSING = (Means.DONE, Means.STOPPED)
_FIRST = (
    ("not-started", "Not started", Means.NOT_STARTED),
    ("under-way", "Under way", Means.UNDER_WAY),
    ("at-risk", "At risk", Means.AT_RISK),
    ("done", "Done", Means.DONE),
    ("stopped", "Stopped", Means.STOPPED),
)


def ensure_statuses(partnership: "Partnership") -> list[ActionStatus]:
    """Return the partnership's statuses in its order; give it the ordinary five where it has none."""
    held = list(ActionStatus.objects.filter(partnership=partnership))
    if held:
        return held
    return ActionStatus.objects.bulk_create(
        [
            ActionStatus(partnership=partnership, code=code, label=label, means=means, position=place)
            for place, (code, label, means) in enumerate(_FIRST)
        ]
    )


@transaction.atomic
def add_status(*, actor: Actor | None, partnership: "Partnership", label: str, means: str) -> ActionStatus:
    """Add a status after those there are. Raises Refused, and StateRefused for a label in use."""
    require_writer(actor, partnership.pk, "plan.add_status", partnership.slug)
    held = ensure_statuses(partnership)
    _label_is_free(held, label)
    code = slugify(label)[:30] or f"status-{len(held) + 1}"
    if any(each.code == code for each in held):
        code = f"{code[:24]}-{len(held) + 1}"
    last = ActionStatus.objects.filter(partnership=partnership).aggregate(last=Max("position"))["last"] or 0
    made = ActionStatus.objects.create(
        partnership=partnership, code=code, label=label.strip(), means=Means(means), position=last + 1
    )
    record(actor=actor, action="plan.add_status", object_type="plan_status", object_ref=code, fields=["label", "means"])
    return made


@transaction.atomic
def change_status(
    *, actor: Actor | None, status: ActionStatus, label: str, means: str, position: int, retired: bool
) -> ActionStatus:
    """Reword, move or retire a status. Actions that have it keep it; a retired one is offered to nobody.

    Raises Refused; StateRefused for a label in use, for retiring the last that says done or stopped, and for a change
    of meaning while actions have it, since what was reported would then say something else.
    """
    require_writer(actor, status.partnership_id, "plan.change_status", status.code)
    held = [each for each in ActionStatus.objects.filter(partnership=status.partnership_id) if each.pk != status.pk]
    _label_is_free(held, label)
    if status.means != means and _in_use(status):
        raise StateRefused("Actions have this status, so what it means stays. Add another status and retire this one.")
    goes = status.means in CLOSING and (retired or status.means != means)
    if goes and not any(each.means == status.means and not each.retired for each in held):
        label_of = Means(status.means).label
        raise StateRefused(f"One status has to mean “{label_of}”. Add another before this one goes.")
    status.label, status.means, status.position, status.retired = label.strip(), Means(means), position, retired
    status.save(update_fields=["label", "means", "position", "retired"])
    record(actor=actor, action="plan.change_status", object_type="plan_status", object_ref=status.code,
           fields=["label", "means", "position", "retired"])  # fmt: skip
    return status


def _label_is_free(held: list[ActionStatus], label: str) -> None:
    if any(each.label.casefold() == label.strip().casefold() for each in held):
        raise StateRefused("There is a status of that name already.")


def _in_use(status: ActionStatus) -> bool:
    return PlanAction.objects.filter(status=status).exists() or Update.objects.filter(status=status).exists()
