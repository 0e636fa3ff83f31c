"""Zip files as published, damaged, lying and hostile: what is right in them loads, the rest is refused in words."""

import gzip
import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from tests.evidence.conftest import GOOD, HEADER, adds_up, january, load_one, row, street
from tests.evidence.kinds_world import outcome, police_file, stop, zipped
from wardmote.evidence.engine import load, months_held
from wardmote.evidence.engine.report import FileReport, LoadReport, Status

pytestmark = pytest.mark.plain
NAME = "2025-01/2025-01-hampshire-street.csv"
CSV = "\n".join([HEADER, *GOOD, ""])


def archive(path: Path, members: dict[str, str | bytes], how: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", how) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return path


def one(report: LoadReport, part: str) -> FileReport:
    [found] = [file for file in report.files if part in file.path]
    return found


def test_a_month_as_published_loads_whole_and_again_changes_nothing(inbox: Path, tmp_path: Path, store: Path) -> None:
    street(inbox, *GOOD)
    street(inbox, row(1, month="2025-02"), name="2025-02-hampshire-street.csv")
    police_file(inbox, "outcomes", outcome(1))
    police_file(inbox, "stop-and-search", stop())
    path = zipped(tmp_path / "all.zip", inbox)
    report = load([path], store)
    adds_up(report)
    assert [file.status for file in report.files] == [Status.LOADED] * 4
    assert report.files[0].path == "all.zip › 2025-01/2025-01-hampshire-outcomes.csv"
    assert january(store) == 2
    # the same files outside the archive are the same files
    assert {file.status for file in load([inbox, path], store).files} == {Status.REPEATED}


def test_packed_files_inside_and_others_beside(tmp_path: Path, store: Path) -> None:
    members = {
        f"{NAME}.gz": gzip.compress(CSV.encode()),
        "readme.txt": "hello",
        "2025-01/": "",
        "more.zip": b"PK",
        "2025-01/areas.csv": "Area,Residents\n1,2\n",
    }
    report = load([archive(tmp_path / "a.zip", members)], store)
    adds_up(report)
    assert one(report, "street").accepted == 3
    assert one(report, "more.zip").reason == "a zip file inside a zip file; unpack it and load it by itself"
    assert report.with_status(Status.REFUSED) == []
    assert len(report.files) == 4


@pytest.mark.parametrize(
    "name",
    ["../2025-02-hampshire-street.csv", "/2025-02-hampshire-street.csv", "a/../../2025-02-hampshire-street.csv",
     "C:/2025-02-hampshire-street.csv", "..\\2025-02-hampshire-street.csv"],
)  # fmt: skip
def test_a_name_that_leads_out_is_refused_and_nothing_is_written_there(tmp_path: Path, store: Path, name: str) -> None:
    path = archive(tmp_path / "a.zip", {NAME: CSV, name: CSV.replace("2025-01", "2025-02")})
    before = {each for each in tmp_path.rglob("*") if store not in each.parents and each != store}
    report = load([path], store)
    assert [file.status for file in report.files if "-02-" in file.path] == [Status.REFUSED]
    assert "leads out" in one(report, "-02-").reason
    assert {each for each in tmp_path.rglob("*") if store not in each.parents and each != store} == before
    assert [held.month for held in months_held(store)] == ["2025-01"]


def test_an_encrypted_member_is_refused(tmp_path: Path, store: Path) -> None:
    path = archive(tmp_path / "a.zip", {NAME: CSV})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "encrypted" in load_one(path, store).reason


def test_another_packing_is_refused(tmp_path: Path, store: Path) -> None:
    assert "packed in a way" in load_one(archive(tmp_path / "a.zip", {NAME: CSV}, ZIP_LZMA), store).reason


def test_a_broken_member_is_refused_and_the_rest_loads(tmp_path: Path, store: Path) -> None:
    other = NAME.replace("-01", "-02")
    path = archive(tmp_path / "a.zip", {NAME: CSV, other: CSV.replace("2025-01", "2025-02")}, 0)
    data = path.read_bytes()
    at = data.index(b"Mill Lane")
    path.write_bytes(data[:at] + b"Hill" + data[at + 4 :])
    report = load([path], store)
    adds_up(report)
    assert [(file.status, file.month) for file in report.files] == [
        (Status.REFUSED, "2025-01"), (Status.LOADED, "2025-02"),
    ]  # fmt: skip
    assert "broken in the zip file" in report.files[0].reason


@pytest.mark.parametrize("size", [10, 2**31 - 1])
def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path, store: Path, size: int) -> None:
    path = archive(tmp_path / "a.zip", {NAME: CSV})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", size)
    path.write_bytes(data)
    assert load_one(path, store).status is Status.REFUSED


def test_a_member_that_unpacks_absurdly_is_refused(tmp_path: Path, store: Path) -> None:
    path = archive(tmp_path / "a.zip", {NAME: (HEADER + "\n").encode() + b"\0" * 32 * 1024 * 1024})
    assert "packed size" in load_one(path, store).reason


def test_a_cut_or_false_zip_is_refused(tmp_path: Path, store: Path) -> None:
    path = archive(tmp_path / "a.zip", {NAME: CSV})
    path.write_bytes(path.read_bytes()[:-30])
    assert "broken or cut short" in load_one(path, store).reason
    path.write_bytes(CSV.encode())
    assert "broken or cut short" in load_one(path, store).reason
    assert "empty" in load_one(archive(tmp_path / "b.zip", {}), store).reason


def test_two_tellings_of_a_month_in_one_archive_are_both_refused(tmp_path: Path, store: Path) -> None:
    other = "\n".join([HEADER, row(7), ""])
    path = archive(tmp_path / "a.zip", {f"old/{NAME}": CSV, f"new/{NAME}": other})
    assert {file.status for file in load([path], store).files} == {Status.REFUSED}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_in_an_archive_is_refused(tmp_path: Path, store: Path) -> None:
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as out:
        out.writestr(NAME, CSV)
        out.writestr(NAME, CSV)
    assert {file.status for file in load([path], store).files} == {Status.REFUSED}
