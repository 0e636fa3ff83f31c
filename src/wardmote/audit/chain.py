"""The arithmetic of the chain: what is hashed, and in what form."""

import hashlib
import json
from typing import Any

FIRST = "0" * 64
_DOMAIN = "wardmote.audit.v1"
HASHED = (
    "sequence", "at", "actor_id", "organisation_id", "partnership_id", "action", "outcome", "object_type",
    "object_ref", "fields", "purpose", "reason", "request_id", "previous_hash",
)  # fmt: skip


def row_hash(row: Any) -> str:
    """Return the SHA-256, in hex, of a row's canonical form: JSON with sorted keys and times in UTC microseconds."""
    values = {name: getattr(row, name) for name in HASHED}
    values["at"] = int(row.at.timestamp() * 1_000_000)
    canonical = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(f"{_DOMAIN}\n{canonical}".encode()).hexdigest()
