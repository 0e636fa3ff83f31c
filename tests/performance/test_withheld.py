"""Whatever is printed beside a withheld figure must not depend on it.

Each test changes a count that is withheld into every other that would be, and asks that nothing a reader without a way
in can see, on any page on which the quarter plays a part, changes by a letter.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.performance.figures import analyst, manager, put, ratio, rule, typed
from tests.performance.world import NOW, THEN, World
from wardmote.access.actor import Actor
from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.performance.models import Indicator, Reading
from wardmote.performance.page import needs_remedy
from wardmote.performance.queries import indicator_page, quarter_page, series, year_reading
from wardmote.performance.services import (
    count_reading,
    enter_similar_figures,
    override_rag,
    set_similar_group,
    set_target,
)

AROUND = [NOW, NOW.next(), NOW.next().next().next().next(), NOW.previous()]
SMALL = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def printed(actor: Actor | None, indicator: Indicator, quarters: Iterable[Quarter] = AROUND) -> list[Any]:
    """Everything that a reader can see of an indicator, in words, numbers and pictures."""
    seen: list[Any] = []
    for quarter in quarters:
        rows = [
            each for each in quarter_page(actor, indicator.partnership_id, quarter).rows if each.indicator == indicator
        ]
        row, page = rows[0], indicator_page(actor, indicator.partnership_id, quarter, indicator.key)
        for each in (row.now, row.then, row.previous):
            seen += [
                each.value,
                each.text,
                each.notes,
                dict(each.months),
                each.numerator,
                each.denominator,
                each.hidden,
            ]
        seen += [
            row.change_text, row.direction_text, row.short.word, row.long.word, row.way, row.target_text, row.rag,
            row.rag_text, row.rag_note, row.rag_before, row.rag_overridden, row.override_reason, row.similar_text,
            row.variation_text, row.assurance_text, row.baseline_text, row.sentence, row.note, needs_remedy(row),
            row.sparkline and (row.sparkline.alternative, str(row.sparkline.svg)),
            page.chart and page.chart.alternative, page.control and page.control.alternative, page.months,
            page.districts, page.similar, [(point.value, point.hidden) for point in page.series.points],
        ]  # fmt: skip
        seen.append([point.value for point in series(actor, indicator, Month.containing(quarter.end)).points])
        seen.append(year_reading(actor, indicator, FinancialYear.containing(quarter.start)))
    return seen


def dressed(world: World, indicator: Indicator) -> None:
    """Give an indicator everything that could tell: rule, targets, baseline, similar areas, a judgement."""
    Indicator.objects.filter(pk=indicator.pk).update(
        rag_rule=rule(world, "variance_and_last_year", 5, 10), baseline=Decimal(4), baseline_text="2019/20"
    )
    set_target(actor=None, indicator=indicator, due_on=NOW.end, value=Decimal(12))
    group = set_similar_group(
        actor=None, partnership=world.north, name="Most similar", method="M", own_name="North", members=["Ash", "Elm"],
        dated_on=date(2020, 1, 1),
    )  # fmt: skip
    enter_similar_figures(actor=None, group=group, indicator=indicator, period=NOW,
                          figures={"Ash": Decimal(9), "Elm": Decimal(30)})  # fmt: skip
    override_rag(actor=None, indicator=indicator, quarter=NOW, colour="red", reason="There were 3 of them.")
    indicator.refresh_from_db()


def readers(world: World) -> list[Actor | None]:
    return [None, world.actor(world.user("board", world.north)), world.actor(world.user("over", world.county))]


def fill(indicator: Indicator, quarters: dict[Quarter, tuple[int, int, int]]) -> None:
    Reading.objects.all().delete()
    for quarter, months in quarters.items():
        for slug, figure in zip(quarter.months, months, strict=True):
            put(indicator, Month.parse(slug), figure, note=f"{figure} of them")


@SMALL
@given(
    around=st.lists(st.integers(0, 15), min_size=12, max_size=12),
    comparator=st.sampled_from(["last_year", "previous", "baseline"]),
)
def test_nothing_depends_on_a_small_count_that_is_typed(world: World, around: list[int], comparator: str) -> None:
    indicator = Indicator.objects.filter(key="calls").first()
    if indicator is None:
        indicator = typed(world, confidential=True)
        dressed(world, indicator)
        world.readers = readers(world)  # type: ignore[attr-defined]  # made once for all examples
    Indicator.objects.update(comparator=comparator)
    indicator.refresh_from_db()
    others = {quarter: tuple(around[3 * place : 3 * place + 3]) for place, quarter in enumerate([*AROUND[1:], THEN])}
    seen: dict[int, list[Any]] = {}
    for hidden in ((1, 0, 0), (0, 1, 1), (1, 1, 1), (4, 0, 0), (0, 0, 3)):
        fill(indicator, {**others, NOW: hidden})  # type: ignore[dict-item]
        for place, reader in enumerate(world.readers):  # type: ignore[attr-defined]
            now = printed(reader, indicator)
            assert seen.setdefault(place, now) == now
            assert "There were 3 of them" not in str(now)


@SMALL
@given(then=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_nothing_depends_on_the_counts_behind_a_small_share(world: World, then: tuple[int, int]) -> None:
    indicator = Indicator.objects.filter(key="outcomes").first()
    if indicator is None:
        indicator = ratio(world, confidential=True)
        dressed(world, indicator)
    seen = []
    for above, below in ((3, 40), (1, 200), (37, 40), (2, 3), (4, 4), (0, 2)):
        Reading.objects.all().delete()
        put(indicator, NOW, above, below)
        put(indicator, THEN, min(then), max(then))
        seen.append(printed(None, indicator))
    assert all(each == seen[0] for each in seen)


def test_those_who_enter_it_see_it_all(world: World) -> None:
    indicator = typed(world, confidential=True)
    dressed(world, indicator)
    fill(indicator, {NOW: (1, 2, 0), THEN: (10, 9, 8)})
    row = quarter_page(analyst(world), world.north.pk, NOW).rows[0]
    assert (row.shown, row.change_text) == ("3", "−24 (−88.9%)")
    assert row.rag_overridden
    assert "1 of them" in row.note
    public = quarter_page(None, world.north.pk, NOW).rows[0]
    assert public.shown == "fewer than 5"
    assert "of them" not in public.note
    assert public.rag.colour == "grey"
    assert public.rag.reason == "The figure is not shown, so it is not rated."
    assert public.baseline_text == "fewer than 5"


def test_a_year_does_not_give_its_small_quarter_away(world: World) -> None:
    indicator = typed(world, confidential=True)
    year = FinancialYear(2023)
    fill(indicator, {each: (9, 9, 9) for each in year.quarters[:3]} | {year.quarters[3]: (1, 2, 0)})
    assert year_reading(None, indicator, year).text == "not shown"
    assert year_reading(analyst(world), indicator, year).value == 84


@pytest.mark.parametrize("months", [(1, 0, 0), (2, 1, 0), (0, 0, 4)])
def test_a_small_count_is_kept_as_words(world: World, months: tuple[int, int, int]) -> None:
    """What is counted of cases and kept here is what the public may see, whoever counted it."""
    indicator = world.indicator(world.north, "test_people")
    world.people.put(world.north, NOW, *months)
    kept = count_reading(actor=manager(world), indicator=indicator, period=NOW)
    assert (kept.value, kept.numerator, kept.note) == (None, None, "fewer than 5")
    assert (kept.minimum_published, kept.cut_off, kept.filters) == (5, date(2025, 3, 24), {})
    world.people.put(world.north, NOW, 10, 10, 10)
    again = count_reading(actor=manager_again(world), indicator=indicator, period=NOW)
    assert (again.value, again.revision) == (30, 2)


def manager_again(world: World) -> Actor:
    return world.actor(world.user("manager2", world.north, "partnership_manager"))


def test_nothing_new_depends_on_a_small_count_of_cases(world: World) -> None:
    indicator = world.indicator(world.north, "test_people")
    dressed(world, indicator)
    for quarter in (*AROUND[1:], THEN):
        world.people.put(world.north, quarter, 6, 6, 6)
    seen = []
    for months in ((1, 0, 0), (1, 2, 0), (0, 0, 4)):
        world.people.put(world.north, NOW, *months)
        world.people.note = f"{sum(months)} of them"
        seen.append(printed(None, indicator))
    assert seen[0] == seen[1] == seen[2]


def test_those_without_a_way_in_see_two_years_of_quarters(world: World) -> None:
    indicator = typed(world, confidential=True)
    quarters = [NOW]
    while len(quarters) < 8:
        quarters.append(quarters[-1].previous())
    fill(indicator, dict.fromkeys(quarters, (3, 4, 5)))
    drawn = quarter_page(None, world.north.pk, NOW).rows[0].sparkline
    assert drawn is not None
    assert [line[1] for line in drawn.table[1:]] == ["12"] * 8
    put(indicator, Month.containing(quarters[5].start), 1)
    put(indicator, Month.containing(quarters[5].start).next(), 1)
    put(indicator, Month.containing(quarters[5].end), 1)
    assert quarter_page(None, world.north.pk, NOW).rows[0].sparkline is None
