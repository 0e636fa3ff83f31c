from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from django.db import connection, transaction
from django.utils import timezone

from wardmote.audit.chain import FIRST, row_hash
from wardmote.audit.models import AuditRow
from wardmote.common.middleware import request_id

# Names the lock that puts writers of the chain in single file on PostgreSQL; SQLite has one writer anyway.
_CHAIN_LOCK = 0x57415244


class Outcome(StrEnum):
    DONE = "done"
    REFUSED = "refused"


class Doer(Protocol):
    """Whoever acts: wardmote.access.actor.Actor, seen from below."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def organisation_id(self) -> int | None: ...
    @property
    def partnership_id(self) -> int | None: ...


def record(
    *,
    actor: Doer | None,
    action: str,
    object_type: str = "",
    object_ref: str = "",
    fields: Sequence[str] = (),
    purpose: str = "",
    reason: str = "",
    outcome: Outcome = Outcome.DONE,
) -> AuditRow:
    """Add one row to the chain, in the transaction of the act it tells of.

    `actor` None means the system itself. `fields` names what was shown or changed, never the values. Raises
    TransactionManagementError outside a transaction: an act without its row, or a row without its act, must not be.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An audit row is written in the transaction of its act.")
    sequence, previous_hash = _head()
    row = AuditRow(
        sequence=sequence + 1,
        at=timezone.now(),
        actor_id=actor.user_id if actor else None,
        organisation_id=actor.organisation_id if actor else None,
        partnership_id=actor.partnership_id if actor else None,
        action=action,
        outcome=outcome.value,
        object_type=object_type,
        object_ref=object_ref,
        fields=list(fields),
        purpose=purpose,
        reason=reason[:200],
        request_id=request_id.get(),
        previous_hash=previous_hash,
    )
    row.hash = row_hash(row)
    row.save(force_insert=True)
    return row


def _head() -> tuple[int, str]:
    """Return the newest row's number and hash, once nobody else can add a row before this transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    return AuditRow.objects.order_by("-sequence").values_list("sequence", "hash").first() or (0, FIRST)
