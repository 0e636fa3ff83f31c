from collections.abc import Sequence

from django.contrib.auth import get_user_model
from django.db import transaction

from wardmote.access.services import invite
from wardmote.common import clock
from wardmote.partnership.models import Organisation, Partnership
from wardmote.partnership.queries import actor_for
from wardmote.partnership.services.bodies import create_organisation, create_partnership, join_partnership
from wardmote.partnership.services.memberships import add_membership
from wardmote.partnership.services.problem import Problem

FIRST_ROLES = ("system_administrator", "partnership_manager")


@transaction.atomic
def begin(
    *, partnership: str, slug: str, districts: Sequence[str], organisation: str, kind: str, email: str, name: str
) -> Partnership:
    """Begin a real installation: its first partnership, organisation and person, who is invited by e-mail.

    That person manages accounts and memberships, and sees no case. Raises Problem where a partnership is there already,
    because from then on people are added by those who may.
    """
    if Partnership.objects.exists():
        raise Problem("A partnership is there already. Its partnership manager or system administrator adds people.")
    if kind not in Organisation.Kind.values:
        raise Problem(
            f"“{kind}” is not a kind of organisation; there are {', '.join(Organisation.Kind.values)}.", field="kind"
        )
    made = create_partnership(actor=None, slug=slug, name=partnership, districts=districts)
    body = create_organisation(actor=None, slug=f"{slug}-first", name=organisation, kind=kind, contact_email=email)
    join_partnership(actor=None, partnership=made, organisation=body)
    person = get_user_model().objects.create_user(email=email.strip().lower(), name=name.strip())
    for role in FIRST_ROLES:
        add_membership(actor=None, user=person, organisation=body, partnership=made, role=role, starts_on=clock.today())
    invite(actor=actor_for(person, partnership_id=made.pk, second_factor=True), email=person.email, name=person.name)
    return made
