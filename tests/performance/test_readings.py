"""Figures that somebody types: revisions, conflicts, who may, what cannot be."""

from decimal import Decimal

import pytest

from tests.performance.figures import analyst, manager, other_body, owner, put, put_months, ratio, typed
from tests.performance.world import NOW, THEN, World
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.performance.models import Reading
from wardmote.performance.page import Row
from wardmote.performance.queries import latest_quarter, quarter_page
from wardmote.performance.services import define_indicator, retire_indicator

JANUARY = Month(2024, 1)


def row(world: World, quarter: Quarter = NOW) -> Row:
    return quarter_page(None, world.north.pk, quarter).rows[0]


def test_months_make_a_quarter_and_a_missing_one_makes_it_missing(world: World) -> None:
    calls = typed(world)
    put_months(calls, NOW, 31, 28, 22)
    put_months(calls, THEN, 40, 30, 27)
    assert (row(world).shown, row(world).then.text, row(world).change_text) == ("81", "97", "−16 (−16.5%)")
    Reading.objects.filter(period_start=JANUARY.start).delete()
    missing = row(world)
    assert (missing.shown, missing.change_text) == ("not known", "not compared")
    assert missing.note.startswith("No figure is held for January 2024.")


def test_a_figure_known_to_be_missing_is_missing(world: World) -> None:
    calls = typed(world)
    put_months(calls, NOW, 31, 28, 22)
    put(calls, JANUARY, None)
    assert row(world).shown == "not known"


@pytest.mark.parametrize(
    ("how", "shown"), [("sum", "81"), ("mean", "27"), ("last", "22")]
)  # fmt: skip
def test_each_way_to_make_a_quarter(world: World, how: str, shown: str) -> None:
    calls = typed(world, aggregation=how)
    put_months(calls, NOW, 31, 28, 22)
    assert row(world).shown == shown


def test_a_ratio_adds_up_before_it_divides(world: World) -> None:
    """814 of 5,797 in three unequal months is 14.0%, whatever the mean of the months is."""
    rate = ratio(world)
    for month, figures in zip(NOW.months, ((14, 97), (300, 700), (500, 5000)), strict=True):
        put(rate, Month.parse(month), *figures)
    put(rate, THEN, 1002, 5334)
    found = row(world)
    assert (found.shown, found.then.text) == ("14.0%", "18.8%")
    assert (found.change_text, found.direction.word) == ("−4.7 percentage points", "worse")
    assert (found.now.numerator, found.now.denominator) == (814, 5797)


def test_a_percentage_on_a_small_base_gives_way_to_the_counts(world: World) -> None:
    rate = ratio(world)
    put(rate, NOW, 3, 12)
    put(rate, THEN, 114, 955)
    found = row(world)
    assert (found.shown, found.then.text) == ("3 of 12", "11.9%")
    assert found.change_text == "from 11.9% to 3 of 12"


def test_nought_of_nought_has_no_share(world: World) -> None:
    put(ratio(world), NOW, 0, 0)
    found = row(world)
    assert (found.now.value, found.shown) == (None, "0 of 0")
    assert found.change_text == "not compared"


def test_a_yearly_figure_stands_until_the_next(world: World) -> None:
    users = typed(world, frequency="year", key="survey")
    put(users, FinancialYear(2022), 60)
    put(users, FinancialYear(2021), 50)
    for quarter, shown in ((Quarter.parse("2022-23-Q4"), "60"), (Quarter.parse("2023-24-Q3"), "60")):
        found = row(world, quarter)
        assert (found.shown, found.then.text) == (shown, "50")
        assert "For the year 2022/23." in found.note
        assert found.short.word == found.long.word == "worse"
    assert row(world, NOW).shown == "not known"  # 2023/24 is over and has no figure


def test_a_revision_overwrites_nothing(world: World) -> None:
    calls, clerk = typed(world), analyst(world)
    put(calls, JANUARY, 31, actor=clerk)
    put(calls, JANUARY, 33, actor=clerk, quality="final", note="Two came late.")
    held = list(Reading.objects.order_by("revision"))
    assert [(each.value, each.current, each.quality) for each in held] == [
        (31, False, "provisional"), (33, True, "final")
    ]  # fmt: skip
    assert held[1].entered_by_id == clerk.user_id
    audit = AuditRow.objects.filter(action="reading.enter").last()
    assert audit is not None
    assert "33" not in str(audit.fields)


def test_the_second_of_two_sees_both(world: World) -> None:
    calls, clerk = typed(world), analyst(world)
    put(calls, JANUARY, 31, actor=clerk)
    put(calls, JANUARY, 33, actor=clerk)
    with pytest.raises(EditConflict) as conflict:
        put(calls, JANUARY, 40, actor=clerk, started_from=1)
    assert conflict.value.theirs["value"] == 33
    assert conflict.value.yours["value"] == 40
    assert conflict.value.version == 2
    assert Reading.objects.count() == 2


@pytest.mark.parametrize(
    ("figures", "words"),
    [(("-1",), "nought or more"), (("1e20",), "nought or more"), (("NaN",), "nought or more")],
)  # fmt: skip
def test_a_figure_that_cannot_be(world: World, figures: tuple[str, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        put(typed(world), JANUARY, *figures)


def test_periods_that_cannot_be(world: World) -> None:
    with pytest.raises(ValueError, match="has not begun"):
        put(typed(world), Month(2025, 4), 1)
    with pytest.raises(ValueError, match="which January 2024 is not"):
        put(typed(world, key="year", frequency="year"), JANUARY, 1)
    with pytest.raises(ValueError, match="above the line"):
        put(ratio(world), JANUARY, 5, None)
    with pytest.raises(ValueError, match="Below the line stands nought"):
        put(ratio(world, key="other"), JANUARY, 5, 0)


def test_nothing_is_typed_for_what_is_counted_or_retired(world: World) -> None:
    with pytest.raises(StateRefused):
        put(world.indicator(world.north), JANUARY, 1)
    calls = typed(world)
    retire_indicator(actor=manager(world), indicator=calls, reason="No longer collected.")
    calls.refresh_from_db()
    put(calls, JANUARY, 1)  # a late figure of a time when it was watched
    assert row(world) is not None


def test_who_may_enter(world: World) -> None:
    police = other_body()
    calls = typed(world, owner=police)
    answers = owner(world, police)
    assert put(calls, JANUARY, 31, actor=answers).value == 31
    for role, place in (("board_member", world.north), ("practitioner", world.north), ("analyst", world.south)):
        nobody = world.actor(world.user(f"{role}2", place, role))
        with pytest.raises(Refused):
            put(calls, JANUARY, 32, actor=nobody)
    others = typed(world, key="others")
    with pytest.raises(Refused):
        put(others, JANUARY, 1, actor=answers)
    with pytest.raises(Refused):
        define_indicator(actor=answers, partnership=world.north, key="new", name="New", definition="What.")


def test_the_newest_quarter_is_one_that_figures_reach_the_end_of(world: World) -> None:
    calls = typed(world)
    put_months(calls, NOW, 1, 1, 1)
    put(calls, Month(2024, 4), 1)
    assert latest_quarter(world.north.pk) == NOW


def test_quality_is_that_of_the_least_certain_part(world: World) -> None:
    calls = typed(world)
    put_months(calls, NOW, 31, 28, 22)
    assert row(world).quality == "provisional"
    for slug in NOW.months:
        put(calls, Month.parse(slug), 30, quality="final")
    assert row(world).quality == "final"
    assert row(world).now.value == Decimal(90)
