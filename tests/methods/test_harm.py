"""Counts weighed by harm; and the weights of the data folder rolled up to those of its second file."""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.decimals import rounded
from wardmote.methods.harm import harm_weighted, rolled_up
from wardmote.methods.reasons import NotEnough

pytestmark = pytest.mark.plain
WEIGHTS = {"Burglary": Decimal("244.68"), "Shoplifting": Decimal("1"), "Drugs": Decimal(0)}


def test_counts_times_weights() -> None:
    found = harm_weighted({"Burglary": 10, "Shoplifting": 500}, WEIGHTS)
    assert found.total == Decimal("2946.80")
    assert found.per_type == {"Burglary": Decimal("2446.80"), "Shoplifting": 500}
    assert found.unweighted == {}
    assert found.covered == 100
    assert found.share_of("Burglary") == pytest.approx(Decimal("83.03"), abs=Decimal("0.01"))


def test_a_type_without_a_weight_is_named_and_not_weighed_nought() -> None:
    found = harm_weighted({"Burglary": 10, "Anti-social behaviour": 30}, WEIGHTS)
    assert found.unweighted == {"Anti-social behaviour": 30}
    assert "Anti-social behaviour" not in found.per_type
    assert found.share_of("Anti-social behaviour") is None
    assert found.covered == 25


def test_a_weight_of_nought_is_a_weight() -> None:
    found = harm_weighted({"Drugs": 4}, WEIGHTS)
    assert (found.total, found.per_type, found.unweighted) == (0, {"Drugs": 0}, {})
    assert found.share_of("Drugs") is None


def test_nothing_and_less_than_nothing() -> None:
    none = harm_weighted({}, WEIGHTS)
    assert (none.total, none.covered) == (0, None)
    with pytest.raises(ValueError, match="nought or more"):
        harm_weighted({"Burglary": -1}, WEIGHTS)
    with pytest.raises(ValueError, match="nought or more"):
        harm_weighted({"Burglary": 1}, {"Burglary": Decimal(-1)})
    with pytest.raises(NotEnough, match="needs events"):
        rolled_up({"a": (Decimal(1), 0)})


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 10**6)))
def test_two_places_together_have_the_harm_of_both(counts: dict[str, int]) -> None:
    weights = {"a": Decimal("0.5"), "b": Decimal(10), "c": Decimal("365.25"), "d": Decimal(0)}
    once, twice = (harm_weighted({k: v * times for k, v in counts.items()}, weights) for times in (1, 2))
    assert twice.total == 2 * once.total == sum(2 * v * weights.get(k, 0) for k, v in counts.items())
    assert once.per_type.keys() | once.unweighted.keys() == counts.keys()


def test_the_weights_of_parts_roll_up_to_those_of_their_categories(real_data: Path) -> None:
    """Twenty-three medians, weighed by the events of 2024/25, give the thirteen weights, to the hundredth of a day."""
    parts: dict[str, dict[str, tuple[Decimal, int]]] = defaultdict(dict)
    with (real_data / "harm_weights/cchi_2026_prc_subgroup_medians.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            parts[row["category"]][row["prc_subgroup"]] = (
                Decimal(row["cchi_days"]),
                int(row["national_count_2024_25"]),
            )
    with (real_data / "harm_weights/cchi_2026_by_police_uk_category.csv").open(encoding="utf-8") as file:
        published = {row["crime_type"]: Decimal(row["cchi_days"]) for row in csv.DictReader(file)}
    assert sum(map(len, parts.values())) == 23
    assert {kind: rounded(rolled_up(held), 2) for kind, held in parts.items()} == {
        kind: rounded(days, 2) for kind, days in published.items()
    }
