"""A county partnership over two districts, and another partnership, with people in most roles.

    world = make_world()
    client = client_for(world.administrator)
    case = make_case(world)
    actor(world.housing)

People and organisations are attributes of the world; `user()` and `join()` make more.
"""

import itertools
import time
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.test import Client
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.casework import services as casework
from wardmote.casework.models import Case, Referral
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
from wardmote.partnership.queries import actor_for

LONG_AGO = date(2024, 4, 1)
PASSWORD = "a long enough pass phrase"
_numbers = itertools.count(1)


def make_world() -> SimpleNamespace:
    """Build the world. All but `unsigned` have signed the county's agreement; `withdrawn` took it back."""
    w = SimpleNamespace()
    w.county = Partnership.objects.create(slug="county", name="Ashmere Safer Communities")
    w.north = Partnership.objects.create(slug="north", name="North Ashmere", parent=w.county)
    w.south = Partnership.objects.create(slug="south", name="South Ashmere", parent=w.county)
    w.elsewhere = Partnership.objects.create(slug="elsewhere", name="Coldwater Together")
    District.objects.create(partnership=w.north, name="North Ashmere")
    District.objects.create(partnership=w.south, name="South Ashmere")
    w.gateway = Gateway.objects.create(
        code="cda-115", name="To prevent crime and disorder", source="Crime and Disorder Act 1998, section 115",
        starts_on=LONG_AGO,
    )  # fmt: skip
    kinds = {"council": "council", "police": "police", "housing_org": "housing", "health": "health",
             "unsigned": "voluntary", "withdrawn": "voluntary"}  # fmt: skip
    for name, kind in kinds.items():
        setattr(w, name, Organisation.objects.create(slug=name.replace("_", "-"), name=name.capitalize(), kind=kind))
        w.county.organisations.add(getattr(w, name))
    w.far = Organisation.objects.create(slug="far", name="Far council", kind="council")
    w.elsewhere.organisations.add(w.far, w.police)
    w.panel = Group.objects.create(
        partnership=w.county, slug="jt", code="JT", name="Joint tasking", kind="joint_tasking"
    )
    w.oval = Group.objects.create(partnership=w.elsewhere, slug="oval", code="OV", name="OVAL", kind="oval")
    w.agreement = agree(w, w.county, [w.council, w.police, w.housing_org, w.health, w.withdrawn])
    agree(w, w.elsewhere, [w.far, w.police])
    OrganisationSignature.objects.filter(organisation=w.withdrawn).update(withdrawn_on=date(2025, 1, 31))
    _people(w)
    return w


def _people(w: SimpleNamespace) -> None:
    w.referrer = user("Robin Vale", w.housing_org, w.county, "referrer")
    w.housing = user("Hollis Marsh", w.housing_org, w.county, "practitioner")
    w.nurse = user("Nell Carrow", w.health, w.county, "practitioner")
    w.officer = user("Perry Stone", w.police, w.county, "practitioner")
    w.representative = user("Remy Holt", w.police, w.county, "representative", w.panel)
    w.administrator = user("Ada Fennick", w.council, w.county, "administrator", w.panel)
    w.chair = user("Cato Brindle", w.council, w.county, "chair", w.panel)
    w.manager = user("Morgan Tarn", w.council, w.county, "partnership_manager")
    w.analyst = user("Ansel Rook", w.council, w.county, "analyst")
    w.protection = user("Darcy Quill", w.council, w.county, "data_protection_officer")
    w.system = user("Sasha Wren", w.council, w.county, "system_administrator")
    w.volunteer = user("Una Plover", w.unsigned, w.county, "practitioner")
    w.lapsed = user("Lowen Drake", w.withdrawn, w.county, "practitioner")
    w.stranger = user("Fallon Beck", w.far, w.elsewhere, "administrator", w.oval)
    w.far_practitioner = user("Farley Moss", w.far, w.elsewhere, "practitioner")


def agree(w: SimpleNamespace, partnership: Partnership, organisations: list[Organisation]) -> Agreement:
    """Put an agreement in force over the world's gateway, signed by `organisations`."""
    made = Agreement.objects.create(
        partnership=partnership, version="1", title="Information sharing", text="We share what is needed.",
        starts_on=LONG_AGO, review_on=date(2026, 4, 1),
    )  # fmt: skip
    made.gateways.add(w.gateway)
    for organisation in organisations:
        OrganisationSignature.objects.create(
            agreement=made, organisation=organisation, signed_on=LONG_AGO, signatory="A. Signatory"
        )
    return made


def user(name: str, organisation: Organisation, partnership: Partnership, role: str, group: Group | None = None) -> Any:
    """Make a person who holds `role`, with PASSWORD."""
    made = get_user_model().objects.create_user(
        email=f"{name.split()[0].lower()}{next(_numbers)}@example.org", name=name, password=PASSWORD
    )
    join(made, organisation, partnership, role, group)
    return made


def join(
    person: Any, organisation: Organisation, partnership: Partnership, role: str, group: Group | None = None,
    starts_on: date = LONG_AGO, ends_on: date | None = None,
) -> Membership:  # fmt: skip
    """Give somebody one more role."""
    return Membership.objects.create(
        user=person, organisation=organisation, partnership=partnership, role=role, group=group, starts_on=starts_on,
        ends_on=ends_on,
    )  # fmt: skip


def actor(person: Any, *, partnership: Partnership | None = None, second_factor: bool = True) -> Actor:
    """Work out who somebody is today in a partnership, by default the first they belong to."""
    first = person.memberships.order_by("id").values_list("partnership_id", flat=True).first()
    return actor_for(person, partnership_id=partnership.pk if partnership else first, second_factor=second_factor)


def client_for(person: Any, *, second_factor: bool = True) -> Client:
    """Return a browser signed in as somebody, with allauth's record of their code unless `second_factor` is False."""
    client = Client()
    sign_in(client, person, second_factor=second_factor)
    return client


def sign_in(client: Client, person: Any, *, second_factor: bool = True) -> None:
    """Sign somebody in at a browser by writing its session, as allauth leaves it after password and code."""
    session = client.session
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    records = [{"method": "password", "at": time.time()}]
    if second_factor:
        records.append({"method": "mfa", "type": "totp", "at": time.time()})
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def subject(role: str = "victim", given: str = "Wren", family: str = "Ashdown", **more: Any) -> Any:
    """Somebody whom a referral is about."""
    return casework.SubjectGiven(role=role, given_names=given, family_name=family, **more)


def make_referral(w: SimpleNamespace, *, by: Any = None, subjects: Any = None, **more: Any) -> Referral:
    """Send a referral to the county's panel, by the housing officer unless said."""
    given = {
        "panel_id": w.panel.pk, "category": "neighbour", "what_happened": "Shouting at the door every night.",
        "risk_level": "medium", "risk_reason": "It is getting worse.", "urgency": "week", "wanted": "A plan.",
        "consent": "given", "consent_reason": "", "gateway_id": w.gateway.pk,
        "subjects": subjects or [subject(), subject("alleged_perpetrator", "Corin", "Blackwood")],
    } | more  # fmt: skip
    return casework.send_referral(actor=actor(by or w.housing), **given)


def make_case(w: SimpleNamespace, *, circle: Any = (), subjects: Any = None, **more: Any) -> Case:
    """Accept a fresh referral to a new case led by housing, and add the organisations of `circle`."""
    referral = make_referral(w, subjects=subjects, **more)
    case = casework.accept_referral(actor=actor(w.administrator), reference=referral.reference)
    for organisation in circle:
        casework.add_agency(
            actor=actor(w.administrator),
            reference=case.reference,
            organisation_id=organisation.pk,
            reason="Asked to help",
        )
    return case


def in_days(days: float) -> datetime:
    """Return the real moment some days from now, for grants."""
    return timezone.now() + timedelta(days=days)
