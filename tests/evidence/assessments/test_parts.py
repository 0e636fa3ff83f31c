"""What is worked out of the answers: levels, changes, missing and faulty months, ranking, sensitivity, sources."""

import json
from decimal import Decimal

import pytest

from tests.factories.assessed import TO, TYPES, inputs, monthly, rivals
from wardmote.evidence.assessing import assemble, months
from wardmote.evidence.assessing.inputs import Given
from wardmote.evidence.assessing.ranking import CRITERIA, DEFAULT_WEIGHTS, ranking
from wardmote.evidence.assessing.scope import scrambled
from wardmote.evidence.assessing.themes import THEMES
from wardmote.evidence.engine.layout import CRIME_TYPES
from wardmote.methods.scoring import score

pytestmark = pytest.mark.plain


def theme(data: dict, part: str, key: str) -> dict:
    return next(row for row in data[part]["themes"] if row["key"] == key)


def test_every_printed_type_is_in_one_theme_and_incidents_are_in_no_crime() -> None:
    held = [each for theme in THEMES for each in theme.types]
    assert sorted(held) == sorted(set(held))
    assert set(held) == set(CRIME_TYPES)
    assert [each.key for each in THEMES if not each.crime] == ["asb"]


def test_figures_are_plain_values_and_add_up() -> None:
    given = inputs()
    data = json.loads(json.dumps(assemble.whole(given)))
    year = given.months[-12:]
    counts = {kind: sum(given.monthly.counts[kind][month] for month in year) for kind in TYPES}
    assert theme(data, "levels", "burglary")["count"] == counts["Burglary"]
    assert theme(data, "levels", "asb")["count"] == counts["Anti-social behaviour"]
    crime = sum(counts.values()) - counts["Anti-social behaviour"]
    total = theme(data, "levels", "all_crime")
    assert total["count"] == crime
    assert total["rate"] == pytest.approx(1000 * crime / 100_000)
    assert theme(data, "levels", "drugs")["share"] == pytest.approx(100 * counts["Drugs"] / crime)
    assert theme(data, "levels", "asb")["share"] is None
    harm = theme(data, "harm", "burglary")
    assert harm["days"] == counts["Burglary"] * 244
    assert ["Shoplifting", counts["Shoplifting"]] in data["harm"]["unweighted"]
    year_before = given.months[-24:-12]
    rolled = theme(data, "changes", "burglary")["rows"]["rolling_12"]
    assert rolled["before"] == sum(given.monthly.counts["Burglary"][month] for month in year_before)
    assert theme(data, "changes", "burglary")["trend"] == "rolling_12"


def test_a_missing_month_is_missing_and_what_can_be_given_is_given() -> None:
    given = inputs(missing=("2024-07",))
    data = assemble.whole(given)
    assert given.basis == months.window(TO, 7)
    burglary = theme(data, "changes", "burglary")
    assert burglary["rows"]["rolling_12"]["z"] is None
    assert burglary["rows"]["rolling_12"]["reason"]
    assert burglary["trend"] == "matched"
    assert burglary["matched"]["months"] == [month for month in given.months[-12:] if month != "2024-07"]
    assert burglary["matched"]["before"] == sum(
        given.monthly.counts["Burglary"][month] for month in months.before(burglary["matched"]["months"])
    )
    assert "July 2024" in data["scope"]["lines"][0][0]
    assert all(row["reason"] for row in data["outlook"]["forecasts"])
    assert ["2024-07", None] in theme(data, "levels", "burglary")["series"]


def test_a_scrambled_month_is_counted_and_left_out_of_what_compares_types() -> None:
    window = months.window(TO, 36)
    whole = sum(TYPES.values())
    odd = {kind: {"2024-08": 5} for kind in TYPES} | {"Violence and sexual offences": {"2024-08": whole - 20}}
    counted = monthly(window, **odd)
    assert scrambled(counted) == ("2024-08",)
    data = assemble.whole(inputs(monthly=counted, faulty=("2024-08",)))
    violence = theme(data, "levels", "violence")
    assert violence["count"] - violence["usable"] == whole - 20
    crime = theme(data, "levels", "all_crime")
    assert violence["share"] == pytest.approx(100 * violence["usable"] / crime["usable"])
    assert "August 2024 is faulty" in data["summary"]["findings"][0]
    assert theme(data, "harm", "burglary")["source"] is None
    assert theme(data, "changes", "violence")["rows"]["rolling_12"]["z"] is None
    assert "2024-08" not in theme(data, "changes", "violence")["matched"]["months"]
    assert not [point for point in theme(data, "levels", "violence")["signal"]["points"] if point["month"] == "2024-08"]


def test_a_source_asks_for_the_months_that_were_counted_or_for_nothing() -> None:
    data = assemble.whole(inputs())
    source = theme(data, "levels", "robbery_weapons")["source"]
    assert source == {
        "page": "explore", "types": ["Robbery", "Possession of weapons"], "from": "2024-03", "to": "2025-02",
        "measure": "count", "area": "",
    }  # fmt: skip
    assert theme(data, "levels", "violence")["source"]["types"] == ["Violence and sexual offences"]


def test_a_rival_without_a_month_or_with_a_trickle_is_no_member() -> None:
    named = {f"Area {n}": 2000 + n for n in range(9)}
    table = {name: {"Residents": 1000.0 + at, "Density": 2.0 + at % 3} for at, name in enumerate(named)}
    own = {name: {"Residents": 1004.0, "Density": 3.0} for name in ("North Ashmere", "South Ashmere")}
    counts = {**named, "Area 3": None, "Area 4": 3}
    data = assemble.whole(inputs(similar={**table, **own}, rivals=rivals(counts)))["comparison"]
    assert data["reason"] == ""
    names = {row["name"] for row in data["members"]}
    assert names == set(named) - {"Area 3", "Area 4"}
    assert data["left_out"] == 2
    total = next(row for row in data["themes"] if row["key"] == "all_crime")
    rates = [row["rate"] for row in total["members"]]
    assert total["mean"] == pytest.approx(sum(rates) / len(rates))
    assert total["rank"] == 1 + sum(rate > total["rate"] for rate in rates)


def test_without_data_on_districts_the_comparison_says_why() -> None:
    data = assemble.whole(inputs())
    assert data["comparison"]["members"] == []
    assert "not loaded" in data["comparison"]["reason"]


def test_the_ranking_is_the_weighted_mean_and_what_is_missing_is_left_out() -> None:
    data = assemble.whole(inputs())
    given = [Given("burglary", "leverage", 5, "Partners hold the measures", "24 Mar 2025")]
    ranked = ranking(data, weights=DEFAULT_WEIGHTS, number=1, reason="", given=given)
    row = next(each for each in ranked["rows"] if each["key"] == "burglary")
    held = {name: cell["score"] for name, cell in row["cells"].items() if cell["score"] is not None}
    assert set(held) == {"volume", "trend", "harm", "leverage"}
    assert set(row["missing"]) == {"comparison", "public concern"}
    weights = {name: Decimal(DEFAULT_WEIGHTS[name]) for name in held}
    mean = sum(weights[name] * held[name] for name in held) / sum(weights.values())
    assert row["score"] == pytest.approx(float(mean), abs=1e-4)
    assert "other" not in {each["key"] for each in ranked["rows"]}
    assert ranked["unscored"] == ["comparison", "concern"]


def test_the_sensitivity_line_tells_whether_the_first_places_would_change() -> None:
    data = assemble.whole(inputs())
    alone = {name: "0" for name in CRITERIA} | {"volume": "1"}
    assert (
        "would not change the first 3 places"
        in ranking(data, weights=alone, number=2, reason="", given=[])["sensitivity"]
    )
    given = [Given("drugs", "concern", 5, "Survey", ""), Given("violence", "concern", 0, "Survey", "")]
    both = alone | {"concern": "1"}
    assert "would change in" in ranking(data, weights=both, number=2, reason="", given=given)["sensitivity"]


def test_three_structures_order_the_same_parts() -> None:
    assert {tuple(sorted(order)) for order in assemble.ORDERS.values()} == {tuple(sorted(assemble.SECTIONS))}
    assert all(order[0] == "summary" for order in assemble.ORDERS.values())


def test_the_worked_example_of_the_method_page() -> None:
    weights = {name: Decimal(weight) for name, weight in DEFAULT_WEIGHTS.items()}
    given = {"volume": 2, "trend": 2, "harm": 3, "leverage": 5, "comparison": None, "concern": None}
    row = score({"Burglary": given}, weights).rows[0]
    assert row.score == 3
    assert set(row.missing) == {"comparison", "concern"}
