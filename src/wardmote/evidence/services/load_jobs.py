"""Files handed in through a page: kept in a folder of their own, and loaded in the background."""

import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common.states import StateRefused
from wardmote.evidence.engine.finding import Unreadable
from wardmote.evidence.engine.store import Busy
from wardmote.evidence.models import LoadJob, LoadRun
from wardmote.evidence.services.load_files import load_files
from wardmote.partnership.queries import actor_for

# A living job says so with every file; the longest file, and the counting at the end, take far less than this.
STALE = timedelta(minutes=10)
_BEAT = timedelta(seconds=1)
_LINES_KEPT = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._ ()-]+")
STOPPED = "The load stopped before its end: the machine or its background work was restarted. Hand the files in again."


class NoLonger(Exception):
    """Whoever handed files in may not load any today."""


@dataclass(frozen=True)
class HandedIn:
    """One file as it came: its name, and its content in parts."""

    name: str
    parts: Iterable[bytes]


def hand_in(*, actor: Actor, files: Sequence[HandedIn]) -> LoadJob:
    """Keep `files` and ask for their load in the background. Raises Refused without evidence.load, StateRefused."""
    require(actor.may(Permission.EVIDENCE_LOAD), actor, "evidence.hand_in")
    if not files:
        raise StateRefused("Choose at least one file.")
    _end_stopped()
    folder = _uploads() / uuid4().hex
    folder.mkdir(parents=True, mode=0o700)
    try:
        names = [_keep(file, folder) for file in files]
        with transaction.atomic():
            job = LoadJob.objects.create(
                asked_by_id=actor.user_id, asked_at=timezone.now(), names=names, folder=folder.name, of=len(names)
            )
            record(
                actor=actor, action="evidence.hand_in", object_type="load_job", object_ref=str(job.pk), fields=["files"]
            )
            transaction.on_commit(lambda: _enqueue(job.pk))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return job


def run_job(job_id: int) -> bool:
    """Load the files of a job that waits; say whether it was for this worker to do."""
    now = timezone.now()
    if not LoadJob.objects.filter(pk=job_id, state=LoadJob.State.WAITING).update(
        state=LoadJob.State.RUNNING, beat_at=now
    ):
        return False
    job = LoadJob.objects.select_related("asked_by").get(pk=job_id)
    folder = _uploads() / job.folder
    try:
        loaded = load_files(actor=_actor(job), paths=[folder], progress=_progress(job))
    except (Busy, NoLonger, Unreadable, FileNotFoundError) as error:
        _end(job, LoadJob.State.FAILED, error=_said(error))
    except Exception:
        _end(job, LoadJob.State.FAILED, error="Something went wrong here, and nothing was loaded. It has been noted.")
        raise
    else:
        run = LoadRun.objects.filter(loaded_by_id=job.asked_by_id, at__gte=now).order_by("-pk").first()
        _end(job, LoadJob.State.DONE, report=_short(loaded.as_dict()), run=run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return True


def stopped(job: LoadJob) -> bool:
    """Say whether a job that calls itself running has not been heard of for too long."""
    heard = job.beat_at or job.asked_at
    return job.state == LoadJob.State.RUNNING and timezone.now() - heard > STALE


def _said(error: Exception) -> str:
    if isinstance(error, Busy):
        return "Another load was running. Hand the files in again when it has finished."
    if isinstance(error, NoLonger):
        return "Whoever handed these files in may no longer load files."
    return str(error) if isinstance(error, Unreadable) else STOPPED


def _enqueue(job_id: int) -> None:
    from wardmote.evidence.tasks.loading import load_handed_in

    load_handed_in.enqueue(job_id)


def _uploads() -> Path:
    return Path(settings.WARDMOTE_HOME) / "uploads"


def _keep(file: HandedIn, folder: Path) -> str:
    """Write a file under its own name, which tells its force and month, made safe; return that name."""
    name = _UNSAFE.sub("_", file.name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(".")[-150:] or "file.csv"
    place = folder / name
    for number in range(2, 10_000):
        if not place.exists():
            break
        # The same name again stays apart in a folder of its own, so that the name still tells what it is.
        place = folder / str(number) / name
    place.parent.mkdir(exist_ok=True, mode=0o700)
    with place.open("xb") as out:
        for part in file.parts:
            out.write(part)
    return name


def _actor(job: LoadJob) -> Actor:
    """Return whoever handed the files in, as they stand now. Raises NoLonger when they may not load."""
    for partnership_id in job.asked_by.memberships.values_list("partnership_id", flat=True).distinct():
        actor = actor_for(job.asked_by, partnership_id=partnership_id, second_factor=True)
        if actor.may(Permission.EVIDENCE_LOAD):
            return actor
    raise NoLonger


def _progress(job: LoadJob) -> Callable[[int, int], None]:
    last = timezone.now()

    def told(done: int, of: int) -> None:
        nonlocal last
        now = timezone.now()
        if done == of or now - last > _BEAT:
            last = now
            LoadJob.objects.filter(pk=job.pk).update(done=done, of=of, beat_at=now)

    return told


def _end(job: LoadJob, state: str, **told: Any) -> None:
    LoadJob.objects.filter(pk=job.pk).update(state=state, ended_at=timezone.now(), **told)


def _short(report: dict[str, Any]) -> dict[str, Any]:
    """Keep the first rejected lines of each file; all those of a police file are on its own page."""
    for file in (*report["files"], *report["areas"]):
        file["rejections"] = file["rejections"][:_LINES_KEPT]
        file.pop("columns", None)
        file.pop("types", None)
    return report


def _end_stopped() -> None:
    """Give up jobs whose worker is gone, and their files."""
    silent = timezone.now() - STALE
    of_old = LoadJob.objects.filter(Q(beat_at__lt=silent), state=LoadJob.State.RUNNING)
    for job in of_old:
        shutil.rmtree(_uploads() / job.folder, ignore_errors=True)
        _end(job, LoadJob.State.FAILED, error=STOPPED)
