"""Charts say in words and in a table what they show, and are safe where they are put."""

from decimal import Decimal

import pytest
from lxml import etree

from wardmote.common.charts import Chart, decimals, quarter_bars, sparkline
from wardmote.methods.suppression import Published

TITLE = "Burglary fell by 16.5% on the same quarter last year"
HOSTILE = "<script>alert(1)</script> & \"quoted\" \x00 {'signal': 'datum'} #import ]]>"


def bars(**changes: object) -> Chart:
    given: dict[str, object] = {
        "title": TITLE,
        "months": ["January", "February", "March"],
        "now": [31, 28, 22],
        "then": [40, 30, 27],
        "now_label": "2025",
        "then_label": "2024",
        "unit": "recorded crimes",
    }
    return quarter_bars(**(given | changes))  # type: ignore[arg-type] # one wrong argument at a time


def words(svg: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(svg).iter() if element.tag.endswith("}text")]


def test_the_message_the_words_and_the_table_hold_the_same_figures() -> None:
    chart = bars()
    assert chart.title == TITLE
    assert chart.table == [
        ["Month", "2024", "2025"],
        ["January", "40", "31"],
        ["February", "30", "28"],
        ["March", "27", "22"],
        ["Total", "97", "81"],
    ]
    assert chart.title in chart.alternative
    drawn = words(chart.svg)
    for month, then, now in chart.table[1:4]:
        assert f"{month} {then} in 2024 and {now} in 2025" in chart.alternative
        assert {month, then, now} <= set(drawn)
    assert drawn.count("2024") == drawn.count("2025") == 3


def test_a_withheld_count_is_drawn_as_words_and_gives_no_total_away() -> None:
    hidden = Published(None, "not shown")
    chart = bars(now=[hidden, hidden, 0], then=[5, None, 12])
    drawn = words(chart.svg)
    assert (drawn.count("not"), drawn.count("shown"), drawn.count("known")) == (3, 2, 1)
    assert "January 5 in 2024 and not shown in 2025" in chart.alternative
    assert [row[0] for row in chart.table] == ["Month", "January", "February", "March"]


def test_bars_start_at_nought_and_all_noughts_can_be_drawn() -> None:
    assert "0" in words(bars(now=[950, 940, 960], then=[900, 910, 905]).svg)
    assert bars(now=[0, 0, 0], then=[0, 0, 0]).table[-1] == ["Total", "0", "0"]


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="one figure a month"):
        bars(now=[1, 2])
    with pytest.raises(ValueError, match="one label a value"):
        sparkline(name="Burglary", labels=["January"], values=[1, 2])


@pytest.mark.parametrize("field", ["title", "unit", "now_label", "then_label", "months"])
def test_hostile_text_stays_text_in_bars(field: str) -> None:
    chart = bars(**{field: [HOSTILE] * 3 if field == "months" else HOSTILE})
    safe_in_a_strict_page(chart)
    assert chart.png.startswith(b"\x89PNG")


def test_hostile_text_stays_text_in_a_sparkline() -> None:
    safe_in_a_strict_page(sparkline(name=HOSTILE, labels=[HOSTILE, "b"], values=[1, 2]))


def safe_in_a_strict_page(chart: Chart) -> None:
    root = etree.fromstring(chart.svg)
    for element in root.iter():
        assert element.tag.rpartition("}")[2] in {"svg", "g", "path", "line", "rect", "text", "title", "desc", "circle"}
        for name, value in element.attrib.items():
            assert name not in ("style", "href", "class", "id")
            assert not name.startswith("on")
            assert "url(" not in value
    assert root.get("role") == "img"
    assert [child.text for child in root][:2] == [chart.title, chart.alternative]


def test_sparkline_says_lowest_highest_and_latest_and_leaves_gaps() -> None:
    chart = sparkline(name="Burglary", labels=["Q1", "Q2", "Q3", "Q4"], values=[30, None, 40, 21])
    assert chart.alternative == "Burglary, Q1 to Q4: lowest 21 in Q4, highest 40 in Q3, latest 21 in Q4."
    assert chart.table[2] == ["Q2", "not known"]
    assert chart.svg.count("M") == 2


def test_a_value_between_two_gaps_is_seen() -> None:
    """A move of nought, which round ends make a dot."""
    drawn = sparkline(name="Burglary", labels=["Q1", "Q2", "Q3", "Q4"], values=[30, None, 20, None]).svg
    assert drawn.count("h0") == 2
    assert 'stroke-linecap="round"' in drawn


def test_sparklines_take_the_decimals_that_rates_are() -> None:
    chart = sparkline(name="Rate", labels=["Q1", "Q2"], values=[Decimal("2.25"), Decimal(3)])
    assert [row[1] for row in chart.table] == ["Rate", "2.3", "3"]


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("2.25", 1, "2.3"), ("-2.25", 1, "−2.3"), ("-0.04", 1, "0.0"), ("12345.5", 0, "12,346"), ("1E+3", 0, "1,000")],
)
def test_halves_go_away_from_nought_and_nought_has_no_sign(value: str, places: int, text: str) -> None:
    assert decimals(Decimal(value), places) == text


@pytest.mark.parametrize("values", [[None], [0], [0, 0], [7], [1.5, None]])
def test_sparklines_of_little_or_nothing(values: list[float | None]) -> None:
    chart = sparkline(name="Burglary", labels=["a"] * len(values), values=values)
    safe_in_a_strict_page(chart)
    assert "nan" not in chart.svg
