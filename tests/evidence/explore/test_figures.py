"""Every figure of the page equals one counted from the records by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.evidence.explore.explore_world import CODES, DAYS, RESIDENTS, TYPES, WARDS, counted, records
from wardmote.evidence.engine.questions import ALL_CRIME
from wardmote.evidence.engine.questions.small_areas import monthly_of_areas, small_areas
from wardmote.evidence.exploring.asked import Area, Asked, explore_address
from wardmote.evidence.exploring.page import Page, explored, table_rows

# The store is only read, and no question here meets the database.
pytestmark = pytest.mark.plain
MADE = records()
MONTHS = ("2025-01", "2025-02", "2025-03")
WINCHESTER = Area("", "Winchester", ("Winchester",))


def asks(store: Path, *types: str, months: tuple[str, ...] = MONTHS, area: Area = WINCHESTER, **more: object) -> Page:
    return explored(store / "evidence", Asked(area, types or ("Burglary",), months, **more))  # type: ignore[arg-type]


def test_months_are_counted_and_a_missing_one_stays_missing(explored_store: Path) -> None:
    page = asks(explored_store)
    by_month = counted(MADE, by="month", kind="Burglary")
    assert [row.now_count for row in page.months.rows] == [by_month["2025-01"], None, by_month["2025-03"]]
    assert [row.before_count for row in page.months.rows] == [by_month[f"2024-0{n}"] for n in (1, 2, 3)]
    assert page.months.missing == ("2025-02",)
    assert page.figure.value == by_month["2025-01"] + by_month["2025-03"]
    assert "in the 2 of 3 months that are held" in page.lead
    assert "not known" in [row[-1] for row in page.chart.table]


def test_all_recorded_crime_leaves_antisocial_behaviour_out(explored_store: Path) -> None:
    page = asks(explored_store, ALL_CRIME, months=("2025-01",))
    kinds = counted(MADE, by="kind", month="2025-01")
    assert page.figure.value == kinds["Burglary"] + kinds["Drugs"]
    assert asks(explored_store, "Burglary", "Drugs", months=("2025-01",)).figure.value == page.figure.value


def test_areas_add_up_and_are_ranked(explored_store: Path) -> None:
    page = asks(explored_store, months=("2025-01",))
    by_code = counted(MADE, by="code", month="2025-01", kind="Burglary")
    assert {row.code: row.tally.now for row in page.areas.rows} == {code: by_code[code] for code in CODES}
    assert page.map is not None
    assert page.has_shapes
    figures = [int(row[2]) for row in page.map.table[1:]]
    assert figures == sorted(by_code[code] for code in CODES)[::-1]
    assert page.map.table[1][0].rstrip("=") == "1"


def test_the_planted_corner_is_hot_and_said_to_be_for_exploring(explored_store: Path) -> None:
    page = asks(explored_store, ALL_CRIME, months=("2024-01", "2024-02", "2024-03"))
    assert page.map is not None
    hot = {code for code, area in page.map.browser["areas"].items() if area["mark"] == "hot"}
    assert hot
    assert hot <= {CODES[number] for number in range(18) if number % 6 < 3}
    assert "Gi*" in page.hot_spots


def test_a_rate_is_of_residents_and_has_its_interval(explored_store: Path) -> None:
    page = asks(explored_store, measure="rate", months=("2025-01",))
    burglaries = counted(MADE, by="month", kind="Burglary")["2025-01"]
    residents = RESIDENTS * len(CODES)
    assert page.figure.value == Decimal(burglaries * 1000) / residents
    assert any(f"{residents:,} residents" in note and "Byar" in note for note in page.notes)
    area = page.areas.rows[0]
    assert area.figure.value == Decimal(area.tally.now or 0) * 1000 / RESIDENTS


def test_a_change_compares_only_months_held_in_both_years(explored_store: Path) -> None:
    page = asks(explored_store, measure="change")
    by_month = counted(MADE, by="month", kind="Burglary")
    difference = sum(by_month[f"2025-0{n}"] - by_month[f"2024-0{n}"] for n in (1, 3))
    assert page.figure.value == difference
    assert page.lead.startswith("Over the 2 months held in both years: ")
    assert sum(row.figure.value or 0 for row in page.areas.rows) == difference


def test_a_share_is_of_recorded_crime(explored_store: Path) -> None:
    page = asks(explored_store, measure="share", months=("2025-01",))
    kinds = counted(MADE, by="kind", month="2025-01")
    expected = Decimal(kinds["Burglary"] * 100) / (kinds["Burglary"] + kinds["Drugs"])
    assert page.figure.value is not None
    assert abs(Decimal(page.figure.value) - expected) < Decimal("1e-9")
    small = [row for row in page.areas.rows if row.figure.too_few]
    assert all((row.tally.everything or 0) < 20 for row in small)
    assert small


def test_harm_is_days_and_names_what_has_no_weight(explored_store: Path) -> None:
    page = asks(explored_store, ALL_CRIME, measure="harm", months=("2025-01",))
    kinds = counted(MADE, by="kind", month="2025-01")
    assert page.figure.value == sum(DAYS[kind] * kinds[kind] for kind in DAYS)
    assert sum(row.figure.value or 0 for row in page.areas.rows) == page.figure.value
    asb = asks(explored_store, TYPES[2], measure="harm", months=("2025-01",))
    assert any(f"Left out, having no weight: {TYPES[2]}" in note for note in asb.notes)


def test_a_ward_is_its_small_areas(explored_store: Path) -> None:
    ward = WARDS[0]
    codes = tuple(code for code, lies in zip(CODES, WARDS, strict=True) if lies == ward)
    area = Area(f"ward:{ward}", "Ward 1", ("Winchester",), codes)
    page = asks(explored_store, ALL_CRIME, months=("2025-01",), area=area)
    expected = sum(1 for month, code, kind in MADE if month == "2025-01" and code in codes and kind != TYPES[2])
    assert page.figure.value == expected
    assert {row.code for row in page.areas.rows} == set(codes)
    wards = asks(explored_store, ALL_CRIME, months=("2025-01",), by="ward")
    assert {row.code: row.tally.now for row in wards.areas.rows}[ward] == expected
    assert wards.map is not None
    assert len(wards.map.shapes["features"]) == 6


def test_nothing_is_counted_where_nothing_is_held(explored_store: Path) -> None:
    page = asks(explored_store, months=("2023-01", "2023-02"))
    assert page.figure.value is None
    assert page.areas.rows == ()
    assert page.map is None
    leeds = asks(explored_store, area=Area("", "Leeds", ("Leeds",)))
    assert leeds.figure.value is None


def test_map_points_are_counted_when_asked_for(explored_store: Path) -> None:
    assert asks(explored_store).points is None
    page = asks(explored_store, months=("2025-01",), points=True)
    assert page.points is not None
    by_code = counted(MADE, by="code", month="2025-01", kind="Burglary")
    assert page.points.top[0].count == max(by_code.values())


def test_the_file_is_the_page(explored_store: Path) -> None:
    rows = table_rows(asks(explored_store))
    by_month = counted(MADE, by="month", kind="Burglary")
    months = {row[3]: row[4] for row in rows if row and row[0] == "month"}
    assert months == {"2025-01": by_month["2025-01"], "2025-02": None, "2025-03": by_month["2025-03"]}
    assert sum(int(str(row[4])) for row in rows if row and row[0] == "lsoa") == sum(
        months[each] or 0 for each in months
    )
    assert ["missing months", "2025-02"] in rows
    assert any(row and row[0] == "note" and "data.police.uk" in str(row[1]) for row in rows)


def test_a_control_chart_needs_twelve_months(explored_store: Path) -> None:
    assert asks(explored_store, xmr=True).control is None


def test_small_areas_are_told_once(explored_store: Path) -> None:
    store = explored_store / "evidence"
    assert [area.code for area in small_areas(store, ["Winchester"])] == CODES
    assert small_areas(store, []) == ()
    some = monthly_of_areas(store, ["Winchester"], ["2025-01", "2025-02"], CODES[:2])
    assert some.counts["Burglary"]["2025-02"] is None


def test_an_address_keeps_what_was_asked() -> None:
    address = explore_address(
        area="district:Winchester", crime_type=["Burglary", "Drugs"], first="2025-01", last="2025-03", measure="rate"
    )
    assert address.endswith("?area=district%3AWinchester&type=Burglary%7CDrugs&from=2025-01&to=2025-03&measure=rate")
