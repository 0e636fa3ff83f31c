"""Themes ranked by a matrix, what each score stands for, and whether other weights would rank otherwise."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods import anchors
from wardmote.methods.scoring import score
from wardmote.methods.sensitivity import sensitivity

pytestmark = pytest.mark.plain
D = Decimal
WEIGHTS = {"volume": D(3), "harm": D(2), "concern": D(1)}
THEMES: dict[str, dict[str, int | None]] = {
    "Burglary": {"volume": 5, "harm": 3, "concern": 2},
    "Violence": {"volume": 3, "harm": 5, "concern": 2},
    "Nuisance": {"volume": 4, "harm": 1, "concern": 4},
    "Robbery": {"volume": 2, "harm": 2, "concern": None},
}


def test_the_weighted_mean_by_hand() -> None:
    rows = {row.theme: row for row in score(THEMES, WEIGHTS).rows}
    assert list(rows) == ["Burglary", "Violence", "Nuisance", "Robbery"]
    assert rows["Violence"].score == D(21) / 6
    assert rows["Violence"].parts == {"volume": D("1.5"), "harm": D(10) / 6, "concern": D(2) / 6}
    assert [row.rank for row in rows.values()] == [1, 2, 3, 4]


def test_a_missing_criterion_is_left_out_and_marked_never_nought() -> None:
    row = score(THEMES, WEIGHTS).rows[3]
    assert (row.score, row.missing) == (2, ("concern",))
    nought = score({**THEMES, "Robbery": {"volume": 2, "harm": 2, "concern": 0}}, WEIGHTS).rows[3]
    assert nought.score == D(10) / 6
    absent = score({"a": {"volume": 2}}, WEIGHTS).rows[0]
    assert (absent.score, absent.missing) == (2, ("harm", "concern"))


def test_equal_scores_share_a_rank_and_the_next_is_skipped() -> None:
    """A third and two sixths are equal whatever their decimals."""
    ranking = score(
        {"b": {"x": 1, "y": 1, "z": 0}, "a": {"x": 0, "y": 1, "z": 1}, "c": {"x": 0, "y": 0, "z": 1}},
        {"x": D(1) / 3, "y": D(1) / 3, "z": D(1) / 3},
    )
    assert [(row.theme, row.rank) for row in ranking.rows] == [("a", 1), ("b", 1), ("c", 3)]
    assert ranking.top(1) == {"a", "b"}


def test_a_theme_with_nothing_scored_has_no_rank() -> None:
    rows = score({"a": {"volume": None}, "b": {"volume": 0}}, WEIGHTS).rows
    assert [(row.theme, row.score, row.rank) for row in rows] == [("b", 0, 1), ("a", None, None)]


@pytest.mark.parametrize(
    ("themes", "weights"),
    [
        ({"a": {"volume": 6}}, WEIGHTS),
        ({"a": {"volume": -1}}, WEIGHTS),
        ({"a": {"other": 1}}, WEIGHTS),
        ({"a": {"volume": 1}}, {"volume": D(-1)}),
        ({"a": {"volume": 1}}, {"volume": D(0)}),
    ],
)
def test_what_cannot_be_scored_is_refused(themes: dict[str, dict[str, int | None]], weights: dict[str, Decimal]):
    with pytest.raises(ValueError, match=r"weight|score"):
        score(themes, weights)


_SCORES = st.fixed_dictionaries({name: st.none() | st.integers(0, 5) for name in "xyz"})
_WEIGHTS = st.fixed_dictionaries({name: st.integers(1, 9).map(Decimal) for name in "xyz"})


@given(st.dictionaries(st.sampled_from("abcde"), _SCORES, min_size=1), _WEIGHTS)
def test_ranks_are_those_of_exact_fractions(themes: dict[str, dict[str, int | None]], weights: dict[str, Decimal]):
    exact = {}
    for theme, scores in themes.items():
        held = {name: given for name, given in scores.items() if given is not None}
        if held:
            exact[theme] = Fraction(
                sum(int(weights[name]) * given for name, given in held.items()),
                sum(int(weights[name]) for name in held),
            )
    for row in score(themes, weights).rows:
        if row.theme not in exact:
            assert row.rank is None
            continue
        assert row.score is not None
        assert float(row.score) == pytest.approx(float(exact[row.theme]))
        assert row.rank == 1 + sum(other > exact[row.theme] for other in exact.values())
        assert float(sum(row.parts.values())) == pytest.approx(float(row.score))
    sensitivity(themes, weights)


def test_every_way_of_weighing_is_tried_and_what_changes_is_named() -> None:
    found = sensitivity(THEMES, WEIGHTS, n=2)
    assert found.tried == 10
    by_what = {each.what: each for each in found.changes}
    doubled = by_what["harm weighed twice as much"]
    assert (doubled.entered, doubled.left, doubled.first_changes) == ((), (), True)
    without = by_what["harm left out"]
    assert (without.entered, without.left) == (("Nuisance",), ("Violence",))
    assert "letting in Nuisance" in found.in_words
    for what, weights in [("volume weighed half as much", {**WEIGHTS, "volume": D("1.5")})]:
        assert by_what[what].first_changes == (score(THEMES, weights).rows[0].theme != "Burglary")


def test_a_ranking_that_nothing_moves_says_so() -> None:
    clear: dict[str, dict[str, int | None]] = {
        "a": {"volume": 5, "harm": 5},
        "b": {"volume": 3, "harm": 3},
        "c": {"volume": 1, "harm": 1},
    }
    found = sensitivity(clear, {"volume": D(1), "harm": D(2)}, n=2)
    assert found.changes == ()
    assert found.tipping is None
    assert found.in_words == "Other weights would not change the first 2 places: 7 ways were tried."


def test_the_smallest_change_that_brings_another_level_does_so() -> None:
    found = sensitivity(THEMES, WEIGHTS).tipping
    assert found is not None
    assert (found.criterion, found.theme) == ("volume", "Violence")
    # 5v + 6 + 2 = 3v + 10 + 2 at v = 2: a third less than 3.
    assert found.percent == pytest.approx(-100 / 3)
    rows = score(THEMES, {**WEIGHTS, "volume": D(2)}).rows
    assert rows[0].score == rows[1].score


def test_the_tipping_point_where_criteria_are_missing() -> None:
    """x ÷ 1 = 4 against (5·2 + 2w) ÷ (2 + w): level at w = 1, from 3."""
    themes: dict[str, dict[str, int | None]] = {"a": {"x": 4, "y": None}, "b": {"x": 5, "y": 2}}
    found = sensitivity(themes, {"x": D(2), "y": D(3)}, n=1).tipping
    assert found is not None
    assert (found.criterion, found.theme) == ("y", "b")
    assert found.percent == pytest.approx(-200 / 3)


def test_nothing_scored_and_no_places() -> None:
    assert sensitivity({"a": {"volume": None}}, WEIGHTS).in_words == "Nothing is scored, so nothing is ranked."
    with pytest.raises(ValueError, match="at least one place"):
        sensitivity(THEMES, WEIGHTS, n=0)


@pytest.mark.parametrize(
    ("scorer", "figure", "expected"),
    [
        (anchors.anchor_volume, 0, 0), (anchors.anchor_volume, 2, 2), (anchors.anchor_volume, 19.9, 4),
        (anchors.anchor_volume, D(20), 5), (anchors.anchor_trend, -3.1, 0), (anchors.anchor_trend, 0, 2),
        (anchors.anchor_trend, 3, 4), (anchors.anchor_harm, 30, 5), (anchors.anchor_comparison, -25, 1),
        (anchors.anchor_comparison, 9.99, 2), (anchors.anchor_concern, 40, 5), (anchors.anchor_concern, None, None),
    ],
)  # fmt: skip
def test_figures_become_scores_by_stated_bands(scorer, figure, expected) -> None:  # type: ignore[no-untyped-def]
    assert scorer(figure) == expected


def test_every_band_table_goes_from_nought_to_five_upwards() -> None:
    for bands in (anchors.VOLUME, anchors.HARM, anchors.TREND, anchors.COMPARISON, anchors.CONCERN):
        assert [given for _, given in bands] == [1, 2, 3, 4, 5]
        assert list(bands) == sorted(bands)
        assert [given for given, _ in anchors.described(bands)] == [0, 1, 2, 3, 4, 5]
    assert len(anchors.LEVERAGE) == 6
    assert anchors.described(anchors.TREND, "")[1] == (1, "−3 to under −1")
    assert anchors.described(anchors.VOLUME)[5] == (5, "20% or more")
