"""Files about areas: recognised by their columns, accounted for row by row, swapped in whole."""

import random
from datetime import date
from pathlib import Path

import pytest

from tests.evidence.reference import samples
from wardmote.evidence.engine.reference import (
    ReferenceReport,
    is_reference,
    load_reference,
    read_reference,
    recognise,
)
from wardmote.evidence.engine.report import Status

pytestmark = pytest.mark.plain


def one(path: Path, store: Path, as_of: date | None = None) -> ReferenceReport:
    report = load_reference([path], store, as_of=as_of)[0]
    assert report.rows == report.accepted + report.rejected + report.repeated
    return report


def lines(report: ReferenceReport) -> dict[int, str]:
    return {bad.line: bad.reason for bad in report.rejections}


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM,LAD22NMW,ObjectId", "lsoa_changes"),
        ("\ufeffLSOA21CD,LSOA21NM,WD24CD,WD24NM,LAD24CD,LAD24NM,More", "wards"),
        ("lsoa11_name,lsoa11_code,ltla21_name,ltla21_code", "wards"),
        ("lad-code,lad-name,csp-code,csp-name,PFA21CD,PFA21NM", "partnerships"),
        ("FID,LSOA21CD,GlobalID,x,y", "centres"),
        ("lsoa21_code,total_residents,total_households", "population"),
        ("LAD 2023 Code,LAD 2023 Name,LSOA 2021 Code,LSOA 2021 Name,Total", "population"),
        ("ltla23_code,households", "population_groups"),
        ("LSOA code (2021),LSOA name (2021),Index of Multiple Deprivation (IMD) Rank", "deprivation"),
        ("ltla24_code,ltla24_name,imd_average_rank,imd_average_score", "deprivation"),
        ("lsoa21_code,ruc21_code,classification,ruc", "rurality"),
        ("crime_type,cchi_days", "harm"),
        ("force_file,month,ltla24_code,ltla24_name,csp24_codes,csp24_names,crime_type,count", "area_counts"),
        ("lsoa11_name,lsoa11_code,msoa11_name,msoa11_code", None),
        ("Crime ID,Month,Reported by,Falls within,LSOA code,LSOA name,Crime type", None),
        ("name,date,amount", None),
        ("", None),
    ],
)
def test_a_file_is_known_by_its_columns(header: str, kind: str | None) -> None:
    assert recognise(header.split(",")) == kind


def test_a_folder_of_lookups_loads_and_again_changes_nothing(inbox: Path, store: Path) -> None:
    folder = samples.forest(inbox)
    reports = load_reference([folder], store, source="ONS")
    assert {report.status for report in reports} == {Status.LOADED}
    assert {(entry.kind, entry.as_of) for entry in read_reference(store)} == {
        ("lsoa_changes", "2022-04-01"), ("wards", "2024-04-01"), ("partnerships", "2024-04-01"),
        ("population", "2021-03-21"), ("population", "2020-06-30"), ("harm", "2026-04-01"),
        ("boundaries", "2021-04-01"),
    }  # fmt: skip
    assert {entry.source for entry in read_reference(store)} == {"ONS"}
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    again = load_reference([folder], store)
    assert {report.status for report in again} == {Status.REPEATED}
    assert all(report.repeated == report.rows for report in again)
    assert {path: path.read_bytes() for path in store.rglob("*") if path.is_file()} == before


def test_rows_that_are_wrong_are_told_by_line(inbox: Path, store: Path) -> None:
    text = (
        samples.RESIDENTS
        + "E01000001,1000,400\n"  # repeated
        + "E01000001,1001,400\n"  # says otherwise
        + "E0100001,5,1\nE01000020,-5,1\nE01000021,5\nE01000022,many,1\n\nE01000023,,1\n"
        + "E01000024,1.5,1\nE01000025,\"5,1\nE01000026,5,1"
    )  # fmt: skip
    report = one(samples.put(inbox, "census2021.csv", text), store)
    assert (report.rows, report.accepted, report.repeated) == (15, 6, 1)
    assert lines(report) == {
        8: "an earlier line says otherwise of E01000001",
        9: "not the code of an LSOA",
        10: "not a whole number from 0",
        11: "2 columns where the heading has 3",
        12: "not a whole number from 0",
        14: "no number",
        15: "not a whole number from 0",
        16: "a quotation mark is left open",
    }


def test_letters_that_are_not_utf8_cost_their_line_only(inbox: Path, store: Path) -> None:
    data = samples.WARDS.replace("East", "Cemais Bychân").encode("latin-1")
    report = one(samples.put(inbox, "wards.csv", data), store)
    assert (report.accepted, lines(report)) == (4, {4: "letters are not in UTF-8; save the file as UTF-8"})


def test_ages_that_do_not_add_up_are_rejected(inbox: Path, store: Path) -> None:
    text = samples.RESIDENTS_2020.replace("E01000002,910", "E01000002,911")
    assert lines(one(samples.put(inbox, "population20.csv", text), store)) == {3: "the ages do not add up to the total"}


def test_a_semicolon_and_old_line_ends_are_read(inbox: Path, store: Path) -> None:
    text = samples.PARTNERSHIPS.replace(",", ";").replace("\n", "\r\n")
    assert one(samples.put(inbox, "lookup.csv", text), store).accepted == 4


def test_a_cut_file_is_refused(inbox: Path, store: Path) -> None:
    path = samples.put(inbox, "wards.csv.gz", samples.WARDS * 40)
    path.write_bytes(path.read_bytes()[:-30])
    report = one(path, store)
    assert (report.status, report.reason) == (
        Status.REFUSED, "The packed file is broken or cut short. Download it again.",
    )  # fmt: skip
    shapes = samples.put(inbox, "b.geojson", samples.shapes(samples.square("E01000001", -1))[:-10])
    assert "cut short" in one(shapes, store).reason
    assert read_reference(store) == []


def test_shapes_that_cannot_be_drawn_are_rejected(inbox: Path, store: Path) -> None:
    metres = samples.square("E01000002", 450_000)
    line = {**samples.square("E01000003", -1), "geometry": {"type": "LineString", "coordinates": [[0, 51], [1, 51]]}}
    other = samples.square("E07000001", -1)
    path = samples.put(inbox, "b.geojson", samples.shapes(samples.square("E01000001", -1), metres, line, other))
    report = one(path, store)
    assert (report.rows, report.accepted) == (4, 1)
    assert lines(report) == {
        2: "corners are not longitude and latitude in Great Britain; export the file as WGS 84",
        3: "no polygon",
        4: "not the code of an LSOA",
    }


def test_a_file_that_tells_no_day_asks_for_it(inbox: Path, store: Path) -> None:
    path = samples.put(inbox, "people.csv", "LSOA code,residents\nE01000001,5\n")
    report = one(path, store)
    assert (report.status, report.rows) == (Status.REFUSED, 0)
    assert "--as-of" in report.reason
    assert one(path, store, date(2023, 6, 30)).as_of == "2023-06-30"


def test_a_file_of_the_same_day_replaces_and_of_another_stands_beside(inbox: Path, store: Path) -> None:
    path = samples.put(inbox, "census2021.csv", samples.RESIDENTS)
    one(path, store)
    newer = samples.put(inbox, "census2021.csv", samples.RESIDENTS.replace("1000,400", "1005,400"))
    assert one(newer, store).status is Status.REPLACED
    assert len(list((store / "reference").glob("population-*"))) == 1
    one(samples.put(inbox, "later.csv", samples.RESIDENTS), store, date(2024, 6, 30))
    assert [entry.as_of for entry in read_reference(store)] == ["2021-03-21", "2024-06-30"]


def test_two_files_that_tell_the_same_differently_are_both_refused(inbox: Path, store: Path) -> None:
    samples.put(inbox, "a2021.csv", samples.RESIDENTS)
    samples.put(inbox, "b2021.csv", samples.RESIDENTS.replace("1000", "1001"))
    reports = load_reference([inbox], store)
    assert [report.status for report in reports] == [Status.REFUSED, Status.REFUSED]
    assert read_reference(store) == []


def test_only_data_about_areas_is_taken_for_it(inbox: Path) -> None:
    assert is_reference(samples.put(inbox, "a.csv.gz", samples.WARDS))
    assert is_reference(samples.put(inbox, "b.geojson", samples.shapes()))
    assert not is_reference(samples.put(inbox, "2025-01-hampshire-street.csv", "Crime ID,Month,LSOA code,LSOA name"))
    assert not is_reference(samples.put(inbox, "a.txt", samples.WARDS))
    assert not is_reference(samples.put(inbox, "empty.csv", ""))
    broken = samples.put(inbox, "broken.csv.gz", samples.WARDS)
    broken.write_bytes(b"not gzip")
    assert not is_reference(broken)


def test_damaged_files_never_stop_a_load(inbox: Path, store: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - repeatable, not secret
    whole = [
        samples.CHANGES, samples.WARDS, samples.PARTNERSHIPS, samples.RESIDENTS, samples.RESIDENTS_2020, samples.HARM,
        samples.shapes(samples.square("E01000001", -1), samples.square("E01000003", -1)).decode(),
    ]  # fmt: skip
    paths = []
    for number in range(700):
        text = whole[number % len(whole)]
        data = bytearray(text.encode())
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(max(1, len(data)))
            if chance.random() < 0.3:
                del data[place : place + chance.randint(1, 40)]
            elif data:
                data[place] = chance.choice([0, 10, 13, 34, 44, 45, 59, 123, 255, chance.randrange(256)])
        name = f"{number}-2021.{'geojson' if text.startswith('{') else 'csv'}"
        paths.append(samples.put(inbox, name, bytes(data[: chance.randint(len(data) // 2, len(data))])))
    for start in range(0, len(paths), 60):
        for report in load_reference(paths[start : start + 60], store):
            assert report.rows == report.accepted + report.rejected + report.repeated
            assert report.status is Status.REFUSED or len(report.rejections) == report.rejected
            assert bool(report.reason) == (report.status is Status.REFUSED)
