"""What hangs on an indicator whose figures are typed: a rule, a target, a step, similar areas, a file of figures."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from wardmote.common.periods import Month
from wardmote.performance.services import (
    define_indicator,
    enter_reading,
    note_step_change,
    set_rag_rule,
    set_similar_group,
    start_reading_import,
)

if TYPE_CHECKING:
    from tests.factories.visitors import Scene

TYPED, FILE = "calls", b"Indicator,Period,Value\ncalls,2025-01,31\n"
FIRST = Month(2024, 11)  # of the scene's quarter


def make_figures(s: "Scene") -> None:
    """Make an indicator that nobody owns, so that only those who keep the partnership's figures may enter it."""
    county = s.world.county
    s.rag_rule = set_rag_rule(
        actor=None, partnership=county, name="Off target", family="variance", amber=Decimal(0), red=Decimal(10)
    )
    s.typed = define_indicator(
        actor=None, partnership=county, key=TYPED, name="Repeat callers", definition="Callers.", unit="callers",
        source="A return", rag_rule=s.rag_rule, public=False,
    )  # fmt: skip
    for month in (FIRST, FIRST.next()):
        enter_reading(actor=None, indicator=s.typed, period_kind="month", period_start=month.start, value=Decimal(30))
    s.step = note_step_change(actor=None, indicator=s.typed, starts_on=FIRST.start, reason="A new system.")
    s.similar = set_similar_group(
        actor=None, partnership=county, name="Most similar", method="By size", own_name="Here", members=["There"],
        dated_on=date(2024, 4, 1),
    )  # fmt: skip
    s.reading_import = start_reading_import(actor=None, partnership=county, name="figures.csv", content=FILE)
