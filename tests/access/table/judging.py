"""What is wrong with one cell of the table, in words; nothing when it is as it should be."""

from collections.abc import Iterator

from django.db import connection

from tests.access.table.addresses import missing
from tests.access.table.asking import Answer, ask, changed
from tests.access.table.expectations import Row, audiences
from tests.factories.visitors import Scene

AUDIENCES = audiences()
VISITORS = tuple(next(iter(AUDIENCES.values())))
OTHERS = ("HEAD", "OPTIONS", "PUT", "DELETE")
# Who tries the other methods: one visitor of each way of being refused, and two who are let in.
SWEEPERS = (
    "signed_out", "no_second_factor", "elsewhere_manager", "off_case", "barred_chair", "practitioner", "administrator",
)  # fmt: skip
# Visitors who differ from others only in what they may see of one case, and the rooms that cannot read a case.
OF_A_CASE = {
    "agency_left", "withdrawn_practitioner", "expired_grant", "barred_practitioner", "barred_chair",
    "barred_administrator", "action_owner", "live_grant", "other_panel_chair",
}  # fmt: skip
WITHOUT_CASES = ("plan:", "performance:", "publish:", "evidence:")
_CLOSED = ("404", "no method")
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}
# Outlines of areas, which are the same for everybody: the reader's own browser keeps them and asks each time.
_KEPT = {"evidence:boundaries": "private, no-cache"}
_POLICY = {"default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"}


def cells(row: Row) -> list[tuple[str, str]]:
    """Return what a row speaks of, as (visitor, HTTP method)."""
    if row.method == "other":
        # What is offered at all is said by the views, the same on every engine, so it is asked on one.
        sweepers = SWEEPERS if connection.vendor == "sqlite" else ()
        return [(visitor, method) for visitor in sweepers for method in OTHERS]
    case = not row.name.startswith(WITHOUT_CASES)
    return [(visitor, row.method) for visitor in VISITORS if case or visitor not in OF_A_CASE]


def faults(scene: Scene, row: Row, visitor: str, method: str) -> list[str]:
    """Ask, and return everything that is wrong with the answer."""
    wanted, answer = AUDIENCES[row.audience][visitor], ask(scene, visitor, row.name, method)
    if not _fits(answer.word, wanted, row.method):
        return [f"{answer.word} ({answer.status}), not {wanted}"]
    found = [*_headers(row, answer), *_writing(scene, row, visitor, method, answer)]
    if answer.word == "open":
        if row.trail and ("done" not in {outcome for _, outcome in answer.trail}):
            found.append("nothing in the audit trail says that it was seen or done")
    else:
        found += [*_tells_nothing(scene, answer), *_written_down(row, answer)]
        if answer.word == "404" and method in ("GET", "POST"):
            found += _like_missing(scene, row, visitor, method, answer)
    return found


def _fits(word: str, wanted: str, method: str) -> bool:
    """The other methods may always be not offered; they are never more open than what is said."""
    if wanted == "closed" or (method == "other" and word in _CLOSED):
        return word in _CLOSED and wanted not in ("sign-in", "second-factor")
    return word == wanted


def _headers(row: Row, answer: Answer) -> Iterator[str]:
    kept = {"cache-control": _KEPT[row.name]} if row.name in _KEPT and answer.word == "open" else {}
    for name, value in (_HEADERS | kept).items():
        if value not in answer.headers.get(name, ""):
            yield f"the header {name} is “{answer.headers.get(name)}”, not “{value}”"
    policy = answer.headers.get("content-security-policy", "")
    lacking = _POLICY - {part.strip() for part in policy.split(";")}
    if lacking or "unsafe" in policy:
        yield f"the content security policy is “{policy}”"


def _writing(scene: Scene, row: Row, visitor: str, method: str, answer: Answer) -> Iterator[str]:
    """Only an open POST changes anything. What was begun and taken back is looked at again, more closely."""
    if (answer.word == "open" and method == "POST") or not answer.written:
        return
    kept = changed(scene, visitor, row.name, method)
    if kept:
        yield f"it wrote to {', '.join(kept)}"


def _tells_nothing(scene: Scene, answer: Answer) -> Iterator[str]:
    text = answer.body.decode("utf-8", "replace").lower()
    told = [name for name, marker in scene.markers.items() if marker.lower() in text]
    if told:
        yield f"the answer shows {', '.join(told)}"


def _written_down(row: Row, answer: Answer) -> Iterator[str]:
    if answer.word == "404" and "refused" not in {outcome for _, outcome in answer.trail}:
        yield "the refusal is not in the audit trail"


def _like_missing(scene: Scene, row: Row, visitor: str, method: str, answer: Answer) -> Iterator[str]:
    if missing(row.name, scene) is None:
        return
    nothing = _nothing(scene, row.name, visitor, method, at_the_door=("page.open", "refused") in answer.trail)
    if (nothing.status, nothing.body) != (answer.status, answer.body):
        yield f"what does not exist is answered otherwise ({nothing.status}, {len(nothing.body)} bytes)"
    differing = {
        key for key in {*nothing.headers, *answer.headers} - {"x-request-id"}
        if nothing.headers.get(key) != answer.headers.get(key)
    }  # fmt: skip
    if differing:
        yield f"the headers {sorted(differing)} differ from those for what does not exist"


def _nothing(scene: Scene, name: str, visitor: str, method: str, *, at_the_door: bool) -> Answer:
    """Ask for what does not exist: once for all who are refused before anything is looked for, else for each."""
    if at_the_door and (name, method) in scene.at_doors:
        return scene.at_doors[name, method]
    found = ask(scene, visitor, name, method, none=True)
    if at_the_door:
        scene.at_doors[name, method] = found
    return found
