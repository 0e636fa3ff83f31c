"""The arithmetic by month, against a plain recount day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.common import clock
from wardmote.common.periods import FinancialYear, Month, Quarter, Span
from wardmote.measures import registry
from wardmote.measures.counting import flow, ratio, stock
from wardmote.measures.queries import check_filters
from wardmote.measures.types import FilterChoice, Measure

YEAR = FinancialYear(2023)
days = st.dates(min_value=date(2023, 1, 1), max_value=date(2024, 12, 31))


@pytest.mark.parametrize("period", [Month(2024, 2), Quarter(2023, 4), YEAR, Span(Month(2023, 11), Month(2024, 2))])
@given(found=st.lists(days, max_size=20))
def test_months_of_a_flow_add_up_to_its_value(period, found):
    count = flow(period, found, source="")
    assert list(count.by_month) == period.months
    assert count.value == sum(count.by_month.values()) == sum(period.start <= day <= period.end for day in found)


@given(found=st.lists(st.tuples(days, st.booleans()), max_size=20))
def test_a_ratio_has_what_holds_above_and_all_below(found):
    count = ratio(YEAR, found, source="")
    inside = [holds for day, holds in found if YEAR.start <= day <= YEAR.end]
    assert (count.value, count.denominator) == (sum(inside), len(inside))
    assert count.value == sum(count.by_month.values())
    assert count.denominator == sum(count.denominators.values())


@given(stays=st.lists(st.tuples(days, st.none() | st.integers(-3, 200)), max_size=20))
def test_a_stock_is_what_stands_at_the_end_of_each_month(stays):
    rows = [(first, None if more is None else first + timedelta(days=more)) for first, more in stays]
    count = stock(YEAR, rows, source="")
    for slug, found in count.by_month.items():
        end = Month.parse(slug).end
        assert found == sum(first <= end and (last is None or last > max(end, first)) for first, last in rows)
    assert count.value == count.by_month["2024-03"]


def test_a_stock_is_not_counted_before_its_month_has_begun():
    with clock.told(date(2025, 2, 10)):
        count = stock(Quarter(2024, 4), [(date(2025, 1, 5), None), (date(2025, 2, 20), None)], source="")
        later = stock(Quarter(2025, 1), [], source="")
    assert count.by_month == {"2025-01": 1, "2025-02": 1}
    assert count.value == 1
    assert (later.value, later.note) == (None, "The period has not begun.")


def test_a_span_is_read_as_it_is_written_and_never_runs_backwards():
    span = Span.parse("2024-11--2025-01")
    assert (span.start, span.end, span.slug) == (date(2024, 11, 1), date(2025, 1, 31), "2024-11--2025-01")
    assert span.months == ["2024-11", "2024-12", "2025-01"]
    assert (span.label, Span(Month(2025, 1), Month(2025, 1)).label) == ("November 2024 to January 2025", "January 2025")
    assert Span.over(Quarter(2024, 4)).months == Quarter(2024, 4).months
    for wrong in ("2025-01--2024-11", "2025-01", "--", "2024-25--2025-26"):
        with pytest.raises(ValueError, match=r"before|is not a month"):
            Span.parse(wrong)


def test_a_filter_that_a_measure_does_not_take_is_refused_in_words(monkeypatch):
    choice = FilterChoice("colour", "Colour", lambda partnership_id: [("red", "Red")])
    made = Measure("apples", "Apples", "apples", "", False, lambda *a: None, lambda *a: None, choices=(choice,))
    monkeypatch.setitem(registry._measures, "apples", made)
    check_filters("apples", partnership_id=1, filters={"colour": "red"})
    check_filters("apples", partnership_id=1, filters={"colour": ""})
    with pytest.raises(ValueError, match="“blue” is not a colour of “Apples”"):
        check_filters("apples", partnership_id=1, filters={"colour": "blue"})
    with pytest.raises(ValueError, match="cannot be narrowed by “size”"):
        check_filters("apples", partnership_id=1, filters={"size": "big"})
