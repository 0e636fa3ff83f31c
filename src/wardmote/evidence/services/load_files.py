"""The one door for files from outside: each is asked by its heading what it is, and goes where it belongs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from wardmote.access.actor import Actor
from wardmote.evidence.engine import LoadReport, finding, kinds
from wardmote.evidence.engine.reference import ReferenceReport, is_reference
from wardmote.evidence.engine.report import Status
from wardmote.evidence.services.datasets import load_datasets
from wardmote.evidence.services.loading import load_police_files


@dataclass
class LoadedFiles:
    """What became of a load: the police files, and the files about areas."""

    police: LoadReport
    areas: list[ReferenceReport] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """True when something handed over is now held, whether loaded just now or before."""
        return self.police.done or any(file.status is not Status.REFUSED for file in self.areas)

    def as_dict(self) -> dict[str, Any]:
        """Return the report for a program."""
        return {**self.police.as_dict(), "done": self.done, "areas": [file.as_dict() for file in self.areas]}

    def as_text(self) -> str:
        """Return the report for a person."""
        lines = [self.police.as_text()] if self.police.files or not self.areas else []
        for file in self.areas:
            kept = f"{file.accepted:,} accepted, {file.rejected:,} rejected, {file.repeated:,} repeated"
            about = f"{file.title}, as of {file.as_of}; {file.rows:,} rows, {kept}" if file.title else file.reason
            lines.append(f"{file.status}: {file.path}: {about}.")
            lines += [f"{file.path}: {note}" for note in file.notes]
            lines += [f"{file.path}, line {bad.line}: {bad.reason}: {bad.text}" for bad in file.rejections]
        return "\n".join(lines)


def load_files(
    *,
    actor: Actor | None,
    paths: Sequence[Path],
    as_of: date | None = None,
    source: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> LoadedFiles:
    """Load police files and files about areas, in whatever mixture they come; those about areas first.

    `actor` None is the system, as from the shell. `as_of` and `source` are of the files about areas, where they do not
    tell themselves. Raises Refused without evidence.load, FileNotFoundError for a path that is not there, Unreadable
    for absurdly many files, and engine.store.Busy while another load runs.
    """
    found = finding.find(paths)
    about_areas = [file.path for file in found if _about_areas(file)]
    areas: list[ReferenceReport] = []
    if about_areas:
        areas = load_datasets(actor=actor, paths=about_areas, as_of=as_of, source=source, progress=progress)
    if len(about_areas) == len(found):
        return LoadedFiles(LoadReport(), areas)
    police = load_police_files(actor=actor, paths=paths, left_out=frozenset(about_areas), progress=progress)
    return LoadedFiles(police, areas)


def _about_areas(file: finding.Found) -> bool:
    named, *_ = kinds.named(file.name)
    return named is None and not file.path.is_symlink() and is_reference(file.path)
