import io

import docx
import pytest

from tests.plan.reading import layouts_pages
from tests.plan.reading.layouts import saved, table
from tests.plan.reading.read import TODAY, by_ref
from wardmote.plan.reading.parse import parse
from wardmote.plan.reading.running_heads import is_running_head
from wardmote.plan.reading.types import PlanFile, Understood
from wardmote.plan.reading.understand import understand


def file(content: bytes, name: str = "plan.docx") -> PlanFile:
    return parse(content, name=name)


def read(content: bytes, name: str = "plan.docx") -> Understood:
    found = understand(file(content, name), today=TODAY)
    counts = dict(found.accounting)
    assert counts.pop("rows") == sum(counts.values())
    return found


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
    assert "Table 2 has no header; it was read like the table before it" in found.notes[0]


def test_a_plan_with_what_it_costs_goes_on_overleaf():
    document = docx.Document()
    table(document, [("Ref", "Action", "Lead", "Cost"), ("1", "Light the park at night", "Parks", "£1,000")])
    document.add_paragraph("")
    table(document, [("2", "Mend the fences", "Parks", "£2,000"), ("3", "Plant some trees", "Parks", "£3,000")])
    assert [row.ref for row in read(saved(document)).rows] == ["1", "2", "3"]


def test_marks_on_every_page_are_no_headings():
    found = read(layouts_pages.marked_pages())
    assert [(row.ref, row.priority) for row in found.rows] == [
        ("1.1", "Business Area 1: Listening"),
        ("2.1", "Business Area 2: Partnerships"),
        ("3.1", "Business Area 3: Money"),
    ]
    assert {each.reason for each in found.rejected} == {
        "It is a protective marking or the number of a page, not an action."
    }
    headings = {each for table in file(layouts_pages.marked_pages()).tables for each in table.headings}
    assert not any(is_running_head(each) for each in headings)


def test_protect_beside_prevent_is_a_heading():
    document = docx.Document()
    for at, name in enumerate(("PREVENT", "PROTECT"), start=1):
        document.add_heading(name, 1)
        table(document, [layouts_pages.HEAD, (str(at), f"Carry out part {at}", "", "Police")])
    assert [row.priority for row in read(saved(document)).rows] == ["PREVENT", "PROTECT"]
    lines = "Ref,Action,Lead\nPREVENT,,\n1,Light the park,Parks\nPROTECT,,\n2,Mend the fences,Parks\n"
    assert [row.priority for row in read(lines.encode(), "plan.csv").rows] == ["PREVENT", "PROTECT"]


def test_priorities_listed_above_a_table_are_not_its_heading():
    document = docx.Document()
    for line in ("Priority 1: Homes", "Priority 2: Roads", "Priority 3: Parks", "What comes next"):
        document.add_paragraph(line)
    table(document, [layouts_pages.HEAD, ("1", "Light the park", "lamps", "Parks")])
    assert [row.priority for row in read(saved(document)).rows] == [""]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "NOT PROTECTIVELY MARKED",
            "PROTECT",
            "PROTECT – PERSONAL",
            "OFFICIAL",
            "OFFICIAL-SENSITIVE",
            "Official: Sensitive",
            "RESTRICTED",
        ),
        *("Confidential", "DRAFT", "FINAL DRAFT", "Draft v0.3", "12", "Page 3 of 10", "- 4 -", "OFFICIAL – DRAFT"),
    ],
)
def test_marks_that_stand_on_pages(text):
    assert is_running_head(text)


@pytest.mark.parametrize(
    "text",
    [
        "Official visitors",
        "Protect children",
        "Protect",
        "Drafting",
        "Confidential waste",
        "Restricted sales",
        "3 Homes",
    ],
)
def test_words_that_are_no_marks(text):
    assert not is_running_head(text)


def test_names_broken_over_rows_are_one():
    found = read(layouts_pages.broken_names())
    assert [(row.ref, row.action, row.leads) for row in found.rows] == [
        ("1.1", "Refuge places", ["Refuge group"]),
        ("1.2", "Harm to the old:", []),
        ("1.3", "Scams by post", ["Trading standards"]),
        ("1.4", "Neglect", ["Adults board"]),
        ("1.5", "Stalking", ["Adults board"]),
        ("2.1", "Late licences", ["Districts"]),
        ("2.2", "Door staff", ["Police"]),
        ("2.3", "Treatment for drinkers", ["Public health"]),
        ("3.1", "Cameras", ["Districts"]),
        ("3.2", "Noise", ["Districts"]),
    ]
    assert list(dict.fromkeys(row.priority for row in found.rows)) == [
        "Priority 1: Harm at home and on the street (county priorities 1, 3)",
        "Priority 2: Reducing fights (county plan, priority 2)",
        "Priority 3: Anti-social behaviour",
    ]
    rows = by_ref(found)
    assert any("put together from several rows" in each for each in rows["1.1"].warnings)
    assert any("ends in a colon and names nobody" in each for each in rows["1.2"].warnings)
    assert any("one column too far left" in each for each in rows["1.5"].warnings)


def test_priorities_in_small_letters_are_names_of_their_own():
    lines = "Priority,Action,Lead\nHomes,Fit locks,Police\ntheft,Mark bikes,Police\ntheft,Sell locks,Police\n"
    assert [row.priority for row in read(lines.encode(), "plan.csv").rows] == ["Homes", "theft", "theft"]


def test_a_number_that_does_not_fit_its_heading_is_said():
    document = docx.Document()
    for at in (1, 2):
        document.add_heading(f"Priority {at}: Part {at}", 1)
        table(
            document, [layouts_pages.HEAD, (f"{at}.1", f"Carry out {at}", "", ""), (f"{at}.2", f"Go on {at}", "", "")]
        )
    document.add_paragraph("")
    table(document, [layouts_pages.HEAD, ("3.1", "Finish it all", "", "")])
    rows = by_ref(read(saved(document)))
    assert rows["3.1"].warnings == [
        "Its number begins with 3, yet it stands under “Priority 2: Part 2”: is a heading missing?"
    ]
    assert rows["2.2"].warnings == []


def test_two_tables_side_by_side_are_two():
    found = read(layouts_pages.side_by_side(), "plan.xlsx")
    assert [(row.ref, row.leads, row.due.quarter, row.source.table, row.source.row) for row in found.rows] == [
        ("1", ["Parks"], "", 1, 4),
        ("2", ["Parks"], "", 1, 5),
        ("3", ["Parks"], "", 1, 6),
        ("11", ["Police"], "2025-26-Q3", 2, 4),
        ("12", ["Police"], "2025-26-Q4", 2, 5),
    ]
    places = [each.place for each in file(layouts_pages.side_by_side(), "plan.xlsx").tables]
    assert places == ["Sheet ‘Both’, columns A to C, rows 1 to 6", "Sheet ‘Both’, columns E to H, rows 1 to 5"]


def test_two_tables_side_by_side_in_text_are_two():
    lines = ("Ref,Action,Lead,,Ref,Action,Lead", "1,Fit locks,Police,,7,Walk,Parks", "2,Visit homes,Police,,,,")
    assert [row.ref for row in read("\n".join(lines).encode(), "plan.csv").rows] == ["1", "2", "7"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Ref,Action,,Lead,Due", "1,Fit locks,,Police,Q1", "2,Walk,,Parks,Q2"),
        ("Ref,Action,Lead,,Next actions,By when", "1,Fit locks,Police,,Ask,Q1", "2,Walk,Parks,,Tell,Q2"),
    ],
)
def test_an_empty_column_within_a_table_parts_nothing(lines):
    found = read("\n".join(lines).encode(), "plan.csv")
    assert [(row.ref, row.due.text) for row in found.rows] == [("1", "Q1"), ("2", "Q2")]


@pytest.mark.parametrize(
    ("cell", "measures", "said"),
    [
        ("number of calls received number of cases closed", 2, "cut before"),
        ("number of notes sent/number of notes agreed/number broken", 1, "left whole"),
        ("number of visits and number of people seen", 1, "left whole"),
        ("number of wards with a reduced number of thefts", 1, "left whole"),
        ("number of walks held", 1, ""),
    ],
)
def test_measures_that_run_on_are_cut_only_where_that_does_no_harm(cell, measures, said):
    rows = read(f"Ref,Action,Measures\n1,Walk,{cell}\n2,Talk,talks\n".encode(), "plan.csv").rows
    assert len(rows[0].measures) == measures
    assert " ".join(rows[0].measures) == cell
    assert any(said in each for each in rows[0].warnings) if said else rows[0].warnings == []
