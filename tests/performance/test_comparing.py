"""Similar areas, years, counting again, and what becomes of an indicator, as a row and a page show them."""

from datetime import date
from decimal import Decimal

import pytest

from tests.performance.figures import (
    analyst,
    other_body,
    owner,
    put,
    put_months,
    ratio,
    typed,
)
from tests.performance.world import NOW, World
from wardmote.access.refusal import Refused
from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.performance.page import Row
from wardmote.performance.queries import indicator_page, quarter_page, year_reading
from wardmote.performance.services import (
    change_indicator,
    count_reading,
    enter_similar_figures,
    retire_indicator,
    set_similar_group,
)

LAST = Month(2024, 3)


def row(world: World, quarter: Quarter = NOW) -> Row:
    return quarter_page(None, world.north.pk, quarter).rows[0]


def test_similar_areas(world: World) -> None:
    rate = ratio(world)
    put(rate, NOW, 140, 1000)
    group = set_similar_group(
        actor=analyst(world), partnership=world.north, name="Most similar", method="By the inspectorate",
        own_name="North", members=["Ash", "Elm", "Oak"], dated_on=date(2023, 11, 1),
    )  # fmt: skip
    page = indicator_page(None, world.north.pk, NOW, "outcomes")
    assert page.similar is None
    enter_similar_figures(actor=None, group=group, indicator=rate, period=NOW,
                          figures={"Ash": Decimal(10), "Elm": Decimal("17.5")})  # fmt: skip
    assert row(world).similar_text == "No average of Most similar: no figure is held for Oak."
    enter_similar_figures(actor=None, group=group, indicator=rate, period=NOW, figures={"Oak": Decimal("18.5")})
    assert row(world).similar_text == (
        "Most similar: average 15.0%; 6.7% below it. Number 2 of 4, counted from the lowest."
    )
    similar = indicator_page(None, world.north.pk, NOW, "outcomes").similar
    assert similar is not None
    assert similar.lines == [("Ash", "10.0%"), ("North", "14.0%"), ("Elm", "17.5%"), ("Oak", "18.5%")]
    assert "need not have yours" in similar.about
    with pytest.raises(ValueError, match="not another area"):
        enter_similar_figures(actor=None, group=group, indicator=rate, period=NOW, figures={"North": Decimal(1)})


def test_new_members_of_a_group_end_the_old_ones(world: World) -> None:
    given = {"name": "Most similar", "method": "M", "own_name": "North", "partnership": world.north, "actor": None}
    old = set_similar_group(members=["Ash"], dated_on=date(2023, 1, 1), **given)  # type: ignore[arg-type]
    set_similar_group(members=["Elm"], dated_on=date(2024, 1, 1), **given)  # type: ignore[arg-type]
    old.refresh_from_db()
    assert old.ends_on == date(2023, 12, 31)
    with pytest.raises(ValueError, match="already"):
        set_similar_group(members=["Oak"], dated_on=date(2024, 1, 1), **given)  # type: ignore[arg-type]


def test_a_year_is_made_of_its_quarters(world: World) -> None:
    calls = typed(world)
    for quarter in FinancialYear(2023).quarters:
        put_months(calls, quarter, 10, 10, 10)
    assert year_reading(None, calls, FinancialYear(2023)).text == "120"
    assert year_reading(None, calls, FinancialYear(2022)).text == "not known"


def test_counting_again_keeps_both(world: World) -> None:
    burglary, keeper = world.indicator(world.north), analyst(world)
    world.crimes.put(world.north, NOW, 31, 28, 22)
    first = count_reading(actor=keeper, indicator=burglary, period=NOW)
    world.crimes.put(world.north, NOW, 31, 28, 25)
    second = count_reading(actor=keeper, indicator=burglary, period=NOW)
    assert [(each.value, each.revision) for each in (first, second)] == [(81, 1), (84, 2)]
    assert second.cut_off == date(2025, 3, 24)
    with pytest.raises(Refused):
        count_reading(actor=owner(world, other_body()), indicator=burglary, period=NOW)
    with pytest.raises(ValueError, match="has not begun"):
        count_reading(actor=keeper, indicator=burglary, period=Quarter.parse("2025-26-Q1"))


def test_a_retired_indicator_stays_in_the_quarters_before(world: World) -> None:
    calls = typed(world)
    put(calls, NOW, 5)
    retire_indicator(actor=analyst(world), indicator=calls, reason="No longer collected.")
    assert len(quarter_page(None, world.north.pk, NOW).rows) == 1
    assert quarter_page(None, world.north.pk, Quarter.parse("2024-25-Q4")).rows == ()


def test_the_public_reads_only_what_is_public(world: World) -> None:
    typed(world, public=False)
    board = world.actor(world.user("board", world.north))
    assert quarter_page(None, world.north.pk, NOW).rows == ()
    assert len(quarter_page(None, world.north.pk, NOW, every_indicator=True).rows) == 1
    assert len(quarter_page(board, world.north.pk, NOW).rows) == 1
    with pytest.raises(Refused):
        indicator_page(None, world.north.pk, NOW, "calls")


def test_what_figures_were_worked_out_by_cannot_change(world: World) -> None:
    rate, keeper = ratio(world), analyst(world)
    put(rate, NOW, 140, 1000)
    with pytest.raises(StateRefused, match="Retire this indicator"):
        change_indicator(actor=keeper, indicator=rate, reason="R", started_from=1, multiplier=Decimal(1000))
    changed = change_indicator(actor=keeper, indicator=rate, reason="R", started_from=1, name="Outcomes", public=False)
    assert (changed.version, changed.name) == (2, "Outcomes")
    with pytest.raises(EditConflict):
        change_indicator(actor=keeper, indicator=rate, reason="R", started_from=1, name="Mine")
