"""Counts by area with lookups: areas without a record, wards, split areas, residents, and who polices what."""

from pathlib import Path

import pytest

from tests.evidence.conftest import row, street
from wardmote.evidence.engine import load, recorded_crime
from wardmote.evidence.engine.answers import AreaCounts, DistrictCount
from wardmote.evidence.engine.load import rebuild_cubes
from wardmote.evidence.engine.questions import ALL_CRIME, by_area, compare, last_month, monthly, window
from wardmote.evidence.engine.questions.areas import MIXED, NO_WARDS
from wardmote.evidence.engine.questions.opening import force_of_area, stretches
from wardmote.evidence.engine.reference import load_reference

pytestmark = pytest.mark.plain

# 001A has stayed as it was; 002A of 2011 was split into 002C and 002D; nothing has ever happened in 003A.
CHANGES = """\
LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM
E01000001,Winchester 001A,E01000001,Winchester 001A,U,E07000094,Winchester
E01000002,Winchester 002A,E01000012,Winchester 002C,S,E07000094,Winchester
E01000002,Winchester 002A,E01000013,Winchester 002D,S,E07000094,Winchester
E01000003,Winchester 003A,E01000003,Winchester 003A,U,E07000094,Winchester
E01000004,Wiltshire 001A,E01000004,Wiltshire 001A,U,E06000054,Wiltshire
"""
WARDS = """\
LSOA21CD,LSOA21NM,WD24CD,WD24NM,LAD24CD,LAD24NM
E01000001,Winchester 001A,E05000001,St Luke,E07000094,Winchester
E01000012,Winchester 002C,E05000001,St Luke,E07000094,Winchester
E01000013,Winchester 002D,E05000002,Riverside,E07000094,Winchester
E01000003,Winchester 003A,E05000002,Riverside,E07000094,Winchester
E01000004,Wiltshire 001A,E05000003,Moonraker,E06000054,Wiltshire
"""
PARTNERSHIPS = """\
ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name
E07000094,Winchester,E22000001,Winchester,E23000030,Hampshire
E06000054,Wiltshire,E22000002,Wiltshire,E23000038,Wiltshire
"""
PEOPLE = """\
lsoa21_code,total_residents,total_households
E01000001,1000,400
E01000012,700,300
E01000013,800,300
E01000003,900,350
E01000004,1500,600
"""
COUNTS = """\
force_file,month,ltla24_code,ltla24_name,csp24_codes,csp24_names,crime_type,count
wiltshire,2025-01,E06000054,Wiltshire,,,Burglary,70
wiltshire,2025-01,E06000054,Wiltshire,,,Anti-social behaviour,30
wiltshire,2025-02,E06000054,Wiltshire,,,Burglary,80
wiltshire,2025-01,,,,,Burglary,5
"""


def of(number: int, month: str, area: str, code: str) -> str:
    return row(number, month=month, area=area, code=code)


@pytest.fixture
def police(inbox: Path, store: Path) -> Path:
    """August 2017 with the codes of 2011, two months of 2025 with those of 2021; Wiltshire by a neighbour only."""
    old = [of(1, "2017-08", "Winchester 001A", "E01000001")]
    old += [of(number, "2017-08", "Winchester 002A", "E01000002") for number in (2, 3)]
    new = [of(4, "2025-01", "Winchester 001A", "E01000001"), of(5, "2025-01", "Winchester 002C", "E01000012")]
    new += [of(number, "2025-01", "Winchester 002D", "E01000013") for number in (6, 7, 8)]
    new += [of(9, "2025-01", "Wiltshire 001A", "E01000004"), row(10, area="", code="", place=",,No Location")]
    street(inbox, *old, name="2017-08-hampshire-street.csv")
    street(inbox, *new, name="2025-01-hampshire-street.csv")
    street(inbox, of(11, "2025-02", "Winchester 001A", "E01000001"), name="2025-02-hampshire-street.csv")
    load([inbox], store)
    return store


@pytest.fixture
def held(police: Path, tmp_path: Path) -> Path:
    files = {"exact_2022.csv": CHANGES, "wards_2024.csv": WARDS, "partnerships_2024.csv": PARTNERSHIPS,
             "people_2021.csv": PEOPLE, "counts_2025.csv": COUNTS}  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    reports = load_reference([tmp_path / name for name in files], police)
    assert [report.reason for report in reports] == [""] * len(files)
    rebuild_cubes(police)
    return police


def counts(answer: AreaCounts) -> dict[str, int]:
    return {each.name: each.count for each in answer.areas}


def test_without_lookups_an_area_is_what_was_printed(police: Path) -> None:
    answer = by_area(police, {"Winchester"}, ["2025-01"], ALL_CRIME)
    assert counts(answer) == {"Winchester 001A": 1, "Winchester 002C": 1, "Winchester 002D": 3}
    assert [(each.ward, each.population) for each in answer.areas] == [("", None)] * 3
    wards = by_area(police, {"Winchester"}, ["2025-01"], ALL_CRIME, level="ward")
    assert (wards.areas, wards.remarks) == ((), (NO_WARDS,))


def test_an_area_without_a_record_is_there_with_nought(held: Path) -> None:
    answer = by_area(held, {"Winchester"}, ["2025-01"], ALL_CRIME)
    assert counts(answer) == {
        "Winchester 001A": 1, "Winchester 002C": 1, "Winchester 002D": 3, "Winchester 003A": 0,
    }  # fmt: skip
    assert [each.population for each in answer.areas] == [1000, 900, 700, 800]
    assert (answer.without_area, answer.missing, answer.remarks) == (1, (), ())


def test_wards_are_small_areas_added_up(held: Path) -> None:
    answer = by_area(held, {"Winchester"}, ["2025-01"], ALL_CRIME, level="ward")
    assert [(each.code, each.name, each.count, each.population) for each in answer.areas] == [
        ("E05000001", "St Luke", 2, 1700), ("E05000002", "Riverside", 3, 1700),
    ]  # fmt: skip
    district = by_area(held, {"Winchester"}, ["2025-01"], ALL_CRIME, level="district")
    assert [(each.name, each.count, each.population) for each in district.areas] == [("Winchester", 5, 3400)]


def test_a_window_over_the_change_puts_split_areas_together(held: Path) -> None:
    answer = by_area(held, {"Winchester"}, ["2017-08", "2025-01"], ALL_CRIME)
    assert counts(answer) == {
        "Winchester 001A": 2, "Winchester 002A, Winchester 002C and 1 more": 6, "Winchester 003A": 0,
    }  # fmt: skip
    assert [each.population for each in answer.areas] == [1000, 1500, 900]
    assert answer.remarks == (MIXED,)


def test_the_old_codes_alone_are_left_as_they_are(held: Path) -> None:
    answer = by_area(held, {"Winchester"}, ["2017-08"], ALL_CRIME)
    assert counts(answer) == {"Winchester 001A": 1, "Winchester 002A": 2, "Winchester 003A": 0}
    assert answer.remarks == ()


def test_a_level_that_is_none(held: Path) -> None:
    with pytest.raises(ValueError, match="no level 'street'"):
        by_area(held, {"Winchester"}, ["2025-01"], ALL_CRIME, level="street")


def test_a_neighbours_few_records_are_not_a_districts_crime(police: Path, tmp_path: Path) -> None:
    """One record near the border makes no force of another's district, once the lookups tell whose it is."""
    assert recorded_crime(police, {"Wiltshire"}, ALL_CRIME, ["2025-01"]).total == 1


def test_a_district_is_policed_by_its_own_force(held: Path) -> None:
    found = recorded_crime(held, {"Wiltshire"}, ALL_CRIME, ["2025-01"])
    assert (found.total, found.missing, found.forces) == (None, ("2025-01",), ("wiltshire",))
    assert last_month(held, {"Wiltshire"}) is None
    assert last_month(held, {"Winchester"}) == "2025-02"


def test_districts_without_files_are_counted_by_others(held: Path) -> None:
    assert compare(held, "Burglary", ["2025-01", "2025-02"]) == [
        DistrictCount("Wiltshire", 150, 1500, "wiltshire", "counts made by others"),
        DistrictCount("Winchester", 6, 3400, "hampshire", "police files"),
    ]
    assert {each.district: each.count for each in compare(held, ALL_CRIME, ["2025-01"])}["Wiltshire"] == 70


def test_neither_files_nor_counts_for_a_month_is_no_count(held: Path) -> None:
    asked = compare(held, "Burglary", ["2025-01", "2025-03"], ["Wiltshire", "Winchester", "Nowhere"])
    assert [(each.district, each.count) for each in asked] == [
        ("Nowhere", None), ("Wiltshire", None), ("Winchester", None),
    ]  # fmt: skip


def test_no_store_no_answer(tmp_path: Path) -> None:
    assert by_area(tmp_path, {"Winchester"}, ["2025-01"], ALL_CRIME).missing == ("2025-01",)
    assert compare(tmp_path, "Burglary", ["2025-01"]) == []
    empty = monthly(tmp_path, {"Winchester"}, ["2025-01"])
    assert (empty.missing, empty.counts["Burglary"]) == (("2025-01",), {"2025-01": None})
    assert last_month(tmp_path, {"Winchester"}) is None


@pytest.mark.parametrize(
    ("area", "force"),
    [("Hampshire", "hampshire"), ("London, City of", "city-of-london"), ("Metropolitan Police", "metropolitan"),
     ("Devon & Cornwall", "devon-and-cornwall"), ("Hampshire and Isle of Wight", "hampshire"),
     ("Avon and Somerset", "avon-and-somerset"), ("Dyfed-Powys", "dyfed-powys")],
)  # fmt: skip
def test_the_force_of_a_police_force_area(area: str, force: str) -> None:
    assert force_of_area(area) == force


def test_windows() -> None:
    assert window("2025-03", 4) == ("2024-12", "2025-01", "2025-02", "2025-03")
    with pytest.raises(ValueError, match="no window"):
        window("2025-13", 4)
    with pytest.raises(ValueError, match="no window"):
        window("2025-03", 0)


def test_stretches_of_months() -> None:
    months = ("2024-11", "2024-12", "2025-01", "2025-03", "2025-05", "2025-06")
    assert stretches(months) == ("2024-11", "2025-01", "2025-03", "2025-03", "2025-05", "2025-06")
    assert stretches(months[::-1]) == stretches(months)
    assert stretches(()) == ()
