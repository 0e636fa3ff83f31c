from collections.abc import Collection
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


def store() -> Path:
    """Return the folder that holds what was loaded."""
    return Path(settings.WARDMOTE_HOME) / "evidence"


def months_held() -> list[Held]:
    """Return every force-month held, by force and month."""
    return engine.months_held(store())


def recorded_crime_for(districts: Collection[str], crime_type: str, period: Timespan) -> engine.Counts:
    """Count recorded crime of one type in the months of `period`; `districts` as the police print them."""
    return engine.recorded_crime(store(), districts, crime_type, period.months)


def files_by_year(actor: Actor) -> list[ForceYear]:
    """Return the files held, by force and then year, the latest year first. Raises Refused without evidence.view."""
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.files")
    rows: dict[tuple[str, str], ForceYear] = {}
    for file in LoadedFile.objects.filter(replaced_in=None).order_by("force", "-month"):
        key = file.force, file.month[:4]
        row = rows.setdefault(key, ForceYear(*key))
        row.months[int(file.month[5:]) - 1] = file
    return list(rows.values())


def loads(actor: Actor) -> QuerySet[LoadRun]:
    """Return the loads that took or refused something, the latest first. Raises Refused without evidence.view."""
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.loads")
    return LoadRun.objects.order_by("-at", "-pk")


def get_file(actor: Actor, pk: int) -> LoadedFile:
    """Return one loaded file, held or replaced. Raises Refused when it is missing or not theirs to see."""
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.file", object_type="loaded_file", object_ref=str(pk))
    file = LoadedFile.objects.filter(pk=pk).select_related("replaced_in").first()
    if file is None:
        raise Refused(
            actor, "evidence.file", reason="there is no such file", object_type="loaded_file", object_ref=str(pk)
        )
    return file


def rejected_lines(file: LoadedFile, *, after: int, limit: int) -> list[RejectedLine]:
    """Return up to `limit` rejected lines of `file` whose line number is above `after`, in the order of the file."""
    return list(file.rejected_lines.filter(line_number__gt=after).order_by("line_number")[:limit])
