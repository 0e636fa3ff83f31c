import docx
import pytest

from tests.plan.reading import layouts_pages
from tests.plan.reading.layouts import saved, table
from tests.plan.reading.read import by_ref, file, read
from wardmote.plan.reading.running_heads import is_running_head


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
