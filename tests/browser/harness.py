"""The demonstration as a newcomer starts it: prepared in a folder of its own, served and stopped like ./run does it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# Settings of the shell that runs the tests must not reach the installation under test.
_OURS = ("WARDMOTE_DEMO_DATA", "WARDMOTE_TODAY", "WARDMOTE_HOSTS", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
_READY = 60


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    errors: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


class Demo:
    """One installation: its folder, its address, its server and worker."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = home.parent / "served.log"
        self._serving: subprocess.Popen[bytes] | None = None

    def shell(self, *arguments: str) -> Said:
        """Run one `wardmote` command in this installation."""
        done = subprocess.run(
            [sys.executable, "-m", "wardmote.cli", *arguments], env=self._environment(), capture_output=True, text=True,
            cwd=ROOT, stdin=subprocess.DEVNULL, timeout=900,
        )  # fmt: skip
        return Said(done.returncode, done.stdout, done.stderr)

    def serve(self) -> None:
        """Start server and worker, and wait until they answer."""
        with self.log.open("wb") as log:
            self._serving = subprocess.Popen(
                [sys.executable, "-m", "wardmote.cli", "serve"], env=self._environment(), cwd=ROOT,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        until = time.monotonic() + _READY
        while not self._answers():
            if self._serving.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The demonstration did not start:\n{self.said()}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop what was started, by its own process id; it stops its server and worker in turn."""
        if self._serving is None:
            return
        self._serving.terminate()
        try:
            self._serving.wait(40)
        except subprocess.TimeoutExpired:
            self._serving.kill()
            self._serving.wait()
        self._serving = None

    def said(self) -> str:
        """Return what server and worker have printed so far, e-mails of the console included."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.address + "/account/sign-in/", timeout=5) as answer:  # noqa: S310 - ours
                return answer.status == 200
        except urllib.error.HTTPError as wrong:
            raise RuntimeError(f"The sign-in page answers {wrong.code}:\n{self.said()}") from wrong
        except OSError:
            return False

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in _OURS}
        return {
            **kept, "DJANGO_SETTINGS_MODULE": "wardmote.config.settings.demo", "WARDMOTE_HOME": str(self.home),
            "PORT": str(self.port), "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1",
        }  # fmt: skip


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])
