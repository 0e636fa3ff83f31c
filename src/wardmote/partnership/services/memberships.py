"""Who holds which role, from when to when. A membership is never overwritten: it ends, and another begins."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.access.roles import ROLES, Role
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.partnership import rules
from wardmote.partnership.models import Group, Membership, Organisation, Partnership
from wardmote.partnership.services.problem import Problem

if TYPE_CHECKING:
    from wardmote.access.models import User


@transaction.atomic
def add_membership(
    *,
    actor: Actor | None,
    user: "User",
    organisation: Organisation,
    partnership: Partnership,
    role: str,
    starts_on: date,
    group: Group | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give `user` the role of that key for an organisation, in `group` where the role is held in one.

    Raises Problem, in words, when it cannot be so, and Refused without the right; nobody gives themselves a role.
    """
    rules.require_managing(actor, partnership.pk, "membership.add", user.pk)
    if actor is not None and actor.user_id == user.pk:
        raise Refused(actor, "membership.add", reason="nobody gives themselves a role", object_type="membership")
    _check(ROLES[role], partnership, organisation, group, starts_on, ends_on)
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    holds = {"user": user, "organisation": organisation, "partnership": partnership, "role": role, "group": group}
    overlapping = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), **holds)
    if ends_on:
        overlapping = overlapping.filter(starts_on__lte=ends_on)
    if overlapping.exists():
        raise Problem(f"{user.name} already holds this role at that time", field="role")
    made = Membership.objects.create(**holds, starts_on=starts_on, ends_on=ends_on)
    fields = ["user", "organisation", "role", "group", "starts_on", "ends_on"]
    record(actor=actor, action="membership.add", object_type="membership", object_ref=str(made.pk), fields=fields)
    return made


@transaction.atomic
def end_membership(*, actor: Actor | None, membership: Membership, ends_on: date) -> None:
    """Let a membership end after its last day `ends_on`, from yesterday on: what was held before then was held."""
    rules.require_managing(actor, membership.partnership_id, "membership.end", membership.pk)
    kept = Membership.objects.select_for_update().get(pk=membership.pk)
    yesterday = clock.today() - timedelta(days=1)
    if kept.ends_on and kept.ends_on <= yesterday:
        raise Problem("This membership has already ended", field="ends_on")
    if ends_on < max(yesterday, kept.starts_on):
        raise Problem("The last day can be yesterday at the earliest, and not before the first day", field="ends_on")
    kept.ends_on = ends_on
    kept.save(update_fields=["ends_on"])
    record(
        actor=actor, action="membership.end", object_type="membership", object_ref=str(kept.pk), fields=["ends_on"]
    )  # fmt: skip


def _check(
    role: Role,
    partnership: Partnership,
    organisation: Organisation,
    group: Group | None,
    starts_on: date,
    ends_on: date | None,
) -> None:
    if ends_on and ends_on < starts_on:
        raise Problem("The last day must be on or after the first day", field="ends_on")
    if role.in_group and group is None:
        raise Problem(f"Select the group in which this person is {role.name.lower()}", field="group")
    if group is not None and not role.in_group:
        raise Problem(f"The role {role.name.lower()} is held in the whole partnership, not in a group", field="group")
    if group is not None and group.partnership_id != partnership.pk:
        raise Problem("Select a group of this partnership", field="group")
    if not organisation.active or not partnership.organisations.filter(pk=organisation.pk).exists():
        raise Problem("This organisation does not take part in the partnership", field="organisation")
