"""What the lookups say together: each LSOA in one partnership, by month; who lives where; shapes."""

from datetime import date
from pathlib import Path

import pytest

from tests.evidence.reference import samples
from wardmote.evidence.engine.reference import areas, ground, load_reference, people, weights

pytestmark = pytest.mark.plain
ON = date(2025, 1, 1)


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forest")
    load_reference([samples.forest(folder / "in")], folder / "store")
    return folder / "store"


def test_a_district_in_two_partnerships_counts_as_two(forest: Path) -> None:
    assert areas.district_names(forest, "2025-01") == ["Ash", "Elm", "Old Birch", "Saplings"]
    assert areas.lsoas_of(forest, ["Old Birch"], "2025-01") == ["E01000003"]
    # the one old district left over is in the one partnership left over
    assert areas.lsoas_of(forest, ["Saplings"], "2025-01") == ["E01000004"]


def test_a_partnership_of_two_districts_lists_both(forest: Path) -> None:
    found = areas.districts_of_partnership_code(forest, "E22000001", "2025-01")
    assert found == areas.PartnershipArea("E22000001", "Ash and Elm", "Hampshire", ("Ash", "Elm"))
    assert areas.districts_of_partnership_code(forest, "E22000009", "2025-01") is None


def test_a_change_of_area_does_not_rewrite_the_months_before(forest: Path) -> None:
    # E01000012 went from Ash to Elm with the lookup of 2024
    assert "E01000012" in areas.lsoas_of(forest, ["Ash"], "2024-03")
    assert "E01000012" not in areas.lsoas_of(forest, ["Ash"], "2024-04")
    assert areas.lsoas_of(forest, ["Elm"], "2024-03") == []
    assert areas.lsoas_of(forest, ["Ash"], "2011-01") == areas.lsoas_of(forest, ["Ash"], "2022-06")


def test_ground_that_is_the_same_has_one_name(forest: Path) -> None:
    table = areas.places_in(forest, "2025-01")
    assert table is not None
    stable = dict(zip(table["lsoa_code"].to_pylist(), table["stable"].to_pylist(), strict=True))
    assert {code for code, each in stable.items() if each == "E01000002"} == {"E01000002", "E01000011", "E01000012"}
    assert stable["E01000001"] == "E01000001"


def test_codes_of_either_year(forest: Path) -> None:
    assert areas.lsoas_of(forest, ["Ash"], "2024-03", vintage="2011") == ["E01000001", "E01000002"]
    assert areas.lsoas_of(forest, ["Ash"], "2024-03") == ["E01000001", "E01000011", "E01000012"]


def test_wards(forest: Path) -> None:
    assert areas.wards_of(forest, ["Ash", "Elm"], "2025-01") == {"E05000001": "North, and South", "E05000002": "East"}


@pytest.mark.parametrize(
    ("name", "now", "earlier"),
    [
        ("Ash", ("Ash",), False),
        ("Birchshire", ("Old Birch", "Saplings"), False),
        ("New Birch", ("Saplings",), False),
        ("Oak", (), False),
    ],
)
def test_what_a_name_means_now(forest: Path, name: str, now: tuple[str, ...], earlier: bool) -> None:
    assert areas.naming(forest, name, "2025-01") == areas.Naming(name, now, earlier)


def test_residents_are_of_the_count_before_the_day(forest: Path) -> None:
    assert people.population(forest, ["Ash", "Elm"], ON) == 2_700
    assert people.population(forest, ["Ash"], date(2020, 12, 31)) == 1_820
    # before the first count, the first
    assert people.population(forest, ["Ash"], date(2014, 1, 1)) == 1_820
    assert people.population(forest, ["Ash", "Oak"], ON) is None
    found = people.residents(forest, ["Ash"], date(2020, 12, 31))
    assert found == people.Residents(1_820, date(2020, 6, 30), "population20.csv", 360, 940, 520, None)
    assert people.population_by_lsoa(forest, ["E01000002", "E01000001"], ON) == {"E01000001": 910, "E01000002": 910}


def test_part_of_an_area_is_not_given_for_the_whole(tmp_path: Path) -> None:
    folder = samples.forest(tmp_path / "in")
    (folder / "population20.csv").unlink()
    samples.put(folder, "census2021_residents.csv", samples.RESIDENTS.replace("E01000001,1000,400\n", ""))
    load_reference([folder], tmp_path / "store")
    assert people.population(tmp_path / "store", ["Ash"], ON) is None


def test_few_residents_are_warned_of() -> None:
    assert people.denominator_warning(1_000, 250) is None
    assert "251 records a year" in (people.denominator_warning(1_000, 251) or "")
    assert people.denominator_warning(0, 5)


def test_shapes_of_areas_and_districts(forest: Path) -> None:
    features = ground.boundaries(forest, ["E01000003", "E01000001", "E01999999"])
    assert [each["properties"]["code"] for each in features] == ["E01000001", "E01000003"]
    # a hundredth of a degree each way at 51 degrees north: 701 m by 1,113 m
    assert features[0]["properties"]["hectares"] == pytest.approx(78.0, rel=0.01)
    joined = ground.district_boundaries(forest, ["Old Birch", "Ash"], "2025-01")
    assert [each["properties"]["name"] for each in joined] == ["Ash", "Old Birch"]
    assert ground.boundaries(forest, ["E01000001"], "pfa") == []


def test_weights_have_a_day_and_a_caveat(forest: Path) -> None:
    found = weights.harm_weights(forest, ON)
    assert found is not None
    assert (found.days, found.as_of) == ({"Burglary": 20.0, "Robbery": 365.0}, date(2026, 4, 1))
    assert "rough" in found.caveat


def test_figures_that_make_districts_alike(forest: Path) -> None:
    table = weights.similar_variables(forest, ON)
    assert table["Ash"][weights.RESIDENTS] == 1_900
    assert table["Ash"][weights.HOUSEHOLD] == pytest.approx(1_900 / 700)
    assert table["Ash"][weights.UNDER_18] == pytest.approx(100 * 18 / 91)
    assert table["Ash"][weights.DEPRIVATION] is None


def test_an_empty_store_answers_nothing(tmp_path: Path) -> None:
    assert areas.lsoas_of(tmp_path, ["Ash"], "2025-01") == []
    assert people.population(tmp_path, ["Ash"], ON) is None
    assert ground.boundaries(tmp_path, ["E01000001"]) == ground.district_boundaries(tmp_path, ["Ash"], "2025-01") == []
    assert ground.centres(tmp_path, ["E01000001"]) == weights.similar_variables(tmp_path, ON) == {}
    assert weights.harm_weights(tmp_path, ON) is None
    assert areas.naming(tmp_path, "Ash", "2025-01") == areas.Naming("Ash", ())
