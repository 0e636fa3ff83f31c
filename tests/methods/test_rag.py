"""Colours: stated rules, edges that belong to one band, and nothing green that is not there."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.direction import Polarity
from wardmote.methods.rag import FAMILIES, Colour, RagRule, judge, variance, within_ordinary_variation
from wardmote.methods.xmr import analyse

OFF = RagRule("variance", Decimal(5), Decimal(10), "Usual", "2")
STRICT = RagRule("variance", Decimal(0), Decimal(10))
HAVERING = RagRule("variance_and_last_year", Decimal(0), Decimal(10))
JUDGED = [polarity for polarity in Polarity if polarity is not Polarity.CONTEXT]
WORST_FIRST = [Colour.RED, Colour.AMBER, Colour.GREEN]


@pytest.mark.parametrize(
    ("value", "polarity", "colour"),
    [
        (200, "more_is_better", "green"),
        (190, "more_is_better", "green"),  # exactly 5% off
        (189.9, "more_is_better", "amber"),
        (180, "more_is_better", "amber"),  # exactly 10% off
        (179.9, "more_is_better", "red"),
        (0, "more_is_better", "red"),
        (0, "less_is_better", "green"),
        (210, "less_is_better", "green"),
        (210.1, "less_is_better", "amber"),
        (220, "less_is_better", "amber"),
        (220.1, "less_is_better", "red"),
        (179.9, "more_reporting", "red"),
        (220.1, "more_reporting", "green"),
    ],
)
def test_by_variance_from_a_target_of_200(value: float, polarity: str, colour: str) -> None:
    rag = judge(value, 200, polarity, OFF)
    assert (rag.colour, rag.letter) == (colour, colour[0].upper())
    assert rag.rule_version == "2"


def test_an_amber_of_nought_wants_the_target_met() -> None:
    assert judge(200, 200, "more_is_better", STRICT).colour is Colour.GREEN
    assert judge(199, 200, "more_is_better", STRICT).colour is Colour.AMBER
    assert "the target is met" in STRICT.statement("more_is_better")


def test_the_reason_and_the_rule_are_in_words() -> None:
    rag = judge(225, 200, "less_is_better", OFF)
    assert rag.reason == "The figure is 12.5% worse than its target."
    assert rag.statement == (
        "Green where the figure is at most 5% worse than its target; red where it is more than 10% worse; "
        "amber between."
    )
    assert judge(200, 200, "less_is_better", OFF).reason == "The figure is its target."
    assert "less than 0.1% worse" in judge(Decimal("200.01"), 200, "less_is_better", OFF).reason


def test_a_target_below_nought_is_as_far_off_as_one_above() -> None:
    assert variance(-90, -100, "more_is_better") == 10
    assert variance(-110, -100, "more_is_better") == -10


@pytest.mark.parametrize(
    ("value", "polarity", "colour"),
    [
        (80, "more_is_better", "green"),  # the lower edge of a band is in it
        (79.9, "more_is_better", "amber"),
        (60, "more_is_better", "amber"),
        (59.9, "more_is_better", "red"),
        (59.9, "less_is_better", "green"),
        (60, "less_is_better", "amber"),
        (79.9, "less_is_better", "amber"),
        (80, "less_is_better", "red"),
    ],
)
def test_by_fixed_bands(value: float, polarity: str, colour: str) -> None:
    amber, red = (80, 60) if polarity == "more_is_better" else (60, 80)
    rule = RagRule("threshold", Decimal(amber), Decimal(red))
    rag = judge(value, None, polarity, rule)
    assert rag.colour == colour
    assert f"in the {colour} band" in rag.reason
    assert "from 60 to below 80" in rag.statement


@pytest.mark.parametrize(
    ("value", "last_year", "colour"),
    [(180, 500, "green"), (179, 178, "amber"), (179, 179, "amber"), (179, 180, "red"), (179, None, "red")],
)
def test_by_variance_and_last_year(value: int, last_year: int | None, colour: str) -> None:
    """A London borough's rule: more than 10% off is amber while no worse than the same quarter last year."""
    rag = judge(value, 200, "more_is_better", HAVERING, last_year=last_year)
    assert rag.colour == colour
    assert ("last year" in rag.reason) is (colour != "green")


def test_last_year_counts_the_other_way_where_less_is_better() -> None:
    assert judge(230, 200, "less_is_better", HAVERING, last_year=240).colour is Colour.AMBER
    assert judge(230, 200, "less_is_better", HAVERING, last_year=220).colour is Colour.RED


def test_a_target_of_nought_needs_bands() -> None:
    for rule in (OFF, HAVERING):
        rag = judge(0, 0, "less_is_better", rule)
        assert rag.colour is Colour.NO_DATA
        assert "fixed bands" in rag.reason
    bands = RagRule("threshold", Decimal(1), Decimal(3))
    assert [judge(value, 0, "less_is_better", bands).letter for value in (0, 1, 3)] == ["G", "A", "R"]


def test_no_target_no_colour() -> None:
    assert judge(5, None, "less_is_better", OFF).colour is Colour.NO_DATA


def test_context_is_never_rated() -> None:
    for value in (None, 5):
        rag = judge(value, 200, "context", OFF)
        assert (rag.colour, rag.letter) == (Colour.CONTEXT, "C")
        assert rag.statement == "Shown for context and not rated."


def test_every_colour_has_its_own_letter_and_word() -> None:
    assert {colour.value: colour.letter for colour in Colour} == {
        "green": "G", "amber": "A", "red": "R", "grey": "N", "blue": "B", "context": "C",
    }  # fmt: skip
    assert Colour.NO_DATA.words == "no data"
    assert Colour.COMPLETE.words == "complete"
    assert Colour.RED.words == "red"


@pytest.mark.parametrize(
    ("family", "amber", "red", "said"),
    [
        ("guess", 1, 2, "not a way to rate"),
        ("variance", 10, 5, "not before amber"),
        ("variance", -1, 5, "nought per cent"),
        ("variance_and_last_year", 0, -5, "nought per cent"),
        ("variance", float("nan"), 5, "not a number"),
    ],
)
def test_rules_that_make_no_sense_are_refused(family: str, amber: float, red: float, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        RagRule(family, amber, red)  # type: ignore[arg-type] # numbers of other kinds are taken too


def test_bands_the_wrong_way_round_are_refused() -> None:
    rule = RagRule("threshold", Decimal(80), Decimal(60))
    rule.check("more_is_better")
    with pytest.raises(ValueError, match="less is better: amber may not be above red"):
        judge(70, None, "less_is_better", rule)
    with pytest.raises(ValueError, match="more is better: red may not be above amber"):
        RagRule("threshold", Decimal(60), Decimal(80)).check("more_reporting")


WHOLE = st.decimals(-1000, 1000, places=2)
TARGETS = WHOLE.filter(bool)


@st.composite
def rules_for(draw: st.DrawFn) -> tuple[Polarity, RagRule]:
    polarity = draw(st.sampled_from(JUDGED))
    family = draw(st.sampled_from(FAMILIES))
    low, high = sorted([abs(draw(WHOLE)), abs(draw(WHOLE))])
    falling = family == "threshold" and polarity is not Polarity.LESS_IS_BETTER
    return polarity, RagRule(family, *((high, low) if falling else (low, high)))


@given(rules_for(), st.one_of(st.none(), WHOLE), st.one_of(st.none(), WHOLE))
def test_a_missing_figure_is_never_green(
    made: tuple[Polarity, RagRule], target: Decimal | None, last_year: Decimal | None
) -> None:
    polarity, rule = made
    assert judge(None, target, polarity, rule, last_year=last_year).colour is Colour.NO_DATA
    assert judge(None, target, Polarity.CONTEXT, rule, last_year=last_year).colour is Colour.CONTEXT


@given(rules_for(), TARGETS, st.one_of(st.none(), WHOLE), WHOLE, WHOLE)
def test_a_better_figure_never_has_a_worse_colour(
    made: tuple[Polarity, RagRule], target: Decimal, last_year: Decimal | None, one: Decimal, other: Decimal
) -> None:
    polarity, rule = made
    worse, better = sorted((one, other), reverse=polarity is Polarity.LESS_IS_BETTER)
    colours = [judge(value, target, polarity, rule, last_year=last_year).colour for value in (worse, better)]
    assert WORST_FIRST.index(colours[0]) <= WORST_FIRST.index(colours[1])


def test_a_change_of_colour_within_ordinary_variation() -> None:
    xmr = analyse([9, 11] * 10 + [25, None])
    assert within_ordinary_variation(xmr, 17, 18, 19) is True
    assert within_ordinary_variation(xmr, 19) is True
    assert within_ordinary_variation(xmr, 18, 19, 20) is False
    assert within_ordinary_variation(xmr, 19, 20, 21) is None  # a month without a figure
    assert within_ordinary_variation(xmr) is None
    assert within_ordinary_variation(analyse([9, 11] * 6), 11) is None  # too few
    assert within_ordinary_variation(analyse([0] * 12 + [1, 2]), 13) is None  # too rare
