"""The statistics of a closed question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.survey import closed_question


def test_the_domain_vector() -> None:
    """60 answers on five options; both standard errors, named."""
    found = closed_question([4, 6, 10, 25, 15])
    values = (found.mean, found.variance, found.sd, found.standard_error, found.sample_error, found.satisfaction)
    assert [f"{value:.6f}" for value in values] == [
        "3.683333", "1.316389", "1.147340", "0.148121", "0.149371", "67.083333",
    ]  # fmt: skip
    assert (found.n, f"{found.top_two:.1f}") == (60, "66.7")


def test_satisfaction_is_not_the_share_who_are_satisfied() -> None:
    everybody_in_the_middle = closed_question([0, 0, 10, 0, 0])
    assert (everybody_in_the_middle.satisfaction, everybody_in_the_middle.top_two) == (50, 0)


def test_a_question_whose_first_option_is_best_is_numbered_from_the_other_end() -> None:
    assert closed_question([15, 25, 10, 6, 4], best_last=False) == closed_question([4, 6, 10, 25, 15])


def test_nobody_answered() -> None:
    none = closed_question([0, 0, 0])
    assert none.n == 0
    assert {none.mean, none.variance, none.sd, none.standard_error, none.satisfaction, none.top_two} == {None}


def test_one_answer_says_nothing_of_a_wider_population() -> None:
    one = closed_question([0, 1, 0])
    assert (one.mean, one.variance, one.standard_error, one.sample_error) == (2, 0, 0, None)


def test_two_options_have_no_two_best() -> None:
    assert closed_question([3, 5]).top_two is None
    assert closed_question([3, 5, 0]).top_two is not None


@pytest.mark.parametrize("counts", [[], [7]])
def test_one_option_is_no_question(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="two options"):
        closed_question(counts)


def test_fewer_than_no_answers_is_refused() -> None:
    with pytest.raises(ValueError, match="nought or more"):
        closed_question([3, -1])


@given(st.lists(st.integers(0, 400), min_size=2, max_size=10))
def test_what_always_holds(counts: list[int]) -> None:
    found = closed_question(counts)
    if not found.n:
        return
    assert found.mean is not None
    assert found.variance is not None
    assert found.satisfaction is not None
    assert 1 <= found.mean <= len(counts)
    assert 0 <= found.satisfaction <= 100
    assert found.variance >= 0
    again = closed_question(counts, best_last=False).satisfaction
    assert again is not None
    assert abs(found.satisfaction + again - 100) < 1e-9
