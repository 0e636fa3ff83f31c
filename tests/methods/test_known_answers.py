"""The figures of the partnerships' own documents, worked out again from what they count; each row is named.

Where a document prints another figure than ours, the row says by how much.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from tests.methods.test_totals import ALLOCATIONS, BUDGET
from wardmote.common.dates import add_months, refresh_due
from wardmote.common.workdays import clear_working_days_before, working_days_before
from wardmote.meetings.models import Series
from wardmote.methods.aggregate import aggregate, count, figure
from wardmote.methods.change import change, percentage_points, share
from wardmote.methods.decimals import rounded
from wardmote.methods.direction import direction
from wardmote.methods.rates import rate
from wardmote.methods.small_base import share_with_counts
from wardmote.methods.survey import closed_question
from wardmote.methods.totals import check_shares, check_totals


def one_decimal(value: Decimal | None, places: int = 1) -> str:
    assert value is not None
    return str(rounded(value, places))


# what, then, now, difference, percentage, and the percentage that the document prints, if any
MOVES = [
    ("South and Vale recorded crime to 2016/17", 9499, 9814, 315, "3.3", None),
    ("South and Vale recorded crime to 2017/18", 9814, 11131, 1317, "13.4", "11"),
    ("Oxfordshire, 12 months to September 2013", 36400 + 414, 36400, -414, "-1.1", "-1.1"),
    ("residential burglary", 955, 1410, 455, "47.6", "47.6"),
    ("all violent crime", 7791, 8335, 544, "7.0", "7.0"),
    ("domestic violence", 2457, 2538, 81, "3.3", "3.3"),
    ("non-domestic violence", 5334, 5797, 463, "8.7", "8.7"),
    ("rural crime", 320, 353, 33, "10.3", "10.3"),
    ("calls for service", 144463, 152166, 7703, "5.3", "5.3"),
    ("attended calls", 71620, 69774, -1846, "-2.6", "-2.6"),
    ("immediate calls", 31549, 34703, 3154, "10.0", "10.0"),
    ("urgent calls", 26095, 24597, -1498, "-5.7", "-5.7"),
    ("racist crime", 343, 516, 173, "50.4", None),
    ("repeat calls, domestic abuse cohort", 69, 24, -45, "-65.2", None),
    ("Oxfordshire community safety funding", 891160, 789316, -101844, "-11.4", "-11"),
]
WRONG_IN_PRINT = {"South and Vale recorded crime to 2017/18": "2.4", "Oxfordshire community safety funding": "-0.4"}


@pytest.mark.parametrize(
    ("then", "now", "difference", "percent", "printed", "name"),
    [(*row[1:], row[0]) for row in MOVES],
    ids=[row[0] for row in MOVES],
)
def test_changes(then: int, now: int, difference: int, percent: str, printed: str | None, name: str) -> None:
    moved = change(now, then)
    assert moved.difference == difference
    assert one_decimal(moved.percent) == percent
    assert moved.reason is None
    assert moved.verb == ("rose" if difference > 0 else "fell")
    off = Decimal(percent) - Decimal(printed or percent)
    assert str(rounded(off)) == WRONG_IN_PRINT.get(name, "0.0")


def test_where_the_eleven_per_cent_come_from() -> None:
    """11.8% of the later year, which is no change on the earlier; the document rounds even that down."""
    assert one_decimal(share(1317, 11131)) == "11.8"


# what, then (part, whole), now, shares, percentage points
SHARES = [
    ("burglary prosecution or caution", (114, 955), (130, 1410), "11.9", "9.2", "-2.7"),
    ("non-domestic violence outcome", (1002, 5334), (814, 5797), "18.8", "14.0", "-4.7"),
    ("rape prosecutions of recorded", (39, 389), (44, 451), "10.0", "9.8", "-0.3"),
]


@pytest.mark.parametrize(
    ("then", "now", "then_share", "now_share", "points"), [row[1:] for row in SHARES], ids=[row[0] for row in SHARES]
)
def test_shares_and_points(
    then: tuple[int, int], now: tuple[int, int], then_share: str, now_share: str, points: str
) -> None:
    before, after = share(*then), share(*now)
    assert (one_decimal(before), one_decimal(after)) == (then_share, now_share)
    assert one_decimal(percentage_points(after, before)) == points
    assert share_with_counts(*now) == f"{now_share}% ({now[0]:,} of {now[1]:,})"


def test_rape_prosecutions_rise_in_number_while_their_share_falls() -> None:
    assert change(44, 39).difference == 5
    assert direction(share(44, 451), share(39, 389), "more_is_better").word == "worse"


def test_violence_parts_sum_to_the_whole_in_both_years() -> None:
    rows = [["Crime", "2016", "2017"], ["Domestic", "2,457", "2,538"], ["Other", "5,334", "5,797"]]
    assert check_totals([*rows, ["All violent crime", "7,791", "8,335"]]) == []
    domestic, other, whole = change(2538, 2457), change(5797, 5334), change(8335, 7791)
    for year in ("now", "then", "difference"):
        assert getattr(domestic, year) + getattr(other, year) == getattr(whole, year)


def test_files_insufficient_to_proceed() -> None:
    """The document rounds to 21%."""
    assert one_decimal(share(509, 2397)) == "21.2"


def test_rate_per_1000_of_two_districts() -> None:
    assert one_decimal(rate(11131, 137000 + 124900)) == "42.5"


def test_racist_crime_rises_where_more_reporting_is_the_aim() -> None:
    assert direction(516, 343, "more_reporting").word == "better"
    assert direction(516, 343, "less_is_better").word == "worse"


def test_transphobic_crime_has_too_small_a_base_for_its_500_per_cent() -> None:
    moved = change(6, 1)
    assert (moved.then, moved.now, moved.percent, moved.reason) == (1, 6, None, "base under 20")


def test_forced_marriage_crime_from_nought_to_nought() -> None:
    moved = change(0, 0)
    assert (moved.difference, moved.percent, moved.verb) == (0, None, "did not change")


# Money that needs no apportioning.


def test_oxfordshire_funding_is_the_sum_of_its_three_parts() -> None:
    parts = ["350,323", "181,127*", "257,866"]
    assert check_totals([["Fund", "2014-15"], *[["Part", part] for part in parts], ["Total", "£789,316"]]) == []
    assert aggregate([count(350323), count(181127), count(257866)], "sum").value == 789316


def test_hampshire_budget_lines_and_the_shares_of_its_groups() -> None:
    """The document prints 36.5%, 15.5% and 48.0%."""
    lines = [237600, 22000, 37000, 99000, 10000, 35000, 79000, 219500, 688300]
    assert aggregate([count(line) for line in lines], "sum").value == 1427400
    assert check_totals(BUDGET) == []
    groups = [("services", Decimal(sum(lines[:7])), "36.5%"), ("offenders", Decimal(lines[7]), "15.5%"),
              ("local grant", Decimal(lines[8]), "48.0%")]  # fmt: skip
    assert [str(problem.right) for problem in check_shares(groups)] == ["36.4", "15.4", "48.2"]


def test_hampshire_allocations_do_not_come_to_their_printed_total() -> None:
    (problem,) = check_totals(ALLOCATIONS)
    assert (problem.sum, problem.printed, problem.difference) == (952840, 953898, 1058)


def test_eight_twelfths_of_a_grant() -> None:
    """The document multiplies by 0.67 and is £732.67 too high."""
    part = figure(8, 12, 219500).value
    assert one_decimal(part, 2) == "146333.33"
    assert part is not None
    assert one_decimal(147066 - part, 2) == "732.67"


@pytest.mark.parametrize(
    ("cost", "units", "unit_cost"), [(270000, 25, "10800.00"), (780000, 1459, "534.61")],
    ids=["restorative justice cases", "face-to-face visits"],
)  # fmt: skip
def test_unit_costs(cost: int, units: int, unit_cost: str) -> None:
    assert one_decimal(figure(cost, units, 1).value, 2) == unit_cost


def test_custody_accommodation() -> None:
    housed = [73, 67, 47, 68, 72, 43, 50, 76, 113]
    released = [96, 105, 56, 98, 115, 65, 77, 114, 147]
    whole = aggregate([figure(*month) for month in zip(housed, released, strict=True)], "ratio_of_sums")
    assert (whole.numerator, whole.denominator, one_decimal(whole.value, 2)) == (609, 873, "69.76")
    assert one_decimal(share(873 - 609, 873), 2) == "30.24"


def test_out_of_court_disposals_scrutiny() -> None:
    """The document prints 76%, 9% and 15%."""
    assert 41 + 5 + 8 == 54
    assert [one_decimal(share(part, 54)) for part in (41, 5, 8)] == ["75.9", "9.3", "14.8"]
    assert [one_decimal(share(part, 54), 0) for part in (41, 5, 8)] == ["76", "9", "15"]


SURVEYS = [
    ((0, 1, 3, 3), 7, ("3.29", "0.49", "0.70", "0.26", "76.19")),
    ((5, 2, 0), 7, ("1.29", "0.20", "0.45", "0.17", "14.29")),
    ((5, 1), 6, ("1.17", "0.14", "0.37", "0.15", "16.67")),
]


@pytest.mark.parametrize(("counts", "n", "printed"), SURVEYS, ids=["four options", "three", "two, one skipped"])
def test_survey_statistics(counts: Sequence[int], n: int, printed: tuple[str, ...]) -> None:
    found = closed_question(counts)
    assert found.n == n
    values = (found.mean, found.variance, found.sd, found.standard_error, found.satisfaction)
    assert tuple(one_decimal(value, 2) for value in values) == printed


# Dates.

AFTERNOON, AFTER_HOLIDAY = date(2017, 9, 8), date(2017, 5, 4)


def dates(rule: str, after: date, until: date) -> list[date]:
    return Series(rule=rule, starts_on=date(2026, 1, 1)).dates(after=after, until=until)


def test_a_panel_on_the_last_thursday_of_each_month() -> None:
    found = dates("FREQ=MONTHLY;BYDAY=-1TH", date(2026, 11, 1), date(2027, 2, 28))
    assert found == [date(2026, 11, 26), date(2026, 12, 31), date(2027, 1, 28), date(2027, 2, 25)]


@pytest.mark.parametrize(
    ("rule", "months"),
    [
        ("FREQ=YEARLY;BYMONTH=3,7,11;BYDAY=1TU", [3, 7, 11]),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2FR", [1, 3, 5, 7, 9, 11]),
        ("FREQ=YEARLY;BYMONTH=2,4,6,9,11;BYDAY=3WE", [2, 4, 6, 9, 11]),
    ],
    ids=["a board in March, July and November", "a police and crime panel", "a criminal justice board"],
)
def test_a_series_holds_any_such_rule(rule: str, months: list[int]) -> None:
    assert [day.month for day in dates(rule, date(2027, 1, 1), date(2027, 12, 31))] == months


@pytest.mark.parametrize(
    ("meeting", "at_least", "clear"),
    [(AFTERNOON, date(2017, 9, 5), date(2017, 9, 4)), (AFTER_HOLIDAY, date(2017, 4, 28), date(2017, 4, 27))],
    ids=["no holiday", "after a bank holiday"],
)
def test_questions_three_working_days_before(meeting: date, at_least: date, clear: date) -> None:
    assert working_days_before(meeting, 3) == at_least
    assert clear_working_days_before(meeting, 3) == clear


def test_papers_are_public_five_clear_working_days_before() -> None:
    assert clear_working_days_before(AFTERNOON, 5) == date(2017, 8, 31)


def test_files_are_removed_six_months_after_upload() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_a_rolling_plan_is_due_its_refresh() -> None:
    assert refresh_due(date(2026, 4, 1)) == date(2027, 4, 1)
    assert refresh_due(date(2026, 4, 1), refreshes=1) == date(2028, 4, 1)
