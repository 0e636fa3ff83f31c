"""Go through Wardmote as one visitor, reading everything that can be had."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from django.http import HttpResponse
from django.urls import Resolver404, resolve, reverse
from pypdf import PdfReader

from tests.access.table.addresses import address, names
from tests.access.table.asking import rolled_back
from tests.access.table.expectations import audiences, rows
from tests.access.table.judging import WITHOUT_CASES
from tests.factories.scenery import BORN, INDICATOR, QUARTER, WAITING_BORN
from tests.factories.visitors import Scene
from wardmote.casework.models import ResearchRequest

MOST_PAGES = 400
# Quarters follow one another without end: the one with something in it is looked at, and the one that is going on.
_QUARTER = re.compile(r"\d{4}-\d\d-Q\d")
_QUARTERS = {QUARTER, "2024-25-Q4"}
_QUERIES_A_PATH = 6
# Rooms that cannot read a case have many pages made alike: an action's, an indicator's, a report's in each form.
_ALIKE = 4
_LINK = re.compile(r"""(?:href|src|action|hx-get)=["']([^"']+)["']""")
_DATES = ("{0:%Y-%m-%d}", "{0.day} {0:%B %Y}", "{0.day} {0:%b %Y}", "{0:%d/%m/%Y}")


def forbidden_strings(scene: Scene) -> dict[str, list[str]]:
    """Return each marker in every form in which it could be printed, in lower case."""
    found = {name: [marker.lower()] for name, marker in scene.markers.items()}
    for name, born in (("victim born", BORN), ("waiting born", WAITING_BORN)):
        found[name] = [form.format(born).lower() for form in _DATES]
    return found


def pages(scene: Scene, visitor: str) -> Iterator[tuple[str, str]]:
    """Yield (address, all that can be read in the answer): what is open to the visitor, what is guessed, every link."""
    waiting, seen = starts(scene, visitor), set[str]()
    while waiting:
        target = waiting.pop(0)
        if target in seen or _leads_nowhere_new(target, seen):
            continue
        seen.add(target)
        assert len(seen) < MOST_PAGES, f"The crawl does not end: {sorted(seen)[-20:]}"
        response, text = read(scene, visitor, target)
        yield target, text
        if "html" in response.headers.get("Content-Type", ""):
            waiting += _links(target, response.content.decode())
        if 300 <= response.status_code < 400:
            waiting += _links(target, f'href="{response.headers["Location"]}"')


def _leads_nowhere_new(target: str, seen: set[str]) -> bool:
    path = urlsplit(target).path
    same = sum(urlsplit(each).path == path for each in seen)
    other_quarters = set(_QUARTER.findall(target)) - _QUARTERS
    if path == reverse("account_logout") or same >= _QUERIES_A_PATH or other_quarters:
        return True
    kind = _kind(path)
    return bool(kind) and sum(_kind(urlsplit(each).path) == kind for each in seen) >= _ALIKE


@cache
def _kind(path: str) -> str:
    """Return which page of a room without cases it is; nothing for any other address."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return ""
    return name if name.startswith(WITHOUT_CASES) else ""


def told(scene: Scene, visitor: str) -> dict[str, set[str]]:
    """Return address → the markers that a visitor finds there, and "reference" for that of the case; crawled once."""
    if visitor not in scene.crawled:
        looked_for = forbidden_strings(scene) | {"reference": [scene.case.reference.lower()]}
        scene.crawled[visitor] = {
            address: {name for name, forms in looked_for.items() if any(form in text for form in forms)}
            for address, text in pages(scene, visitor)
        }
    return scene.crawled[visitor]


def read(scene: Scene, visitor: str, target: str) -> tuple[HttpResponse, str]:
    """Open one address, and return the answer and all that can be read in it."""
    with rolled_back():
        response = scene.browser(visitor).get(target)
        return response, readable(response)


def starts(scene: Scene, visitor: str) -> list[str]:
    """Return where a visitor begins: what the table says is open to them, and what somebody curious would try.

    The table itself looks for markers in every answer that is not open.
    """
    return [*_open_to(scene, visitor), *guessed(scene)]


def _open_to(scene: Scene, visitor: str) -> list[str]:
    said = audiences()
    open_names = {row.name for row in rows() if row.method == "GET" and said[row.audience][visitor] == "open"}
    return [address(name, scene) for name in names() if name in open_names]


def guessed(s: Scene) -> list[str]:
    """Return the addresses that somebody curious would try: filters, other people's references, numbers in a row."""
    asked = ResearchRequest.unguarded.filter(panel_item__case=s.case).values_list("pk", flat=True)
    meetings = [reverse(name, args=[m.pk]) for m in (s.meeting, s.open_meeting) for name in (
        "meetings:meeting", "meetings:attendance", "casework:prepare", "casework:close_list", "casework:session",
        "casework:end_session",
    )]  # fmt: skip
    items = [
        reverse("casework:session_item", args=[m.pk, item.pk]) for m in (s.meeting, s.open_meeting)
        for item in m.items.all()
    ]  # fmt: skip
    sent = s.case.referrals.get().reference
    triage = [reverse(f"casework:triage_{page}", args=[ref]) for ref in (sent, s.waiting.reference)
              for page in ("referral", "accept", "ask", "decline", "redirect")]  # fmt: skip
    referrals = [reverse(f"casework:referral{page}", args=[ref]) for ref in (sent, s.waiting.reference)
                 for page in ("", "_sent", "_add", "_withdraw")]  # fmt: skip
    filters = ["", "state=open", "risk_level=high", "category=neighbour", f"lead_agency={s.world.housing_org.pk}"]
    lists = [reverse(name) + "?" + each for name in ("casework:cases", "casework:case_export") for each in filters]
    return [
        *lists, *meetings, *items, *[each + "?presenting=1" for each in items], *triage, *referrals,
        *[reverse("casework:research", args=[pk]) for pk in asked],
        *[reverse("casework:action", args=[each.public_id]) for each in s.case.actions.all()],
        reverse("registers:warnings") + f"?quarter={QUARTER}",
        reverse("casework:audit_trail") + f"?reference={s.case.reference}",
        *[reverse("performance:quarter", args=[QUARTER]) + f"?for={slug}" for slug in ("county", "north", "elsewhere")],
        reverse("performance:indicator", args=[QUARTER, INDICATOR]) + "?for=county",
    ]  # fmt: skip


def readable(response: HttpResponse) -> str:
    """Return everything of an answer that can be read: headers, page, text of a Word or PDF file; in lower case."""
    body: bytes = response.getvalue()
    kind = response.headers.get("Content-Type", "")
    if "wordprocessingml" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            text = " ".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    elif "pdf" in kind:
        reader = PdfReader(io.BytesIO(body))
        text = " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    else:
        text = unescape(body.decode("utf-8", "replace"))
    return unquote(" ".join(f"{key}: {value}" for key, value in response.headers.items())).lower() + text.lower()


def _links(here: str, text: str) -> list[str]:
    found = []
    for link in _LINK.findall(text):
        parts = urlsplit(urljoin(f"http://testserver{here}", unescape(link)))
        if parts.netloc == "testserver" and not parts.path.startswith("/static/"):
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found
