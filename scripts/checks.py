"""What ./test runs once everything is installed: each step under a heading, and a table of them at the end."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import postgresql

ROOT = Path(__file__).resolve().parents[1]
TOOLS = Path(sys.executable).parent
NO_JAVA = (
    "Tests of Spark need Java 17 or later: install it with  apt-get install openjdk-17-jre-headless  (or "
    "default-jre-headless), or name it in JAVA_HOME"
)
NO_BROWSER = "Browser tests need Chromium: install it with  apt-get install chromium  or name it in WARDMOTE_CHROMIUM"


@dataclass
class Ran:
    """One step as it went; the counts are of tests, and stay nought for steps that are none."""

    name: str
    seconds: float = 0.0
    passed: bool = False
    tests: dict[str, int] = field(default_factory=dict)
    why: str = ""


class Failed(Exception):
    """A step that could not be run at all; the message is one line that says what to do."""


Step = Callable[[Path, Ran], int]


def tool(*command: str) -> Step:
    """Return a step that runs one of the installed tools."""
    return lambda folder, ran: _call([str(TOOLS / command[0]), *command[1:]])


def migrations(folder: Path, ran: Ran) -> int:
    settings = {"DJANGO_SETTINGS_MODULE": "wardmote.config.settings.test"}
    return _call([sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"], settings)


def run_pytest(marks: str, *, engine: str = "sqlite", spread: bool = True) -> Step:
    """Return a step that runs the tests with `marks` on one engine, on two processes where `spread`."""

    def step(folder: Path, ran: Ran) -> int:
        report = folder / f"{ran.name}.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-m", marks, f"--junit-xml={report}", "-p", "no:cacheprovider"]
        with _engine(engine) as url:
            status = _call([*command, *(["-n", "2"] if spread else [])], {"DATABASE_URL": url})
        ran.tests = _counted(report)
        if not sum(ran.tests.values()):
            raise Failed(f"No test has the mark {marks!r}, or none could be collected; the lines above say why.")
        return status

    return step


def browser(folder: Path, ran: Ran) -> int:
    if not os.environ.get("WARDMOTE_CHROMIUM"):
        raise Failed(NO_BROWSER)
    return run_pytest("browser", spread=False)(folder, ran)


def spark(folder: Path, ran: Ran) -> int:
    home = os.environ.get("JAVA_HOME", "")
    if not shutil.which("java") and not shutil.which("java", path=f"{home}/bin"):
        raise Failed(NO_JAVA)
    return run_pytest("spark", spread=False)(folder, ran)


STEPS: dict[str, Step] = {
    "format": tool("ruff", "format", "--check", "."),
    "lint": tool("ruff", "check", "."),
    "templates": tool("djlint", "src", "--lint", "--quiet"),
    "types": tool("mypy"),
    "contracts": tool("lint-imports"),
    "migrations": migrations,
    "quick": run_pytest("not browser and not slow and not spark"),
    "sqlite": run_pytest("not browser and not spark"),
    "postgresql": run_pytest("not browser and not mutants and not one_engine and not plain", engine="postgresql"),
    "spark": spark,
    "browser": browser,
}
STILL = ["format", "lint", "templates", "types", "contracts", "migrations"]
SUITES = {
    "quick": [*STILL, "quick"],
    "full": [*STILL, "sqlite", "postgresql", "spark", "browser"],
    "sqlite": ["sqlite"],
    "postgresql": ["postgresql"],
    "spark": ["spark"],
    "browser": ["browser"],
}


def main() -> int:
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)
    started = time.monotonic()
    done = []
    with tempfile.TemporaryDirectory(prefix="wm-test-") as folder:
        for name in SUITES[sys.argv[1]]:
            print(f"\n== {name}", flush=True)
            done.append(_run(name, Path(folder)))
            print(f"== {name}: {'passed' if done[-1].passed else 'FAILED'} in {done[-1].seconds:.0f} s", flush=True)
    return _summary(done, time.monotonic() - started)


def _run(name: str, folder: Path) -> Ran:
    ran, started = Ran(name), time.monotonic()
    try:
        ran.passed = STEPS[name](folder, ran) == 0
    except (Failed, RuntimeError, OSError) as error:
        ran.why = str(error)
        print(ran.why, flush=True)
    ran.seconds = time.monotonic() - started
    return ran


def _summary(done: list[Ran], seconds: float) -> int:
    totals = {"passed": 0, "failed": 0, "skipped": 0}
    print(f"\n{'step':<12} {'':<7} {'seconds':>8}  tests")
    for ran in done:
        counted = ", ".join(f"{number} {what}" for what, number in ran.tests.items() if number)
        print(f"{ran.name:<12} {'passed' if ran.passed else 'FAILED':<7} {ran.seconds:>8.0f}  {counted}{ran.why}")
        for what, number in ran.tests.items():
            totals[what] += number
    failed = [ran.name for ran in done if not ran.passed]
    print(f"{'all':<12} {'FAILED' if failed else 'passed':<7} {seconds:>8.0f}")
    if failed:
        print(f"\nFailed: {', '.join(failed)}. Each step can be run again by itself; see ./test --help.")
    if any(ran.tests for ran in done):
        print(f"{totals['passed']} passed, {totals['failed']} failed, {totals['skipped']} skipped")
    return 1 if failed else 0


@contextmanager
def _engine(name: str) -> Iterator[str]:
    """Yield the DATABASE_URL of a database for tests; an empty one means SQLite in memory."""
    if name == "sqlite":
        yield ""
        return
    with postgresql.running() as url:
        yield url


def _counted(report: Path) -> dict[str, int]:
    """Read pytest's own counts from its report; an error while setting up a test counts as its failure."""
    if not report.exists():
        return {}
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    # Written a moment ago by our own pytest.
    for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314 - our own file
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        counts["failed"] += failed
        counts["skipped"] += skipped
        counts["passed"] += int(suite.get("tests", 0)) - failed - skipped
    return counts


def _call(command: list[str], environment: dict[str, str] | None = None) -> int:
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL
    ).returncode


def _stop(number: int, frame: object) -> None:
    sys.exit(1)


if __name__ == "__main__":
    sys.exit(main())
