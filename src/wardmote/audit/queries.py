"""Reads of the trail. Who may read it is decided by the caller's room: a trail of a case is a read of that case."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from wardmote.audit.chain import FIRST, row_hash
from wardmote.audit.models import AuditRow


@dataclass(frozen=True)
class Verdict:
    """What a walk of the chain found. `broken_at` is the first wrong row's number, or None when all is well."""

    count: int
    head_sequence: int
    head_hash: str
    broken_at: int | None
    reason: str

    @property
    def sound(self) -> bool:
        return self.broken_at is None


def verify(*, known_sequence: int | None = None, known_hash: str = "") -> Verdict:
    """Walk every row from the first and stop at the first that is wrong.

    A chain alone cannot show that its newest rows were cut off, so a head noted earlier, outside the database, may be
    given: the row of that number must still be there with that hash.
    """
    count, sequence, previous = 0, 0, FIRST
    known_seen = known_sequence is None
    for row in _rows():
        reason = _fault(row, sequence, previous)
        if not reason and row.sequence == known_sequence:
            known_seen = True
            reason = "" if row.hash == known_hash else "is not the row that was noted earlier"
        if reason:
            return Verdict(count, sequence, previous, sequence + 1, f"Row {sequence + 1} {reason}.")
        count, sequence, previous = count + 1, row.sequence, row.hash
    if not known_seen:
        return Verdict(count, sequence, previous, sequence + 1, f"Row {known_sequence}, noted earlier, is gone.")
    return Verdict(count, sequence, previous, None, "")


def _rows() -> Iterator[AuditRow]:
    return AuditRow.objects.order_by("sequence").iterator(chunk_size=2000)


def _fault(row: AuditRow, sequence: int, previous: str) -> str:
    if row.sequence != sequence + 1:
        return "is missing"
    if row.previous_hash != previous:
        return "does not follow from the row before it"
    if row_hash(row) != row.hash:
        return "has been changed"
    return ""


def trail_of(*, object_type: str, object_ref: str) -> QuerySet[AuditRow]:
    """Return the rows about one thing, newest first."""
    return AuditRow.objects.filter(object_type=object_type, object_ref=object_ref).order_by("-sequence")


def trail_in_partnership(partnership_id: int, *, object_ref: str = "") -> QuerySet[AuditRow]:
    """Return the rows of acts done while working in a partnership, about one thing or all, newest first."""
    rows = AuditRow.objects.filter(partnership_id=partnership_id)
    return (rows.filter(object_ref=object_ref) if object_ref else rows).order_by("-sequence")
