"""A district with two organisations, its manager, and plan files written as CSV."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from tests.performance.world import World
from wardmote.access.actor import Actor
from wardmote.access.models import User
from wardmote.partnership.models import Organisation
from wardmote.plan.models import Plan, PlanAction, PlanImport
from wardmote.plan.services.importing import NewPlan, commit_plan_import, start_import

HEADER = ("No", "Priority", "What will we do?", "How will we know?", "Who leads", "By when", "Status", "RAG")
ROWS: tuple[tuple[str, ...], ...] = (
    ("1", "Safer homes", "Visit homes after a burglary", "homes visited; locks fitted; calls back", "Moorland Police",
         "March 2026", "", ""),
    ("2", "Safer homes", "Lend out alarms", "alarms lent", "Council of the Moor / Moorland Police", "31/12/2025",
         "Under way", "A"),
    ("3", "Safer streets", "Walk the high street on Fridays", "", "The walkers", "Ongoing", "", ""),
    ("4", "Safer streets", "Light the underpass (see action 1 and 9)", "lamps", "Council of the Moor", "Quarterly",
         "Done", "(C)"),
)  # fmt: skip
NEW = NewPlan("The moor’s plan", date(2025, 4, 1), date(2028, 3, 31))


def as_csv(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode()


def changed(place: int, **fields: str) -> list[list[str]]:
    """Return the rows with some cells of one changed: what=, measures=, lead=, due=, status=, priority=."""
    names = {"ref": 0, "priority": 1, "what": 2, "measures": 3, "lead": 4, "due": 5, "status": 6, "rag": 7}
    rows = [list(row) for row in ROWS]
    for name, text in fields.items():
        rows[place][names[name]] = text
    return rows


@dataclass
class Moor:
    """What a test needs to bring files in."""

    world: World
    council: Organisation
    police: Organisation
    user: User
    actor: Actor

    def start(
        self, rows: Sequence[Sequence[str]] = ROWS, name: str = "plan.csv", plan: Plan | None = None
    ) -> PlanImport:
        return start_import(actor=self.actor, partnership=self.world.north, name=name, content=as_csv(rows), plan=plan)

    def bring(self, rows: Sequence[Sequence[str]] = ROWS, plan: Plan | None = None, **given: object) -> Plan:
        kept = self.start(rows, plan=plan)
        return commit_plan_import(
            actor=self.actor,
            import_id=kept.pk,
            new=None if plan else NEW,
            **given,  # type: ignore[arg-type]  # kept short for tests
        )

    def action(self, ref: str) -> PlanAction:
        return PlanAction.objects.get(plan__partnership=self.world.north, ref=ref)


@pytest.fixture
def moor(world: World) -> Moor:
    council = Organisation.objects.create(slug="moor", name="Council of the Moor", kind=Organisation.Kind.COUNCIL)
    police = Organisation.objects.create(slug="moor-police", name="Moorland Police", kind=Organisation.Kind.POLICE)
    world.north.organisations.add(council, police)
    user = world.user("manager", world.north, "partnership_manager")
    return Moor(world, council, police, user, world.actor(user))
