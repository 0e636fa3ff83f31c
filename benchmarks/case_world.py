"""Fill an empty database with invented cases at a given size, for the benchmarks only: rows are written in bulk.

Forty agencies with Zipf shares, as a county's really fall; a large agency, a small one, and a new one that sees nothing
but three old cases granted to one of its people.
"""

import random
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from wardmote.access.models import User
from wardmote.casework.models import Case, CaseAccess, CaseAgency, CaseGrant, ChronologyEntry
from wardmote.casework.rules import agency_principal, panel_principal, user_principal
from wardmote.partnership.models import (
    Agreement,
    Group,
    Membership,
    Organisation,
    OrganisationSignature,
    Partnership,
)  # fmt: skip

AGENCIES, SEED = 40, 2025
START = date(2020, 1, 1)


@transaction.atomic
def build(size: int) -> dict[str, User]:
    """Write `size` cases and return the people who look at them: `large`, `small` and `new`."""
    chance = random.Random(SEED)
    place = Partnership.objects.create(slug="bench", name="Benchmark partnership")
    panel = Group.objects.create(
        partnership=place, slug="bench-panel", code="B", name="Panel", kind=Group.Kind.JOINT_TASKING
    )
    agencies = [
        Organisation.objects.create(slug=f"a{n}", name=f"Agency {n}", kind="council") for n in range(AGENCIES + 1)
    ]
    place.organisations.set(agencies)
    agreement = Agreement.objects.create(
        partnership=place, version="1", title="Agreement", text="-", starts_on=START, review_on=date(2099, 1, 1)
    )
    OrganisationSignature.objects.bulk_create(
        OrganisationSignature(agreement=agreement, organisation=each, signed_on=START, signatory="-")
        for each in agencies
    )
    people = {name: _person(place, agencies[n], name) for name, n in (("large", 0), ("small", 30), ("new", AGENCIES))}
    cases = _cases(size, place, panel, agencies, chance)
    _circles(cases, place, panel, agencies, chance)
    _grants(cases[:3], people["new"])
    return people


def _person(place: Partnership, agency: Organisation, name: str) -> User:
    user = User.objects.create_user(email=f"{name}@example.invalid", name=f"{name.title()} Example")
    Membership.objects.create(user=user, organisation=agency, partnership=place, role="practitioner", starts_on=START)
    return user


def _cases(
    size: int, place: Partnership, panel: Group, agencies: list[Organisation], chance: random.Random
) -> list[Case]:
    now = timezone.now()
    weights = [1 / (rank + 1) for rank in range(AGENCIES)]
    leads = chance.choices(agencies[:AGENCIES], weights=weights, k=size)
    return Case.unguarded.bulk_create(
        (
            Case(
                reference=f"B-{n:07d}", partnership=place, panel=panel, category="asb",
                risk_level=chance.choice(["standard", "medium", "high"]), summary="Invented.", lead_agency=leads[n],
                opened_on=START, review_on=START + timedelta(days=n % 2000),
                updated_at=now - timedelta(minutes=size - n),
            )
            for n in range(size)
        ),
        batch_size=500,
    )  # fmt: skip


def _circles(
    cases: list[Case], place: Partnership, panel: Group, agencies: list[Organisation], chance: random.Random
) -> None:
    now, weights = timezone.now(), [1 / (rank + 1) for rank in range(AGENCIES)]
    circle, access = [], []
    for case in cases:
        others = chance.choices(agencies[:AGENCIES], weights=weights, k=chance.choice([0, 1, 1, 2]))
        members = {case.lead_agency_id, *(each.pk for each in others)}
        access.append(CaseAccess(principal=panel_principal(panel.pk), case=case, updated_at=case.updated_at))
        for member in members:
            circle.append(CaseAgency(case=case, organisation_id=member, reason="-", added_at=now))
            access.append(
                CaseAccess(principal=agency_principal(member, place.pk), case=case, updated_at=case.updated_at)
            )
    CaseAgency.unguarded.bulk_create(circle, batch_size=1000)
    CaseAccess.unguarded.bulk_create(access, batch_size=1000)
    ChronologyEntry.unguarded.bulk_create(
        ChronologyEntry(case=cases[-1 - n % 200], at=now, kind="update", text=f"Entry {n}") for n in range(4000)
    )


def _grants(cases: list[Case], user: User) -> None:
    now = timezone.now()
    for case in cases:
        until = now + timedelta(days=30)
        CaseGrant.unguarded.create(case=case, user=user, reason="-", granted_at=now, until=until)
        CaseAccess.unguarded.create(
            principal=user_principal(user.pk, case.partnership_id), case=case, updated_at=case.updated_at, until=until
        )
