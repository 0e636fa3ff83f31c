"""Files of figures: periods and numbers as people write them, every row accounted for, nothing saved unseen."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.performance.figures import analyst, other_body, owner, put, ratio, typed
from tests.performance.world import World
from wardmote.access.refusal import Refused
from wardmote.common.periods import FinancialYear, Month, Quarter
from wardmote.common.states import StateRefused
from wardmote.performance.importing import counts
from wardmote.performance.models import Reading, ReadingImport
from wardmote.performance.periods_typed import read_number, read_period
from wardmote.performance.services import (
    commit_reading_import,
    discard_reading_import,
    import_readings,
    start_reading_import,
)

HEAD = "Indicator,Period,Value,Numerator,Denominator,Quality,Note\n"


@pytest.mark.parametrize(
    ("text", "frequency", "period"),
    [
        ("2025-01", "month", Month(2025, 1)),
        ("Jan 2025", "month", Month(2025, 1)),
        ("january 2025", "month", Month(2025, 1)),
        ("Sept-24", "month", Month(2024, 9)),
        ("01/2025", "month", Month(2025, 1)),
        ("2025-01-31", "month", Month(2025, 1)),
        ("2025-01-31", "quarter", Quarter(2024, 4)),
        ("2025-01-31", "year", FinancialYear(2024)),
        ("Q4 2024/25", "quarter", Quarter(2024, 4)),
        ("Quarter 4, 2024-25", "quarter", Quarter(2024, 4)),
        ("2024-25-Q4", "quarter", Quarter(2024, 4)),
        ("2024/2025 Q4", "quarter", Quarter(2024, 4)),
        ("2024/25", "year", FinancialYear(2024)),
        ("FY 2024-25", "year", FinancialYear(2024)),
        ("2011-12", "year", FinancialYear(2011)),
        ("2011-12", "month", Month(2011, 12)),
        ("1999/2000", "year", FinancialYear(1999)),
        ("1999/00", "year", FinancialYear(1999)),
    ],
)  # fmt: skip
def test_periods(text: str, frequency: str, period: object) -> None:
    assert read_period(text, frequency) == period


@pytest.mark.parametrize(
    "text", ["", "soon", "2025", "Q5 2024/25", "2024/26", "13/2025", "2025-00", "Janvier 2025", "2025-02-30"]
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        read_period(text, "month")


@pytest.mark.parametrize(
    ("text", "number"), [("1,234", 1234), ("11.9%", Decimal("11.9")), ("£5", 5), ("", None), (" 7 ", 7), ("-3", -3)]
)
def test_numbers(text: str, number: object) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["many", "1e9", "NaN", "1.2.3", "=1+1", "٣", "fewer than 5"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        read_number(text)


def started(world: World, *rows: str) -> ReadingImport:
    content = (HEAD + "".join(f"{row}\n" for row in rows)).encode()
    return start_reading_import(actor=None, partnership=world.north, name="figures.csv", content=content)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("nobody,2024-01,5", "No indicator here is called “nobody”."),
        (",2024-01,5", "No indicator is named."),
        ("calls,whenever,5", "“whenever” is not a period."),
        ("calls,2024-01,many", "“many” is not a number."),
        ("calls,2024-01", "The row holds no figure."),
        ("calls,2024-01,-5", "The figure must be nought or more"),
        ("calls,2026-01,5", "January 2026 has not begun."),
        ("calls,2024-01,5,,,maybe", "“maybe” is not provisional, revised or final."),
        ("survey,2024-01,5", "which January 2024 is not"),
        ("outcomes,2024-01,,5", "above the line and what is below it"),
        ("outcomes,2024-01,,5,0", "Below the line stands nought"),
        ("test-crimes,2024-01,5", "is counted by Wardmote"),
    ],
)
def test_each_reason_to_reject_a_row(world: World, row: str, reason: str) -> None:
    typed(world)
    ratio(world)
    typed(world, key="survey", name="Survey", frequency="year")
    world.indicator(world.north)
    (line,) = started(world, row).rows
    assert line["state"] == "rejected"
    assert reason in line["reason"]


def test_nothing_is_saved_before_somebody_has_looked(world: World) -> None:
    calls = typed(world)
    put(calls, Month(2024, 1), 30, quality="final")
    held = started(world, "Repeat calls,Jan 2024,31,,,final,Two were late.", "calls,Feb 2024,30", "calls,2024-02,30")
    assert Reading.objects.count() == 1
    assert [(row["state"], row["before"]) for row in held.rows] == [
        ("accepted", "30, final"), ("accepted", ""), ("repeated", ""),
    ]  # fmt: skip
    assert counts(held.rows) == {"rows": 3, "accepted": 2, "rejected": 0, "repeated": 1}
    done = commit_reading_import(actor=None, kept=held)
    assert (done.state, Reading.objects.filter(origin="imported").count()) == ("done", 2)
    revised = Reading.objects.get(period_start="2024-01-01", current=True)
    assert (revised.value, revised.revision, revised.note) == (31, 2, "Two were late.")
    with pytest.raises(StateRefused):
        commit_reading_import(actor=None, kept=done)


def test_the_same_file_again_repeats_every_row(world: World) -> None:
    typed(world)
    ratio(world)
    rows = ("calls,2024-01,31,,,final", "outcomes,2024-01,,5,50,revised")
    commit_reading_import(actor=None, kept=started(world, *rows))
    assert counts(started(world, *rows).rows)["repeated"] == 2


def test_two_figures_for_one_period_are_not_chosen_between_silently(world: World) -> None:
    typed(world)
    held = started(world, "calls,2024-01,31", "calls,Jan 2024,32")
    assert [row["state"] for row in held.rows] == ["accepted", "rejected"]
    assert held.rows[1]["reason"] == "Row 2 gives another figure for it."


def test_a_figure_entered_meanwhile_is_not_written_over(world: World) -> None:
    calls = typed(world)
    held = started(world, "calls,2024-01,31", "calls,2024-02,30")
    put(calls, Month(2024, 1), 99)
    done = commit_reading_import(actor=None, kept=held)
    assert [row["state"] for row in done.rows] == ["rejected", "accepted"]
    assert "after the file was looked at" in done.rows[0]["reason"]
    assert Reading.objects.get(period_start="2024-01-01").value == 99


def test_a_discarded_file_is_emptied(world: World) -> None:
    typed(world)
    held = started(world, "calls,2024-01,31")
    discard_reading_import(actor=analyst(world), kept=held)
    held.refresh_from_db()
    assert (held.state, held.rows, Reading.objects.count()) == ("discarded", [], 0)
    with pytest.raises(StateRefused):
        commit_reading_import(actor=None, kept=held)


def test_a_file_without_a_header_is_refused(world: World) -> None:
    with pytest.raises(ValueError, match="names the columns"):
        start_reading_import(actor=None, partnership=world.north, name="f.csv", content=b"calls,2024-01\n5,6\n")


def test_who_may_import(world: World) -> None:
    police = other_body()
    typed(world, owner=police)
    typed(world, key="others", name="Others")
    answers = owner(world, police)
    content = (HEAD + "calls,2024-01,31\nothers,2024-01,5\n").encode()
    done = import_readings(actor=answers, partnership=world.north, name="f.csv", content=content)
    assert counts(done.rows) == {"rows": 2, "accepted": 1, "rejected": 1, "repeated": 0}
    assert Reading.objects.get().entered_by_id == answers.user_id
    board = world.actor(world.user("board", world.north))
    with pytest.raises(Refused):
        start_reading_import(actor=board, partnership=world.north, name="f.csv", content=content)
    with pytest.raises(Refused):
        start_reading_import(actor=answers, partnership=world.south, name="f.csv", content=content)
    kept = start_reading_import(actor=None, partnership=world.north, name="f.csv", content=content)
    with pytest.raises(Refused):
        commit_reading_import(actor=answers, kept=kept)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["calls", "Repeat calls", "outcomes", "nobody", ""]),
            st.sampled_from(["2024-01", "Jan 2024", "2024-02", "Q4 2023/24", "x"]),
            st.sampled_from(["5", "6", "", "many", "-1"]),
        ),
        max_size=12,
    )
)
def test_every_row_is_accounted_for_once(world: World, rows: list[tuple[str, str, str]]) -> None:
    if not Reading.objects.exists() and not ReadingImport.objects.exists():
        typed(world)
        ratio(world)
    lines = [",".join(row) for row in rows]
    held = started(world, *lines)
    for kept in (held, commit_reading_import(actor=None, kept=held)):
        tally = counts(kept.rows)
        assert tally["rows"] == tally["accepted"] + tally["rejected"] + tally["repeated"]
        assert tally["rows"] == sum(any(row) for row in rows)
