"""Two thousand and more damaged files of every kind, packed and not: no crash, and every row is accounted for."""

import gzip
import io
import random
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import duckdb
import pytest

from tests.evidence import damage
from tests.evidence.conftest import HEADER, adds_up, row
from tests.evidence.kinds_world import OUTCOMES, STOPS, outcome, stop
from wardmote.evidence.engine import load
from wardmote.evidence.engine.report import FileReport
from wardmote.evidence.engine.store import read_manifest

pytestmark = pytest.mark.plain
BATCHES, FILES_A_BATCH, ARCHIVES_A_BATCH = 18, 100, 8
FORCES = ("hampshire", "surrey", "kent", "essex", "dorset")


def whole(kind: str, month: str, rows: int) -> bytes:
    """A file of `kind` with nothing wrong in it, some crimes on it twice."""
    if kind == "street":
        lines = [
            HEADER,
            *(row(n, month=month, area=f"Winchester 00{n % 5 + 1}A") for n in range(rows)),
            row(1, month=month),
        ]
    elif kind == "outcomes":
        lines = [OUTCOMES, *(outcome(n, month=month) for n in range(rows)), outcome(1, month=month)]
    else:
        lines = [STOPS, *(stop(date=f"{month}-{n % 27 + 1:02d}T10:00:00+00:00") for n in range(rows))]
    return ("\n".join(lines) + "\n").encode()


def named(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Names that tell force, month and kind, none twice, each with the content of a right file."""
    for year in range(2011, 2026):
        for month in range(1, 13):
            for force in FORCES:
                kind = rng.choice(("street", "outcomes", "stop-and-search"))
                slug = f"{year}-{month:02d}"
                content = whole(kind, slug, rng.randint(1, 14))
                # A file is of the force that its rows print; another name makes it one more way to be wrong.
                yield f"{slug}-{force}-{kind}.csv", content.replace(b"Hampshire Constabulary", printed(force))


def printed(force: str) -> bytes:
    return {"hampshire": "Hampshire Constabulary", "kent": "Kent Police", "essex": "Essex Police",
            "surrey": "Surrey Police", "dorset": "Dorset Police"}[force].encode()  # fmt: skip


def plain_count(data: bytes) -> int:
    """Rows as a person would count them: lines that hold anything, the first left out."""
    return sum(1 for line in data.split(b"\n")[1:] if line.strip())


BROKEN = (OSError, EOFError, zlib.error, BadZipFile, NotImplementedError, RuntimeError, ValueError, struct.error)


def unpacked(path: Path) -> dict[str, bytes]:
    """What can be read of a file by the standard library alone, by the name that a report gives it."""
    data = path.read_bytes()
    found = {} if path.suffix in (".gz", ".zip") else {path.name: data}
    with suppress(*BROKEN):
        if path.suffix == ".gz":
            found[path.name] = gzip.decompress(data)
        if path.suffix == ".zip":
            with ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    with suppress(*BROKEN):
                        found[f"{path.name} › {name}"] = archive.read(name)
    return found


def make(folder: Path, seed: int) -> dict[str, bytes]:
    """Write a batch of damaged files; return the content of each that can be unpacked at all."""
    rng = random.Random(seed)  # noqa: S311 - damage is drawn from a seed, so that it can be done again
    folder.mkdir()
    right = list(named(rng))
    rng.shuffle(right)
    for name, content in right[:FILES_A_BATCH]:
        spoilt = damage.spoil(rng, content)
        if rng.random() < 0.15:
            (folder / f"{name}.gz").write_bytes(damage.gzipped(rng, spoilt))
        else:
            (folder / name).write_bytes(spoilt)
    rest = right[FILES_A_BATCH:]
    for number in range(ARCHIVES_A_BATCH):
        members = {
            f"{name[:7]}/{name}": damage.spoil(rng, content) for name, content in rest[number * 3 : number * 3 + 3]
        }
        (folder / f"{number}.zip").write_bytes(damage.zipped(rng, members))
    return {label: content for path in folder.iterdir() for label, content in unpacked(path).items()}


def accounted(file: FileReport, contents: dict[str, bytes]) -> bool:
    """Hold one report against a plain count of the file; say whether its rows were taken."""
    assert file.taken or file.reason or file.repeated
    if file.taken:
        assert file.rows == plain_count(contents[file.path]), file.path
        assert file.accepted > 0
    elif file.rows:
        assert file.rejected == file.rows == plain_count(contents[file.path])
    return file.taken


@pytest.mark.parametrize("seed", range(BATCHES))
def test_damaged_files_never_break_a_load_and_every_row_is_accounted_for(tmp_path: Path, seed: int) -> None:
    contents = make(tmp_path / "in", seed)
    store = tmp_path / "store"
    report = load([tmp_path / "in"], store)
    adds_up(report)
    taken = [file for file in report.files if accounted(file, contents)]
    held = read_manifest(store)
    assert len(held.months) == len(taken) > FILES_A_BATCH / 3
    for kind, cube in held.cubes.items():
        counted = duckdb.read_parquet(str(store / cube)).sum("n").fetchone()
        assert counted == (sum(file.accepted for file in taken if file.kind == kind),)
    assert not list(store.glob("staging-*"))


def test_there_are_two_thousand_of_them() -> None:
    assert BATCHES * (FILES_A_BATCH + 3 * ARCHIVES_A_BATCH) >= 2_000
