"""What a row of a plan's file would be as an action: whom its leads are, when it is due, what its status means."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wardmote.common.dates import plainday
from wardmote.common.periods import Quarter
from wardmote.plan.models import ActionStatus, OutsidePriority, PlanAction
from wardmote.plan.reading.types import Due, FoundTable, PlanRow, one_line
from wardmote.plan.services.importing_said import (
    BETWEEN,
    due_said,
    names_outside,
    plain,
    serves_said,
    targets_in,
)

DueKind = PlanAction.DueKind
Means = ActionStatus.Means
NO_PRIORITY = "Other actions"
_REF = PlanAction._meta.get_field("ref").max_length or 12
_DUE_KINDS = {
    "date": DueKind.DAY, "month": DueKind.MONTH, "year": DueKind.DAY, "quarter": DueKind.QUARTER,
    "quarterly": DueKind.EACH_QUARTER, "ongoing": DueKind.ONGOING, "monthly": DueKind.ONGOING,
    "yearly": DueKind.ONGOING,
}  # fmt: skip
_RAG_MEANS = {
    "complete": Means.DONE, "green": Means.UNDER_WAY, "amber": Means.AT_RISK, "red": Means.AT_RISK,
}  # fmt: skip
_STATUS_WORDS = {
    Means.DONE: {"complete", "completed", "done", "finished", "closed", "achieved", "delivered"},
    Means.NOT_STARTED: {"not started", "not yet started", "planned", "to start", "not begun"},
    Means.AT_RISK: {"at risk", "behind", "delayed", "late", "off track", "slipping", "overdue"},
    Means.STOPPED: {"stopped", "cancelled", "withdrawn", "abandoned", "on hold", "suspended"},
    Means.UNDER_WAY: {
        "under way",
        "underway",
        "in progress",
        "on track",
        "started",
        "ongoing",
        "on going",
        "on target",
    },
}


@dataclass(frozen=True)
class Known:
    """What of the partnership a row is read against. `leads` maps each lead's text to an organisation's id or None."""

    leads: Mapping[str, int | None] = field(default_factory=dict)
    organisations: Mapping[int, str] = field(default_factory=dict)
    statuses: Sequence[ActionStatus] = ()
    outside: Sequence[OutsidePriority] = ()
    tables: Mapping[int, FoundTable] = field(default_factory=dict)
    columns: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Meant:
    """A row as an action. `key` is how it is known again in a later file; `made_ref`: its number is not the file’s.

    `said` holds the text of each field of LABELS, by which a row is compared with an action.
    """

    row: PlanRow
    key: str
    made_ref: bool
    ref: str
    place: str
    lead_id: int | None
    partner_ids: tuple[int, ...]
    due_kind: str
    due_text: str
    due_on: date | None
    starts_on: date | None
    status_id: int | None
    triangle: str
    serves: tuple[int, ...]
    priority_serves: tuple[int, ...]
    points_at: tuple[str, ...]
    warnings: tuple[str, ...]
    said: Mapping[str, str]


def meant(row: PlanRow, known: Known) -> Meant:
    """Return what `row` would be as an action. Whatever is cut short or not understood is among the warnings."""
    warnings = list(row.warnings)
    bodies = list(dict.fromkeys(pk for text in row.leads if (pk := known.leads.get(text))))
    kind, due_text, due_on = _due(row.due, warnings)
    status, progress, note = _status(row, known.statuses)
    warnings += [note] if note else []
    priority, priority_serves = _priority(row, known, warnings)
    serves, points_at = _links(row, known)
    made = not _numbered(row, known)
    starts_on = _start(row.start)
    said = {
        "wording": row.action.strip(),
        "priority": priority,
        "objective": one_line(row.objective) if one_line(row.objective) != priority else "",
        "lead": known.organisations.get(bodies[0], "") if bodies else "",
        "partners": ", ".join(sorted(known.organisations.get(pk, "") for pk in bodies[1:])),
        "lead_text": _lead_text(row, known, warnings),
        "sponsor": _cut(one_line(row.sponsor), 80, "sponsor", warnings),
        "starts_on": plainday(starts_on) if starts_on else "",
        "due": due_said(kind, due_text, due_on),
        "measures": "\n".join(one_line(each) for each in row.measures if each.strip()),
        "status": status.label if status else "",
        "status_reason": progress,
        "serves": serves_said(each for each in known.outside if each.pk in serves),
        "links": BETWEEN.join(points_at),
    }
    return Meant(
        row=row, key=_key(row, made), made_ref=made, ref=_cut(row.ref, _REF, "number", warnings),
        place=f"table {row.source.table}, row {row.source.row}", lead_id=bodies[0] if bodies else None,
        partner_ids=tuple(bodies[1:]), due_kind=kind, due_text=due_text, due_on=due_on, starts_on=starts_on,
        status_id=status.pk if status else None, triangle=row.triangle, serves=serves,
        priority_serves=priority_serves, points_at=points_at,
        warnings=tuple(warnings), said=said,
    )  # fmt: skip


def _key(row: PlanRow, made: bool) -> str:
    """A number that stands in the file names its row; otherwise the words of the action do."""
    if not made:
        return f"ref:{row.ref}"[:80]
    return "text:" + hashlib.sha256(plain(row.action).encode()).hexdigest()[:40]


def _cut(text: str, limit: int, what: str, warnings: list[str]) -> str:
    if len(text) > limit:
        warnings.append(f"The {what} is longer than {limit} characters and is kept short; the file has all of it.")
        return text[: limit - 1].rstrip() + "…"
    return text


def _due(due: Due, warnings: list[str]) -> tuple[str, str, date | None]:
    kind, text = _DUE_KINDS.get(due.kind, DueKind.NONE), _cut(one_line(due.text), 80, "due date’s text", warnings)
    on = due.date
    if on is None and due.quarter:
        try:
            on = Quarter.parse(due.quarter).end
        except ValueError:
            on = None
    if kind in (DueKind.DAY, DueKind.MONTH, DueKind.QUARTER):
        return (kind, text, on) if on else (DueKind.NONE, text, None)
    return kind, text, None


def _start(start: Due) -> date | None:
    if start.date and start.kind == "month":
        return start.date.replace(day=1)
    if start.quarter:
        return Quarter.parse(start.quarter).start
    return start.date


def _status(row: PlanRow, statuses: Sequence[ActionStatus]) -> tuple[ActionStatus | None, str, str]:
    """Return the status, what else the file says of progress, and a note on how the status was found."""
    text = row.status.strip()
    wanted = plain(text)
    for each in statuses:
        if wanted and wanted in (plain(each.label), plain(each.code)):
            return each, "", ""
    for means, words in _STATUS_WORDS.items():
        if wanted in words:
            return _first(statuses, means), "", ""
    if row.rag in _RAG_MEANS:
        found = _first(statuses, _RAG_MEANS[row.rag])
        return found, text, "The status was taken from the rating." if found else ""
    return None, text, ""


def _first(statuses: Sequence[ActionStatus], means: str) -> ActionStatus | None:
    return next((each for each in statuses if each.means == means), None)


def _priority(row: PlanRow, known: Known, warnings: list[str]) -> tuple[str, tuple[int, ...]]:
    """Return the priority's title, without its number, and the outside priorities that it says it serves."""
    text = one_line(row.priority)
    serves: list[int] = []
    for bracket in re.findall(r"\([^()]*\)", text):
        if names_outside(bracket) and (found := _outside(bracket, known.outside)):
            serves += found
            text = one_line(text.replace(bracket, ""))
    title = re.sub(r"^(priority|theme|business area)\s*\d*\s*[:.–-]\s*", "", text, flags=re.IGNORECASE).strip() or text
    return _cut(title or NO_PRIORITY, 200, "priority", warnings), tuple(dict.fromkeys(serves))


def _numbered(row: PlanRow, known: Known) -> bool:
    """Whether the row's number stands in the file, as printed or with its part's number before it."""
    table, columns = known.tables.get(row.source.table), known.columns.get(row.source.table, ())
    here = [raw for raw in (table.rows if table else ()) if raw.row == row.source.row]
    return any(
        cell.text.strip() for raw in here for cell, what in zip(raw.cells, columns, strict=False) if what == "ref"
    )


def _lead_text(row: PlanRow, known: Known, warnings: list[str]) -> str:
    """Keep the file's words wherever they say more than the organisations' names do."""
    names = [known.organisations.get(known.leads.get(text) or 0, "") for text in row.leads]
    if all(plain(text) == plain(name) for text, name in zip(row.leads, names, strict=True)):
        return ""
    return _cut("; ".join(one_line(text) for text in row.leads), 200, "lead", warnings)


def _links(row: PlanRow, known: Known) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Tell links to outside priorities (“Strategic priority 2”) from those to other actions (“8”)."""
    serves: list[int] = []
    points_at: list[str] = []
    for text in filter(str.strip, row.links):
        found = _outside(text, known.outside) if names_outside(text) else []
        serves += found
        points_at += [] if found else targets_in(text)
    return tuple(dict.fromkeys(serves)), tuple(each for each in dict.fromkeys(points_at) if each != row.ref)


def _outside(text: str, outside: Sequence[OutsidePriority]) -> list[int]:
    """Return the outside priorities whose numbers a text names, each of the document that its words are nearest to.

    Where the words name no document, numbers are those of the police and crime plan, which such columns mean.
    """
    found = []
    for part in text.split(";"):
        said = set(plain(part).split())
        for number in _numbers(part):
            named = [each for each in outside if _digits(each.code) == number]
            named.sort(
                key=lambda each: (-len(said & set(plain(each.document).split())), "police" not in each.document.lower())
            )
            found += [named[0].pk] if named else []
    return found


def _numbers(text: str) -> list[str]:
    """Return the numbers of `1 & 3` and, as each of them, of `1 - 3`."""
    found: list[str] = []
    for first, last in re.findall(r"\b(\d{1,2})\b(?:\s*[-–]\s*(\d{1,2})\b)?", text):
        found += [str(number) for number in range(int(first), int(last or first) + 1)]
    return found


def _digits(code: str) -> str:
    found = re.search(r"\d+", code)
    return found.group() if found else code
