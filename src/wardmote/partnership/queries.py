"""Reads about who works together. Nothing here is about a case."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from wardmote.access.actor import Actor, Standing
from wardmote.access.refusal import Refused
from wardmote.access.roles import SEATED
from wardmote.common import clock
from wardmote.partnership.models import (
    Agreement,
    District,
    Gateway,
    Group,
    Membership,
    Organisation,
    OrganisationSignature,
    Partnership,
)

if TYPE_CHECKING:
    from wardmote.access.models import User


def _known(partnership_id: int | None) -> int:
    """Turn no partnership into an id that none has, so that it finds nothing."""
    return partnership_id or 0


def in_force(day: date, prefix: str = "") -> Q:
    """Rows whose `starts_on`–`ends_on` holds on `day`, both ends included."""
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    )


def partnerships_of(user: "User") -> list[Partnership]:
    """Return the partnerships in which the person holds a role today, by name."""
    today = clock.today()
    ids = Membership.objects.filter(in_force(today), user=user, organisation__active=True).values("partnership_id")
    return list(Partnership.objects.filter(id__in=ids).order_by("name"))


def actor_for(user: "User", *, partnership_id: int | None, second_factor: bool) -> Actor:
    """Work out who `user` is in the partnership today: each current role, and whether its organisation has signed."""
    today = clock.today()
    signed = Exists(
        OrganisationSignature.objects.filter(
            in_force(today, "agreement__"),
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=today),
            signed_on__lte=today,
            agreement__partnership_id=OuterRef("partnership_id"),
            organisation_id=OuterRef("organisation_id"),
        )
    )
    rows = (
        Membership.objects.filter(
            in_force(today), user=user, partnership_id=_known(partnership_id), organisation__active=True
        )
        .annotate(signed=signed)
        .order_by("id")
        .values_list("role", "organisation_id", "group_id", "signed", "organisation__name")
    )
    found = list(rows) if partnership_id else []
    return Actor(
        user_id=user.pk,
        name=user.name,
        partnership_id=partnership_id,
        standings=tuple(
            Standing(role, organisation, group, bool(sign)) for role, organisation, group, sign, _ in found
        ),
        second_factor=second_factor,
        organisation_name=found[0][4] if found else "",
        active=user.is_active,
    )


def districts_of(partnership_id: int) -> frozenset[str]:
    """Return the districts of a partnership and of those below it, as police files print them."""
    names = District.objects.filter(Q(partnership_id=partnership_id) | Q(partnership__parent_id=partnership_id))
    return frozenset(names.values_list("name", flat=True))


def partnership_tree(partnership_id: int) -> list[int]:
    """Return the ids of a partnership and of those below it: what is counted for a county is counted for each."""
    below = Partnership.objects.filter(parent_id=partnership_id).values_list("id", flat=True)
    return [partnership_id, *below]


def get_partnership(slug: str) -> Partnership | None:
    return Partnership.objects.filter(slug=slug).first()


def any_partnership() -> bool:
    """Say whether this installation holds a partnership at all."""
    return Partnership.objects.exists()


def get_partnership_by_id(partnership_id: int | None) -> Partnership | None:
    return Partnership.objects.filter(id=_known(partnership_id)).first()


def panels_of(partnership_id: int | None) -> QuerySet[Group]:
    """Return the groups of a partnership that hear cases."""
    return Group.objects.filter(
        partnership_id=_known(partnership_id), kind__in=[Group.Kind.OVAL, Group.Kind.JOINT_TASKING]
    ).order_by("name")


def groups_of(partnership_id: int | None) -> QuerySet[Group]:
    return Group.objects.filter(partnership_id=_known(partnership_id)).order_by("name")


def organisations_of(partnership_id: int | None) -> QuerySet[Organisation]:
    """Return the active organisations that take part, by name."""
    return Organisation.objects.filter(partnerships=_known(partnership_id), active=True).order_by("name")


def memberships_in(partnership_id: int | None) -> QuerySet[Membership]:
    """Return today's memberships of a partnership with person, organisation and group."""
    return (
        Membership.objects.filter(in_force(clock.today()), partnership_id=_known(partnership_id))
        .select_related("user", "organisation", "group")
        .order_by("group__name", "organisation__name", "user__name")
    )


def seats_of(group_id: int, *, day: date | None = None) -> QuerySet[Membership]:
    """Return who has a seat in a group on `day`, today unless said: all but its observers."""
    return (
        Membership.objects.filter(in_force(day or clock.today()), group_id=group_id, role__in=SEATED)
        .select_related("user", "organisation")
        .order_by("organisation__name", "role", "user__name")
    )


def seats_over(group_ids: Iterable[int]) -> list[tuple[int, int, str, date, date | None]]:
    """Return group, user, role and dates of every seat that there is or was in some groups: all but observers'."""
    held = Membership.objects.filter(group_id__in=list(group_ids), role__in=SEATED).order_by("id")
    return list(held.values_list("group_id", "user_id", "role", "starts_on", "ends_on"))


def people_of(*, organisation_id: int, partnership_id: int) -> "QuerySet[User]":
    """Return the people who hold a role for an organisation in a partnership today, to whom an action can be given."""
    return (
        get_user_model()
        .objects.filter(
            in_force(clock.today(), "memberships__"),
            memberships__organisation_id=organisation_id,
            memberships__partnership_id=partnership_id,
            is_active=True,
        )
        .distinct()
        .order_by("name")
    )


def current_agreement(partnership_id: int | None) -> Agreement | None:
    """Return the agreement in force today, the newest where two overlap."""
    return (
        Agreement.objects.filter(in_force(clock.today()), partnership_id=_known(partnership_id))
        .order_by("-starts_on")
        .first()
    )


def gateways_of(partnership_id: int | None) -> QuerySet[Gateway]:
    """Return the gateways in force that the current agreement relies on."""
    today = clock.today()
    return Gateway.objects.filter(
        in_force(today), agreements__in=Agreement.objects.filter(in_force(today), partnership_id=_known(partnership_id))
    ).distinct()


def has_signed(*, organisation_id: int, partnership_id: int) -> bool:
    """Say whether an organisation has signed the agreement in force and not withdrawn."""
    today = clock.today()
    return (
        OrganisationSignature.objects.filter(
            in_force(today, "agreement__"), agreement__partnership_id=partnership_id,
            organisation_id=organisation_id, signed_on__lte=today,
        ).exclude(withdrawn_on__lte=today).exists()
    )  # fmt: skip


def signed_organisations(agreement: Agreement | None) -> set[int]:
    """Return the organisations whose signature under `agreement` holds today."""
    today = clock.today()
    if agreement is None:
        return set()
    held = agreement.signatures.filter(signed_on__lte=today).exclude(withdrawn_on__lte=today)
    return set(held.values_list("organisation_id", flat=True))


def signatures_of(agreement: Agreement) -> QuerySet[OrganisationSignature]:
    """Return every signature under a version, withdrawn ones included, by organisation."""
    return agreement.signatures.select_related("organisation").order_by("organisation__name", "signed_on")


def earlier_agreements(partnership_id: int) -> QuerySet[Agreement]:
    """Return the versions that are no longer in force, the newest first."""
    return Agreement.objects.filter(partnership_id=partnership_id, ends_on__lt=clock.today()).order_by("-starts_on")


def memberships_to_come(partnership_id: int) -> QuerySet[Membership]:
    """Return memberships that have not begun, with person, organisation and group."""
    return (
        Membership.objects.filter(partnership_id=partnership_id, starts_on__gt=clock.today())
        .select_related("user", "organisation", "group")
        .order_by("starts_on", "user__name")
    )


def get_membership(actor: Actor, membership_id: int) -> Membership:
    """Return a membership of the partnership one works in; missing and another's are refused alike."""
    found = (
        Membership.objects.filter(pk=membership_id, partnership_id=_known(actor.partnership_id))
        .select_related("user", "organisation", "group")
        .first()
    )
    if found is None:
        raise Refused(actor, "membership.view", reason="no such membership here", object_type="membership")
    return found


def get_signature(actor: Actor, signature_id: int) -> OrganisationSignature:
    """Return a signature in the partnership one works in; missing and another's are refused alike."""
    found = (
        OrganisationSignature.objects.filter(pk=signature_id, agreement__partnership_id=_known(actor.partnership_id))
        .select_related("organisation", "agreement")
        .first()
    )
    if found is None:
        raise Refused(actor, "agreement.view", reason="no such signature here", object_type="agreement")
    return found


def organisations_named(ids: Iterable[int | None]) -> dict[int | None, str]:
    """Return the names of organisations by id, active or not."""
    return dict(Organisation.objects.filter(pk__in={each for each in ids if each}).values_list("pk", "name"))
