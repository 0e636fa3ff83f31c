"""Typed indicators and their figures, put down briefly."""

from decimal import Decimal
from typing import Any

from tests.performance.world import World
from wardmote.access.actor import Actor
from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.partnership.models import Organisation, Partnership
from wardmote.performance.models import Indicator, RagRule, Reading
from wardmote.performance.services import define_indicator, enter_reading, set_rag_rule
from wardmote.performance.stretch import kind_of


def typed(world: World, place: Partnership | None = None, **given: Any) -> Indicator:
    """Define an indicator whose figures are typed each month."""
    values = {"key": "calls", "name": "Repeat calls", "definition": "Calls.", "source": "A return.", "unit": "calls"}
    return define_indicator(actor=None, partnership=place or world.north, **values | given)


def ratio(world: World, **given: Any) -> Indicator:
    """Define a percentage: outcomes of crimes."""
    values: dict[str, Any] = {
        "key": "outcomes", "name": "Outcome rate", "numerator_text": "outcomes", "denominator_text": "crimes",
        "multiplier": Decimal(100), "decimals": 1, "polarity": "more_is_better", "unit": "% of crimes",
    }  # fmt: skip
    return typed(world, **values | given)


def put(
    indicator: Indicator, period: Month | Quarter | FinancialYear, *figures: int | str | None, **given: Any
) -> Reading:
    """Enter a value, or a numerator and a denominator."""
    numbers = [None if each is None else Decimal(each) for each in figures]
    named = (
        dict(zip(("numerator", "denominator"), numbers, strict=True)) if len(numbers) == 2 else {"value": numbers[0]}
    )
    held = Reading.objects.filter(
        indicator=indicator, period_kind=kind_of(period), period_start=period.start, current=True
    ).first()
    return enter_reading(
        actor=given.pop("actor", None), indicator=indicator, period_kind=kind_of(period), period_start=period.start,
        started_from_revision=given.pop("started_from", held.revision if held else 0), **named, **given,
    )  # fmt: skip


def put_months(indicator: Indicator, quarter: Quarter, *figures: int | str | None) -> None:
    """Enter a quarter's three months; None leaves one out."""
    for slug, figure in zip(quarter.months, figures, strict=True):
        if figure is not None:
            put(indicator, Month.parse(slug), figure)


def put_series(indicator: Indicator, last: Month, *figures: int | None) -> None:
    """Enter months that end with `last`."""
    month = last
    for figure in reversed(figures):
        if figure is not None:
            put(indicator, month, figure)
        month = month.previous()


def rule(world: World, family: str = "variance", amber: int = 0, red: int = 10, name: str = "Off target") -> RagRule:
    return set_rag_rule(
        actor=None, partnership=world.north, name=name, family=family, amber=Decimal(amber), red=Decimal(red)
    )


def analyst(world: World) -> Actor:
    return world.actor(world.user("analyst", world.north, "analyst"))


def manager(world: World) -> Actor:
    return world.actor(world.user("manager", world.north, "partnership_manager"))


def owner(world: World, organisation: Organisation) -> Actor:
    """Somebody who answers for an organisation on the board, and keeps no figures otherwise."""
    user = world.user("owner", world.north, "representative")
    user.memberships.update(organisation=organisation)
    return world.actor(user)


def other_body() -> Organisation:
    return Organisation.objects.create(slug="police", name="The police", kind=Organisation.Kind.POLICE)
