"""Lines and files of the other two kinds, right in every field, and zip files of any."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.evidence.conftest import HEADER
from wardmote.evidence.engine import kinds

OUTCOMES = kinds.OUTCOMES.header.decode()
STOPS = kinds.STOPS.header.decode()
HEADERS = {"street": HEADER, "outcomes": OUTCOMES, "stop-and-search": STOPS}


def outcome(
    number: int = 1,
    *,
    month: str = "2025-01",
    area: str = "Winchester 001A",
    code: str = "E01023205",
    place: str = "-1.31,51.06,On or near Mill Lane",
    outcome: str = "Suspect charged",
) -> str:
    """One line of an outcomes file; the same number is the same crime."""
    force = "Hampshire Constabulary"
    return f"{number:064x},{month},{force},{force},{place},{code},{area},{outcome}"


def stop(
    *,
    date: str = "2025-01-15T10:30:00+00:00",
    type: str = "Person search",
    place: str = "51.06,-1.31",
    object: str = "Controlled drugs",
    officer: str = "White",
    outcome: str = "A no further action disposal",
    operation: str = "",
) -> str:
    """One line of a stop and search file."""
    return (
        f"{type},{date},False,{operation},{place},Male,18-24,White - Any other White background,{officer},"
        f"Misuse of Drugs Act 1971 (section 23),{object},{outcome},False,False"
    )


def police_file(
    folder: Path, kind: str, *lines: str, month: str = "2025-01", force: str = "hampshire", end: str = "\n"
) -> Path:
    """Write a file of `kind` (as names end) with its heading and `lines`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{month}-{force}-{kind}.csv"
    path.write_bytes((end.join([HEADERS[kind], *lines]) + end).encode())
    return path


def zipped(path: Path, folder: Path) -> Path:
    """Pack every file below `folder`, named as the police do: month and file name."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*.csv*")):
            archive.write(file, f"{file.name[:7]}/{file.name}")
    return path
