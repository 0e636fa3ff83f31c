"""A county over two districts, two measures whose counts a test decides, and people to look at them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.test import Client

from wardmote.access.actor import Actor
from wardmote.access.models import User
from wardmote.access.roles import ROLES
from wardmote.access.sessions import SET_UP, mark_second_factor
from wardmote.common.periods import Quarter
from wardmote.measures import registry
from wardmote.measures.types import Count, Measure
from wardmote.partnership.models import Group, Membership, Organisation, Partnership
from wardmote.partnership.queries import actor_for
from wardmote.performance.models import Indicator
from wardmote.performance.services import define_indicator

NOW, THEN = Quarter.parse("2023-24-Q4"), Quarter.parse("2022-23-Q4")  # over, on the day the tests are held at


@dataclass
class Counts:
    """What a fake measure answers: months by partnership id. A month left out is not held."""

    months: dict[int, dict[str, int]] = field(default_factory=dict)
    note: str = ""
    synthetic: bool = False
    careless: bool = False  # adds up what it has
    below: dict[int, list[int]] = field(default_factory=dict)

    def put(self, partnership: Partnership, quarter: Quarter, *counts: int | None) -> None:
        held = self.months.setdefault(partnership.pk, {})
        for month, count in zip(quarter.months, counts, strict=True):
            if count is not None:
                held[month] = count

    def count(self, partnership_id: int, quarter: Quarter, filters: Mapping[str, str]) -> Count:
        ids = [partnership_id, *self.below.get(partnership_id, [])]
        found: dict[str, int] = {}
        for each in ids:
            for month, count in self.months.get(each, {}).items():
                if month in quarter.months:
                    found[month] = found.get(month, 0) + count
        whole = self.careless or len(found) == 3
        return Count(sum(found.values()) if whole else None, note=self.note, by_month=found, synthetic=self.synthetic)


@dataclass
class World:
    county: Partnership
    north: Partnership
    south: Partnership
    elsewhere: Partnership
    crimes: Counts
    people: Counts

    def indicator(self, partnership: Partnership, measure_key: str = "test_crimes", **given: object) -> Indicator:
        values: dict[str, object] = {
            "key": measure_key.replace("_", "-"),
            "name": "Burglary" if measure_key == "test_crimes" else "Warnings",
            "definition": "What is counted.",
            "source": "A source.",
        } | given
        return define_indicator(actor=None, partnership=partnership, measure_key=measure_key, **values)  # type: ignore[arg-type]  # kept short for tests

    def user(self, name: str, partnership: Partnership, role: str = "board_member") -> User:
        user = User.objects.create_user(email=f"{name}@example.test", name=name.title())
        organisation, _ = Organisation.objects.get_or_create(
            slug="council", defaults={"name": "A council", "kind": Organisation.Kind.COUNCIL}
        )
        group = None
        if ROLES[role].in_group:
            group, _ = Group.objects.get_or_create(
                slug=f"board-{partnership.slug}",
                defaults={
                    "code": f"B{partnership.pk}", "name": "Board", "kind": Group.Kind.BOARD, "partnership": partnership,
                },
            )  # fmt: skip
        Membership.objects.create(
            user=user, organisation=organisation, partnership=partnership, group=group, role=role,
            starts_on=date(2020, 1, 1),
        )  # fmt: skip
        return user

    def actor(self, user: User) -> Actor:
        partnership_id = user.memberships.get().partnership_id
        return actor_for(user, partnership_id=partnership_id, second_factor=True)


def client_of(user: User) -> Client:
    """Return a browser in which `user` has signed in and given a second factor."""
    client = Client()
    client.force_login(user)
    session = client.session
    request = HttpRequest()
    request.session = session
    mark_second_factor(request, user.pk, SET_UP)
    session.save()
    return client


def make_world() -> World:
    """Make the partnerships, and register `test_crimes` (public) and `test_people` (confidential).

    Those whose standing gives case.view may open what test_people counted in their own partnership.
    """
    county = Partnership.objects.create(slug="county", name="The county")
    north = Partnership.objects.create(slug="north", name="North district", parent=county)
    south = Partnership.objects.create(slug="south", name="South district", parent=county)
    elsewhere = Partnership.objects.create(slug="elsewhere", name="Elsewhere")
    below = {county.pk: [north.pk, south.pk]}
    crimes, people = Counts(below=below), Counts(below=below)
    registry.register(
        Measure("test_crimes", "Recorded burglary", "recorded crimes", "Crimes by month.", False, crimes.count,
                lambda actor, partnership_id, quarter, filters: None)
    )  # fmt: skip
    registry.register(
        Measure("test_people", "Warnings issued", "warnings", "Warnings by day.", True, people.count, _open)
    )
    return World(county, north, south, elsewhere, crimes, people)


def _open(actor: Actor, partnership_id: int, quarter: Quarter, filters: Mapping[str, str]) -> str | None:
    may = actor.partnership_id == partnership_id and any(p == "case.view" for p in actor.permissions)
    return f"/counted/{quarter.slug}/" if may else None
