from pathlib import Path

import pytest
from django.conf import LazySettings

from wardmote.evidence.engine import LoadReport, kinds, load, recorded_crime
from wardmote.evidence.engine.report import FileReport, Status

HEADER = kinds.STREET.header.decode()


def row(
    number: int = 1,
    *,
    month: str = "2025-01",
    area: str = "Winchester 001A",
    crime_type: str = "Burglary",
    identifier: str | None = None,
    code: str = "E01023205",
    place: str = "-1.31,51.06,On or near Mill Lane",
) -> str:
    """One line of a street file, right in every field; the same number gives the same line."""
    crime_id = f"{number:064x}" if identifier is None else identifier
    force = "Hampshire Constabulary"
    return f"{crime_id},{month},{force},{force},{place},{code},{area},{crime_type},Under investigation,"  # fmt: skip


def street(folder: Path, *lines: str, name: str = "2025-01-hampshire-street.csv", end: str = "\n") -> Path:
    """Write a street file with the heading line and `lines`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes((end.join([HEADER, *lines]) + end).encode())
    return path


GOOD = [row(1), row(2), row(3, crime_type="Drugs")]


def load_one(path: Path, store: Path) -> FileReport:
    report = load([path], store)
    adds_up(report)
    assert len(report.files) == 1
    return report.files[0]


def adds_up(report: LoadReport) -> None:
    for file in [*report.files, report]:
        assert file.rows == file.accepted + file.rejected + file.repeated
    for file in report.files:
        assert file.status is Status.REFUSED or len(file.rejections) == file.rejected


def state(store: Path) -> dict[str, bytes]:
    """Everything in the store but the lock, byte for byte."""
    return {str(p.relative_to(store)): p.read_bytes() for p in store.rglob("*") if p.is_file() and p.name != "lock"}


def january(store: Path, crime_type: str = "Burglary") -> int | None:
    return recorded_crime(store, {"Winchester"}, crime_type, ["2025-01"]).total


def reasons(file: FileReport) -> dict[int, str]:
    return {bad.line: bad.reason for bad in file.rejections}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings) -> Path:
    """An installation's own folder, empty."""
    settings.WARDMOTE_HOME = tmp_path / "home"
    return settings.WARDMOTE_HOME
