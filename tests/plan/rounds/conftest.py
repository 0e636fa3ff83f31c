"""A county with an adopted plan, two leads who answer, whoever runs it, and the round of January to March 2025."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from tests.factories import world as factory
from tests.performance.world import Counts
from wardmote.access.actor import Actor
from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.measures import registry
from wardmote.measures.types import Measure
from wardmote.performance.services import define_indicator
from wardmote.plan.models import ReportingRound, RoundAsk
from wardmote.plan.queries.rounds_ask import ask_page
from wardmote.plan.rules_rounds import Entry
from wardmote.plan.services import add_action, add_priority, create_plan
from wardmote.plan.services.rounds import open_due_rounds
from wardmote.plan.services.rounds_answer import save_answer, settle
from wardmote.plan.services.statuses import ensure_statuses

QUARTER = Quarter.parse("2024-25-Q4")
OPENS, DUE = date(2025, 4, 1), date(2025, 4, 22)
# Words of the plan and its indicators, of which no mail may carry any.
BANNED = ("Quiet nights", "Lamps", "Break-ins", "Warnings given", "Visits made")


@pytest.fixture
def w(db: None, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The plan: 1.1 led by the police, due and late; 1.2 by housing, still to come. Three indicators."""
    monkeypatch.setattr(registry, "_measures", dict(registry._measures))
    w = factory.make_world()
    w.crimes, w.warnings = Counts(), Counts()
    registry.register(
        Measure("rounds_crimes", "Recorded break-ins", "recorded crimes", "By month.", False, w.crimes.count,
                lambda *given: None)
    )  # fmt: skip
    registry.register(
        Measure("rounds_people", "Warnings", "warnings", "By day.", True, w.warnings.count, lambda *given: None)
    )
    for quarter, counts in ((QUARTER, (40, 40, 40)), (QUARTER.last_year(), (30, 30, 30))):
        w.crimes.put(w.county, quarter, *counts)
        w.warnings.put(w.county, quarter, 1, 1, 1)
    w.statuses = {each.code: each for each in ensure_statuses(w.county)}
    w.housing_lead = factory.user("Hedda Loft", w.housing_org, w.county, "representative", w.panel)
    w.plan = create_plan(
        actor=None, partnership=w.county, title="Quiet nights", starts_on=date(2024, 4, 1), ends_on=date(2027, 3, 31),
        adopted_on=date(2024, 3, 20),
    )  # fmt: skip
    w.priority = add_priority(actor=None, plan=w.plan, number=1, title="Quiet nights")
    w.late = add_action(actor=None, priority=w.priority, ref="1.1", wording="Lamps in every lane", lead=w.police,
                        due_on=date(2025, 1, 31), measure_key="rounds_people")  # fmt: skip
    w.early = add_action(actor=None, priority=w.priority, ref="1.2", wording="Lamps in every yard", lead=w.housing_org,
                         due_on=date(2025, 9, 30))  # fmt: skip
    _indicators(w)
    return w


def _indicators(w: SimpleNamespace) -> None:
    common: dict[str, Any] = {"actor": None, "partnership": w.county, "definition": "What is counted.", "source": "S"}
    w.burglary = define_indicator(**common, key="break-ins", name="Break-ins", measure_key="rounds_crimes", position=1,
                                  owner=w.police)  # fmt: skip
    w.people = define_indicator(**common, key="warnings-given", name="Warnings given", measure_key="rounds_people",
                                position=2, owner=w.housing_org, public=False)  # fmt: skip
    w.visits = define_indicator(**common, key="visits", name="Visits made", measure_key="", position=3,
                                unit="visits", polarity="more_is_better", frequency="quarter",
                                owner=w.housing_org)  # fmt: skip


@pytest.fixture
def opened(w: SimpleNamespace) -> Iterator[SimpleNamespace]:
    """The world on the day after the quarter, its round open and asked."""
    with clock.told(OPENS):
        (w.round,) = open_due_rounds(OPENS)
        w.police_ask = RoundAsk.objects.get(round=w.round, organisation=w.police)
        w.housing_ask = RoundAsk.objects.get(round=w.round, organisation=w.housing_org)
        yield w


def who(w: SimpleNamespace, person: Any) -> Actor:
    return factory.actor(person, partnership=w.county)


def entry(w: SimpleNamespace, **given: Any) -> Entry:
    """A whole answer about an action that is neither red nor late."""
    values = {"short_text": "It goes well.", "status_id": w.statuses["under-way"].pk, "rag": "green"} | given
    return Entry(**values)


def remedy(w: SimpleNamespace, **given: Any) -> Entry:
    """A whole answer with a remedial action."""
    values = {"remedial_text": "Ask the contractor.", "remedial_due_on": date(2025, 5, 30),
              "remedial_by_id": w.police.pk} | given  # fmt: skip
    return entry(w, **values)


def answer(w: SimpleNamespace, ask: RoundAsk, person: Any, thing: Any, said: Entry, started_from: int = 0) -> Any:
    kind = "action" if hasattr(thing, "ref") else "indicator"
    made = save_answer(actor=who(w, person), ask_id=ask.pk, key=f"{kind}-{thing.pk}", entry=said,
                       started_from=started_from)  # fmt: skip
    settle(actor=who(w, person), ask_id=ask.pk)
    return made


def answer_all(w: SimpleNamespace) -> None:
    """Everybody answers everything; the late action and the worse indicator have their remedial actions."""
    from wardmote.performance.services import enter_reading

    answer(w, w.police_ask, w.representative, w.late, remedy(w, full_text="In full.", public=True))
    answer(w, w.police_ask, w.representative, w.burglary, remedy(w, status_id=None, rag=""))
    enter_reading(actor=who(w, w.housing_lead), indicator=w.visits, period_kind="quarter", period_start=QUARTER.start,
                  numerator=Decimal(12))  # fmt: skip
    answer(w, w.housing_ask, w.housing_lead, w.early, entry(w))


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.told(day):
        yield


def page_for(w: SimpleNamespace, person: Any, ask: RoundAsk) -> Any:
    return ask_page(who(w, person), ask.pk)


def the_round(w: SimpleNamespace) -> ReportingRound:
    return ReportingRound.objects.get(pk=w.round.pk)
