from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.evidence.engine import LoadReport, preparing
from wardmote.evidence.engine.report import FileReport, Rejection, Status, read_rejections
from wardmote.evidence.engine.store import Held
from wardmote.evidence.models import LoadedFile, LoadRun, RejectedLine
from wardmote.evidence.queries import store


def load_police_files(
    *,
    actor: Actor | None,
    paths: Sequence[Path],
    synthetic: bool = False,
    left_out: Collection[Path] = (),
    progress: Callable[[int, int], None] | None = None,
) -> LoadReport:
    """Load police files and write down what was taken, refused and rejected, in one act.

    `actor` None is the system, as from the shell. `synthetic` marks invented records; `left_out` are files below
    `paths` that are something else. The store changes last, in the transaction: if it cannot, nothing was written; a
    load that takes and refuses nothing writes nothing. Raises Refused without evidence.load, FileNotFoundError for a
    path that is not there and engine.store.Busy while another load runs.
    """
    if actor is not None:
        require(actor.may(Permission.EVIDENCE_LOAD), actor, "evidence.load")
    with preparing(paths, store(), synthetic=synthetic, left_out=left_out, progress=progress) as prepared:
        with transaction.atomic():
            refused = prepared.report.with_status(Status.REFUSED)
            lost = _lost(prepared.held)
            if prepared.report.changed or refused or lost:
                run = _write_run(actor, prepared.report, refused)
                _write_files(run, prepared.report, lost)
                _write_remarks(prepared.held)
                record(
                    actor=actor,
                    action="evidence.load",
                    object_type="load_run",
                    object_ref=str(run.pk),
                    fields=["police_files"],
                )
            prepared.commit()
        return prepared.report


def _write_run(actor: Actor | None, report: LoadReport, refused: list[FileReport]) -> LoadRun:
    return LoadRun.objects.create(
        at=timezone.now(),
        loaded_by_id=actor.user_id if actor else None,
        files=len(report.files),
        rows=report.rows,
        accepted=report.accepted,
        rejected=report.rejected,
        repeated=report.repeated,
        not_taken=[[file.path, file.reason] for file in refused],
    )


def _write_files(run: LoadRun, report: LoadReport, lost: list[Held]) -> None:
    rejections = {file.sha256: file.rejections for file in report.files if file.taken}
    for each in lost:
        of_month = LoadedFile.objects.filter(kind=each.kind, force=each.force, month=each.month, replaced_in=None)
        of_month.update(replaced_in=run)
        file = LoadedFile.objects.create(
            run=run,
            kind=each.kind,
            name=each.name[-255:],
            sha256=each.sha256,
            force=each.force,
            month=each.month,
            synthetic=each.synthetic,
            rows=each.rows,
            accepted=each.accepted,
            rejected=each.rejected,
            repeated=each.repeated,
            no_location=each.no_location,
            no_area=each.no_area,
            columns=list(each.columns),
            remarks=_remarks(each),
            loaded_at=run.at,
            loaded_by_id=run.loaded_by_id,
        )
        bad = rejections[each.sha256] if each.sha256 in rejections else _kept_rejections(each)
        RejectedLine.objects.bulk_create((_line(file, each) for each in bad), batch_size=500)


def _kept_rejections(held: Held) -> list[Rejection]:
    """Return what an earlier load, stopped before it was written down, rejected of a file."""
    return read_rejections(store() / held.refused) if held.refused else []


def _line(file: LoadedFile, bad: Rejection) -> RejectedLine:
    return RejectedLine(
        file=file, line_number=bad.line, reason=bad.reason[:200], text=bad.text[: RejectedLine.TEXT_KEPT]
    )


def _remarks(held: Held) -> list[list[str]]:
    notes = [[LoadedFile.NOTE, said] for said in held.remarks]
    steps = [[LoadedFile.STEP, said] for said in held.steps]
    return [*([LoadedFile.DEFECT, said] for said in held.defects), *steps, *notes]


def _write_remarks(held: list[Held]) -> None:
    """Bring what is said of files that were held already up to date: months around them may have come."""
    said = {each.key: _remarks(each) for each in held}
    changed = []
    for file in LoadedFile.objects.filter(replaced_in=None).only("kind", "force", "month", "remarks"):
        remarks = said.get((file.kind, file.force, file.month))
        if remarks is not None and remarks != file.remarks:
            file.remarks = remarks
            changed.append(file)
    LoadedFile.objects.bulk_update(changed, ["remarks"], batch_size=200)


def _lost(held: list[Held]) -> list[Held]:
    """Return what is, or is about to be, held in the store and not written down.

    Besides what is new, that is what a machine stopped between the store's change and the database's commit left over.
    """
    written = set(LoadedFile.objects.filter(replaced_in=None).values_list("kind", "force", "month", "sha256"))
    return [each for each in held if (*each.key, each.sha256) not in written]
