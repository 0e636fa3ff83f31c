from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.common.periods import Timespan
from wardmote.evidence import engine
from wardmote.evidence.engine import forces
from wardmote.evidence.engine.store import Held
from wardmote.evidence.models import LoadedFile, LoadRun, RejectedLine


@dataclass
class ForceYear:
    """One force in one year: the file held for each month from 1 to 12, None where there is none."""

    force: str
    year: str
    months: list[LoadedFile | None] = field(default_factory=lambda: [None] * 12)

    @property
    def name(self) -> str:
        return forces.name_of(self.force)


@dataclass
class KindHeld:
    """All files of one kind: by force and year, the latest year first."""

    kind: LoadedFile.Kind
    files: list[LoadedFile] = field(default_factory=list)

    @property
    def years(self) -> list[ForceYear]:
        rows: dict[tuple[str, str], ForceYear] = {}
        for file in self.files:
            key = file.force, file.month[:4]
            row = rows.setdefault(key, ForceYear(*key))
            row.months[int(file.month[5:]) - 1] = file
        return sorted(rows.values(), key=lambda row: (row.force, -int(row.year)))

    @property
    def by_force(self) -> dict[str, list[LoadedFile]]:
        """The files of each force, the earliest month first."""
        found: dict[str, list[LoadedFile]] = {}
        for file in sorted(self.files, key=lambda file: (file.force, file.month)):
            found.setdefault(file.force, []).append(file)
        return found


def store() -> Path:
    """Return the folder that holds what was loaded."""
    return Path(settings.WARDMOTE_HOME) / "evidence"


def months_held() -> list[Held]:
    """Return every force-month of street crime held, by force and month."""
    return engine.months_held(store())


def recorded_crime_for(districts: Collection[str], crime_type: str, period: Timespan) -> engine.Counts:
    """Count recorded crime of one type in the months of `period`; `districts` as the police print them."""
    return engine.recorded_crime(store(), districts, crime_type, period.months)


def files_held(actor: Actor) -> list[KindHeld]:
    """Return the files held, by kind, leaving out kinds without any. Raises Refused without evidence.view."""
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.files")
    found = {kind: KindHeld(kind) for kind in LoadedFile.Kind}
    for file in LoadedFile.objects.filter(replaced_in=None):
        found[LoadedFile.Kind(file.kind)].files.append(file)
    return [each for each in found.values() if each.files]


def gaps(months: Sequence[str]) -> list[str]:
    """Return the months between the first and the last of `months` that are not among them."""
    if not months:
        return []
    numbers = {int(month[:4]) * 12 + int(month[5:]) - 1 for month in months}
    missing = [number for number in range(min(numbers), max(numbers)) if number not in numbers]
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in missing]


def layout_changes(files: Iterable[LoadedFile]) -> list[tuple[str, str]]:
    """Return (month, what changed) wherever the heading of one force's files differs from the month held before.

    `files` come in the order of their months. Files loaded before headings were kept are passed over.
    """
    told = []
    before: LoadedFile | None = None
    for file in files:
        if not file.columns:
            continue
        if before is not None and file.columns != before.columns:
            told.append((file.month, _changed(before.columns, file.columns)))
        before = file
    return told


def _changed(before: Sequence[str], now: Sequence[str]) -> str:
    came = [name for name in now if name not in before]
    went = [name for name in before if name not in now]
    parts = [f"with {', '.join(came)}"] * bool(came) + [f"without {', '.join(went)}"] * bool(went)
    return "; ".join(parts) or "the same columns in another order"


def loads(actor: Actor) -> QuerySet[LoadRun]:
    """Return the loads that took or refused something, the latest first. Raises Refused without evidence.view."""
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.loads")
    return LoadRun.objects.order_by("-at", "-pk")


def get_file(actor: Actor, pk: int) -> LoadedFile:
    """Return one loaded file, held or replaced. Raises Refused when it is missing or not theirs to see."""
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.file", object_type="loaded_file", object_ref=str(pk))
    file = LoadedFile.objects.filter(pk=pk).select_related("replaced_in", "loaded_by").first()
    if file is None:
        raise Refused(
            actor, "evidence.file", reason="there is no such file", object_type="loaded_file", object_ref=str(pk)
        )
    return file


def rejected_lines(file: LoadedFile, *, after: int, limit: int) -> list[RejectedLine]:
    """Return up to `limit` rejected lines of `file` whose line number is above `after`, in the order of the file."""
    return list(file.rejected_lines.filter(line_number__gt=after).order_by("line_number")[:limit])
