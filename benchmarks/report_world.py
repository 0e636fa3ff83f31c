"""Fill an empty database with a partnership's year, for the benchmarks only: rows are written in bulk.

A hundred and fifty typed indicators with five years of months, two hundred actions under five priorities, and the four
rounds of a financial year, answered and frozen by the product's own closing.
"""

import random
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import transaction

from wardmote.access.models import User
from wardmote.common.periods import Month, Quarter, months_between
from wardmote.partnership.models import Group, Membership, Organisation, Partnership
from wardmote.performance.models import Indicator, RagRule, Reading, Target
from wardmote.plan.models import ActionStatus, Plan, PlanAction, Priority, ReportingRound, Update
from wardmote.plan.queries.rounds_items import items_of
from wardmote.plan.services.freezing import freeze

SEED, PRIORITIES = 2025, 5
QUARTERS = [Quarter(2023, number) for number in range(1, 5)]
MONTHS = months_between(Month(2019, 4), Month(2024, 3))
NOW = datetime(2024, 4, 20, 9, 30, tzinfo=UTC)
WORDS = "The scheme has begun in three wards, and the first letters went to every street that was hit twice."


@transaction.atomic
def build(indicators: int, actions: int) -> User:
    """Write the year and return somebody who makes reports of it."""
    chance = random.Random(SEED)
    place = Partnership.objects.create(slug="bench", name="Benchmark partnership")
    bodies = [
        Organisation.objects.create(slug=f"b{n}", name=f"Organisation {n}", kind=Organisation.Kind.COUNCIL)
        for n in range(8)
    ]
    place.organisations.set(bodies)
    _indicators(place, bodies, indicators, chance)
    _plan(place, bodies, actions)
    for quarter in QUARTERS:
        _round(place, bodies, quarter, chance)
    board = Group.objects.create(slug="bench-board", code="BB", name="Board", kind=Group.Kind.BOARD, partnership=place)
    user = User.objects.create_user(email="board@example.invalid", name="Board Example")
    Membership.objects.create(
        user=user, organisation=bodies[0], partnership=place, group=board, role="board_member",
        starts_on=date(2019, 4, 1),
    )  # fmt: skip
    return user


def _indicators(place: Partnership, bodies: list[Organisation], many: int, chance: random.Random) -> None:
    rule = RagRule.objects.create(
        partnership=place, name="Usual bands", family="variance", amber=Decimal(0), red=Decimal(10), made_at=NOW
    )
    made = Indicator.objects.bulk_create(
        Indicator(
            partnership=place, key=f"i{n}", name=f"Indicator {n}", definition="Offences recorded in the period.",
            kind="typed", polarity=("less_is_better", "more_is_better", "context")[n % 3], unit="offences",
            rag_rule=rule, owner=bodies[n % len(bodies)], outcome=f"Outcome {n % 5}", position=n, source="A file",
            plan_ref=f"{n % PRIORITIES + 1}.{n // PRIORITIES + 1}",
        )
        for n in range(many)
    )  # fmt: skip
    Target.objects.bulk_create(
        Target(indicator=each, due_on=date(2025, 3, 31), value=Decimal(chance.randint(60, 900)), set_at=NOW)
        for each in made
    )
    levels = {each.pk: chance.randint(20, 300) for each in made}
    Reading.objects.bulk_create(
        (
            Reading(
                indicator=each, period_kind="month", period_start=month.start, numerator=count, value=count,
                origin="typed", quality="final", entered_at=NOW,
            )
            for each in made
            for month in MONTHS
            for count in [Decimal(max(0, round(chance.gauss(levels[each.pk], levels[each.pk] * 0.12))))]
        ),
        batch_size=2000,
    )  # fmt: skip


def _plan(place: Partnership, bodies: list[Organisation], many: int) -> None:
    plan = Plan.objects.create(
        partnership=place, title="Plan 2023 to 2026", state=Plan.State.ADOPTED, adopted_on=date(2023, 3, 20),
        starts_on=date(2023, 4, 1), ends_on=date(2026, 3, 31),
    )  # fmt: skip
    priorities = [
        Priority.objects.create(plan=plan, number=n + 1, title=f"Priority of number {n + 1}") for n in range(PRIORITIES)
    ]
    statuses = ActionStatus.objects.bulk_create(
        ActionStatus(partnership=place, code=code, label=label, means=means, position=n)
        for n, (code, label, means) in enumerate(
            (("under-way", "Under way", "under_way"), ("done", "Done", "done"), ("at-risk", "At risk", "at_risk"))
        )
    )
    PlanAction.objects.bulk_create(
        PlanAction(
            plan=plan, priority=priorities[n % PRIORITIES], ref=f"{n % PRIORITIES + 1}.{n // PRIORITIES + 1}",
            wording=f"Agree with every school and landlord of ward {n} who is told what, and report on it each term",
            lead=bodies[n % len(bodies)], position=n, due_kind="day", due_on=date(2023, 6 + n % 6, 28),
            status=statuses[n % 3], sponsor="Chair",
        )
        for n in range(many)
    )  # fmt: skip


def _round(place: Partnership, bodies: list[Organisation], quarter: Quarter, chance: random.Random) -> None:
    """Answer a quarter's round in bulk, then freeze it as closing does."""
    opened = quarter.next().start
    found = ReportingRound.objects.create(
        partnership=place, quarter=quarter.slug, opened_on=opened, due_on=opened.replace(day=21)
    )
    statuses = list(ActionStatus.objects.filter(partnership=place))
    things = [("action", each) for each in PlanAction.objects.filter(plan__partnership=place)]
    things += [("indicator", each) for each in Indicator.objects.filter(partnership=place)]
    Update.objects.bulk_create(
        Update(
            round=found, organisation=bodies[0], short_text=WORDS, full_text=WORDS * 5, public=chance.random() < 0.5,
            status=chance.choice(statuses) if kind == "action" else None,
            rag=chance.choice(["green", "amber", "red"]) if kind == "action" else "", remedial_text="Meet each month.",
            remedial_due_on=date(2024, 9, 30), remedial_by=bodies[1], made_at=NOW, **{kind: each},
        )
        for kind, each in things
    )  # fmt: skip
    freeze(found, items_of(found))
    found.state, found.signed_off_at, found.closed_at = ReportingRound.State.CLOSED, NOW, NOW
    found.save()
