from datetime import date

import pytest

from tests.plan.reading.read import ALL, by_ref, file_of, understood


def test_a_tracker_with_titles_dates_and_ratings_by_fill():
    found = understood("tracker.xlsx")
    rows = by_ref(found)
    assert [(row.rag, row.rag_source) for row in found.rows] == [
        ("green", "colour"),
        ("red", "colour"),
        ("red", "colour"),
        ("amber", "colour"),
    ]
    assert [row.due.date for row in found.rows] == [
        date(2026, 3, 31),
        date(2025, 12, 31),
        date(2026, 3, 31),
        date(2026, 3, 31),
    ]
    assert rows["1"].due.text == "31 March 2026"
    assert rows["3"].warnings == ["“46112” was read as Excel's number for 31 March 2026."]
    assert (rows["1"].priority, rows["4"].priority) == ("Violence", "Theft")
    assert rows["2"].notes == ["Key action: Comment: Wait for the grant"]
    assert (rows["2"].source.row, rows["2"].leads) == (7, ["Police"])
    assert [(each.row, each.reason) for each in found.rejected] == [(10, "It is a row of totals, not an action.")]


def test_what_is_hidden_is_read_and_said():
    notes = understood("tracker.xlsx").notes
    assert "Sheet ‘Action plan’ has 1 hidden row(s); they were read all the same." in notes
    assert "Sheet ‘Action plan’ has hidden columns; they were read all the same." in notes
    assert (
        "Sheet ‘Contacts’ is hidden in the workbook; it was read all the same."
        in understood("several_sheets.xlsx").notes
    )


def test_a_header_of_two_rows_and_the_latest_filled_quarter():
    found = understood("wide.xlsx")
    assert file_of("wide.xlsx").tables[0].header[3:] == ["RAG Q1", "RAG Q2", "RAG Q3", "RAG Q4"]
    assert [(row.ref, row.rag) for row in found.rows] == [("A1", "green"), ("A2", "green"), ("A3", "")]
    assert found.rows[0].warnings == ["Ratings stand in several columns; the latest filled, “RAG Q3”, was taken."]
    assert found.rows[1].warnings == ["Ratings stand in several columns; the latest filled, “RAG Q1”, was taken."]
    assert found.accounting["headers"] == 2


def test_a_sheet_for_each_priority_with_cells_joined_down():
    found = understood("several_sheets.xlsx")
    rows = by_ref(found)
    assert [(ref, row.priority, row.objective) for ref, row in rows.items()] == [
        ("1.1", "Violence", "Fewer weapons"),
        ("1.2", "Violence", "Fewer weapons"),
        ("1.2a", "Violence", "Fewer weapons"),
        ("2.1", "Theft", "Fewer thefts"),
        ("2.2", "Theft", "Fewer thefts"),
        ("2.2a", "Theft", "Fewer thefts"),
    ]
    assert rows["1.1"].due.to_dict() == {"text": "Q3", "quarter": "2024-25-Q3"}
    assert rows["1.2"].due.to_dict() == {"text": "Q3 2025/26", "quarter": "2025-26-Q3"}
    assert [row.rag for row in found.rows[:3]] == ["green", "amber", "green"]
    assert "It stands with another action under the number 2; 1.2a was made." in rows["1.2a"].warnings
    assert list(found.unmatched_tables) == [3]


def test_colours_made_by_rule_cannot_be_known():
    notes = understood("several_sheets.xlsx").notes
    assert any("‘Theft’ colours F2:F9 by rule" in note and "is not in the file" in note for note in notes)


def test_results_that_a_workbook_keeps_are_read_and_others_reported():
    rows = by_ref(understood("formulas.xlsx"))
    assert (rows["1.1"].due.date, rows["1.1"].measures) == (date(2025, 6, 30), ["reach 10 people"])
    assert rows["1.3"].measures == []
    assert "formula whose result the file does not hold" in rows["1.3"].warnings[0]
    lost = by_ref(understood("uncounted.xlsx"))
    assert (lost["1"].due.kind, lost["2"].leads) == ("none", [])
    assert "“Due”: A formula whose result" in lost["1"].warnings[0]


def test_one_point_ten_is_not_one_point_one():
    rows = by_ref(understood("formulas.xlsx"))
    assert list(rows) == [*(f"1.{at}" for at in range(1, 11)), "2.10"]
    assert rows["1.10"].action == "Carry out part 10"
    assert rows["1.10"].warnings == ["Printed as 1.1 after 1.9; read as 1.10."]


def test_ratings_by_a_coloured_sign_and_a_heading_that_is_not_joined():
    found = understood("symbols.xlsx")
    assert [row.rag for row in found.rows] == ["green", "amber", "red"]
    assert {(row.priority, row.objective) for row in found.rows} == {("Theme 1: Roads", "Safer crossings")}


def test_csv_keeps_line_breaks_and_runs_no_formula():
    rows = by_ref(understood("comma.csv"))
    assert rows["1"].action == "Keep the café open, late"
    assert rows["1"].measures == ["visitors", "incidents"]
    assert (rows["2"].action, rows["2"].leads) == ("=CMD()|calc", ["@someone"])
    assert [row.rag for row in rows.values()] == ["green", "amber"]
    assert understood("comma.csv").accounting["blank"] == 2


def test_older_encodings_and_other_separators():
    rows = by_ref(understood("semicolon.csv"))
    assert rows["1"].action == "Open the café – “late” hours"
    assert rows["2"].action == "Light the square, all of it"
    assert [row.due.kind for row in by_ref(understood("tabs.csv")).values()] == ["ongoing", "yearly"]


def test_columns_are_found_by_what_stands_in_them_where_there_is_no_header():
    found = understood("headless.csv")
    assert [(row.ref, row.rag, row.due.kind) for row in found.rows] == [
        ("1", "green", "month"),
        ("2", "amber", "month"),
        ("3", "red", "month"),
    ]
    assert "has no header" in found.notes[0]


@pytest.mark.parametrize("name", ALL)
def test_every_row_of_every_layout_is_accounted_for(name):
    counts = dict(understood(name).accounting)
    assert counts.pop("rows") == sum(counts.values())
    assert counts["accepted"] > 0
