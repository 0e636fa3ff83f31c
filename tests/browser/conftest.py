"""One demonstration, one browser and one signed-in context a person for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.harness import ROOT, Demo
from tests.browser.people import People
from tests.browser.screens import Screens
from tests.browser.walk import Walk

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A fresh demonstration with invented crime records, served on a free port."""
    made = Demo(tmp_path_factory.mktemp("demo") / "home")
    prepared = made.shell("prepare", "--json")
    assert prepared.status == 0, prepared.errors + prepared.out
    made.serve()
    yield made
    made.stop()


@pytest.fixture(scope="package")
def browser(chromium_path: str) -> Iterator[Browser]:
    # Ends with this folder's tests: while it runs, Django would take every other test for asynchronous code.
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=_FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def screens() -> Screens:
    return Screens.from_environment(ROOT)


@pytest.fixture(scope="package")
def everybody(demo: Demo, browser: Browser, screens: Screens) -> Iterator[People]:
    people = People(browser, demo.address, screens)
    yield people
    people.leave()


@pytest.fixture
def people(demo: Demo, everybody: People, screens: Screens) -> Iterator[People]:
    """The people of the demonstration; whatever was found wrong with a page they saw fails the test."""
    yield everybody
    found = [*screens.take_findings(), *everybody.take_troubles()]
    if any("answered 500" in each for each in found):
        found.append(demo.said()[-1500:])
    assert not found, "\n".join(found)


@pytest.fixture(scope="package")
def walk() -> Walk:
    return Walk()
