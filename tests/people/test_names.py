import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.people.names import family_sound, likeness, plain


@pytest.mark.parametrize(
    ("name", "code"),
    [("Robert", "R163"), ("Rupert", "R163"), ("Ashcraft", "A261"), ("Ashcroft", "A261"), ("Tymczak", "T522"),
     ("Pfister", "P236"), ("Honeyman", "H555"), ("Müller", "M460"), ("O’Neill", "O540"), ("", ""), ("7", "")],
)  # fmt: skip
def test_the_sound_of_a_family_name(name, code):
    """The codes are the worked examples of the United States National Archives, and names with marks."""
    assert family_sound(name) == code


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Wren Ashdown", "ashdown WREN", True), ("Zoë O’Neill", "Zoe O Neill", True), ("Wren", "Corin", False)],
)
def test_names_are_compared_without_case_marks_or_order(one, other, same):
    assert (likeness(one, other) == 1.0) is same


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_between_nought_and_one_whatever_is_typed(one, other):
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == pytest.approx(likeness(other, one), abs=0.3)
    assert plain(plain(one)) == plain(one)
    assert len(family_sound(one)) in (0, 4)
