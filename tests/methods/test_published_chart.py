"""The example that NHS England's method is published with, from its own file: waits over four hours at one trust.

The file is not part of this repository; without the folder that WARDMOTE_DEMO_DATA names the test is left out, and
listed. Source: NHSRplotthedots, README, with the data set of NHSRdatasets.
"""

import csv
from pathlib import Path

import pytest

from wardmote.methods.direction import Polarity
from wardmote.methods.xmr import analyse, assurance, variation

FILE = "worked_examples/xmr_nhs/rqm_type1_breaches_2016-04_to_2018-03.csv"


@pytest.fixture
def months(real_data: Path) -> tuple[list[str], list[float]]:
    with (real_data / FILE).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row["period"][:7] for row in rows], [float(row["breaches"]) for row in rows]


@pytest.mark.parametrize(("screened", "lower", "upper"), [(True, "740.40", "2349.94"), (False, "636.72", "2453.61")])
def test_mean_and_limits_are_the_published_ones(
    months: tuple[list[str], list[float]], screened: bool, lower: str, upper: str
):
    [segment] = analyse(months[1], screen_outliers=screened).segments
    assert [f"{line:.2f}" for line in (segment.mean, segment.lower, segment.upper)] == ["1545.17", lower, upper]


def test_the_months_marked_in_the_published_picture_are_marked(months: tuple[list[str], list[float]]):
    labels, values = months
    marked = {(labels[each.index], each.side) for each in analyse(values).points if each.special}
    assert marked == {("2016-05", "low"), ("2016-06", "low"), ("2016-12", "high"), ("2017-01", "high")}


def test_the_last_month_is_ordinary_and_the_target_is_hit_or_missed(months: tuple[list[str], list[float]]):
    xmr = analyse(months[1])
    assert variation(xmr, Polarity.LESS_IS_BETTER).word == "common cause"
    assert assurance(xmr, 1200, Polarity.LESS_IS_BETTER).word == "hit or miss"
