"""What holds for every test: the engine of DATABASE_URL, a clean cache, no network, and no test left out unseen."""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import SimpleTestCase, TransactionTestCase

# The one thing whose absence may leave a test out: the real police files, which are not part of this repository.
ALLOWED_TO_SKIP = "real data folder absent"
_append_only = import_module("wardmote.audit.migrations.0002_append_only")
_left_out: list[str] = []

hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.load_profile("steady")


# What ./test quick runs: every rule of the house, who may reach what, and a little of each room, in about a minute.
QUICK = (
    "architecture", "audit", "methods", "people", "registers",
    "plan/test_plans.py", "plan/test_adopting.py", "plan/reading/test_understand.py", "plan/reading/test_dates.py",
    "performance/test_quarter_page.py", "publish/test_markers.py",
    "access/table/test_table.py::test_every", "casework/actions/test_closing.py", "meetings/test_state.py",
    "common/test_components.py", "common/test_formfields.py", "common/test_jinja.py", "common/test_numbers.py",
    "common/test_periods.py", "common/test_workdays.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow whatever is not in the quick selection, and as plain whatever never meets a database."""
    for item in items:
        if not item.nodeid.removeprefix("tests/").startswith(QUICK):
            item.add_marker("slow")
        if not _meets_a_database(item):
            item.add_marker("plain")


def _meets_a_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"}
    asks = fixtures & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
    return bool(asks) or issubclass(getattr(item, "cls", None) or object, SimpleTestCase)


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    """Guesses counted, and whatever else was cached, end with the test that made them."""
    cache.clear()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real police and geography files; a test that needs it is left out, and listed, where it is not."""
    if settings.DEMO_DATA is None:
        pytest.skip(ALLOWED_TO_SKIP)
    return settings.DEMO_DATA


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser that ./test found."""
    path = os.environ.get("WARDMOTE_CHROMIUM")
    if not path:
        pytest.fail("Name Chromium's program in WARDMOTE_CHROMIUM, or run ./test browser, which finds it.")
    return path


def _only_here(call: Callable[..., Any]) -> Callable[..., Any]:
    def checked(self: socket.socket, address: Any, *rest: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise AssertionError(f"A test tried to reach {address[0]}: nothing here needs another machine.")
        return call(self, address, *rest)

    return checked


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
        yield


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_trail() -> Iterator[None]:
    """Let tests that commit clean up after themselves, although the database refuses to remove audit rows.

    The triggers are taken away for the moment of the flush only: while a test runs they stand.
    """
    flush = TransactionTestCase._fixture_teardown

    def without_triggers(case: TransactionTestCase) -> None:
        _triggers(_append_only.backwards)
        try:
            flush(case)
        finally:
            _triggers(_append_only.forwards)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


def _triggers(change: Callable[[Any, Any], None]) -> None:
    with connections["default"].schema_editor() as editor:
        change(None, editor)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _note_if_left_out(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    _note_if_left_out(report)


def _note_if_left_out(report: Any) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if ALLOWED_TO_SKIP not in why:
            _left_out.append(f"{report.nodeid}: {why}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A test that was left out has shown nothing: the run fails."""
    if _left_out and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _left_out:
        terminalreporter.section("left out, which fails the run")
        for line in _left_out:
            terminalreporter.line(line)
