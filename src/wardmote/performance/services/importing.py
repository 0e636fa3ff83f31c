"""Bringing figures in from a file: read, shown, then saved or discarded. Nothing is saved unseen."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from wardmote.access.actor import Actor, Decision
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common.plain_text import clean_line
from wardmote.common.sheets import read_sheets
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.performance.importing import ACCEPTED, REJECTED, Line, Understander
from wardmote.performance.models import Indicator, Reading, ReadingImport
from wardmote.performance.rules import may_enter
from wardmote.performance.services.readings import Entry, enter_readings
from wardmote.performance.stretch import period_from

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

CHANGED = "Somebody entered a figure for this period after the file was looked at."


def start_reading_import(
    *, actor: Actor | None, partnership: "Partnership", name: str, content: bytes
) -> ReadingImport:
    """Read a .xlsx or .csv file and keep what its rows were understood to say, for somebody to look at.

    Raises Refused, CannotReadSheet in words for a file that cannot be read, and ValueError for one without a header.
    """
    if actor is not None:
        require(_may_import(actor, partnership.pk), actor, "reading.import", object_type="partnership",
                object_ref=partnership.slug)  # fmt: skip
    book = read_sheets(content)
    lines = _understander(actor, partnership).lines(book)
    with transaction.atomic():
        made = ReadingImport.objects.create(
            partnership=partnership, name=clean_line(PurePath(name).name)[:200] or "file",
            sha256=sha256(content).hexdigest(), rows=[each.to_dict() for each in lines], notes=list(book.notes),
            made_by_id=actor.user_id if actor else None, made_at=timezone.now(),
        )  # fmt: skip
        record(actor=actor, action="reading.import_start", object_type="reading_import", object_ref=str(made.pk),
               fields=["name", "rows"])  # fmt: skip
    return made


def commit_reading_import(*, actor: Actor | None, kept: ReadingImport) -> ReadingImport:
    """Save the rows that were accepted, all at once. A row whose figure was changed since is left out, and says so.

    Raises Refused, and StateRefused for an import that was finished before.
    """
    _require(actor, kept)
    with transaction.atomic():
        held = _waiting(kept)
        indicators = {each.pk: each for each in Indicator.objects.filter(partnership_id=held.partnership_id)}
        held.rows = [_save(actor, held, row, indicators) for row in held.rows]
        held.state, held.finished_at = ReadingImport.State.DONE, timezone.now()
        held.save(update_fields=["rows", "state", "finished_at"])
        record(actor=actor, action="reading.import", object_type="reading_import", object_ref=str(held.pk),
               fields=["numerator", "denominator", "value", "quality", "note"])  # fmt: skip
    return held


def discard_reading_import(*, actor: Actor, kept: ReadingImport) -> None:
    """Save nothing of a file; what was looked at is emptied. Raises as `commit_reading_import`."""
    _require(actor, kept)
    with transaction.atomic():
        held = _waiting(kept)
        held.state, held.finished_at, held.rows = ReadingImport.State.DISCARDED, timezone.now(), []
        held.save(update_fields=["rows", "state", "finished_at"])
        record(actor=actor, action="reading.import_discard", object_type="reading_import", object_ref=str(held.pk),
               fields=["state"])  # fmt: skip


def import_readings(*, actor: Actor | None, partnership: "Partnership", name: str, content: bytes) -> ReadingImport:
    """Read a file and save its accepted rows in one go, for the demonstration and for commands. Raises as both do."""
    with transaction.atomic():
        started = start_reading_import(actor=actor, partnership=partnership, name=name, content=content)
        return commit_reading_import(actor=actor, kept=started)


def may_see_import(actor: Actor, kept: ReadingImport) -> Decision:
    """Whoever chose the file, and those who keep the partnership's figures."""
    if actor.partnership_id != kept.partnership_id:
        return Decision(False, "another partnership's import")
    keeps = actor.may(Permission.READING_ENTER)
    if keeps or kept.made_by_id != actor.user_id:
        return keeps
    return actor.may(Permission.PLAN_UPDATE)


def _may_import(actor: Actor, partnership_id: int) -> Decision:
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's indicators")
    return actor.may(Permission.READING_ENTER) or actor.may(Permission.PLAN_UPDATE)


def _require(actor: Actor | None, kept: ReadingImport) -> None:
    if actor is not None:
        require(may_see_import(actor, kept), actor, "reading.import", object_type="reading_import",
                object_ref=str(kept.pk))  # fmt: skip


def _waiting(kept: ReadingImport) -> ReadingImport:
    held = ReadingImport.objects.select_for_update().get(pk=kept.pk)
    if held.state != ReadingImport.State.WAITING:
        raise StateRefused(f"This file was finished before: {held.get_state_display().lower()}.")
    return held


def _understander(actor: Actor | None, partnership: "Partnership") -> Understander:
    watched = list(Indicator.objects.filter(partnership=partnership))
    # A key is for ever and wins over another indicator's name.
    named = {each.name.lower(): each for each in watched} | {each.key.lower(): each for each in watched}
    held = Reading.objects.filter(indicator__in=watched, current=True)
    return Understander(
        named,
        {each.pk: actor is None or bool(may_enter(actor, each)) for each in watched},
        {(each.indicator_id, each.period_kind, each.period_start): each for each in held},
    )


def _save(
    actor: Actor | None, held: ReadingImport, row: dict[str, Any], indicators: Mapping[int, Indicator]
) -> dict[str, Any]:
    """Save one row and return it as it then stands: accepted, or rejected with the reason."""
    line = Line(**row)
    if line.state != ACCEPTED:
        return row
    where = f"{held.name}, {f'sheet {line.sheet}, ' if line.sheet else ''}row {line.row}"[-200:]
    try:
        entry = Entry(
            indicators[line.indicator_id], period_from(line.kind, date.fromisoformat(line.start)),
            _number(line.numerator), _number(line.denominator), _number(line.value), line.quality, line.note, where,
            line.started_from,
        )  # fmt: skip
        with transaction.atomic():
            enter_readings(actor=actor, entries=[entry], origin=Reading.Origin.IMPORTED)
    except (EditConflict, StateRefused, ValueError, KeyError) as wrong:
        reason = CHANGED if isinstance(wrong, EditConflict) else str(wrong)
        return {**row, "state": REJECTED, "reason": reason}
    return row


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
