"""The control chart draws what was found, says it in words, and holds it in a table."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from lxml import etree

from tests.common.test_charts import HOSTILE, safe_in_a_strict_page, words
from wardmote.common.charts import Chart
from wardmote.common.control_chart import xmr_chart
from wardmote.common.control_drawing import ticks
from wardmote.methods.xmr import analyse

ORDINARY = [30, 38, 25, 28, 31, 40, 22, 39, 31, 38, 24, 33, 29, 36]


def chart(values: list[int | float | None], *, steps: tuple[int, ...] = (), **changes: object) -> Chart:
    found = analyse(values, steps=steps)
    given: dict[str, object] = {
        "title": "Burglary is within its ordinary ups and downs",
        "labels": [f"Month {number}" for number in range(1, len(values) + 1)],
        "points": found.points,
        "segments": found.segments,
        "unit": "recorded crimes a month",
    }
    return xmr_chart(**(given | changes))  # type: ignore[arg-type] # one changed argument at a time


def dashed(drawn: Chart) -> list[str]:
    return re.findall(r'stroke-dasharray="([^"]*)"', drawn.svg)


def test_mean_limits_and_target_are_drawn_and_named() -> None:
    drawn = chart(ORDINARY, target=20)
    limits = analyse(ORDINARY).segments[0]
    assert limits.upper is not None
    assert {f"upper limit {limits.upper:.1f}", "mean 31.7", "target 20"} <= set(words(drawn.svg))
    assert dashed(drawn).count("6 4") == 2
    assert dashed(drawn).count("9 3 2 3") == 1
    assert "No point is a special cause." in drawn.alternative
    assert drawn.table[1][:3] == ["Month 1", "30", "31.7"]
    assert len(drawn.table) == 1 + len(ORDINARY)
    safe_in_a_strict_page(drawn)
    assert drawn.png.startswith(b"\x89PNG")


def test_a_special_point_has_its_own_shape_a_word_and_its_reason() -> None:
    drawn = chart([*ORDINARY, 95], words=("worse", "better"))
    assert "worse" in words(drawn.svg)
    assert drawn.svg.count("<circle") == len(ORDINARY)
    assert "Special causes: Month 15 worse (outside the limits)." in drawn.alternative
    assert drawn.table[-1][-1] == "worse: outside the limits"
    assert drawn.table[-2][-1] == ""


def test_a_run_has_one_word_and_is_told_as_one() -> None:
    drawn = chart([*ORDINARY, 22, 21, 20, 22, 21, 23, 22])
    assert words(drawn.svg).count("low") == 2  # white behind, and the word
    assert "Month 15 to Month 21 low (one of seven or more in a row on one side of the mean)" in drawn.alternative


def test_a_lower_limit_below_nought_is_drawn_at_nought_and_never_changes_the_sums() -> None:
    values = [0, 1, 0, 2, 1, 0, 0, 3, 1, 0, 0, 1, 1, 0]
    found = analyse(values)
    assert found.segments[0].lower is not None
    assert found.segments[0].lower < 0
    drawn = chart(values)
    assert "lower limit 0.0" in words(drawn.svg)
    assert "lower limit 0.0" in drawn.alternative
    assert not any(text.startswith("−") for text in words(drawn.svg))
    assert any(text.startswith("−") for text in words(chart(values, from_nought=False).svg))


def test_a_gap_breaks_the_line_and_is_not_known() -> None:
    values: list[int | float | None] = [*ORDINARY]
    values[5] = None
    drawn = chart(values)
    line = next(path for path in re.findall(r'<path d="([^"]*)"[^>]*stroke="#7b8083"', drawn.svg))
    assert line.count("M") == 2
    assert drawn.svg.count("<circle") == len(values) - 1
    assert drawn.table[6][:2] == ["Month 6", "not known"]
    assert "Not known: Month 6." in drawn.alternative


def test_a_new_baseline_has_its_own_lines_and_is_marked() -> None:
    drawn = chart([*ORDINARY, *[value - 15 for value in ORDINARY]], steps=(14,))
    assert "new baseline" in words(drawn.svg)
    assert dashed(drawn).count("6 4") == 4
    assert "From Month 15 there is a new baseline." in drawn.alternative
    assert (drawn.table[14][2], drawn.table[15][2]) == ("31.7", "16.7")
    assert "mean 16.7" in drawn.alternative


def test_limits_of_few_points_are_called_trial_limits_and_those_of_a_handful_are_not_drawn() -> None:
    twelve, thirteen = chart(ORDINARY[:12]), chart(ORDINARY[:13])
    assert "Trial limits: few points" in words(twelve.svg)
    assert "Trial limits: few points." in twelve.alternative
    assert not any("rial" in text for text in [*words(thirteen.svg), thirteen.alternative])
    few = chart(ORDINARY[:5])
    assert not any("limit" in text for text in words(few.svg))
    assert few.table[1][3:5] == ["", ""]


def test_a_dated_target_steps() -> None:
    drawn = chart(ORDINARY, target=[None, *[30] * 6, *[25] * 7])
    line = next(path for path in re.findall(r'<path d="([^"]*)"[^>]*dasharray="9 3 2 3"', drawn.svg))
    assert (line.count("M"), len(set(re.findall(r"(\d+\.\d)(?=[ML]|$)", line)))) == (1, 2)
    assert "target 25" in drawn.alternative


@pytest.mark.parametrize("values", [[None], [None, None], [0], [7], [0, 0, 0], [5, 5, 5, 5, 5, 5, 5, 5], [1e6, None]])
def test_little_or_nothing_can_be_drawn(values: list[int | float | None]) -> None:
    drawn = chart(values)
    safe_in_a_strict_page(drawn)
    assert "nan" not in drawn.svg


def test_names_at_the_right_never_touch_nor_leave_the_picture() -> None:
    root = etree.fromstring(chart([30] * 20, target=30).svg)
    at_right = [
        float(each.get("y"))
        for each in root.iter("{*}text")
        if (each.text or "").startswith(("upper", "mean", "lower", "target"))
    ]
    assert len(at_right) == 4
    assert all(after - before >= 15 for before, after in pairwise(sorted(at_right)))
    assert 10 < min(at_right) < max(at_right) < 300


@pytest.mark.parametrize("months", [13, 24, 60, 120])
def test_labels_of_the_axis_stand_clear_of_one_another(months: int) -> None:
    labels = [f"Jan {2000 + number}" for number in range(months)]
    root = etree.fromstring(chart([number % 5 for number in range(months)], labels=labels).svg)
    places = [float(each.get("x")) for each in root.iter("{*}text") if (each.text or "").startswith("Jan 2")]
    assert len(places) >= 2
    assert all(after - before > 66 for before, after in pairwise(sorted(places)))


@pytest.mark.parametrize("field", ["title", "unit", "labels", "words"])
def test_hostile_text_stays_text(field: str) -> None:
    given: object = {"labels": [HOSTILE] * 15, "words": (HOSTILE, HOSTILE)}.get(field, HOSTILE)
    safe_in_a_strict_page(chart([*ORDINARY, 95], **{field: given}))


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="one label a point"):
        chart(ORDINARY, labels=["January"])
    with pytest.raises(ValueError, match="one label a point"):
        chart(ORDINARY, target=[1, 2])
    with pytest.raises(ValueError, match="one label a point"):
        chart([])


@pytest.mark.parametrize(
    ("values", "whole", "expected"),
    [
        (["0", "54"], True, ["0", "20", "40", "60"]),
        (["0", "3"], True, ["0", "1", "2", "3"]),
        (["0", "0"], True, ["0", "1"]),
        (["88", "97.5"], False, ["87.5", "90", "92.5", "95", "97.5"]),
    ],
)
def test_the_axis_has_round_values(values: list[str], whole: bool, expected: list[str]) -> None:
    found = ticks([Decimal(value) for value in values], from_nought=whole, whole=whole)
    assert [Decimal(value) for value in expected] == found
