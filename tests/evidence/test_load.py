"""Each way in which a police file can be wrong, repeated or replaced, and what stays true of all of them."""

import gzip
import json
import os
from pathlib import Path

import duckdb
import pytest

from tests.evidence.conftest import GOOD, HEADER, adds_up, january, load_one, reasons, row, street
from wardmote.evidence.engine import load, months_held
from wardmote.evidence.engine.report import Status


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_as_published_is_loaded_whole(inbox: Path, store: Path, end: str, packed: bool) -> None:
    path = street(inbox, *GOOD, end=end)
    if packed:
        path = path.rename(inbox / "2025-01-hampshire-street.csv.gz")
        path.write_bytes(gzip.compress(path.read_bytes()))
    file = load_one(path, store)
    assert (file.status, file.force, file.month) == (Status.LOADED, "hampshire", "2025-01")
    assert (file.rows, file.accepted, file.rejected, file.repeated) == (3, 3, 0, 0)
    assert january(store) == 2


def test_all_columns_are_kept_and_lead_back_to_their_line(inbox: Path, store: Path) -> None:
    load_one(street(inbox, *GOOD), store)
    [parquet] = (store / "months").rglob("*.parquet")
    wanted = "hex(crime_id), month, longitude, latitude, location, lsoa_name"
    rows = duckdb.read_parquet(str(parquet)).project(wanted).fetchall()
    assert [found[0].lower() for found in rows] == [f"{number:064x}" for number in (1, 2, 3)]
    assert rows[0][1:] == ("2025-01", -1.31, 51.06, "On or near Mill Lane", "Winchester 001A")


@pytest.mark.parametrize("column", ["Crime ID", "LSOA name", "Crime type"])
def test_a_missing_column_refuses_the_file_and_names_it(inbox: Path, store: Path, column: str) -> None:
    place = HEADER.split(",").index(column)
    lines = [",".join(field for i, field in enumerate(line.split(",")) if i != place) for line in [HEADER, *GOOD]]
    path = inbox / "2025-01-hampshire-street.csv"
    path.write_text("\n".join(lines))
    file = load_one(path, store)
    assert file.status is Status.REFUSED
    assert column in file.reason
    assert "Download" in file.reason
    assert months_held(store) == []
    assert not (store / "manifest.json").exists()


def test_columns_in_another_order_and_extra_ones_are_taken_by_name(inbox: Path, store: Path) -> None:
    lines = [",".join([*reversed(line.split(",")), "more"]) for line in [HEADER, *GOOD]]
    path = inbox / "2025-01-hampshire-street.csv"
    path.write_text("\n".join(lines) + "\n")
    file = load_one(path, store)
    assert file.accepted == 3
    assert "more" in file.notes[0]
    assert january(store) == 2


def test_lines_that_are_not_utf8_are_rejected_by_line_and_the_others_load(inbox: Path, store: Path) -> None:
    path = street(inbox, *GOOD)
    path.write_bytes(path.read_bytes().replace(b"Mill Lane", b"Caf\xe9 Lane", 1))
    file = load_one(path, store)
    assert (file.accepted, reasons(file)) == (2, {2: "the line is not UTF-8 text"})
    assert january(store) == 1


def test_rows_of_another_month_are_rejected(inbox: Path, store: Path) -> None:
    file = load_one(street(inbox, row(1), row(2, month="2025-02"), row(3, month="January")), store)
    assert reasons(file) == {
        3: "the month is not the file's month, 2025-01",
        4: "the month is not written as 2025-01",
    }
    assert january(store) == 1


def test_half_a_line_at_the_end_is_rejected(inbox: Path, store: Path) -> None:
    path = street(inbox, *GOOD)
    path.write_bytes(path.read_bytes()[:-40])
    file = load_one(path, store)
    assert file.accepted == 2
    assert list(reasons(file)) == [4]
    assert "fields" in reasons(file)[4]


def test_a_last_line_without_its_end_is_whole(inbox: Path, store: Path) -> None:
    path = street(inbox, *GOOD)
    path.write_bytes(path.read_bytes()[:-1])
    assert load_one(path, store).accepted == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (row(9, crime_type=""), "there is no crime type"),
        (row(9, place="east,51.0,Here"), "the longitude is not a number of degrees"),
        (row(9, place="nan,51.0,Here"), "the longitude is not a number of degrees"),
        (row(9, place="-1.0,951.0,Here"), "the latitude is not a number of degrees"),
        (row(9, code="Winchester"), "the LSOA code is not written as E01012345"),
        (row(9) + "x" * 9_000, "the line is longer than 8,192 bytes"),
        ('"' + row(9), "a quotation mark is opened and not closed, or stands where none may"),
        (row(9).replace("Mill", "Mi\0ll"), "the line holds a null character"),
        (row(9).replace("Mill", "Mi\rll"), "the line is broken by a stray carriage return"),
        (HEADER, "the heading line again"),
        (row(9) + ",more", "the line has 13 fields and the heading 12"),
    ],
)
def test_a_wrong_line_is_rejected_and_the_rest_stays(inbox: Path, store: Path, line: str, reason: str) -> None:
    file = load_one(street(inbox, row(1), line, row(2)), store)
    assert (file.accepted, reasons(file)) == (2, {3: reason})
    assert file.rejections[0].text.replace("\N{REPLACEMENT CHARACTER}", "\0") == line[:300]
    assert january(store) == 2


def test_quotation_marks_are_read_as_csv_has_them(inbox: Path, store: Path) -> None:
    quoted = row(1, place='-1.31,51.06,"On or near Mill Lane, East ""Gate"""')
    assert load_one(street(inbox, quoted, row(2), row(3).replace("Mill", 'Mi"ll')), store).accepted == 3
    [parquet] = (store / "months").rglob("*.parquet")
    places = duckdb.read_parquet(str(parquet)).project("location").fetchall()
    assert places[0] == ('On or near Mill Lane, East "Gate"',)
    assert places[2] == ('On or near Mi"ll Lane',)


def test_blank_lines_are_no_rows_and_line_numbers_still_hold(inbox: Path, store: Path) -> None:
    file = load_one(street(inbox, row(1), "", row(2, month="2024-01"), ""), store)
    assert (file.rows, file.accepted, list(reasons(file))) == (2, 1, [4])


def test_a_byte_order_mark_changes_nothing(inbox: Path, store: Path) -> None:
    path = street(inbox, *GOOD)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_one(path, store).accepted == 3


@pytest.mark.parametrize("also_wrong", [False, True])
def test_only_exact_repeats_of_a_crime_id_are_dropped(inbox: Path, store: Path, also_wrong: bool) -> None:
    asb = row(identifier="", crime_type="Anti-social behaviour")
    lines = [row(1), row(1), row(1, area="Winchester 002B", code="E01023206"), asb, asb, asb]
    file = load_one(street(inbox, *lines, *([row(2, month="2024-01")] * also_wrong)), store)
    assert (file.accepted, file.repeated, file.rejected) == (5, 1, also_wrong)
    assert january(store) == 2
    assert january(store, "Anti-social behaviour") == 3
    assert any("share a Crime ID" in note for note in file.notes)


def test_an_unknown_crime_type_is_counted_and_reported(inbox: Path, store: Path) -> None:
    file = load_one(street(inbox, *GOOD, row(4, crime_type="Drone offences")), store)
    assert file.accepted == 4
    assert "Drone offences" in file.notes[0]
    assert january(store, "Drone offences") == 1


def test_rows_without_a_location_are_kept_and_in_no_district(inbox: Path, store: Path) -> None:
    file = load_one(street(inbox, *GOOD, row(4, code="", area="", place=",,No location")), store)
    assert (file.accepted, file.no_location, january(store)) == (4, 1, 2)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (HEADER.encode() + b"\n", "no rows"),
        (b"%PDF-1.7 \x00\xff\xfe junk", "heading line"),
        (b"a;b;c\n1;2;3\n", "heading line"),
        ((HEADER + "\n" + row(1)).encode("utf-16"), "heading line"),
        ((HEADER + ",Month\n" + row(1) + ",2025-01\n").encode(), "twice"),
        ((HEADER + "\n" + row(1, month="2024-01") + "\n").encode(), "None of its lines"),
    ],
)
def test_what_is_no_street_file_at_all_is_refused_in_words(inbox: Path, store: Path, content: bytes, word: str) -> None:
    path = inbox / "2025-01-hampshire-street.csv"
    path.write_bytes(content)
    file = load_one(path, store)
    assert file.status is Status.REFUSED
    assert word in file.reason
    assert months_held(store) == []


def test_a_bomb_and_a_broken_gzip_are_refused(inbox: Path, store: Path) -> None:
    bomb = inbox / "2025-01-hampshire-street.csv.gz"
    bomb.write_bytes(gzip.compress((HEADER + "\n").encode() + b"\0" * 64 * 1024 * 1024))
    assert "packed size" in load_one(bomb, store).reason
    bomb.write_bytes(gzip.compress("\n".join([HEADER, *GOOD]).encode())[:-12])
    assert "cut short" in load_one(bomb, store).reason


def test_other_files_are_skipped_with_the_reason(inbox: Path, store: Path, tmp_path: Path) -> None:
    street(inbox, *GOOD)
    (inbox / "renamed.csv").write_text("Area,Residents\n")
    (inbox / "notes.txt").write_text("hello")
    os.mkfifo(inbox / "pipe.csv")
    (tmp_path / "outside").mkdir()
    (inbox / "2025-02-hampshire-street.csv").symlink_to(street(tmp_path / "outside", row(1, month="2025-02")))
    (inbox / "more").symlink_to(tmp_path / "outside")
    report = load([inbox], store)
    adds_up(report)
    assert len(report.with_status(Status.SKIPPED)) == 5
    assert report.accepted == 3
    assert all(file.reason for file in report.with_status(Status.SKIPPED))
    assert [held.month for held in months_held(store)] == ["2025-01"]


def test_a_name_that_tells_nothing_is_read_from_the_rows(inbox: Path, store: Path) -> None:
    file = load_one(street(inbox, *GOOD, row(9, month="2024-12"), name="download (1).csv"), store)
    assert (file.force, file.month, file.accepted, file.rejected) == ("hampshire", "2025-01", 3, 1)


def test_a_file_named_after_another_force_is_refused(inbox: Path, store: Path) -> None:
    file = load_one(street(inbox, *GOOD, name="2025-01-thames-valley-street.csv"), store)
    assert file.status is Status.REFUSED
    assert "Hampshire Constabulary" in file.reason


@pytest.mark.parametrize("name", ["o'clock", "glob[1]*?", "a b;c"])
def test_odd_folder_names_are_only_names(tmp_path: Path, name: str) -> None:
    store = tmp_path / name / "store"
    assert load_one(street(tmp_path / name, *GOOD), store).accepted == 3
    assert january(store) == 2


def test_a_path_that_is_not_there_is_an_error(store: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        load([Path("nowhere")], store)


def test_progress_and_the_report_for_programs(inbox: Path, store: Path) -> None:
    street(inbox, *GOOD)
    (inbox / "notes.txt").write_text("hello")
    told: list[tuple[int, int]] = []
    report = load([inbox], store, progress=lambda done, of: told.append((done, of)))
    assert sorted(told) == [(1, 2), (2, 2)]
    assert json.loads(json.dumps(report.as_dict()))["accepted"] == 3
    assert report.as_text().startswith("3 rows in 2 files: 3 accepted, 0 rejected, 0 repeated.")
