"""Residents by ethnic group: recognised by their columns, summed over a force's area, and set beside its searches."""

from datetime import date
from pathlib import Path

import pytest

from wardmote.evidence.assessing.heard import _rates
from wardmote.evidence.engine.answers import Stops
from wardmote.evidence.engine.reference import load_reference, recognise
from wardmote.evidence.engine.reference.ethnicity import EthnicGroups, ethnic_groups
from wardmote.evidence.engine.report import Status

WARDS = "LSOA21CD,LSOA21NM,WD24CD,WD24NM,LAD24CD,LAD24NM\n" + "".join(
    f"E0100000{number},{name} 001A,E0500000{number},{name} ward,E0700000{number},{name}\n"
    for number, name in ((1, "Upton"), (2, "Downton"), (3, "Farton"))
)
FORCES = (
    "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name\n"
    "E07000001,Upton,E22000001,Upton,E23000001,Thames Valley\n"
    "E07000002,Downton,E22000002,Downton,E23000001,Thames Valley\n"
    "E07000003,Farton,E22000003,Farton,E23000002,Hampshire\n"
)
HEADER = "ltla21_code,ltla21_name,White,Black,Asian,Mixed,Other\n"
UPTON, DOWNTON = "E07000001,Upton,9000,1000,2000,500,400\n", "E07000002,Downton,7000,2000,1500,700,300\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "wards24.csv").write_text(WARDS)
    (tmp_path / "forces24.csv").write_text(FORCES)
    load_reference([tmp_path / "wards24.csv", tmp_path / "forces24.csv"], tmp_path / "store")
    return tmp_path / "store"


def _load(store: Path, *rows: str) -> None:
    path = store.parent / "groups2021.csv"
    path.write_text(HEADER + "".join(rows))
    assert [report.status for report in load_reference([path], store)] == [Status.LOADED]


@pytest.mark.parametrize(
    "header",
    [
        "ltla21_code,white,black,asian,mixed,other",
        "LAD23CD,LAD23NM,Asian: British or Welsh,Black or African,Mixed or Multiple,White,Other ethnic group",
        "ltla21_code,total_population,white,black,asian,mixed,other",
    ],
)
def test_five_headings_beside_a_district_are_told(header: str) -> None:
    assert recognise(header.split(",")) == "ethnicity"


def test_four_headings_or_two_alike_are_not(tmp_path: Path) -> None:
    assert recognise(["ltla21_code", "white", "black", "asian", "mixed"]) != "ethnicity"
    assert recognise(["ltla21_code", "white", "white_irish", "black", "asian", "mixed", "other"]) != "ethnicity"


def test_a_force_is_the_sum_of_its_districts(store: Path) -> None:
    _load(store, UPTON, DOWNTON)
    found = ethnic_groups(store, "thames-valley", date(2025, 3, 31))
    assert found is not None
    assert found.residents == {"White": 16_000, "Black": 3_000, "Asian": 3_500, "Mixed": 1_200, "Other": 700}
    assert found.as_of == date(2021, 3, 21)


def test_part_of_a_force_is_not_given_for_the_whole(store: Path) -> None:
    _load(store, UPTON)
    assert ethnic_groups(store, "thames-valley", date(2025, 3, 31)) is None
    assert ethnic_groups(store, "hampshire", date(2025, 3, 31)) is None


def test_a_row_without_a_number_is_rejected_with_its_line(store: Path) -> None:
    path = store.parent / "groups2021.csv"
    path.write_text(HEADER + UPTON + "E07000002,Downton,7000,,1500,700,300\n")
    (report,) = load_reference([path], store)
    assert (report.rows, report.accepted, report.rejected) == (2, 1, 1)
    assert report.rejections[0].line == 3


def _stops(**searches: int) -> Stops:
    outcomes = {group: {"Arrest": number} for group, number in searches.items()}
    return Stops("thames-valley", ("2025-01",), (), sum(searches.values()), {}, outcomes, 0)


def test_rates_are_searches_by_residents_and_their_ratio() -> None:
    residents = EthnicGroups(
        {"White": 16_000, "Black": 3_000, "Asian": 3_500, "Mixed": 1_200, "Other": 700}, date(2021, 3, 21), "census"
    )
    found = _rates(_stops(White=80, Black=45, Asian=14, Mixed=4), residents, unknown=7)
    rows = {row["group"]: row for row in found["rows"]}
    assert rows["White"]["rate"] == pytest.approx(1000 * 80 / 16_000)
    assert rows["Black"]["rate"] == pytest.approx(15.0)
    assert rows["Black"]["ratio"].startswith("3.0 times")
    assert rows["Black"]["least"] == pytest.approx(45 / 3_000 / (87 / 16_000))
    assert rows["Mixed"]["rate"] is None
    assert "fewer than 5 searches" in rows["Mixed"]["suppressed"]
    assert rows["Other"]["suppressed"]


def test_without_residents_it_is_said_why() -> None:
    assert "not loaded" in _rates(_stops(White=80), None, unknown=0)["reason"]
