"""What single cells say: ratings, colours, leads, measures, links."""

import pytest

from wardmote.plan.reading.colours import name_of, tinted
from wardmote.plan.reading.lists import cross_references, leads_of, links_of, measures_of
from wardmote.plan.reading.rag import read_rag
from wardmote.plan.reading.types import Cell

_RATINGS = {
    ("R", ""): ("red", "letter"),
    ("(C)", "green"): ("complete", "letter"),
    ("[g]", ""): ("green", "letter"),
    ("B", ""): ("complete", "letter"),
    ("Amber", ""): ("amber", "word"),
    ("GREEN - on track", ""): ("green", "word"),
    ("Completed", ""): ("complete", "word"),
    ("On track (A)", ""): ("amber", "letter"),
    ("Green – complete in May", ""): ("green", "word"),
    ("on track", ""): ("green", "word"),
    ("🟠", ""): ("amber", "letter"),
    ("", "amber"): ("amber", "colour"),
    ("", "grey"): ("", ""),
    ("", ""): ("", ""),
    ("Not started", ""): ("", ""),
}


@pytest.mark.parametrize("given", _RATINGS)
def test_a_rating_by_letter_word_or_colour(given):
    rag, source, said = read_rag(Cell(given[0], given[1]))
    assert (rag, source) == _RATINGS[given]
    assert said == []


@pytest.mark.parametrize("text", ["A/G", "red → amber", "not green", "3", "see note"])
def test_a_rating_that_could_be_two_things_is_none_and_said(text):
    assert read_rag(Cell(text))[0] == ""
    assert read_rag(Cell(text))[2] == [f"The rating was not understood: “{text}”."]


def test_words_win_over_the_colour_and_that_is_said():
    assert read_rag(Cell("Red", "green")) == ("red", "word", ["“Red” stands on green; the words were taken."])


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("FF0000", "red"), ("C00000", "red"), ("FFC7CE", "red"), ("FFC000", "amber"), ("FFFF00", "amber"),
        ("ED7D31", "amber"), ("FFEB9C", "amber"), ("00B050", "green"), ("92D050", "green"), ("C6EFCE", "green"),
        ("0070C0", "blue"), ("BFBFBF", "grey"), ("FFFFFF", ""), ("000000", ""), ("FF00B050", "green"),
        ("auto", ""), ("DCE6F1", ""), ("yellow", "amber"), ("xyz", ""),
    ],
)  # fmt: skip
def test_the_nearest_name_of_a_colour(colour, name):
    assert name_of(colour) == name


def test_a_tint_makes_a_colour_lighter_or_darker():
    assert tinted("4F81BD", 0) == "4F81BD"
    assert tinted("000000", 1) == "FFFFFF"
    assert tinted("00B050", -1) == "000000"


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Police\nCouncil", ["Police", "Council"]),
        ("Police / Council", ["Police", "Council"]),
        ("AB/CD", ["AB", "CD"]),
        ("Council (licensing, parks), Police", ["Council (licensing, parks)", "Police"]),
        ("Council safety team\n(projects)", ["Council safety team (projects)"]),
        (
            "Council –\non behalf of the trust",
            ["Council on behalf of the trust"],
        ),
        ("Fire & Rescue; Health", ["Fire & Rescue", "Health"]),
        ("Lead: Police\nPolice", ["Police"]),
        ("• Police • Health", ["Police", "Health"]),
        ("A&E/Ambulance", ["A&E", "Ambulance"]),
        ("Police, Housing and Health", ["Police", "Housing", "Health"]),
        ("Council, Fire and Rescue", ["Council", "Fire and Rescue"]),
        ("Safety Team and Housing Service", ["Safety Team", "Housing Service"]),
        ("Drug and Alcohol Team", ["Drug and Alcohol Team"]),
        ("Lead: Police; Support: Health", ["Police", "Health"]),
        ("tbc", []),
    ],
)
def test_several_leads_in_one_cell(text, leads):
    assert leads_of([Cell(text)])[0] == leads


@pytest.mark.parametrize(
    ("cell", "measures"),
    [
        (Cell("first\nsecond", bullets=["first", "second"]), ["first", "second"]),
        (Cell("• first • second"), ["first", "second"]),
        (Cell("first\n\nsecond line"), ["first", "second line"]),
        (Cell("first; second; third"), ["first", "second", "third"]),
        (Cell("one; or two"), ["one; or two"]),
        (Cell("first; second"), ["first", "second"]),
        (Cell("1. first\n2. second"), ["first", "second"]),
        (Cell("n/a"), []),
    ],
)
def test_measures_by_bullets_lines_or_running_on(cell, measures):
    assert measures_of([cell]) == measures


def test_a_measure_cut_by_a_page_is_one():
    joined = ["people reached by the campaign", "letters sent"]
    assert measures_of([Cell("people reached by"), Cell("the campaign\nletters sent")]) == joined
    bulleted = Cell("people reached", bullets=["people reached"])
    assert measures_of([bulleted, Cell("by the campaign\nletters sent", bullets=["letters sent"])]) == joined
    assert measures_of([Cell("people reached"), Cell("letters sent")]) == ["people reached", "letters sent"]


def test_links_take_the_words_of_their_heading():
    assert links_of([Cell("1 & 3")], "Links to Strategic Priority") == ["Strategic Priority 1", "Strategic Priority 3"]
    assert links_of([Cell("1 - 3")], "Links") == ["1", "2", "3"]
    assert links_of([Cell("Health strategy; Housing plan")], "Links to other plans") == [
        "Health strategy",
        "Housing plan",
    ]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("Cross referenced with ref no. 8,11,12,16 and 21", ["8", "11", "12", "16", "21"]),
        ("carried out – cross-referenced to action 5", ["5"]),
        ("(see 3.3)", ["3.3"]),
        ("links to action 1.10", ["1.10"]),
        ("see also ASB-4 and ASB-7", ["ASB-4", "ASB-7"]),
        ("see 20% fewer", []),
        ("see 12 families", []),
    ],
)
def test_where_an_action_points_at_others(text, refs):
    assert cross_references([text]) == refs
