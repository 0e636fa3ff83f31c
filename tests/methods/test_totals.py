"""A printed total that its parts do not come to is pointed out; one that can be read as right is left alone."""

from decimal import Decimal
from time import perf_counter

import pytest

from wardmote.methods.printed_numbers import is_nothing, read_number
from wardmote.methods.totals import ShareProblem, TotalProblem, check_shares, check_totals

ALLOCATIONS = [
    ["District", "2009/10 allocation", "Distribution denominator", "2010/11 grant"],
    ["Basingstoke and Deane", "99,167", "0.1049", "72,200"],
    ["East Hampshire", "78,252", "0.0774", "53,200"],
    ["Eastleigh", "92,141", "0.0964", "66,400"],
    ["Fareham", "83,342", "0.0815", "56,100"],
    ["Gosport", "85,379", "0.1019", "70,100"],
    ["Hart", "73,020", "0.0641", "44,100"],
    ["Havant", "99,537", "0.113", "77,800"],
    ["New Forest", "107,765", "0.1018", "70,100"],
    ["Rushmoor", "77,651", "0.0909", "62,600"],
    ["Test Valley", "78,935", "0.0857", "59,000"],
    ["Winchester", "77,651", "0.0823", "56,700"],
    ["Total", "£953,898.00", "1", "688,300"],
]
BUDGET = [
    ["Item", "2010/11", "% of budget"],
    ["Budget", "1,427,400", ""],
    ["Domestic abuse services", "237,600", "36.5%"],
    ["Alcohol coordinator", "22,000", ""],
    ["Analysis", "37,000", ""],
    ["Youth inclusion", "99,000", ""],
    ["Home security", "10,000", ""],
    ["Strategic review", "35,000", ""],
    ["Drug intervention", "79,000", ""],
    ["Priority offenders", "219,500", "15.5%"],
    ["Local grant", "688,300", "48.0%"],
    ["TOTAL ALLOCATION", "1,427,400", "100%"],
]
CUSTODY = [
    ["Month", "Housed", "Not housed or not known", "Total released"],
    ["September 2016", "73 (76%)", "23 (24%)", "96"],
    ["October 2016", "67 (64%)", "38 (36%)", "105"],
    ["November 2016", "47 (84%)", "9 (16%)", "56"],
    ["TOTAL", "187 (72.76%)", "70 (27.24%)", "257"],
]


def test_the_allocations_do_not_come_to_their_printed_total_and_the_rest_of_the_table_does() -> None:
    """£1,058 more than its eleven parts; the shares sum to 0.9999, which is rounding."""
    assert check_totals(ALLOCATIONS) == [
        TotalProblem("2009/10 allocation", "Total", Decimal(953898), Decimal(952840), Decimal(1058))
    ]


def test_a_whole_that_is_stated_above_its_parts_is_not_one_of_them() -> None:
    assert check_totals(BUDGET) == []


def test_a_total_that_leaves_out_its_first_row_is_pointed_out() -> None:
    table = [["Fund", "Amount"], ["New", "£10"], ["Old", "£20"], ["Older", "£30"], ["Total", "£50"]]
    assert [(each.sum, each.difference) for each in check_totals(table)] == [(60, -10)]


def test_total_rows_and_columns_with_shares_in_brackets() -> None:
    assert check_totals(CUSTODY) == []
    wrong = [*CUSTODY[:2], ["October 2016", "67 (64%)", "38 (36%)", "106"], *CUSTODY[3:]]
    assert [(each.column, each.row_label, each.difference) for each in check_totals(wrong)] == [
        ("Total released", "TOTAL", -1),
        ("Total released", "October 2016", 1),
    ]


def column(*cells: str, label: str = "Total", heading: str = "Crimes") -> list[TotalProblem]:
    *parts, total = cells
    rows = [[f"Ward {number}", cell] for number, cell in enumerate(parts)]
    return check_totals([["Ward", heading], *rows, [label, total]])


@pytest.mark.parametrize("label", ["Total", "TOTAL", "Totals:", "Grand total", "Sub-total", "All wards", "all"])
def test_the_words_that_make_a_total(label: str) -> None:
    assert column("1", "2", "3", label=label) == []
    assert [(each.row_label, each.difference) for each in column("1", "2", "4", label=label)] == [(label, 1)]


@pytest.mark.parametrize("label", ["Totally new", "All Saints", "Overall", "Winchester"])
def test_the_words_that_do_not(label: str) -> None:
    assert column("1", "2", "4", label=label) == []


@pytest.mark.parametrize(
    "cells",
    [
        ("1", "fewer than 5", "9"),  # cannot be checked, so is not called wrong
        ("1", "2", "not known"),
        ("1", "2", ""),
        ("£1.4m", "£2", "£9"),
        ("33%", "33%", "33%", "100%"),  # each may be rounded by half
        ("12%", "14%", "13%"),  # an overall rate, no sum
        ("1.5", "2.4", "4.0"),  # hours to one decimal
        ("(5)", "20", "15"),  # brackets are below nought
        ("–", "nil", "7", "7"),
    ],
)
def test_what_is_right_or_cannot_be_known_is_left_alone(cells: tuple[str, ...]) -> None:
    assert column(*cells) == []


@pytest.mark.parametrize(
    ("cells", "difference"),
    [
        (("33%", "30%", "33%", "100%"), 4),
        (("£1.50", "£2.40", "£4.00"), Decimal("0.1")),  # money agrees to the penny
        (("1,234", "1,000", "2,235"), 1),
        (("1.5", "2.4", "4.1"), Decimal("0.2")),
        (("1", "2", "0"), -3),
    ],
)
def test_what_is_wrong_is_pointed_out(cells: tuple[str, ...], difference: Decimal) -> None:
    assert [each.difference for each in column(*cells)] == [difference]


@pytest.mark.parametrize("heading", ["Rate per 1,000", "Average days", "Change", "Year"])
def test_what_is_never_summed(heading: str) -> None:
    assert column("10", "20", "14", heading=heading) == []


def test_thousands_may_be_rounded_where_the_heading_says_so() -> None:
    assert column("1.2", "2.3", "3.4", heading="£m") == []
    assert len(column("£1.2", "£2.3", "£3.4", heading="Cost")) == 1


def test_subtotals_and_a_grand_total() -> None:
    table = [["Item", "2024"], ["a", "1"], ["b", "2"], ["Subtotal", "3"], ["c", "4"], ["Subtotal", "4"], ["Total", "7"]]
    assert check_totals(table) == []
    table[3][1] = "5"
    assert [(each.row_label, each.printed, each.sum) for each in check_totals(table)] == [("Subtotal", 5, 3)]


def test_a_named_total_in_the_middle_is_of_some_rows_above_it_or_none_of_our_business() -> None:
    rows = [["Burglary", "10"], ["Domestic", "2"], ["Other", "3"], ["All violence", "5"], ["Theft", "9"]]
    assert check_totals([["Crime", "2024"], *rows]) == []
    rows[3][1] = "6"
    assert check_totals([["Crime", "2024"], *rows]) == []


def test_a_named_total_far_from_the_rows_above_it_is_of_other_rows() -> None:
    """A list of chosen indicators that ends on all crime is not a sum."""
    assert column("98", "40", "1,160", label="All recorded crime") == []
    assert len(column("98", "40", "139", label="All recorded crime")) == 1
    assert len(column("98", "40", "1,160")) == 1


def test_a_total_at_the_top_may_have_more_parts_than_are_printed_but_not_fewer() -> None:
    parts = [["Attended", "71"], ["Urgent", "26"]]
    assert check_totals([["Calls", "June"], ["Total", "144"], *parts]) == []
    assert [each.difference for each in check_totals([["Calls", "June"], ["Total", "90"], *parts])] == [-7]
    assert check_totals([["Calls", "June"], ["Total calls", "90"], *parts]) == []


def test_a_total_column_is_believed_only_where_most_rows_agree_on_its_parts() -> None:
    header = ["Area", "Residents", "Crimes", "Total offences"]
    assert check_totals([header, ["North", "900", "10", "12"], ["South", "800", "20", "25"]]) == []


def test_ragged_tables_and_none() -> None:
    assert check_totals([]) == []
    assert check_totals([["only", "headings"]]) == []
    assert check_totals([["Item", "Cost"], ["a"], ["b", "£2", "note"], ["Total", "£2"]]) == []
    headless = [["Posts", "£32,000"], ["Courses", "£11,000"], ["TOTAL", "£43,001"]]
    assert [(each.column, each.difference) for each in check_totals(headless)] == [("column 2", 1)]


def test_the_printed_shares_of_the_budget_are_not_its_shares() -> None:
    groups = [
        ("County services", Decimal(519600), "36.5%"),
        ("Priority offenders", Decimal(219500), "15.5%"),
        ("Local grant", Decimal(688300), "48.0%"),
    ]
    assert sum(amount for _, amount, _ in groups) == 1427400
    assert check_shares(groups) == [
        ShareProblem("County services", Decimal("36.5"), Decimal("36.4")),
        ShareProblem("Priority offenders", Decimal("15.5"), Decimal("15.4")),
        ShareProblem("Local grant", Decimal("48.0"), Decimal("48.2")),
    ]
    assert check_shares([("Some", Decimal(1), "33%"), ("Most", Decimal(2), "67%"), ("?", Decimal(0), "few")]) == []
    assert check_shares([("None", Decimal(0), "100%")]) == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234", "1234"), ("£953,898.00", "953898"), ("36.5%", "36.5"), ("(1,234)", "-1234"), ("609 (69.76%)", "609"),
        ("£181,127*", "181127"), ("−5", "-5"), ("£-3", "-3"), ("1 234", "1234"), ("1,234 r", "1234"), ("12²", "12"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_printed(cell: str, value: str) -> None:
    read = read_number(cell)
    assert read is not None
    assert read.value == Decimal(value)


@pytest.mark.parametrize("cell", ["fewer than 5", "£1.4m", "12/03/2017", "(69%)", "2016/17", "12,34", "(5", "5)", "٣"])
def test_what_is_no_plain_number_is_not_read(cell: str) -> None:
    assert read_number(cell) is None


def test_a_dash_is_nothing() -> None:
    assert all(map(is_nothing, ("", " ", "-", "–", "—", "Nil")))
    assert not is_nothing("0")


def test_a_hostile_table_of_nothing_but_totals_takes_no_time() -> None:
    rows = [[f"Total {number}", "1", "2", "3"] for number in range(5000)]
    started = perf_counter()
    check_totals([["Item", "a", "b", "Total"], *rows])
    check_totals([["Item", *["a", "Total"] * 50], *[["x", *["1"] * 100]] * 500])
    assert perf_counter() - started < 10
