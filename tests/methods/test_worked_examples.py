"""Each page on a statistic ends with an example; here the example is worked out and looked for on the page."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from wardmote.methods.changes import month_on_month
from wardmote.methods.forecast import forecast
from wardmote.methods.harm import harm_weighted
from wardmote.methods.rate_ratio import rate_ratio
from wardmote.methods.scoring import score
from wardmote.methods.seasonal import seasonal_pattern
from wardmote.methods.sensitivity import sensitivity
from wardmote.methods.similarity import compare_with_group
from wardmote.methods.stops import Stops, compare_stops
from wardmote.methods.tested_change import compare_counts, poisson_z

pytestmark = pytest.mark.plain
PAGES = Path(__file__).resolve().parents[2] / "docs" / "method"


def _seasonal() -> list[str]:
    found = seasonal_pattern([200 + 60 * (month % 12 == 6) for month in range(48)])
    july, others = found.by_month[6], {f"{effect:+.0f}" for number, effect in enumerate(found.by_month) if number != 6}
    return [
        f"trend {found.trend[0]:.0f}, July {july:+.0f}, every other month {others.pop()}",
        f"strength of the season {found.strength_of_season:.2f}, of the trend {found.strength_of_trend:.2f}",
    ]


def _tested() -> list[str]:
    small, large = compare_counts(25, 16), compare_counts(463, 400)
    daily = month_on_month({"2025-01": 3100, "2025-02": 2800}, "2025-02").change
    assert small.percent is None
    assert not small.flagged
    assert large.flagged
    assert large.percent is not None
    assert daily is not None
    return [
        f"z = {small.z:.2f}, E-test p = {small.p:.3f}, not flagged, no percentage",
        f"z = {large.z:.2f}, p = {large.p:.3f}, flagged, {large.in_words.split(' by ')[1][:5]}".replace(", 1", ", +1"),
        f"z = {poisson_z(2800, 3100):.2f} by the counts, {daily.z:.2f} by the day",
    ]


def _ratio() -> list[str]:
    plain, wide, open_ended = (
        rate_ratio(40, 1000, 20, 1000),
        rate_ratio(40, 1000, 20, 1000, phi=4),
        rate_ratio(5, 100, 0, 100),
    )
    return [
        f"{plain.ratio:.2f} times, {plain.lower:.2f} to {plain.upper:.2f}; with φ = 4, "
        f"{wide.lower:.2f} to {wide.upper:.2f}",
        f"none among 100: at least {open_ended.lower:.2f} times",
    ]


def _forecast() -> list[str]:
    point = forecast([100 + month for month in range(24)], horizon=1).points[0]
    return [
        f"the next is {point.mean:.0f}, 80% interval {point.lower80:.1f} to {point.upper80:.1f}, "
        f"95% interval {point.lower95:.1f} to {point.upper95:.1f}"
    ]


def _harm() -> list[str]:
    found = harm_weighted(
        {"Burglary": 10, "Shoplifting": 500}, {"Burglary": Decimal("244.68"), "Shoplifting": Decimal(1)}
    )
    return [f"{found.total:,} days, of which burglary is {found.share_of('Burglary'):.1f}%"]


def _likeness() -> list[str]:
    counts = {"ours": 600, "b": 400, "c": 500, "d": 900}
    found = compare_with_group("ours", counts, dict.fromkeys(counts, 100000))
    spread = found.bands[2] - found.mean
    return [
        f"mean {found.mean:.1f}, median {found.median:.1f}, standard deviation {spread:.2f}; the first is rank "
        f"{found.own.rank} and {found.band.removesuffix(' of the group' + chr(39) + 's mean')}"
    ]


def _ranking() -> list[str]:
    weights = {"volume": Decimal(3), "harm": Decimal(2), "concern": Decimal(1)}
    themes: dict[str, dict[str, int | None]] = {
        "Burglary": {"volume": 5, "harm": 3, "concern": 2},
        "Violence": {"volume": 3, "harm": 5, "concern": 2},
    }
    first, second = score(themes, weights).rows
    tipping = sensitivity(themes, weights).tipping
    assert tipping is not None
    return [
        f"(15 + 6 + 2) ÷ 6 = {first.score:.2f}",
        f"21 ÷ 6 = {second.score:.2f}. Were {tipping.criterion} weighed {-tipping.percent:.0f}% less",
    ]


def _stops() -> list[str]:
    found = compare_stops(
        {"White": Stops(5000, 900), "Black": Stops(400, 90)}, {"White": 500000, "Black": 8000}, unknown=Stops(1000)
    )
    white, black = found.groups
    assert black.ratio is not None
    finds = [
        f"{100 * share.value:.1f}% ({100 * share.lower:.1f}% to {100 * share.upper:.1f}%)"
        for share in (white.find_rate, black.find_rate)
        if share is not None
    ]
    return [
        f"{white.rate:.1f} and {black.rate:.1f} per 1,000, {black.ratio.in_words}",
        f"{black.least:.1f} at the least and {black.most:.1f} at the most",
        " and ".join(finds),
    ]


@pytest.mark.parametrize(
    ("page", "worked"),
    [
        ("seasonal-pattern", _seasonal), ("tested-change", _tested), ("rate-ratio", _ratio), ("forecast", _forecast),
        ("harm", _harm), ("likeness", _likeness), ("ranking", _ranking), ("stop-and-search", _stops),
    ],
)  # fmt: skip
def test_the_example_of_the_page_is_right(page: str, worked: Callable[[], list[str]]) -> None:
    example = (PAGES / f"{page}.md").read_text(encoding="utf-8").split("## Worked example")[1]
    said = " ".join(example.split())
    for expected in worked():
        assert expected.replace("-", "−") in said.replace("-", "−")


def test_the_bands_of_the_ranking_page_are_those_used() -> None:
    from wardmote.methods import anchors

    page = (PAGES / "ranking.md").read_text(encoding="utf-8").replace("−", "-")
    for name, bands in (
        ("volume", anchors.VOLUME),
        ("trend", anchors.TREND),
        ("harm", anchors.HARM),
        ("comparison", anchors.COMPARISON),
        ("public concern", anchors.CONCERN),
    ):
        [row] = [line for line in page.splitlines() if line.startswith(f"| {name} |")]
        cells = [cell.strip() for cell in row.strip("|").split("|")][2:]
        assert cells == [f"under {bands[0][0]:g}", *(f"{least:g}" for least, _ in bands)]
