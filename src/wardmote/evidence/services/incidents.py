"""Loading own incidents: a file is read, its columns are agreed, and only then anything is kept."""

from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.confined import ChildEnded, How, ask_child
from wardmote.common.plain_text import clean_line
from wardmote.common.states import StateRefused
from wardmote.evidence.incident_files import worker
from wardmote.evidence.incident_files.columns import FIELDS, find_header, guess
from wardmote.evidence.incident_files.rows import FileRead, grouped
from wardmote.evidence.incident_files.worker import CannotReadIncidents
from wardmote.evidence.models import Incident, IncidentDraft, IncidentSet
from wardmote.evidence.queries.incidents import get_draft
from wardmote.evidence.rules import may_use_incidents
from wardmote.evidence.services.incident_reading import columns_of, read_draft, summary_of

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

State = IncidentDraft.State
# How long incidents are kept without a reason, and from how many rows on they are loaded in the background.
KEPT, AT_ONCE = timedelta(days=366), 5_000
_WRITTEN_AT_ONCE = 1_000
_ENDED = {
    How.TOO_LONG: "The file took too long to read. Save it as CSV, which is read much faster, and try again.",
    How.NOT_STARTED: "The file could not be read: no process could be started for it. Try again.",
}
_DIED = "The file could not be read: it needed more than a table should. Save it as CSV and try again."
NO_ROWS = "The file has no rows: it needs a heading and at least one row below it."


def start_draft(
    *, actor: Actor, partnership: "Partnership", name: str, content: bytes, title: str, source: str, purpose: str,
    remove_on: date, keep_reason: str = "",
) -> IncidentDraft:  # fmt: skip
    """Read a .csv or .xlsx file of incidents and keep its rows as a draft, its columns guessed by their names.

    Raises Refused, CannotReadIncidents in words for a file that cannot be read, and ValueError for a removal day that
    is not to come, or over a year away without a reason.
    """
    require(may_use_incidents(actor, partnership.pk), actor, "incident_set.load", object_type="incident_set")
    check_removal(remove_on, keep_reason)
    header, rows, notes = _read(content)
    with transaction.atomic():
        made = IncidentDraft(
            partnership=partnership, title=clean_line(title)[:160], source=clean_line(source)[:200],
            purpose=clean_line(purpose)[:300], remove_on=remove_on, keep_reason=clean_line(keep_reason)[:300],
            name=clean_line(PurePath(name).name)[:255] or "file", sha256=sha256(content).hexdigest(), header=header,
            table=IncidentDraft.packed(rows), notes=notes, mapping=guess(header), made_by_id=actor.user_id,
            made_at=timezone.now(),
        )  # fmt: skip
        made.save()
        record(actor=actor, action="incident_set.read_file", object_type="incident_draft", object_ref=str(made.pk),
               fields=("name", "purpose", "remove_on", "rows"))  # fmt: skip
        return _understand(actor, made, len(rows))


def check_removal(remove_on: date, keep_reason: str) -> None:
    """Raise ValueError, in words, unless incidents may be kept until that day."""
    today = clock.today()
    if remove_on <= today:
        raise ValueError("The day of removal must be in the future")
    if remove_on > today + KEPT and not keep_reason.strip():
        raise ValueError("Say why the incidents are needed for more than a year, or choose an earlier day")


def choose_columns(*, actor: Actor, draft_id: int, mapping: Mapping[str, int], order: str = "") -> IncidentDraft:
    """Read a draft's rows anew with other columns. Raises Refused, and StateRefused once it is being loaded."""
    with transaction.atomic():
        draft = _waiting(actor, draft_id)
        width = len(draft.header)
        draft.mapping = {name: at for name, at in mapping.items() if name in FIELDS and 0 <= at < width}
        draft.order = order if order in ("dmy", "mdy") else ""
        draft.save(update_fields=["mapping", "order"])
        record(actor=actor, action="incident_set.choose_columns", object_type="incident_draft",
               object_ref=str(draft.pk), fields=("mapping", "order"))  # fmt: skip
        return _understand(actor, draft, len(draft.rows))


def understand(*, actor: Actor, draft_id: int) -> None:
    """Work out in the background what a long draft's page is to show. Raises Refused."""
    with transaction.atomic():
        draft = _locked(actor, draft_id)
        if draft.state == State.READING:
            _summarise(draft)


def agree(*, actor: Actor, draft_id: int) -> IncidentDraft:
    """Load what the draft's page showed: at once, or in the background where there are many rows.

    Raises Refused, and StateRefused where no row would be kept or the draft is not waiting any more.
    """
    with transaction.atomic():
        draft = _waiting(actor, draft_id)
        if not draft.summary.get("accepted"):
            raise StateRefused("No row of the file would be kept, so there is nothing to load.")
        if draft.summary["rows"] <= AT_ONCE:
            _load(actor, draft)
            return draft
        draft.state = State.LOADING
        draft.save(update_fields=["state"])
        record(actor=actor, action="incident_set.queue", object_type="incident_draft", object_ref=str(draft.pk),
               fields=("state",))  # fmt: skip
        from wardmote.evidence.tasks.incidents import load_draft

        load_draft.enqueue(draft.pk, actor.user_id, actor.partnership_id)
    return IncidentDraft.objects.get(pk=draft.pk)


def finish(*, actor: Actor, draft_id: int) -> IncidentSet | None:
    """Load a draft that waits in the background; nothing if that was done. It stays whole or not begun."""
    with transaction.atomic():
        draft = _locked(actor, draft_id)
        if draft.state != State.LOADING:
            return draft.loaded
        return _load(actor, draft)


def give_up(*, draft_id: int) -> None:
    """Say of a draft that its background work did not come off. Its rows stay, so that it can be tried again."""
    busy = IncidentDraft.objects.filter(pk=draft_id, state__in=(State.LOADING, State.READING))
    busy.update(state=State.FAILED)


def discard_draft(*, actor: Actor, draft_id: int) -> None:
    """Throw a draft away, rows and all. Raises Refused, and StateRefused once it is being loaded."""
    with transaction.atomic():
        draft = _waiting(actor, draft_id)
        record(actor=actor, action="incident_set.discard", object_type="incident_draft", object_ref=str(draft.pk),
               fields=("rows",))  # fmt: skip
        draft.delete()


def _read(content: bytes) -> tuple[list[str], list[list[Any]], list[str]]:
    """Return the header, the rows below it, and what to tell. The file itself is kept nowhere."""
    if len(content) > worker.CHILD.file_bytes:
        raise CannotReadIncidents("The file is larger than 25 MB.")
    try:
        said = ask_child("wardmote.evidence.incident_files.worker", content, worker.CHILD)
    except ChildEnded as ended:
        raise CannotReadIncidents(_ENDED.get(ended.how, _DIED)) from ended
    if "refused" in said:
        raise CannotReadIncidents(str(said["refused"]))
    rows: list[list[Any]] = [[int(number), [str(cell) for cell in cells]] for number, cells in said["rows"]]
    at = find_header(rows)
    if len(rows) < at + 2:
        raise CannotReadIncidents(NO_ROWS)
    others = [str(each) for each in said["others"]]
    notes = [f"Only the sheet “{said['sheet']}” was read, not {', '.join(others)}."] if others else []
    header = [clean_line(cell)[:100] or f"Column {number}" for number, cell in enumerate(rows[at][1], start=1)]
    return header, rows[at + 1 :], notes


def _understand(actor: Actor, draft: IncidentDraft, rows: int) -> IncidentDraft:
    """Work out what a draft's page shows: now, or in the background where there are many rows."""
    if rows <= AT_ONCE:
        _summarise(draft)
        return draft
    draft.state, draft.summary = State.READING, {}
    draft.save(update_fields=["state", "summary"])
    from wardmote.evidence.tasks.incidents import read_draft_rows

    read_draft_rows.enqueue(draft.pk, actor.user_id, actor.partnership_id)
    return IncidentDraft.objects.get(pk=draft.pk)


def _summarise(draft: IncidentDraft) -> None:
    draft.state, draft.summary = State.WAITING, summary_of(draft)
    draft.save(update_fields=["state", "summary"])


def _load(actor: Actor, draft: IncidentDraft) -> IncidentSet:
    """Write the set and its incidents, inside the caller's transaction, and let go of the draft's rows."""
    found, lacking = read_draft(draft)
    if lacking or not found.accepted:
        raise StateRefused(lacking or "No row of the file would be kept, so there is nothing to load.")
    columns = columns_of(draft)
    made = IncidentSet.objects.create(
        partnership_id=draft.partnership_id, title=draft.title, source=draft.source, purpose=draft.purpose,
        name=draft.name, sha256=draft.sha256, rows=found.rows, accepted=len(found.accepted),
        rejected=len(found.rejected), repeated=len(found.repeated), rejections=_left_out(found),
        mapping={**{name: draft.header[at] for name, at in columns.at.items()}, "order": columns.order},
        loaded_by_id=actor.user_id, loaded_at=clock.now(), remove_on=draft.remove_on, keep_reason=draft.keep_reason,
    )  # fmt: skip
    Incident.objects.bulk_create(
        (
            Incident(
                batch=made, line=each.line, reference=each.reference, kind=each.kind, starts_at=each.starts_at,
                ends_at=each.ends_at, easting=each.place_at[0] if each.place_at else None,
                northing=each.place_at[1] if each.place_at else None, place=each.place,
                case_reference=each.case_reference,
            )
            for each in found.accepted
        ),
        batch_size=_WRITTEN_AT_ONCE,
    )  # fmt: skip
    draft.state, draft.loaded, draft.table, draft.summary = State.LOADED, made, b"", {}
    draft.save(update_fields=["state", "loaded", "table", "summary"])
    record(actor=actor, action="incident_set.load", object_type="incident_set", object_ref=str(made.pk),
           fields=("incidents", "purpose", "remove_on"))  # fmt: skip
    return made


def _left_out(found: FileRead) -> list[dict[str, Any]]:
    return [
        {"what": what, "reason": reason, "lines": lines}
        for what, named in (("rejected", found.rejected), ("repeated", found.repeated))
        for reason, lines in grouped(named).items()
    ]


def _waiting(actor: Actor, draft_id: int) -> IncidentDraft:
    draft = _locked(actor, draft_id)
    if draft.state not in (State.WAITING, State.FAILED):
        raise StateRefused("This file is being read or loaded, or was loaded already.")
    return draft


def _locked(actor: Actor, draft_id: int) -> IncidentDraft:
    """Return a draft, with all of its partnership's locked: of two files at once the second sees the first's rows."""
    draft = get_draft(actor, draft_id, action="incident_set.load")
    locked = {each.pk: each for each in IncidentDraft.objects.select_for_update().filter(
        partnership=draft.partnership_id).order_by("pk")}  # fmt: skip
    if draft.pk not in locked:
        raise StateRefused("This file was discarded.")
    return locked[draft.pk]
