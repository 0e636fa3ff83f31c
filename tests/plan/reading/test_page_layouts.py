import io

import docx
import pytest

from tests.plan.reading import layouts_pages
from tests.plan.reading.layouts import saved, table
from tests.plan.reading.read import TODAY, by_ref, file, read
from wardmote.plan.reading.understand import understand


def test_beside_a_table_with_a_header_nothing_is_guessed():
    found = read(layouts_pages.among_other_tables())
    assert [(row.ref, row.action) for row in found.rows] == [
        ("1.1", "Open the youth club late"),
        ("1.2", "Visit shops"),
    ]
    assert (found.rejected, found.repeated) == ([], [])
    assert found.unmatched_tables == {
        1: "Table 1: it is a list of contents.",
        2: "Table 2: it is a table of figures.",
        3: "Table 3: it holds the answers to a survey.",
        4: "Table 4: no row of it names its columns, as other tables of the file do, and it does not go on with one.",
        6: "Table 6: its header names neither a number, a lead nor a date, as that of the plan's other tables does.",
    }


def test_a_person_may_bring_in_what_was_left_out():
    found = understand(
        file(layouts_pages.among_other_tables()), {4: ["ref", "action", "due"], 6: ["action", "status"]}, today=TODAY
    )
    assert next(row.action for row in found.rows if row.source.table == 4) == "More patrols on Friday nights"
    # Actions without a number get none that looks like another table's.
    assert [row.ref for row in found.rows if row.source.table == 6] == ["N1"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_contents_figures_and_answers_are_no_plan_even_alone(number):
    document = docx.Document(io.BytesIO(layouts_pages.among_other_tables()))
    for at, each in enumerate(list(document.tables), start=1):
        if at != number:
            each._tbl.getparent().remove(each._tbl)
    assert read(saved(document)).rows == []


def test_a_list_with_dots_before_the_pages_is_one_of_contents():
    document = docx.Document()
    table(document, [("How we work together in this town.......", "iv"), ("What we will do this year......", "v")])
    assert read(saved(document)).unmatched_tables == {1: "Table 1: it is a list of contents."}


def test_a_plan_without_a_header_and_with_money_is_still_one_where_dates_stand():
    rows = "\n".join(f"{at},Visit every shelter in ward {at},Mar 2026,£{at},000" for at in (1, 2, 3))
    assert [row.ref for row in read(rows.encode(), "plan.csv").rows] == ["1", "2", "3"]


def test_what_a_page_cut_is_put_together_in_fewer_columns_and_in_more():
    found = read(layouts_pages.cut_by_pages())
    rows = by_ref(found)
    assert list(rows) == ["18", "19", "20", "21"]
    assert rows["19"].action == "Put notices into the shops which tell staff whom they can call"
    assert rows["19"].leads == ["Town Councils Safety Team", "TVX"]
    assert rows["19"].measures == [
        "notice agreed for the use of shop staff who sell knives to adults",
        "calls answered by the safety team",
        "calls that led to a visit at home",
    ]
    assert "“Town Councils Safety Team” was taken for one name that the page cut." in rows["19"].warnings
    assert (rows["20"].leads, rows["20"].measures) == (["Highways"], ["actions that are carried out in time"])
    assert found.unmatched_tables == {}
    assert found.accounting["joined"] == 3


@pytest.mark.parametrize(
    ("above", "below", "leads"),
    [
        ("District", "Councils Safety Team", ["District Councils Safety Team"]),
        ("District Council Safety Team", "Leader", ["District Council Safety Team Leader"]),
        ("Safety Team (Projects", "Officer)", ["Safety Team (Projects Officer)"]),
        ("Safety Team (Projects Officer)", "Housing", ["Safety Team (Projects Officer)", "Housing"]),
        ("County Council", "Town", ["County Council", "Town"]),
        ("County, Housing", "Willow Homes", ["County", "Housing", "Willow Homes"]),
        ("Housing", "XYZ", ["Housing", "XYZ"]),
    ],
)
def test_a_name_that_a_page_cut_is_one_and_others_stay_apart(above, below, leads):
    document = docx.Document()
    table(document, [layouts_pages.HEAD, ("1", "Light the park", "lamps", above)])
    document.add_paragraph("")
    table(document, [("", "", "letters", below), ("2", "Mend the fences", "posts", "Parks")])
    assert read(saved(document)).rows[0].leads == leads


def test_a_choice_of_columns_holds_where_the_rest_stands_in_others():
    tables = file(layouts_pages.cut_by_pages()).tables
    assert [each.columns for each in tables[1:]] == [
        ["action", "measures", "leads"],
        ["ref", "action", "ignore", "measures", "leads"],
    ]
    chosen = {1: ["ref", "action", "ignore", "sponsor"]}
    rows = understand(file(layouts_pages.cut_by_pages()), chosen, today=TODAY).rows
    assert [(row.ref, row.leads, row.measures, row.sponsor) for row in rows[2:]] == [
        ("20", [], [], "Highways"),
        ("21", [], [], "Housing trust"),
    ]


def test_numbers_that_do_not_go_on_are_another_table():
    document = docx.Document()
    table(document, [layouts_pages.HEAD, ("1", "Light the park at night", "lamps", "Parks")])
    other = [("7", "Sports hall", "", "open on all days", "Ms Example"), ("8", "Library", "", "open on weekdays", "")]
    table(document, other)
    found = read(saved(document))
    assert [row.ref for row in found.rows] == ["1"]
    assert list(found.unmatched_tables) == [2]


def test_a_table_under_another_heading_may_leave_its_header_out():
    document = docx.Document()
    for at, name in enumerate(("Homes", "Streets", "Parks"), start=1):
        document.add_heading(f"Priority {at}: {name}", 1)
        rows = [
            (f"{at}.{step}", f"Carry out step {step} in all {name.lower()}", "things done", "Police") for step in (1, 2)
        ]
        table(document, [layouts_pages.HEAD, *rows] if at == 1 else rows)
    found = read(saved(document))
    assert [(row.ref, row.priority, row.leads) for row in found.rows][3:5] == [
        ("2.2", "Priority 2: Streets", ["Police"]),
        ("3.1", "Priority 3: Parks", ["Police"]),
    ]
    assert "Table 2 has no header; it was read like the plan before it" in found.notes[0]


def test_a_table_without_numbers_under_another_heading_may_leave_its_header_out():
    document = docx.Document()
    document.add_heading("Priority 1: Homes", 1)
    table(
        document,
        [("Action", "Lead", "By when"), ("Fit locks to doors", "Police", "Q1"), ("Visit homes", "Parks", "Q2")],
    )
    document.add_heading("Priority 2: Roads", 1)
    table(document, [("Paint the crossings", "Highways", "Q1"), ("Mend the signs", "Highways", "Q3")])
    document.add_heading("Who we are", 1)
    table(document, [("Chief inspector", "Constabulary", "Chair"), ("Head of safety", "Council", "Member")])
    found = read(saved(document))
    assert [(row.ref, row.priority) for row in found.rows] == [
        *(("1.1", "Priority 1: Homes"), ("1.2", "Priority 1: Homes")),
        *(("2.1", "Priority 2: Roads"), ("2.2", "Priority 2: Roads")),
    ]
    assert list(found.unmatched_tables) == [3]


def test_names_below_a_plan_are_no_rest_of_it():
    document = docx.Document()
    table(document, [layouts_pages.HEAD, ("1", "Light the park", "lamps", "Parks"), ("2", "Mend it", "posts", "Parks")])
    document.add_paragraph("")
    table(document, [("Name", "Post", "Signed", "Day"), ("A chair", "Chair", "", "1 May 2025")])
    found = read(saved(document))
    assert [row.ref for row in found.rows] == ["1", "2"]
    assert list(found.unmatched_tables) == [2]


def test_a_plan_with_what_it_costs_goes_on_overleaf():
    document = docx.Document()
    table(document, [("Ref", "Action", "Lead", "Cost"), ("1", "Light the park at night", "Parks", "£1,000")])
    document.add_paragraph("")
    table(document, [("2", "Mend the fences", "Parks", "£2,000"), ("3", "Plant some trees", "Parks", "£3,000")])
    assert [row.ref for row in read(saved(document)).rows] == ["1", "2", "3"]
