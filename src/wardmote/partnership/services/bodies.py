"""Partnerships, the organisations that take part, and the groups that meet."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from wardmote.access.actor import NOBODY, Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.partnership import rules
from wardmote.partnership.models import District, Group, Organisation, Partnership


@transaction.atomic
def create_partnership(
    *, actor: Actor | None, slug: str, name: str, parent: Partnership | None = None, districts: Sequence[str] = ()
) -> Partnership:
    """Set up a partnership, `parent` being the county's; `districts` are its areas by the names police files print."""
    require(rules.only_at_set_up(actor), actor or NOBODY, "partnership.create")
    made = Partnership.objects.create(slug=slug, name=name, parent=parent)
    District.objects.bulk_create([District(partnership=made, name=each) for each in districts])
    _record(actor, "partnership.create", "partnership", made.slug, ["name", "parent", "districts"])
    return made


@transaction.atomic
def create_organisation(
    *, actor: Actor | None, slug: str, name: str, kind: str, contact_email: str = ""
) -> Organisation:
    """Add an organisation, of an `Organisation.Kind`. It takes part in nothing until it joins."""
    if actor is not None:
        require(actor.may(Permission.PARTNERSHIP_MANAGE), actor, "organisation.create")
    made = Organisation.objects.create(slug=slug, name=name, kind=Organisation.Kind(kind), contact_email=contact_email)
    _record(actor, "organisation.create", "organisation", made.slug, ["name", "kind", "contact_email"])
    return made


@transaction.atomic
def join_partnership(*, actor: Actor | None, partnership: Partnership, organisation: Organisation) -> None:
    """Have an organisation take part. Joining again changes nothing."""
    rules.require_managing(actor, partnership.pk, "partnership.join", partnership.slug)
    partnership.organisations.add(organisation)
    _record(actor, "partnership.join", "partnership", partnership.slug, ["organisations"])


@transaction.atomic
def create_group(
    *,
    actor: Actor | None,
    partnership: Partnership,
    slug: str,
    code: str,
    name: str,
    kind: str,
    terms_review_on: date | None = None,
) -> Group:
    """Set up a panel or a board, of a `Group.Kind`; `code` starts the references of its cases."""
    rules.require_managing(actor, partnership.pk, "group.create", slug)
    made = Group.objects.create(
        partnership=partnership,
        slug=slug,
        code=code,
        name=name,
        kind=Group.Kind(kind),
        terms_review_on=terms_review_on,
    )
    _record(actor, "group.create", "group", made.slug, ["name", "code", "kind", "terms_review_on"])
    return made


def _record(actor: Actor | None, action: str, kind: str, ref: str, fields: list[str]) -> None:
    record(actor=actor, action=action, object_type=kind, object_ref=ref, fields=fields)
