"""One case with everything that can hang on a case, and everybody who may come to its door.

    scene = make_scene()
    scene.browser("barred_chair").get(f"/cases/{scene.case.reference}/")
    scene.markers["minute"]

Every text that somebody typed carries a marker found nowhere else, so that a page can be searched for what it must not
show. The visitors are the columns of tests/access/table/audiences.csv, which says in words who each of them is.
"""

import logging
import string
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.cookies import SimpleCookie
from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.factories import scenery
from tests.factories import world as factory
from wardmote.partnership.models import Group, Organisation


@dataclass
class Scene:
    """The world with its case. `people` maps each visitor to a user, or to None where nobody is signed in."""

    world: SimpleNamespace
    people: dict[str, Any] = field(default_factory=dict)
    markers: dict[str, str] = field(default_factory=dict)
    case: Any = None
    other_case: Any = None
    waiting: Any = None
    draft: Any = None
    subject: Any = None
    point: Any = None
    entry: Any = None
    meeting: Any = None
    open_meeting: Any = None
    item: Any = None
    research: Any = None
    action: Any = None
    actions: list[Any] = field(default_factory=list)
    warning: Any = None
    guest: Any = None
    seen: str = ""
    item_version: int = 0
    demo_person: str = ""
    membership: Any = None
    signature: Any = None
    plan: Any = None
    assessment: Any = None
    rounds: dict[str, Any] = field(default_factory=dict)
    ask: Any = None
    led: Any = None
    status: Any = None
    plan_import: Any = None
    file: Any = None
    load_job: Any = None
    at_doors: dict[tuple[str, str], Any] = field(default_factory=dict)  # kept by the table between its cells
    crawled: dict[str, dict[str, set[str]]] = field(default_factory=dict)  # and by the canary between its tests
    _cookies: dict[str, str] = field(default_factory=dict)
    _clients: dict[str, Client] = field(default_factory=dict)

    def mark(self, name: str) -> str:
        """Return the marker of that name: letters only, so that it stays whole wherever it is printed."""
        number = len(self.markers)
        letters = string.ascii_lowercase
        code = letters[number // 676 % 26] + letters[number // 26 % 26] + letters[number % 26]
        return self.markers.setdefault(name, f"Zqx{code}{''.join(c for c in name if c.isalpha())}")

    def actor(self, visitor: str) -> Any:
        """Return who a visitor is in the county."""
        return factory.actor(self.people[visitor], partnership=self.world.county)

    def browser(self, visitor: str) -> Client:
        """Return the visitor's browser as it is just after signing in, whatever was done with it before."""
        client = self._clients.setdefault(visitor, Client(raise_request_exception=False))
        client.cookies = SimpleCookie()
        if self.people[visitor] is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._cookies[visitor]
        return client


@contextmanager
def held_scene() -> Iterator[Scene]:
    """Build the scene in a transaction that is taken back in the end. The status of a request is not logged."""
    quiet = logging.getLogger("django.request")
    level = quiet.level
    quiet.setLevel(logging.CRITICAL)
    try:
        with transaction.atomic():
            yield make_scene()
            transaction.set_rollback(True)
    finally:
        quiet.setLevel(level)


def make_scene() -> Scene:
    """Build it all through the services, on one day."""
    scene = Scene(factory.make_world())
    _people(scene)
    scenery.make_cases(scene)
    scenery.make_doors(scene)
    scenery.make_panel(scene)
    scenery.make_plans(scene)
    for visitor, person in scene.people.items():
        if person is not None:
            _as_after_signing_in(person)
            client = factory.client_for(person, second_factor=visitor != "no_second_factor")
            scene._cookies[visitor] = client.cookies[settings.SESSION_COOKIE_NAME].value
    person = scene.people["suspended"]
    person.is_active = False
    person.save(update_fields=["is_active"])
    return scene


def _as_after_signing_in(person: Any) -> None:
    """Give somebody what a first sign-in leaves: authenticator, recovery codes, allauth’s note of their address."""
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    sync_user_email_address(person)


def _bodies(w: SimpleNamespace) -> None:
    w.probation = Organisation.objects.create(slug="probation", name="Probation", kind="probation")
    w.county.organisations.add(w.probation)
    factory.OrganisationSignature.objects.create(
        agreement=w.agreement, organisation=w.probation, signed_on=factory.LONG_AGO, signatory="A. Signatory"
    )
    w.board = Group.objects.create(partnership=w.county, slug="board", code="BD", name="Board", kind="board")
    w.other_panel = Group.objects.create(partnership=w.county, slug="west", code="WP", name="West panel", kind="oval")


def _far_manager(w: SimpleNamespace) -> Any:
    made = factory.user("Farran Pike", w.far, w.elsewhere, "partnership_manager")
    factory.join(made, w.far, w.elsewhere, "system_administrator")
    return made


def _former(w: SimpleNamespace) -> Any:
    made = factory.user("Frith Lowe", w.housing_org, w.county, "practitioner")
    made.memberships.update(ends_on=date(2025, 3, 23))
    return made


def _people(s: Scene) -> None:
    w, user = s.world, factory.user
    _bodies(w)
    county, panel_, homes = w.county, w.panel, w.housing_org
    two_panels = user("Teasel Orme", w.police, county, "representative", panel_)
    factory.join(two_panels, w.police, county, "administrator", w.other_panel)
    s.people = {
        "signed_out": None,
        "no_second_factor": user("Nye Culver", homes, county, "practitioner"),
        "suspended": user("Sorrel Tait", homes, county, "practitioner"),
        "former_member": _former(w),
        "elsewhere_administrator": w.stranger,
        "elsewhere_manager": _far_manager(w),
        "referrer": w.referrer,
        "board_member": user("Bryn Otter", homes, county, "board_member", w.board),
        "analyst": user("Anwen Crake", homes, county, "analyst"),
        "partnership_manager": w.manager,
        "data_protection_officer": w.protection,
        "system_administrator": w.system,
        "observer": user("Orla Finch", homes, county, "observer", panel_),
        "off_case": user("Odell Reeve", w.health, county, "practitioner"),
        "agency_left": user("Alder Pyke", w.probation, county, "practitioner"),
        "unsigned_practitioner": w.volunteer,
        "withdrawn_practitioner": w.lapsed,
        "unsigned_chair": user("Umber Lisle", w.unsigned, county, "chair", panel_),
        "expired_grant": user("Elm Garside", w.health, county, "practitioner"),
        "barred_practitioner": user("Briar Coombe", homes, county, "practitioner"),
        "barred_chair": user("Bracken Shaw", w.council, county, "deputy_chair", panel_),
        "barred_administrator": user("Bay Ferris", w.council, county, "administrator", panel_),
        "action_owner": user("Aspen Dell", w.health, county, "practitioner"),
        "live_grant": user("Linden Hythe", w.health, county, "practitioner"),
        "practitioner": w.housing,
        "not_yet_signed": user("Nettle Bourne", w.police, county, "deputy", panel_),
        "representative": w.representative,
        "other_panel_administrator": two_panels,
        "other_panel_chair": user("Osier Wold", w.police, county, "chair", w.other_panel),
        "chair": w.chair,
        "administrator": w.administrator,
    }
