"""Files of answers: what is counted, what is not understood, and what is no file of answers."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.evidence.survey_file import MOST_ROWS, Asked, CannotRead, read_answers

SAFE = Asked(1, 1, "safe", "How safe do you feel?", ["Unsafe", "Neither", "Safe"], open=False)
HELP = Asked(2, 2, "help", "Were you helped?", ["No", "Yes"], open=False)
WORDS = Asked(3, 3, "words", "What else?", [], open=True)


def read(text: str | bytes, *questions: Asked):
    return read_answers(text if isinstance(text, bytes) else text.encode(), questions or [SAFE, HELP, WORDS])


@pytest.mark.parametrize("heading", ["safe", "1", "Q1", "question 1", "How safe do you feel?", " HOW SAFE do you  feel",
                                     "1. How safe do you feel?"])  # fmt: skip
def test_a_column_is_known_by_number_key_or_wording(heading):
    found = read(f"{heading}\nSafe\nunsafe \n3\n")
    assert found.tallies[1].counts == [1, 0, 2]


def test_every_answer_is_counted_skipped_or_named():
    found = read(
        "When,safe,help,words\nnow,Safe,Yes,Thank you\nnow,,No,\n,,,\nnow,Sort of,maybe,\nnow,2,skipped,Too dark\n"
    )
    assert (found.rows, found.blank) == (5, 1)
    assert (found.tallies[1].counts, found.tallies[1].skipped) == ([0, 1, 1], 1)
    assert (found.tallies[2].counts, found.tallies[2].skipped) == ([1, 1], 1)
    assert found.tallies[3].comments == [(2, "Thank you"), (6, "Too dark")]
    assert [(each.row, each.column, each.text) for each in found.not_understood] == [
        (5, "safe", "Sort of"), (5, "help", "maybe"),
    ]  # fmt: skip
    assert found.left_out == ["When"]


@given(st.lists(st.sampled_from(["Unsafe", "Neither", "Safe", "", "1", "9", "who knows"]), min_size=1, max_size=60))
def test_rows_in_equal_answers_counted_skipped_and_not_understood(answers):
    found = read("id,safe\n" + "\n".join(f"x,{each}" for each in answers))
    tally = found.tallies[1]
    assert found.rows == len(answers)
    assert sum(tally.counts) + tally.skipped + len(found.not_understood) + found.blank == len(answers)


def test_a_row_an_answer_with_and_without_the_question():
    found = read(
        'Question,Option,Count\nsafe,Safe,"1,024"\nsafe,1,3\n2,Yes,7\nhelp,skipped,2\nother,Yes,1\nsafe,Safe,x\n2,Nay,1'
    )
    assert found.tallies[1].counts == [3, 0, 1024]
    assert (found.tallies[2].counts, found.tallies[2].skipped) == ([0, 7], 2)
    assert [each.reason for each in found.not_understood] == [
        "not a question here", "not a whole number", "not one of the answers",
    ]  # fmt: skip
    assert read("option;count\nSafe;4", SAFE).tallies[1].counts == [0, 0, 4]
    with pytest.raises(CannotRead, match="several questions"):
        read("option,count\nSafe,4")


@pytest.mark.parametrize(
    "content", ["safe;help\nSafe;Yes\n", "safe\thelp\nSafe\tYes\n", "\ufeffsafe,help\r\nSafe,Yes\r\n"]
)
def test_separators_and_byte_order_marks(content):
    found = read(content)
    assert (found.tallies[1].counts, found.tallies[2].counts) == ([0, 0, 1], [0, 1])


def test_a_file_of_an_old_spreadsheet_is_read():
    asked = Asked(1, 1, "a", "Café?", ["No", "Yes"], open=False)
    assert read("Café?\nYes\n".encode("cp1252"), asked).tallies[1].counts == [0, 1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no answers"), (b"safe\n", "no answers"), (b"PK\x03\x04\x00\x00", "not a CSV"),
        (b"name,when\nx,y\n", "No column is headed"), (b"question,option,count\nother,Yes,1\n", "No row of the file"),
        (b"safe\n" + b"Safe\n" * (MOST_ROWS + 1), "more than"), (b"x" * 2_000_001, "larger than 2 MB"),
        (b"safe," * 300 + b"\nSafe\n", "more than"), (b'safe\n"' + b"x" * 200_000, "not a CSV"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_answers_is_refused_in_words(content, words):
    with pytest.raises(CannotRead, match=words):
        read(content)


@given(st.binary(max_size=40), st.integers(0, 70), st.integers(0, 70))
def test_damaged_files_are_read_or_refused_and_never_fail_otherwise(noise, first, last):
    good = b'When,safe,help,words\nnow,Safe,Yes,Thank you\nnow,Unsafe,No,"a, b"\n'
    with suppress(CannotRead):
        assert read(good[:first] + noise + good[last:]).rows > 0
