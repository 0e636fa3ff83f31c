"""Loads that are killed as they run: the next run finishes, and nothing is doubled or lost."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.evidence.conftest import row, state, street
from tests.evidence.kinds_world import outcome, police_file, stop
from wardmote.evidence.engine.store import read_manifest

pytestmark = [pytest.mark.plain, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
LOAD = """
import os, signal, sys
import django
django.setup()
moment, after = sys.argv[1], int(sys.argv[2])
from pathlib import Path
from wardmote.evidence.engine import careful, cubes, staging, store
def killing(module, name, after, *, then=False):
    real, calls = getattr(module, name), []
    def wrapped(*given, **named):
        calls.append(1)
        if len(calls) > after and not then:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = real(*given, **named)
        if len(calls) > after:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer
    setattr(module, name, wrapped)
if moment == "staging": killing(staging, "read", after)
if moment == "cube": killing(cubes, "write_cube", after)
if moment == "replace": killing(store.os, "replace", after)
if moment == "swapped": killing(store, "swap_in", 0, then=True)
from wardmote.evidence.services import load_police_files
report = load_police_files(actor=None, paths=[Path(sys.argv[3])])
print(report.rows, report.accepted, report.rejected, report.repeated)
"""
COMMAND = "import sys; from wardmote.cli.main import main; sys.exit(main())"
# Before anything is staged, between files, while counting, between renames, and with the store changed and the
# database not; with the number of calls after which the process dies.
MOMENTS = (("staging", 0), ("staging", 23), ("cube", 1), ("replace", 3), ("replace", 38), ("swapped", 0))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty-two files of three kinds; one in seven of the street files has a line that is wrong."""
    folder = tmp_path_factory.mktemp("files")
    months = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 8)]
    for at, month in enumerate(months):
        lines = [row(number, month=month) for number in range(at + 3)] + ["half a line"] * (at % 7 == 0)
        street(folder, *lines, name=f"{month}-hampshire-street.csv")
        police_file(folder, "outcomes", *(outcome(number, month=month) for number in range(at + 1)), month=month)
        police_file(folder, "stop-and-search", *[stop(date=f"{month}-09T10:00:00+00:00")] * (at + 2), month=month)
    return folder


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment(home), check=True)
    return home


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WARDMOTE_", "DJANGO_"))}
    settings = {"WARDMOTE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "wardmote.config.settings.demo"}
    return {**kept, **settings, "PYTHONPATH": str(ROOT / "src")}


def run(home: Path, files: Path, moment: str = "", after: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LOAD, moment, str(after), str(files)]
    return subprocess.run(command, cwd=ROOT, env=environment(home), capture_output=True, text=True)


def written(home: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "wardmote.sqlite3")) as database:
        return database.execute(
            """SELECT kind, force, month, sha256, rows, accepted, rejected,
                (SELECT count(*) FROM evidence_rejectedline WHERE file_id = held.id)
            FROM evidence_loadedfile AS held WHERE replaced_in_id IS NULL ORDER BY 1, 2, 3"""
        ).fetchall()


def everything_once(home: Path, files: Path) -> None:
    """Hold manifest, cubes, rows and database against a plain count of the files."""
    store = home / "evidence"
    manifest = read_manifest(store)
    lines: Counter[str] = Counter()
    wrong = 0
    for path in files.glob("*.csv"):
        right = [line for line in path.read_text().splitlines()[1:] if line != "half a line"]
        wrong += len(path.read_text().splitlines()) - 1 - len(right)
        lines["stops" if path.name.endswith("search.csv") else path.stem.rsplit("-", 1)[1]] += len(right)
    assert len(manifest.months) == 42
    for kind, cube in manifest.cubes.items():
        summed = duckdb.read_parquet(str(store / cube)).sum("n").fetchone()
        assert summed == (lines[kind],)
    for held in manifest.months.values():
        assert duckdb.read_parquet(str(store / held.parquet)).count("*").fetchone() == (held.accepted,)
    found = written(home)
    assert [each[:4] for each in found] == sorted((*held.key, held.sha256) for held in manifest.months.values())
    assert sum(each[6] for each in found) == sum(each[7] for each in found) == wrong == 2
    assert {str(path.relative_to(store)) for path in store.rglob("*") if path.is_file()} == {
        "lock", "manifest.json", *manifest.files() - {""},
    }  # fmt: skip


@pytest.mark.parametrize(("moment", "after"), MOMENTS)
def test_a_killed_load_is_finished_by_the_next(
    moment: str, after: int, files: Path, empty_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    subprocess.run(["cp", "-r", str(empty_home), str(home)], check=True)
    killed = run(home, files, moment, after)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert written(home) == []
    if moment != "swapped":
        assert not read_manifest(home / "evidence").months
    again = run(home, files)
    assert again.returncode == 0, again.stderr
    everything_once(home, files)


def test_the_command_killed_by_the_clock_is_finished_by_the_next(files: Path, empty_home: Path, tmp_path: Path) -> None:
    """The real command, killed wherever it happens to be; a month published again then takes that month's place."""
    home = tmp_path / "home"
    subprocess.run(["cp", "-r", str(empty_home), str(home)], check=True)
    command = [sys.executable, "-c", COMMAND, "evidence", "load", str(files), "--json"]
    for seconds in (1.2, 2.4):
        started = subprocess.Popen(
            command, cwd=ROOT, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(seconds)
        started.kill()
        started.wait()
    done = subprocess.run(command, cwd=ROOT, env=environment(home), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["done"]
    everything_once(home, files)
    before = state(home / "evidence"), written(home)
    assert run(home, files).stdout.split()[1] == "0"
    assert (state(home / "evidence"), written(home)) == before
    published_again = street(tmp_path / "again", row(1, month="2023-01"), name="2023-01-hampshire-street.csv")
    assert run(home, published_again).stdout.split() == ["1", "1", "0", "0"]
    held = read_manifest(home / "evidence").held("hampshire", "2023-01")
    assert held is not None
    assert held.accepted == 1
    assert len([each for each in written(home) if each[0] == "street"]) == 14
