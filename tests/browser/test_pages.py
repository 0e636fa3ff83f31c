"""Every page that a link leads to, for the people of the demonstration: it opens, it fits, axe finds nothing."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest

from tests.browser.people import People, Person
from tests.browser.screens import DESK, PHONE

# The eight who between them hold every kind of role; first the two who see most of plans and figures.
EIGHT = ["mo", "ana", "ada", "hana", "chris", "bea", "dee", "sid"]
# Rooms in which the others meet the same pages with fewer buttons: what was looked at once is not looked at again.
_ALIKE = ("/plan/", "/performance/", "/reports/", "/evidence/")
_LOOKED_AT: set[str] = set()
# Addresses that answer with a file.
_FILES = re.compile(r"/export/|\.svg$|/(html|word|docx|pdf|xlsx|json|file)/$")
_AS_A_FILE = re.compile(r"[?&]format=csv\b")
# What stands for one page of many: numbers, references, names given by machines.
_ONE_OF_MANY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]+-\d{4}-\d{4}|\d{4}-\d{2}-Q\d|\d+")
_INDICATOR = re.compile(r"^(/performance/(?:\*|indicators)/)(?!new/|grid/|import/)[a-z][a-z-]*/")


@pytest.mark.parametrize("key", EIGHT)
def test_every_page_that_can_be_reached(people: People, key: str) -> None:
    person = people(key)
    seen = _walk_everywhere(person)
    assert {"/", "/account/security/"} <= seen
    assert len(seen) >= 5, sorted(seen)


def _walk_everywhere(person: Person) -> set[str]:
    """Follow every link from the first page, one page of each kind, and return the kinds seen."""
    waiting, seen = deque(["/"]), {"/"}
    while waiting:
        path = waiting.popleft()
        person.page.set_viewport_size({"width": PHONE, "height": 740})
        person.goes_to(path)
        person.screens.check(person.page, f"{path} on a phone")
        person.page.set_viewport_size({"width": DESK, "height": 900})
        person.screens.check(person.page, f"{path} at a desk")
        for link in _links(person):
            kind = _kind(link)
            if kind in seen or _FILES.search(link.split("?")[0]) or _AS_A_FILE.search(link):
                continue
            seen.add(kind)
            if kind not in _LOOKED_AT:
                waiting.append(link)
            if kind.startswith(_ALIKE):
                _LOOKED_AT.add(kind)
    return seen


def _links(person: Person) -> list[str]:
    """Return where the links of the page lead to within this installation."""
    found = person.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    inside = [each.removeprefix(person.address) for each in found if each.startswith(person.address + "/")]
    return [each.split("#")[0] for each in inside if not each.startswith("/static/")]


def _kind(link: str) -> str:
    parts = urlsplit(link)
    names = sorted(pair.split("=")[0] for pair in parts.query.split("&") if pair)
    path = _INDICATOR.sub(r"\1*/", _ONE_OF_MANY.sub("*", parts.path))
    return path + ("?" + "&".join(names) if names else "")


def test_pages_for_strangers(people: People) -> None:
    stranger = people.stranger()
    for path in ("/account/sign-in/", "/account/password/forgotten/", "/account/signed-out/"):
        stranger.goes_to(path)
        for width in (PHONE, DESK):
            stranger.page.set_viewport_size({"width": width, "height": 800})
            stranger.screens.check(stranger.page, f"{path} at {width}")


def test_the_gallery_of_components(people: People) -> None:
    ada = people("ada")
    ada.goes_to("/gallery/")
    for width in (PHONE, DESK):
        ada.page.set_viewport_size({"width": width, "height": 800})
        ada.screens.check(ada.page, f"the gallery at {width}")
