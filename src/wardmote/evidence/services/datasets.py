from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.evidence import engine
from wardmote.evidence.engine.reference import Entry, ReferenceReport, preparing_reference
from wardmote.evidence.engine.report import Status
from wardmote.evidence.engine.store import Busy
from wardmote.evidence.models import Dataset
from wardmote.evidence.queries import store

REJECTIONS_KEPT = 1_000


def load_datasets(
    *,
    actor: Actor | None,
    paths: Sequence[Path],
    as_of: date | None = None,
    source: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> list[ReferenceReport]:
    """Load files about areas and write down what was taken, in one act; then count records anew by the districts.

    `actor` None is the system, as from the shell. `as_of` is the day the files hold as of, where their columns and
    names do not tell it rightly; `source` says where they come from. Files refused are in what is returned. Raises
    Refused without evidence.load, FileNotFoundError for a path that is not there and engine.store.Busy while another
    load runs.
    """
    if actor is not None:
        require(actor.may(Permission.EVIDENCE_LOAD), actor, "evidence.load_datasets")
    preparing = preparing_reference(paths, store(), as_of=as_of, source=source, progress=progress)
    with preparing as prepared, transaction.atomic():
        unwritten = [entry for entry in prepared.entries if not _written(entry)]
        for entry in unwritten:
            _write(actor, entry, prepared.reports)
        if unwritten:
            record(
                actor=actor,
                action="evidence.load_datasets",
                object_type="dataset",
                object_ref=f"{len(unwritten)} files",
                fields=sorted({entry.kind for entry in unwritten}),
            )
        prepared.commit()
    # Areas that changed put records into other districts. What stops this, another load or the machine, leaves the old
    # districts until the next load, which counts anew.
    with suppress(Busy):
        engine.rebuild_cubes(store())
    return prepared.reports


def _written(entry: Entry) -> bool:
    """Tell whether the database knows what the store holds; it forgot where a machine stopped between the two."""
    return _standing(entry).filter(sha256=entry.sha256).exists()


def _standing(entry: Entry) -> QuerySet[Dataset]:
    return Dataset.objects.filter(kind=entry.kind, as_of=entry.as_of, title=entry.title, replaced=False)


def _write(actor: Actor | None, entry: Entry, reports: list[ReferenceReport]) -> None:
    report = next((each for each in reports if each.sha256 == entry.sha256 and each.status is not Status.REFUSED), None)
    _standing(entry).update(replaced=True)
    Dataset.objects.create(
        kind=entry.kind,
        as_of=entry.day,
        title=entry.title,
        name=entry.name,
        sha256=entry.sha256,
        source=entry.source[:300],
        rows=entry.rows,
        accepted=entry.accepted,
        rejected=entry.rejected,
        repeated=entry.repeated,
        rejections=[[bad.line, bad.reason, bad.text] for bad in report.rejections[:REJECTIONS_KEPT]] if report else [],
        remarks=report.notes if report else [],
        loaded_at=timezone.now(),
        loaded_by_id=actor.user_id if actor else None,
    )
