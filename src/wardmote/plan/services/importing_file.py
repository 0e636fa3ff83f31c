"""A plan's file brought in at one go, by the installation itself: read and committed, or nothing kept at all."""

from typing import TYPE_CHECKING

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.common.states import StateRefused
from wardmote.plan.models import Plan, PlanImport
from wardmote.plan.queries.importing import page_of
from wardmote.plan.services.importing import NewPlan, commit_plan_import, start_import

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


@transaction.atomic
def bring_in_file(
    *,
    actor: Actor | None,
    name: str,
    content: bytes,
    plan_id: int | None = None,
    partnership: "Partnership | None" = None,
    new: NewPlan | None = None,
    reason: str = "",
) -> PlanImport:
    """Bring a file into the plan `plan_id`, or into `new` of `partnership`, with every guess as it stands.

    Raises CannotRead for the file; Refused; StateRefused where there is no such plan, nothing would change, or the
    file and somebody here changed the same thing, which only a person settles.
    """
    plan = Plan.objects.select_related("partnership").filter(pk=plan_id).first() if plan_id is not None else None
    where = plan.partnership if plan else partnership
    if where is None:
        raise StateRefused("There is no such plan." if plan_id is not None else "Say which partnership’s plan it is.")
    kept = start_import(actor=actor, partnership=where, name=name, content=content, plan=plan)
    open_conflicts = len(page_of(kept).compared.conflicts)
    if open_conflicts:
        raise StateRefused(
            f"The file and somebody here changed the same thing in {open_conflicts} places. Bring it in on its page, "
            "where you choose which text stands."
        )
    commit_plan_import(actor=actor, import_id=kept.pk, new=None if plan else new, reason=reason)
    kept.refresh_from_db()
    return kept
