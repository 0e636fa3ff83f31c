import json
from datetime import date

import docx
import pytest

from tests.plan.reading.layouts import saved, table
from tests.plan.reading.read import ALL, TODAY, file_of, understood
from wardmote.plan.reading.parse import parse
from wardmote.plan.reading.types import PlanFile
from wardmote.plan.reading.understand import understand


def csv(*lines: str) -> PlanFile:
    return parse("\n".join(lines).encode(), name="plan.csv")


@pytest.mark.parametrize("name", ALL)
def test_what_was_read_can_be_kept_between_preview_and_commit(name):
    found = file_of(name)
    kept = PlanFile.from_dict(json.loads(json.dumps(found.to_dict())))
    assert kept == found
    assert understand(kept, today=TODAY) == understood(name)


def test_a_person_corrects_which_column_is_which():
    found = csv("Nr,Wording,People", "1,Light the park at night,Parks", "2,Mend the fences,Police")
    assert found.tables[0].columns == ["ref", "action", "ignore"]
    assert "column “People” was left out: its heading is not known" in found.notes[0]
    rows = understand(found, {1: ["ref", "action", "leads"]}, today=TODAY).rows
    assert [row.leads for row in rows] == [["Parks"], ["Police"]]
    swapped = understand(found, {1: ["ref", "leads", "action"]}, today=TODAY).rows
    assert [row.action for row in swapped] == ["Parks", "Police"]


def test_a_choice_holds_for_the_tables_that_go_on():
    found = file_of("by_priority.docx")
    rows = understand(found, {1: ["ref", "action", "ignore", "ignore"]}, today=TODAY).rows
    assert {row.ref: bool(row.leads) for row in rows}["3"] is False
    assert {row.ref: bool(row.leads) for row in rows}["4"] is True


def test_a_field_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="“colour” is not a field of a plan"):
        understand(csv("Ref,Action,Lead", "1,Go,Police"), {1: ["ref", "action", "colour"]}, today=TODAY)


def test_a_column_of_high_and_low_is_no_priority():
    found = csv("Ref,Action,Priority,Owner", "1,Light the park,High,Parks", "2,Mend the fences,Low,Parks")
    assert found.tables[0].columns == ["ref", "action", "ignore", "leads"]
    assert "ranks actions as high, medium or low" in found.notes[0]


def test_two_columns_of_sentences_are_not_guessed_between():
    found = csv(
        "Foo,Bar,Due date",
        "Look after the lamps in the park,Ask the residents what they think,Mar 2026",
        "Look after the gates of the park,Tell the residents what was done,Apr 2026",
    )
    assert found.tables[0].columns == ["ignore", "ignore", "due"]
    assert list(understand(found, today=TODAY).unmatched_tables) == [1]


def test_a_header_in_words_not_known_is_still_a_header():
    found = csv("Zeile,Vorhaben,Ziel", "1,Licht im Park jede Nacht,Mar 2026", "2,Licht im Hof jede Nacht,Apr 2026")
    assert found.tables[0].header == ["Zeile", "Vorhaben", "Ziel"]
    assert [row.ref for row in understand(found, today=TODAY).rows] == ["1", "2"]


def test_a_total_that_is_an_action_is_one():
    found = understand(
        csv("Ref,Action,Lead,Due", "1,Total review of lighting,Parks,Mar 2026", "Total,,,12", "2,Go on,Parks,Q1"),
        today=TODAY,
    )
    assert [row.ref for row in found.rows] == ["1", "2"]
    assert [each.row for each in found.rejected] == [3]


def test_an_action_without_a_number_among_numbered_ones_is_given_one_and_told():
    found = understand(csv("Ref,Action,Lead", "1,Light the park,Parks", ",Mend the fences,Police"), today=TODAY)
    assert [(row.ref, row.action) for row in found.rows] == [("1", "Light the park"), ("1a", "Mend the fences")]
    assert found.rows[1].warnings == ["It has no number in the file; 1a was made."]


def test_two_parts_that_say_the_same_are_one_repeated_and_not_two():
    lines = ("Ref,Action,Lead", "1,Light the park,Parks", "2,Mend the fences,Parks")
    found = understand(
        csv(*lines, "Ref,Action,Lead,Due", "1,Light the park,Parks,", "3,Plant trees,Parks,Q1"), today=TODAY
    )
    assert [row.ref for row in found.rows] == ["1", "2", "3"]
    assert [each.table for each in found.repeated] == [2]


def test_the_year_a_quarter_is_in_comes_from_the_name_or_the_day():
    text = b"Ref,Action,Due\n1,Light the park,Q3\n"
    named = understand(parse(text, name="plan 2021-22.csv"), today=TODAY).rows[0]
    assert (named.due.quarter, named.warnings) == (
        "2021-22-Q3",
        ["“Q3” names no year; 2021/22 was taken from the name of the file."],
    )
    assert understand(parse(text, name="plan.csv"), today=date(2026, 5, 1)).rows[0].due.quarter == "2026-27-Q3"


def test_progress_by_quarter_is_the_latest_and_other_notes_are_joined():
    by_quarter = csv("Ref,Action,Q1 update,Q2 update", "1,Light the park,Begun,Half done", "2,Mend it,Begun,")
    assert [row.status for row in understand(by_quarter, today=TODAY).rows] == ["Half done", "Begun"]
    beside = csv("Ref,Action,Progress,Comments", "1,Light the park,Begun,Wet autumn", "2,Mend it,Done,")
    assert [row.status for row in understand(beside, today=TODAY).rows] == ["Begun\nWet autumn", "Done"]


def test_a_register_of_risks_is_no_plan():
    found = understand(
        csv("Risk No,Risk,Likelihood,Action,Owner", "1,Rain may fall,High,Buy an umbrella for all,Parks"), today=TODAY
    )
    assert found.rows == []
    assert "register of risks" in found.unmatched_tables[1]


def test_a_number_said_again_with_more_measures_is_one_action():
    lines = (
        "Ref,Action,Measure,Due",
        "1,Light the park,lamps lit,Q1",
        "1,Light the park,people asked,Q1",
        "2,Go on,x,Q2",
    )
    found = understand(csv(*lines), today=TODAY)
    assert [(row.ref, row.measures, row.due.text) for row in found.rows] == [
        ("1", ["lamps lit", "people asked"], "Q1"),
        ("2", ["x"], "Q2"),
    ]
    assert found.accounting["joined"] == 1


def test_a_number_that_says_it_goes_on_is_joined():
    found = understand(csv("Ref,Action,Lead", "1,Light the park,Parks", "1 (cont.),and the square,Police"), today=TODAY)
    assert [(row.ref, row.action, row.leads) for row in found.rows] == [
        ("1", "Light the park and the square", ["Parks", "Police"])
    ]


def test_a_status_in_words_is_status_and_rating():
    found = understand(
        csv("Ref,Action,Status", "1,Light the park,On track", "2,Mend it,Complete", "3,Go,R"), today=TODAY
    )
    assert [(row.status, row.rag) for row in found.rows] == [
        ("On track", "green"),
        ("Complete", "complete"),
        ("", "red"),
    ]


def test_a_rating_in_brackets_beside_the_status_or_the_number():
    lines = (
        "Ref,Action,Progress",
        "1,Light the park,All lamps stand (C)",
        "2 (A),Mend the fences,Posts bought",
        "3,Go,None yet",
    )
    found = understand(csv(*lines), today=TODAY)
    assert [(row.ref, row.rag) for row in found.rows] == [("1", "complete"), ("2", "amber"), ("3", "")]
    assert found.rows[0].warnings == ["The rating is the letter in brackets beside the status."]
    assert found.rows[0].status == "All lamps stand (C)"


def test_a_row_whose_number_is_cut_in_two_is_not_another_action():
    document = docx.Document()
    made = table(
        document, [("Ref", "Action", "Lead"), ("1", "Light the park and", "Parks"), ("", "the square", "Police")]
    )
    made.cell(1, 0).merge(made.cell(2, 0))
    found = understand(parse(saved(document), name="plan.docx"), today=TODAY)
    assert [(row.ref, row.action, row.leads) for row in found.rows] == [
        ("1", "Light the park and the square", ["Parks", "Police"])
    ]


def test_a_priority_that_stands_once_holds_for_the_rows_below():
    lines = ("Priority,Ref,Action,Lead", "Homes,1,Fit locks,Police", ",2,Visit homes,Police", "Streets,3,Walk,Parks")
    found = understand(csv(*lines), today=TODAY)
    assert [row.priority for row in found.rows] == ["Homes", "Homes", "Streets"]
    assert found.rows[1].warnings == ["Its priority is that of the row above."]


def test_a_number_over_its_own_points_is_a_heading():
    lines = ("Ref,Action,Lead", "1,Safer homes,", "1.1,Fit locks,Police", "1.2,Visit homes,Police", "2,Walk,Parks")
    found = understand(csv(*lines), today=TODAY)
    assert [(row.ref, row.priority) for row in found.rows][:2] == [("1.1", "1 Safer homes"), ("1.2", "1 Safer homes")]
    assert found.accounting["sections"] == 1


def test_numbers_in_front_of_the_words_are_numbers():
    found = understand(
        csv("Action,Lead", "1.1 Fit locks,Police", "1.2 Visit homes,Police", "1.3 Walk,Parks"), today=TODAY
    )
    assert [(row.ref, row.action, row.warnings) for row in found.rows] == [
        ("1.1", "Fit locks", []),
        ("1.2", "Visit homes", []),
        ("1.3", "Walk", []),
    ]


def test_words_own_numbering_before_the_action_is_its_number():
    document = docx.Document()
    made = table(document, [("Action", "Lead"), ("Fit locks", "Police"), ("Visit homes", "Police")])
    for at in (1, 2):
        made.cell(at, 0).paragraphs[0].style = "List Number"
    found = understand(parse(saved(document), name="plan.docx"), today=TODAY)
    assert [(row.ref, row.action) for row in found.rows] == [("1", "Fit locks"), ("2", "Visit homes")]


def test_a_column_of_progress_and_rating_is_progress():
    lines = (
        "Ref,Action,Progress / RAG",
        "1,Fit locks,All locks are fitted now (G)",
        "2,Walk,None was walked so far (R)",
    )
    found = understand(csv(*lines), today=TODAY)
    assert [(row.rag, row.status[:4]) for row in found.rows] == [("green", "All "), ("red", "None")]


def test_a_title_over_a_sheet_is_no_priority_but_gives_the_year():
    lines = ("Safer Town,,", "Delivery plan 2021-22,,", ",,", "Ref,Agreed action,Completion by", "A1,Light the park,Q3")
    found = understand(csv(*lines), today=TODAY)
    assert [(row.ref, row.priority, row.due.quarter) for row in found.rows] == [("A1", "", "2021-22-Q3")]
    assert found.accounting["titles"] == 3


def test_tables_under_one_another_in_a_sheet_each_have_their_title():
    lines = (
        "Ref,Action,Lead",
        "1,Light the park,Parks",
        "Priority 2: Theft,,",
        "Ref,Action,Owner,Due",
        "2,Mark bikes,Police,Q1",
    )
    found = understand(csv("Priority 1: Parks,,", *lines), today=TODAY)
    assert [(row.ref, row.priority, row.source.table) for row in found.rows] == [
        ("1", "Priority 1: Parks", 1),
        ("2", "Priority 2: Theft", 2),
    ]


def test_rows_cut_unevenly_keep_number_and_words_apart():
    document = docx.Document()
    made = document.add_table(rows=3, cols=4)
    for row, texts in enumerate(
        (("Ref", "Action", "", "Lead"), ("1", "Fit locks", "", "Police"), ("2", "", "Walk", "Parks"))
    ):
        for at, text in enumerate(texts):
            made.cell(row, at).text = text
    for row, first in ((0, 1), (1, 1), (2, 0)):
        made.cell(row, first).merge(made.cell(row, first + 1))
    found = understand(parse(saved(document), name="plan.docx"), today=TODAY)
    assert [(row.ref, row.action, row.leads) for row in found.rows] == [
        ("1", "Fit locks", ["Police"]),
        ("2", "Walk", ["Parks"]),
    ]


def test_a_banner_above_a_table_names_its_priority():
    document = docx.Document()
    for at, names in enumerate((("Priority 1 – Homes",), ("Safe roads", "Objective: Slower cars")), start=1):
        for name in names:
            table(document, [(name,)])
            document.add_paragraph("")
        table(document, [("Ref", "Action", "Lead"), (str(at), f"Do part {at}", "Police")])
        document.add_paragraph("")
    found = understand(parse(saved(document), name="plan.docx"), today=TODAY)
    assert [(row.ref, row.priority, row.objective) for row in found.rows] == [
        ("1", "Priority 1 – Homes", ""),
        ("2", "Safe roads", "Slower cars"),
    ]
    assert (found.accounting["boxes"], found.unmatched_tables) == (3, {})


def test_one_title_over_a_table_is_no_priority_either():
    found = understand(csv("Safer Town,,", "Ref,Action,Lead", "1,Light the park,Parks"), today=TODAY)
    assert [(row.ref, row.priority) for row in found.rows] == [("1", "")]
    document = docx.Document()
    for rows in ([("Delivery plan 2025/26",)], [("Ref", "Action", "Lead"), ("1", "Light the park", "Parks")]):
        table(document, rows)
        document.add_paragraph("")
    found = understand(parse(saved(document), name="plan.docx"), today=TODAY)
    assert [(row.ref, row.priority) for row in found.rows] == [("1", "")]
