from datetime import date

from tests.plan.reading.read import by_ref, file_of, understood


def test_priorities_stand_above_tables_that_go_on_overleaf():
    rows = by_ref(understood("by_priority.docx"))
    assert list(rows) == ["1", "2", "3", "4", "5", "6"]
    assert (rows["1"].priority, rows["1"].objective) == ("SAFER HOMES: Working together for those at risk", "Nuisance")
    assert (rows["6"].priority, rows["6"].objective) == ("SAFER STREETS: Acting early", "Night life")
    assert rows["1"].measures == ["calls received", "cases closed"]
    assert rows["1"].leads == ["District council", "Housing trust"]
    assert rows["2"].leads == ["Police", "Fire service"]
    assert rows["4"].leads == ["Council (safety team) on behalf of the trust"]


def test_a_row_that_goes_on_overleaf_belongs_to_the_one_before():
    rows = by_ref(understood("by_priority.docx"))
    assert rows["2"].action == "Run neighbourhood meetings by 31 March 2019 and write to each caller"
    assert rows["2"].measures == ["meetings held", "people present", "letters sent"]
    assert rows["2"].warnings[0] == "Row 1 of table 2 was joined to it, since the table goes on with it."
    assert (rows["3"].source.table, rows["3"].source.row) == (2, 2)
    assert rows["3"].objective == "Nuisance"


def test_a_date_in_the_words_of_an_action_without_one_is_taken_and_said():
    rows = by_ref(understood("by_priority.docx"))
    assert rows["2"].due.to_dict() == {"text": "31 March 2019", "date": "2019-03-31"}
    assert rows["2"].warnings[1] == "When it is due, “31 March 2019”, was taken from the action's own words."
    assert rows["1"].due.kind == "none"


def test_cross_references_become_links_and_are_no_measures():
    rows = by_ref(understood("by_priority.docx"))
    assert (rows["5"].links, rows["5"].measures) == (["1", "2", "4"], [])
    assert rows["6"].links == ["3"]
    assert rows["6"].measures == ["staff trained – cross referenced with ref no. 3"]
    assert (rows["6"].leads, rows["6"].warnings) == ([], ["Nobody is named as lead: “TBC”."])


def test_a_delivery_plan_with_ratings_by_colour_and_by_letter():
    rows = by_ref(understood("delivery_plan.docx"))
    ratings = {ref: (row.rag, row.rag_source) for ref, row in rows.items()}
    assert ratings == {
        "1.1": ("green", "colour"),
        "1.2": ("complete", "letter"),
        "1.10": ("red", "word"),
        "2.1": ("red", "colour"),
        "2.2": ("green", "letter"),
    }
    assert rows["1.2"].warnings == ["Row 4 was joined to it, since it has neither number nor action of its own."]
    assert rows["1.10"].warnings == ["“Red” stands on amber; the words were taken."]
    assert rows["2.1"].priority == "Business Area 2: Partnerships"
    assert rows["2.1"].objective == ""
    assert (rows["1.1"].sponsor, rows["1.2"].leads) == ("AB/ CD", ["EF", "GH"])


def test_a_date_cut_in_two_and_dates_that_are_none():
    rows = by_ref(understood("delivery_plan.docx"))
    assert (rows["1.2"].due.text, rows["1.2"].due.date) == ("Mar 2018", date(2018, 3, 31))
    assert [rows[ref].due.kind for ref in ("1.1", "1.2", "1.10", "2.2")] == ["month", "month", "ongoing", "quarterly"]
    assert rows["1.10"].due.to_dict() == {"text": "Ongoing"}
    assert rows["1.2"].links == ["Strategic Priority 1", "Strategic Priority 2", "Strategic Priority 3", "1.1"]
    assert rows["1.2"].status == "Design begun\nSee also 1.1"


def test_numbers_that_begin_again_are_made_unique_and_said():
    found = understood("task_groups.docx")
    rows = by_ref(found)
    assert list(rows) == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert rows["2.3"].printed_ref == "3"
    assert "Printed as 3; made 2.3, because the numbers begin again in each part." in rows["2.3"].warnings
    assert (rows["1.1"].priority, rows["1.1"].objective) == ("1. Abuse at home", "One service for the county")
    assert rows["2.1"].objective == "Local answers to nuisance"
    assert rows["2.1"].leads == ["Police", "Fire service"]
    assert [row.due.to_dict() for row in rows.values()][:3] == [
        {"text": "Sept 2010", "date": "2010-09-30"},
        {"text": ""},
        {"text": "Phase 1. Dec 2010", "date": "2010-12-31"},
    ]
    assert found.unmatched_tables == {5: "Table 5: it is a table of figures."}


def test_joined_cells_down_the_side_are_priorities_and_the_triangle():
    found = understood("triangle.docx")
    rows = by_ref(found)
    assert [(ref, row.triangle, row.priority) for ref, row in rows.items()] == [
        ("1.1", "victim", "Priority 1: Abuse"),
        ("1.2", "victim", "Priority 1: Abuse"),
        ("2.1", "offender", "Priority 2: Violence"),
        ("2.2", "offender", "Priority 2: Violence"),
        ("3.1", "community", "Priority 3: Nuisance"),
    ]
    assert rows["1.2"].leads == ["Police", "Crime agency"]
    assert rows["2.2"].warnings == ["The file numbers no actions; 2.2 was made."]
    assert "victim, offender and community" in found.notes[0]


def test_bold_type_makes_headings_and_words_own_lists_make_numbers():
    found = understood("bold_headings.docx")
    rows = by_ref(found)
    assert list(rows) == ["1", "2", "3"]
    assert {(row.priority, row.objective) for row in found.rows} == {("KEEPING PEOPLE SAFE", "Homes")}
    assert rows["1"].measures == ["first aim", "second aim"]
    assert rows["2"].notes == ["What will we do?: Comment: Ask the college"]


def test_tracked_changes_are_read_as_accepted_and_said():
    found = understood("bold_headings.docx")
    assert by_ref(found)["3"].action == "Lend alarms and torches"
    assert found.notes == ["The document has tracked changes; it was read as if all of them were accepted."]


def test_a_month_without_a_year_says_where_its_year_is_from():
    row = by_ref(understood("bold_headings.docx"))["1"]
    assert row.due.to_dict() == {"text": "end of September", "date": "2024-09-30"}
    assert row.warnings == ["“end of September” names no year; 2024 was taken from today's date."]


def test_rows_that_span_the_table_are_headings_and_the_rest_is_rejected_with_its_reason():
    found = understood("sections_in_table.docx")
    rows = by_ref(found)
    assert [(ref, row.priority, row.objective) for ref, row in rows.items()] == [
        ("V1", "Priority 1: Violence", "Objective: Fewer weapons"),
        ("V2", "Priority 1: Violence", "Objective: Fewer weapons"),
        ("T1", "Priority 2: Theft", ""),
    ]
    reasons = {each.row: each.reason for each in found.rejected}
    assert reasons[7] == "Only the number V3 stands there; the action has no words."
    assert "stands for another action in row 4 of table 1; this is row 11 of table 1" in reasons[11]
    assert "remark" in reasons[13]
    assert "totals" in reasons[14]
    assert [(each.row, each.reason) for each in found.repeated] == [
        (12, "The same action stands in row 10 of table 1; it was taken once.")
    ]
    assert found.accounting == {
        "rows": 14, "accepted": 3, "rejected": 4, "repeated": 1, "joined": 0, "headers": 2, "titles": 0,
        "sections": 3, "boxes": 0, "blank": 1, "other_tables": 0,
    }  # fmt: skip


def test_tables_in_cells_and_text_boxes_are_read_once_and_said():
    found = understood("nested.docx")
    assert [(row.ref, row.action, row.leads) for row in found.rows] == [
        ("1", "Light the underpass", ["Highways"]),
        ("2", "Cut the hedges", ["Parks"]),
    ]
    assert found.notes == ["Table 2 stands inside a cell of table 1, row 1."]
    assert [table.place for table in file_of("nested.docx").tables] == [
        "Table 1",
        "Table 2, inside a cell of table 1",
        "Table 3, in a text box",
    ]


def test_a_form_for_each_action():
    found = understood("forms.docx")
    assert [(row.ref, row.action, row.leads, row.due.to_dict()["date"]) for row in found.rows] == [
        ("W1", "Fence the quarry", ["Fire service", "Schools"], "2026-06-01"),
        ("W2", "Teach children to float", ["Fire service", "Schools"], "2026-06-02"),
    ]
    assert found.rows[1].measures == ["first aim of 2", "second aim of 2"]
    assert {row.priority for row in found.rows} == {"Priority 4: Water safety"}
    assert found.accounting["rows"] == 12
