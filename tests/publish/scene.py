"""A partnership whose round was answered by services, with markers in every text that somebody typed.

Markers that begin with INT are internal: none may be in a public file. Those that begin with PUB were released.
"""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from tests.factories import world as factory
from tests.performance.world import Counts
from wardmote.common import clock
from wardmote.common.periods import Month, Quarter
from wardmote.measures import registry
from wardmote.measures.types import Measure
from wardmote.performance.services import define_indicator, enter_reading, note_step_change, override_rag
from wardmote.plan.models import RoundAsk
from wardmote.plan.rules_rounds import Entry
from wardmote.plan.services import add_action, add_priority, create_plan
from wardmote.plan.services.rounds import open_due_rounds
from wardmote.plan.services.rounds_answer import save_answer, settle
from wardmote.plan.services.rounds_close import close_round, sign_off
from wardmote.plan.services.statuses import ensure_statuses

QUARTER = Quarter.parse("2024-25-Q4")
OPENS, CLOSES = date(2025, 4, 1), date(2025, 4, 28)
RELEASED = ("PUBACTIONSHORT", "PUBACTIONREMEDY", "PUBFIGURESHORT", "PUBFIGUREREMEDY")
# Said of what the public reads of, without leave; and all that is said of what the public does not read of.
INTERNAL = (
    "INTACTIONSHORT", "INTACTIONFULL", "INTACTIONREMEDY", "INTFIGURESHORT", "INTFIGUREFULL", "INTFIGUREREMEDY",
    "INTHIDDENACTION", "INTHIDDENSHORT", "INTHIDDENFIGURE", "INTHIDDENFIGURESHORT",
)  # fmt: skip
# Typed beside figures; nobody reads these in a report, members neither.
BESIDE = ("INTOVERRIDE", "INTREADINGNOTE", "INTSOURCEREF", "INTSTEP")


def make_scene(monkeypatch: Any) -> SimpleNamespace:
    """The plan, its actions and indicators; five years of months of a typed indicator; two confidential warnings."""
    monkeypatch.setattr(registry, "_measures", dict(registry._measures))
    w = factory.make_world()
    w.crimes, w.warnings = Counts(), Counts()
    registry.register(
        Measure("scene_crimes", "Recorded break-ins", "recorded crimes", "By month.", False, w.crimes.count,
                lambda *given: None)
    )  # fmt: skip
    registry.register(
        Measure("scene_people", "Warnings", "warnings", "By day.", True, w.warnings.count, lambda *given: None)
    )
    for quarter, counts in ((QUARTER, (40, 41, 42)), (QUARTER.last_year(), (30, 30, 30))):
        w.crimes.put(w.county, quarter, *counts)
        w.warnings.put(w.county, quarter, 1, 1, 1)
    w.statuses = {each.code: each for each in ensure_statuses(w.county)}
    w.board = factory.user("Bede Ash", w.council, w.county, "partnership_manager")
    _plan(w)
    _indicators(w)
    return w


def _plan(w: SimpleNamespace) -> None:
    w.plan = create_plan(
        actor=None, partnership=w.county, title="Quiet nights", starts_on=date(2024, 4, 1), ends_on=date(2027, 3, 31),
        adopted_on=date(2024, 3, 20),
    )  # fmt: skip
    priority = add_priority(actor=None, plan=w.plan, number=1, title="Quiet streets")
    given: dict[str, Any] = {"actor": None, "priority": priority, "lead": w.police}
    w.released = add_action(**given, ref="1.1", wording="Lamps in every lane", due_on=date(2025, 1, 31))
    w.kept = add_action(**given, ref="1.2", wording="Lamps in every yard", due_on=date(2025, 1, 31))
    w.hidden = add_action(**given, ref="1.3", wording="INTHIDDENACTION", due_on=date(2025, 9, 30), public=False)


def _indicators(w: SimpleNamespace) -> None:
    given: dict[str, Any] = {
        "actor": None, "partnership": w.county, "definition": "What is counted.", "source": "S", "owner": w.police,
    }  # fmt: skip
    w.burglary = define_indicator(**given, key="break-ins", name="Break-ins", measure_key="scene_crimes", position=1,
                                  outcome="Fewer victims", accountable=[w.police, w.council])  # fmt: skip
    w.warned = define_indicator(**given, key="warned", name="INTHIDDENFIGURE", measure_key="scene_people", position=2,
                                public=False)  # fmt: skip
    w.visits = define_indicator(**given, key="visits", name="Visits made", unit="visits", position=3,
                                polarity="more_is_better", frequency="month")  # fmt: skip
    w.people = define_indicator(**given, key="people", name="Warnings given", measure_key="scene_people", position=4)
    month = Month(2020, 4)
    while month <= Month(2025, 3):
        count = Decimal(60 + month.number % 5 + (40 if month >= Month(2024, 12) else 0))
        enter_reading(actor=None, indicator=w.visits, period_kind="month", period_start=month.start, numerator=count,
                      note="INTREADINGNOTE", source_ref="INTSOURCEREF", quality="final")  # fmt: skip
        month = month.next()
    note_step_change(actor=None, indicator=w.visits, starts_on=date(2022, 4, 1), reason="INTSTEP")


def answered(w: SimpleNamespace) -> SimpleNamespace:
    """The round open and answered: released texts of one action and figure, unreleased ones of another."""
    with clock.told(OPENS):
        (w.round,) = open_due_rounds(OPENS)
        actor = factory.actor(w.manager, partnership=w.county)
        override_rag(actor=actor, indicator=w.burglary, quarter=QUARTER, colour="red", reason="INTOVERRIDE")
        w.ask = RoundAsk.objects.get(round=w.round, organisation=w.police)
        say(w, w.released, "PUBACTION", public=True)
        say(w, w.kept, "INTACTION", public=False)
        say(w, w.hidden, "INTHIDDEN", public=True)
        say(w, w.burglary, "PUBFIGURE", public=True)
        say(w, w.visits, "INTFIGURE", public=False)
        say(w, w.warned, "INTHIDDENFIGURE", public=True)
    return w


def say(w: SimpleNamespace, thing: Any, marker: str, *, public: bool, revision: int = 0) -> None:
    """Answer for one thing, its markers in every text."""
    action = hasattr(thing, "ref")
    entry = Entry(
        short_text=f"{marker}SHORT", full_text=f"{marker}FULL", public=public,
        status_id=w.statuses["under-way"].pk if action else None, rag="amber" if action else "",
        remedial_text=f"{marker}REMEDY", remedial_due_on=date(2025, 6, 30), remedial_by_id=w.police.pk,
    )  # fmt: skip
    actor = factory.actor(w.representative, partnership=w.county)
    key = f"{'action' if action else 'indicator'}-{thing.pk}"
    save_answer(actor=actor, ask_id=w.ask.pk, key=key, entry=entry, started_from=revision)
    settle(actor=actor, ask_id=w.ask.pk)


def closed(w: SimpleNamespace) -> SimpleNamespace:
    """The same, signed off and closed."""
    answered(w)
    with clock.told(CLOSES):
        actor = factory.actor(w.manager, partnership=w.county)
        sign_off(actor=actor, round_id=w.round.pk, reason="Nobody owns some of it.")
        close_round(actor=actor, round_id=w.round.pk)
    return w
