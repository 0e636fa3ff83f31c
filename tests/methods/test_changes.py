"""A month beside those before it; a month that is missing is never nought."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.changes import changes, month_on_month, quarter_on_quarter, rolling_12, usual_phi, year_on_year

pytestmark = pytest.mark.plain
MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
# 100 in the first month, one more in each later month.
SERIES = {month: 100 + number for number, month in enumerate(MONTHS)}


def test_every_comparison_by_hand() -> None:
    found = changes(SERIES, "2025-06", name="Burglary")
    sums = {each.label: (each.now, each.before) for each in found.all}
    assert sums == {
        "the month before": (129, 128),
        "the three months before": (127 + 128 + 129, 124 + 125 + 126),
        "the same three months last year": (127 + 128 + 129, 115 + 116 + 117),
        "the same months of the financial year before": (127 + 128 + 129, 115 + 116 + 117),
        "the same month last year": (129, 117),
        "the twelve months before": (sum(range(118, 130)), sum(range(106, 118))),
    }
    assert found.rolling_12.months[0] == "2024-07"
    assert found.rolling_12.months_before == tuple(MONTHS[6:18])
    year = found.year.change
    assert year is not None
    assert year.percent == Decimal(1200) / 117
    assert year.in_words.startswith("Burglary rose by 10.3% on the same month last year")


def test_each_comparison_alone_is_that_of_all_of_them() -> None:
    found = changes(SERIES, "2025-11")
    assert found.last_month == month_on_month(SERIES, "2025-11")
    assert found.quarter == quarter_on_quarter(SERIES, "2025-11")
    assert found.year == year_on_year(SERIES, "2025-11")
    assert found.rolling_12 == rolling_12(SERIES, "2025-11")


@pytest.mark.parametrize(("month", "first", "length"), [("2025-04", "2025-04", 1), ("2025-03", "2024-04", 12)])
def test_the_financial_year_begins_in_april(month: str, first: str, length: int) -> None:
    found = changes(SERIES, month).financial_year
    assert (found.months[0], len(found.months)) == (first, length)


def test_a_change_that_may_be_the_seasons_is_marked() -> None:
    found = changes(SERIES, "2025-06")
    assert [each.season_in_it for each in found.all] == [True, True, False, False, False, False]


@pytest.mark.parametrize("gone", ["absent", "none"])
def test_a_missing_month_takes_every_figure_that_would_hold_it(gone: str) -> None:
    series: dict[str, int | None] = dict(SERIES)
    if gone == "none":
        series["2024-06"] = None
    else:
        del series["2024-06"]
    found = changes(series, "2025-06")
    assert found.year.change is None
    assert found.year.reason == "No figures for 2024-06."
    assert (found.year.now, found.year.before) == (129, None)
    assert found.rolling_12.change is None
    assert found.rolling_12.before is None
    assert found.last_month.change is not None
    assert found.quarter.change is not None


def test_many_missing_months_are_counted_not_listed() -> None:
    found = changes({"2025-06": 3}, "2025-06")
    assert found.rolling_12.reason == "No figures for 23 months, the first of them 2023-07."
    assert found.last_month.reason == "No figures for 2025-05."


def test_a_short_february_is_no_fall() -> None:
    daily = {"2025-01": 3100, "2025-02": 2800}
    found = month_on_month(daily, "2025-02").change
    assert found is not None
    assert found.difference == -300
    assert found.z == pytest.approx(0)
    assert not found.flagged


# The exact test sums many chances for counts in the hundreds.
@settings(max_examples=30)
@given(st.lists(st.none() | st.integers(0, 500), min_size=36, max_size=36))
def test_a_figure_is_there_exactly_when_all_its_months_are(values: list[int | None]) -> None:
    series = dict(zip(MONTHS, values, strict=True))
    for each in changes(series, "2025-12").all:
        needed = [series[month] for month in (*each.months, *each.months_before)]
        assert (each.change is None) == any(value is None for value in needed)
        assert bool(each.reason) == (each.change is None)


@pytest.mark.parametrize("wrong", ["2025", "2025-13", "2025-1", "June", "2025-06-01"])
def test_what_is_no_month_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        changes(SERIES, wrong)


def _two_years(first: list[int], second: list[int]) -> dict[str, int | None]:
    return dict(zip(MONTHS[:24], [*first, *second], strict=True))


def test_how_much_more_than_chance_the_months_before_vary_by_hand() -> None:
    """Two years of 1,200 in all; by turns 10 above and below 100: expected 100 each, χ² = 24 × 100 ÷ 100."""
    up_and_down = [110, 90] * 6
    series = _two_years(up_and_down, up_and_down[::-1])
    assert usual_phi(series, "2025-01") == pytest.approx(24 / 11)
    found = changes({**series, "2025-01": 130}, "2025-01")
    assert found.phi == pytest.approx(24 / 11)
    assert found.year.change is not None
    assert found.year.change.in_words.endswith("no more than these counts usually vary.")
    assert changes({**series, "2025-01": 130}, "2025-01", phi=1).phi == 1


def test_neither_a_season_nor_another_level_is_restlessness() -> None:
    season = [50 + 10 * month for month in range(12)]
    assert usual_phi(_two_years(season, [2 * value for value in season]), "2025-01") == 1


def test_what_chance_makes_is_not_taken_for_more() -> None:
    steady = _two_years([104, 96] * 6, [96, 104] * 6)
    assert usual_phi(steady, "2025-01") == 1
    assert changes({**steady, "2025-01": 5}, "2025-01").year.change is not None


def test_without_two_whole_years_it_cannot_be_told() -> None:
    series = _two_years([100] * 12, [100] * 12)
    assert usual_phi(series, "2025-02") is None
    assert usual_phi({**series, "2024-03": None}, "2025-01") is None
    assert usual_phi(_two_years([0] * 12, [5] * 12), "2025-01") is None
    assert changes(SERIES, "2023-05").phi == 1


def test_the_threshold_is_that_of_chance_once_in_twenty() -> None:
    from scipy.stats import chi2

    assert chi2.ppf(0.95, 11) / 11 == pytest.approx(1.7886, abs=5e-5)
