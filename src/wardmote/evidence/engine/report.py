"""What a load did, file by file. In every file and in total: rows = accepted + rejected + repeated."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


class Status(StrEnum):
    LOADED = "loaded"  # a force-month that was not held before
    REPLACED = "replaced"  # took the place of other content for the same force-month
    REPEATED = "repeated"  # held already, byte for byte: nothing changed
    REFUSED = "refused"  # claims to be a police file and cannot be loaded
    SKIPPED = "skipped"  # something else


@dataclass(frozen=True)
class Rejection:
    """One line that could not be accepted. `line` counts from 1, the heading line included; `text` is cut."""

    line: int
    reason: str
    text: str


def write_rejections(rejections: Sequence[Rejection], path: Path) -> None:
    """Write rejected lines to a file of a store."""
    path.write_text(json.dumps([[bad.line, bad.reason, bad.text] for bad in rejections]), encoding="utf-8")


def read_rejections(path: Path) -> list[Rejection]:
    """Return the rejected lines of a file of a store; none when it was loaded before they were kept there."""
    try:
        return [Rejection(*each) for each in json.loads(path.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []


@dataclass
class FileReport:
    """What became of one file. `reason` says why it was skipped or refused and what to do; `notes` is worth knowing.

    `kind` is street, outcomes or stops, empty when it could not be told; `columns` are those of its heading.
    """

    path: str
    status: Status
    kind: str = ""
    force: str = ""
    month: str = ""
    sha256: str = ""
    synthetic: bool = False
    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    repeated: int = 0
    no_location: int = 0
    no_area: int = 0
    replaced_rows: int = 0
    reason: str = ""
    columns: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    @property
    def taken(self) -> bool:
        """True when this file's rows are new in the store."""
        return self.status in (Status.LOADED, Status.REPLACED)


@dataclass
class LoadReport:
    """What became of a load: its files in the order of their paths."""

    files: list[FileReport] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.files)

    @property
    def accepted(self) -> int:
        return sum(file.accepted for file in self.files)

    @property
    def rejected(self) -> int:
        return sum(file.rejected for file in self.files)

    @property
    def repeated(self) -> int:
        return sum(file.repeated for file in self.files)

    @property
    def changed(self) -> bool:
        """True when the store holds something it did not hold before."""
        return any(file.taken for file in self.files)

    @property
    def done(self) -> bool:
        """True when there was a police file and it is now held, whether loaded just now or before."""
        return any(file.taken or file.status is Status.REPEATED for file in self.files)

    def with_status(self, *statuses: Status) -> list[FileReport]:
        """Return the files with one of `statuses`."""
        return [file for file in self.files if file.status in statuses]

    def as_dict(self) -> dict[str, Any]:
        """Return the report for a program."""
        totals = {name: getattr(self, name) for name in ("rows", "accepted", "rejected", "repeated", "changed", "done")}
        return {**totals, "files": [asdict(file) for file in self.files]}

    def as_text(self) -> str:
        """Return the report for a person: totals, what went wrong, each rejected line."""
        lines = [
            f"{self.rows:,} rows in {len(self.files):,} files: {self.accepted:,} accepted, "
            f"{self.rejected:,} rejected, {self.repeated:,} repeated."
        ]
        for status in Status:
            found = self.with_status(status)
            if found:
                lines.append(f"{len(found):,} {'file' if len(found) == 1 else 'files'} {status}.")
        for file in self.files:
            if file.reason:
                lines.append(f"{file.status}: {file.path}: {file.reason}")
            lines += [f"{file.path}: {note}" for note in file.notes]
            lines += [f"{file.path}, line {bad.line}: {bad.reason}: {bad.text}" for bad in file.rejections]
        if not self.changed:
            lines.append("Nothing changed in what is held.")
        return "\n".join(lines)
