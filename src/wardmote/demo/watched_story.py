"""What South Oxfordshire watches beside what Wardmote counts: four indicators with figures that somebody types.

Every figure is invented. They move as such figures do: by season, by chance, and twice because something changed.
"""

import random
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import cos, pi
from typing import Any

from wardmote.access.actor import Actor
from wardmote.common.periods import Month, Quarter, months_between
from wardmote.demo.cast import Cast
from wardmote.demo.people import SOUTH
from wardmote.performance.queries import indicators_of
from wardmote.performance.services import (
    Entry,
    change_indicator,
    define_indicator,
    enter_readings,
    note_step_change,
    set_rag_rule,
    set_target,
)
from wardmote.plan.queries.rounds_items import actions_in_force
from wardmote.plan.services.actions import link_measures

# The figures begin, stand in the round that was closed, and end.
FIRST, CLOSED, LAST = Month(2021, 4), Month(2024, 12), Month(2025, 2)
SOURCE = "Made up for the demonstration"
RULE = "Per cent off target"


@dataclass(frozen=True)
class Watched:
    """An indicator and how its figures go: `level` a month, `season` as a share of it, `jump` from a month on.

    Of a ratio `level` is what stands below the line, and `share` how much of it stands above.
    """

    key: str
    name: str
    definition: str
    owner: str
    plan_ref: str
    unit: str
    polarity: str
    level: float
    season: float = 0.0
    share: float = 0.0
    jump: tuple[Month, float] = (Month(2099, 1), 1.0)
    why: str = ""
    target: int | None = None
    tolerance: int = 0
    outcome: str = ""
    more: dict[str, Any] = field(default_factory=dict)


WATCHED = (
    Watched("homes-safe", "Homes made safe within five working days",
            "Of homes made safe for victims of abuse and burglary, those done within five working days of the request.",
            "larkfield-homes", "5", "of homes made safe", "more_is_better", 17, share=0.83, target=90,
            tolerance=3, outcome="Victims are safe and supported",
            more={"numerator_text": "Homes made safe within five working days", "denominator_text": "Homes made safe",
                  "multiplier": Decimal(100), "decimals": 1, "aggregation": "ratio_of_sums"}),
    Watched("outreach", "People helped by domestic abuse outreach",
            "People who met an outreach worker for the first time in the quarter.",
            "downs-council", "4", "people", "more_is_better", 47, season=0.05, target=45,
            tolerance=5, outcome="Victims are safe and supported", more={"frequency": "quarter", "confidential": True}),
    Watched("hate-crime", "Hate crime reported to the police",
            "Crimes and incidents that the victim or anybody else took to be moved by hatred, as the police record.",
            "ridgeway-constabulary", "22", "reports", "more_reporting", 19, season=0.12,
            jump=(Month(2023, 4), 1.35), why="Reporting through a web page began in the month.",
            tolerance=6, outcome="People trust that it is worth telling"),
    Watched("licensed-premises", "Incidents at licensed premises",
            "Incidents at or outside pubs, clubs and off-licences to which the police were called.",
            "ridgeway-constabulary", "24", "incidents", "less_is_better", 15, season=0.2,
            jump=(Month(2024, 10), 1.45), target=42, tolerance=4, outcome="Nights out end well"),
)  # fmt: skip
# Those that Wardmote counts, and who answers for them.
COUNTED = {"burglary": ("ridgeway-constabulary", "Homes are safe"), "warnings": ("downs-council", "Trouble ends early")}


def watch(cast: Cast) -> None:
    """Define them, enter their figures to February 2025, and give every indicator of the partnership its owner."""
    with cast.on(date(2024, 4, 8)):
        manager = cast.play("mo", SOUTH)
        partnership = cast.places.partnerships[SOUTH]
        rule = set_rag_rule(
            actor=manager, partnership=partnership, name=RULE, family="variance", amber=Decimal(5), red=Decimal(10)
        )
        for position, each in enumerate(WATCHED, 3):
            _define(cast, manager, each, position, rule)
        for indicator in indicators_of(partnership.pk).filter(key__in=COUNTED):
            owner, outcome = COUNTED[indicator.key]
            body = cast.places.organisations[owner]
            change_indicator(
                actor=manager, indicator=indicator, reason="Each indicator has an organisation that answers for it.",
                started_from=indicator.version, owner=body, outcome=outcome, accountable=[body],
            )  # fmt: skip
        _link(manager, partnership.pk)
    for day, first, last in ((date(2025, 1, 10), FIRST, CLOSED), (date(2025, 3, 17), CLOSED.next(), LAST)):
        with cast.on(day):
            for each in WATCHED:
                _enter(cast.play("ana", SOUTH), cast, each, first, last)


def _link(manager: Actor, partnership_id: int) -> None:
    """Say of each action that an indicator watches which of its measures that is: the first."""
    keys = {each.plan_ref: each.key for each in WATCHED}
    for action in actions_in_force(partnership_id, CLOSED.quarter):
        if action.ref in keys:
            first = action.measures.all()[0]
            link_measures(
                actor=manager, action=action, started_from=action.version,
                indicators={first.pk: indicators_of(partnership_id).get(key=keys[action.ref])},
            )  # fmt: skip


def _define(cast: Cast, manager: Actor, each: Watched, position: int, rule: Any) -> None:
    body = cast.places.organisations[each.owner]
    made = define_indicator(
        actor=manager, partnership=cast.places.partnerships[SOUTH], key=each.key, name=each.name,
        definition=each.definition, measure_key="", polarity=each.polarity, unit=each.unit, position=position,
        source=SOURCE, plan_ref=each.plan_ref, owner=body, accountable=[body], outcome=each.outcome,
        rag_rule=rule if each.target else None,
        tolerance=Decimal(each.tolerance), **each.more,
    )  # fmt: skip
    if each.target:
        for due_on in (date(2025, 3, 31), date(2026, 3, 31)):
            set_target(actor=manager, indicator=made, due_on=due_on, value=Decimal(each.target))
    if each.why:
        note_step_change(actor=manager, indicator=made, starts_on=each.jump[0].start, reason=each.why)


def _enter(analyst: Actor, cast: Cast, each: Watched, first: Month, last: Month) -> None:
    """Enter the figures of whole periods between two months, as they stood known when they were entered."""
    indicator = indicators_of(cast.places.partnerships[SOUTH].pk).get(key=each.key)
    months = months_between(FIRST, LAST)
    periods: list[Month | Quarter] = list(months)
    if indicator.frequency == "quarter":
        periods = list(dict.fromkeys(month.quarter for month in months))
    chance = random.Random(f"watched {each.key}")  # noqa: S311 - repeatable, not secret
    figures = [(period, _figure(each, Month.containing(period.start), chance)) for period in periods]
    enter_readings(
        actor=analyst,
        entries=[
            Entry(
                indicator, period, numerator=above, denominator=below, source_ref=SOURCE,
                quality="provisional" if period.end >= CLOSED.end else "final",
            )
            for period, (above, below) in figures
            if first.start <= period.start and period.end <= last.end
        ],
    )  # fmt: skip


def _figure(each: Watched, month: Month, chance: random.Random) -> tuple[Decimal, Decimal | None]:
    expected = each.level * (1 + each.season * cos(2 * pi * (month.number - 7) / 12))
    since, factor = each.jump
    expected *= factor if month >= since else 1
    count = max(1, round(chance.gauss(expected, 0.75 * expected**0.5)))
    if not each.share:
        return Decimal(count), None
    done = sum(chance.random() < each.share for _ in range(count))
    return Decimal(done), Decimal(count)
