"""A real server and a real worker: they start, answer, stop together, and leave nothing running."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.slow


class Installation:
    """A folder for data, a port, and the command to serve them."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "WARDMOTE_DEMO_DATA")}
        self.environment = {
            **kept, "WARDMOTE_HOME": str(home), "PORT": str(self.port), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "tests.cli.served_settings",
        }  # fmt: skip
        self.started: list[subprocess.Popen[str]] = []

    def serve(self) -> "subprocess.Popen[str]":
        """Start, and return once the address was printed."""
        started = subprocess.Popen(
            [sys.executable, "-m", "wardmote.cli", "serve"], cwd=ROOT, env=self.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.started.append(started)
        said = []
        while line := started.stdout.readline():
            said.append(line)
            if f"http://127.0.0.1:{self.port}/" in line:
                return started
        raise AssertionError("".join(said))

    def run(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "wardmote.cli", *arguments], cwd=ROOT, capture_output=True, text=True,
            env={**self.environment, **environment},
        )  # fmt: skip

    def answer(self) -> int:
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        asking.request("GET", "/")
        return asking.getresponse().status


def _children(pid: int) -> list[int]:
    """Return the processes that `pid` started, and those that they started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            found += [int(stat.parent.name), *_children(int(stat.parent.name))]
    return found


def _still_running(pids: list[int], *, within: float) -> list[int]:
    until = time.monotonic() + within
    while (left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]) and time.monotonic() < until:
        time.sleep(0.1)
    return left


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data, prepared once; each test gets a copy."""
    home = tmp_path_factory.mktemp("served") / "prepared"
    first = Installation(home).run("prepare", "--json")
    assert first.returncode == 0, first.stderr
    assert '"static": true' in first.stdout
    return home


@pytest.fixture
def installation(tmp_path: Path, prepared: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "a home with spaces")
    shutil.copytree(prepared, made.environment["WARDMOTE_HOME"])
    yield made
    for process in made.started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_stopped_and_leaves_nothing_running(installation, how):
    served = installation.serve()
    parts = _children(served.pid)
    assert len(parts) >= 4, "the server with two workers, and the background worker"
    assert installation.answer() in (200, 302)
    second = installation.run("serve")
    assert second.returncode == 1
    assert second.stderr.splitlines() == [
        f"Port {installation.port} is taken by another program. Choose another: PORT={installation.port + 1} ./run"
    ]
    assert installation.answer() in (200, 302), "the second start disturbed the first"
    served.send_signal(how)
    assert served.wait(30) == 0
    assert "Traceback" not in served.stdout.read()
    assert _still_running(parts, within=1) == []


def test_parts_end_even_when_what_started_them_is_killed_outright(installation):
    served = installation.serve()
    parts = _children(served.pid)
    served.kill()
    served.wait(10)
    assert _still_running(parts, within=25) == []
    again = installation.serve()
    assert installation.answer() in (200, 302)
    again.terminate()
    assert again.wait(30) == 0


def test_when_one_part_ends_by_itself_the_rest_is_stopped(installation):
    served = installation.serve()
    parts = _children(served.pid)
    worker = next(pid for pid in parts if "work" in Path(f"/proc/{pid}/cmdline").read_text().split("\0"))
    os.kill(worker, signal.SIGKILL)
    assert served.wait(30) == 1
    assert "The background worker ended by itself" in served.stdout.read()
    assert _still_running(parts, within=1) == []


def test_preparing_again_does_nothing(installation):
    again = installation.run("prepare", "--json")
    assert '"migrations": 0, "static": false, "demo": false' in again.stdout


def test_only_its_owner_can_read_what_is_kept(prepared):
    kept = [prepared, *(path for path in prepared.rglob("*") if not path.is_relative_to(prepared / "static"))]
    assert {"wardmote.sqlite3", "secret_key"} <= {path.name for path in kept}
    assert [path for path in kept if path.stat().st_mode & 0o077] == []


def test_nothing_is_prepared_where_nothing_can_be(installation):
    gone = installation.run("prepare", DATABASE_URL="postgres://nobody@127.0.0.1:1/nowhere")
    assert gone.returncode == 1
    assert gone.stderr.startswith("The database cannot be reached")
    assert len(gone.stderr.splitlines()) == 1
    assert installation.run("serve", PORT="eighty").returncode == 2
