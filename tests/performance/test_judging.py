"""Ratings, targets, baselines, limits and similar areas, as a row and a page show them."""

from datetime import date
from decimal import Decimal

import pytest

from tests.performance.figures import (
    analyst,
    manager,
    put,
    put_series,
    rule,
    typed,
)
from tests.performance.world import NOW, THEN, World
from wardmote.access.refusal import Refused
from wardmote.common.periods import Month, Quarter
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.performance.models import Indicator, RagRule, Target
from wardmote.performance.page import Row
from wardmote.performance.queries import indicator_page, needs_remedy, quarter_page, series
from wardmote.performance.services import (
    change_indicator,
    note_step_change,
    override_rag,
    set_rag_rule,
    set_target,
    withdraw_step_change,
)
from wardmote.performance.signals import limit_rows, signals

LAST = Month(2024, 3)


def row(world: World, quarter: Quarter = NOW) -> Row:
    return quarter_page(None, world.north.pk, quarter).rows[0]


def rated(
    world: World, figure: int | None, target: int | None = 100, last_year: int | None = 100, **given: object
) -> Row:
    calls = typed(world, rag_rule=rule(world, *given.pop("rule", ("variance", 0, 10))), **given)  # type: ignore[misc]
    if figure is not None:
        put(calls, NOW, figure)
    if last_year is not None:
        put(calls, THEN, last_year)
    if target is not None:
        set_target(actor=None, indicator=calls, due_on=NOW.end, value=Decimal(target))
    return row(world)


@pytest.mark.parametrize(
    ("figure", "target", "last_year", "given", "text"),
    [
        (100, 100, 100, {}, "Green"),
        (101, 100, 100, {}, "Amber"),
        (110, 100, 100, {}, "Amber"),
        (111, 100, 100, {}, "Red"),
        (111, 100, 100, {"polarity": "more_is_better"}, "Green"),
        (89, 100, 100, {"polarity": "more_reporting"}, "Red"),
        (None, 100, 100, {}, "No data"),
        (100, None, 100, {}, "Not rated"),
        (100, 0, 100, {}, "Not rated"),
        (500, 100, 100, {"polarity": "context"}, "Context only"),
        (120, 100, 130, {"rule": ("variance_and_last_year", 0, 10)}, "Amber"),
        (120, 100, 110, {"rule": ("variance_and_last_year", 0, 10)}, "Red"),
        (95, None, 100, {"rule": ("threshold", 90, 100)}, "Amber"),
        (100, None, 100, {"rule": ("threshold", 90, 100)}, "Red"),
    ],
)  # fmt: skip
def test_ratings(
    world: World, figure: int | None, target: int | None, last_year: int, given: dict[str, object], text: str
) -> None:
    found = rated(world, figure, target, last_year, **given)
    assert found.rag_text == text
    assert bool(found.rag_rule) == (found.rag_rule == "Off target, version 1")
    if text in ("Green", "Amber", "Red"):
        assert found.rag.statement.startswith("Green")
        assert found.rag_letter == text[0]


def test_needs_remedy(world: World) -> None:
    assert "Rated red" in needs_remedy(rated(world, 111))
    Indicator.objects.update(rag_rule=None)
    assert needs_remedy(row(world)).startswith("Worse than January to March 2023")
    put(Indicator.objects.get(), NOW, 100)
    assert needs_remedy(row(world)) == ""


def test_a_judgement_holds_until_it_is_taken_back(world: World) -> None:
    assert rated(world, 111).rag_text == "Red"
    calls, runs = Indicator.objects.get(), manager(world)
    override_rag(actor=runs, indicator=calls, quarter=NOW, colour="amber", reason="One week was counted twice.")
    found = row(world)
    assert (found.rag_text, found.rag_overridden, found.override_reason) == ("Amber", True, "")
    assert quarter_page(runs, world.north.pk, NOW).rows[0].override_reason == "One week was counted twice."
    override_rag(actor=runs, indicator=calls, quarter=NOW, colour="", reason="It was not.")
    assert row(world).rag_text == "Red"
    with pytest.raises(Refused):
        override_rag(actor=analyst(world), indicator=calls, quarter=NOW, colour="green", reason="So be it.")
    with pytest.raises(ValueError, match="Say why"):
        override_rag(actor=runs, indicator=calls, quarter=NOW, colour="green", reason=" ")


def test_what_is_missing_is_never_green_even_by_judgement(world: World) -> None:
    assert rated(world, None).rag_text == "No data"
    calls = Indicator.objects.get()
    with pytest.raises(StateRefused, match="never green"):
        override_rag(actor=None, indicator=calls, quarter=NOW, colour="green", reason="We are sure.")
    held = put(calls, NOW, 50)
    override_rag(actor=None, indicator=calls, quarter=NOW, colour="green", reason="We are sure.")
    put(calls, NOW, None, started_from=held.revision)
    assert row(world).rag_text == "No data"


@pytest.mark.parametrize(
    ("due", "text"),
    [(NOW.end, "100"), (date(2025, 3, 31), "100 by 31 Mar 2025"), (date(2023, 3, 31), "100 (set for 31 Mar 2023)")],
)
def test_which_target_holds(world: World, due: date, text: str) -> None:
    calls = typed(world)
    set_target(actor=None, indicator=calls, due_on=due, value=Decimal(100))
    assert row(world).target_text == text


def test_a_target_is_changed_with_its_reason_and_stays(world: World) -> None:
    calls, keeper = typed(world), analyst(world)
    set_target(actor=keeper, indicator=calls, due_on=NOW.end, value=Decimal(100))
    with pytest.raises(ValueError, match="Say why"):
        set_target(actor=keeper, indicator=calls, due_on=NOW.end, value=Decimal(90), started_from=1)
    set_target(actor=keeper, indicator=calls, due_on=NOW.end, value=Decimal(90), reason="Agreed.", started_from=1)
    assert list(Target.objects.values_list("value", "current")) == [(100, False), (90, True)]
    with pytest.raises(EditConflict):
        set_target(actor=keeper, indicator=calls, due_on=NOW.end, value=Decimal(80), reason="Mine.", started_from=1)


def test_a_rule_has_versions_and_those_rated_by_it_follow(world: World) -> None:
    assert rated(world, 105).rag_text == "Amber"
    keeper = analyst(world)
    set_rag_rule(actor=keeper, partnership=world.north, name="Off target", family="variance", amber=Decimal(5),
                 red=Decimal(10), started_from=1)  # fmt: skip
    found = row(world)
    assert (found.rag_text, found.rag_rule) == ("Green", "Off target, version 2")
    assert RagRule.objects.count() == 2
    with pytest.raises(ValueError, match="may not be above"):
        set_rag_rule(actor=keeper, partnership=world.north, name="Off target", family="threshold", amber=Decimal(9),
                     red=Decimal(5), started_from=2)  # fmt: skip


def test_a_rating_that_moves_inside_ordinary_variation_says_so(world: World) -> None:
    calls = typed(world, rag_rule=rule(world))
    set_target(actor=None, indicator=calls, due_on=NOW.end, value=Decimal(90))
    put_series(calls, LAST, *[28, 32, 30, 33, 27, 31] * 4, 27, 31, 31, 32, 30, 34)
    found = row(world)
    assert (found.rag_before.words, found.rag_text) == ("green", "Amber")
    assert "lies inside ordinary variation" in found.rag_note
    assert found.variation == "common cause"
    put(calls, LAST, 90)
    found = row(world)
    assert (found.rag_text, found.rag_note, found.variation) == ("Red", "", "concern high")


def test_limits_signals_and_a_new_baseline(world: World) -> None:
    calls = typed(world)
    put_series(calls, LAST, *[20, 22] * 9, *[10, 12] * 8)
    page = indicator_page(None, world.north.pk, NOW, "calls")
    told = signals(page.series)
    assert any(each.meaning == "better" and "mean" in each.rule for each in told)
    note_step_change(actor=analyst(world), indicator=calls, starts_on=date(2022, 12, 15), reason="A new service.")
    page = indicator_page(None, world.north.pk, NOW, "calls")
    assert signals(page.series) == []
    limits = limit_rows(page.series, page.row.shape)
    assert [(each.when, each.mean) for each in limits] == [
        ("Dec 2022 to Mar 2024", "11.0"), ("Jun 2021 to Nov 2022", "21.0"),
    ]  # fmt: skip
    assert page.series.steps[0].reason == "A new service."
    step = calls.step_changes.get()
    withdraw_step_change(actor=manager(world), indicator=calls, step_id=step.pk)
    assert signals(indicator_page(None, world.north.pk, NOW, "calls").series)


def test_few_figures_have_trial_limits_and_no_verdict(world: World) -> None:
    calls = typed(world)
    put_series(calls, LAST, *[20, 22] * 6)
    page = indicator_page(None, world.north.pk, NOW, "calls")
    assert page.row.variation == "not enough points"
    assert "13 are needed" in page.row.variation_text
    assert limit_rows(page.series, page.row.shape)[0].trial


def test_the_months_of_a_sum_are_held_to_a_third_of_the_quarter_s_target(world: World) -> None:
    calls = typed(world)
    put_series(calls, LAST, *[20, 22] * 9)
    set_target(actor=None, indicator=calls, due_on=NOW.end, value=Decimal(120))
    found = row(world)
    assert found.series.target == 40
    assert found.assurance == "consistently passes"


def test_a_gap_is_a_gap(world: World) -> None:
    calls = typed(world)
    put_series(calls, LAST, 20, 22, None, 21)
    found = series(None, calls, LAST)
    assert [point.value for point in found.points] == [20, 22, None, 21]
    assert [point.label for point in found.points] == ["Dec 2023", "Jan 2024", "Feb 2024", "Mar 2024"]


def test_a_comparator_of_its_own(world: World) -> None:
    calls = typed(world, comparator="previous")
    put(calls, NOW, 90)
    put(calls, NOW.previous(), 100)
    put(calls, THEN, 60)
    found = row(world)
    assert (found.change_text, found.direction.word) == ("−10 (−10.0%)", "better")
    assert (found.short.word, found.long.word) == ("better", "worse")
    assert "October to December 2023" in found.sentence
    change_indicator(actor=analyst(world), indicator=calls, reason="Agreed.", started_from=1, comparator="baseline",
                     baseline=Decimal(80), baseline_text="2019/20")  # fmt: skip
    found = row(world)
    assert (found.change_text, found.compared_with) == ("+10 (+12.5%)", "the baseline (2019/20)")


def test_a_move_within_the_tolerance_is_no_change(world: World) -> None:
    calls = typed(world, tolerance=Decimal(5))
    put(calls, NOW, 104)
    put(calls, THEN, 100)
    assert row(world).direction.word == "no change"
