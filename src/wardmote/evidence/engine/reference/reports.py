"""What a load of data about areas did, file by file: in each, rows = accepted + rejected + repeated."""

from dataclasses import asdict, dataclass, field
from typing import Any

from wardmote.evidence.engine.report import Rejection, Status

_TEXT_KEPT = 200


@dataclass
class ReferenceReport:
    """What became of one file about areas. `reason` says why it was refused; `notes` are worth knowing."""

    path: str
    status: Status
    kind: str = ""
    title: str = ""
    as_of: str = ""
    sha256: str = ""
    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    repeated: int = 0
    reason: str = ""
    notes: list[str] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    @property
    def taken(self) -> bool:
        """True when this file's rows are new in the store."""
        return self.status in (Status.LOADED, Status.REPLACED)

    def as_dict(self) -> dict[str, Any]:
        """Return the report for a program."""
        return asdict(self)

    def reject(self, line: int, reason: str, text: str) -> None:
        """Note a line, or a feature by its number, that cannot be accepted."""
        self.rejected += 1
        self.rejections.append(Rejection(line, reason, text[:_TEXT_KEPT]))

    def forget(self) -> None:
        """Count nothing of a file that is refused."""
        self.rows = self.accepted = self.rejected = self.repeated = 0
        self.rejections, self.notes = [], []
