"""Load police files into a store: judge each file, stage what is new, count it, swap it in."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from wardmote.evidence.engine import cubes, defects, finding, kinds, manifest, roads, sql, store
from wardmote.evidence.engine.finding import Found, Unreadable
from wardmote.evidence.engine.manifest import Held, Key, Manifest
from wardmote.evidence.engine.report import FileReport, LoadReport, Status, write_rejections
from wardmote.evidence.engine.zips import Archives

Progress = Callable[[int, int], None]
_THREADS = 2


@dataclass
class Prepared:
    """A load that is ready: `report` says what it will do, `held` is what the store then holds, `commit` does it."""

    report: LoadReport
    held: list[Held]
    commit: Callable[[], None]


@dataclass
class _Load:
    """What the parts of one load share."""

    folder: Path
    where: Path
    manifest: Manifest
    synthetic: bool
    connection: duckdb.DuckDBPyConnection
    archives: Archives
    known: dict[str, Held] = field(default_factory=dict)

    def parquet(self, number: int) -> Path:
        return self.folder / f"{number}.parquet"

    def cells(self, number: int) -> Path:
        return self.folder / f"{number}.cells"


def load(
    paths: Sequence[Path], where: Path, *, synthetic: bool = False, progress: Progress | None = None
) -> LoadReport:
    """Load the police files at `paths` (files, zip files, or folders all the way down) into the store `where`.

    `synthetic` marks invented records; files of our own generator are known by the word in them in any case.
    `progress(files done, files in all)` is called as files are finished. Raises FileNotFoundError for a path that is
    not there and store.Busy when another load is running; a file that is wrong is in the report, not an error.
    """
    with preparing(paths, where, synthetic=synthetic, progress=progress) as prepared:
        prepared.commit()
    return prepared.report


@contextmanager
def preparing(
    paths: Sequence[Path],
    where: Path,
    *,
    synthetic: bool = False,
    left_out: Collection[Path] = (),
    progress: Progress | None = None,
) -> Iterator[Prepared]:
    """As `load`, but nothing changes until the caller calls `commit` on what this yields, within the block.

    `left_out` are files below `paths` that are something else, and are not spoken of.
    """
    listed = [file for file in finding.find(paths) if file.path not in left_out]
    with store.staging(where) as folder, Archives() as archives:
        found = archives.opened(listed)
        held = store.read_manifest(where)
        connection = sql.connect(folder)
        try:
            known = {each.sha256: each for each in held.months.values()}
            job = _Load(folder, where, held, synthetic, connection, archives, known)
            files = _each(job, found, progress)
            _settle(job, files)
            yield _ready(job, files)
        finally:
            connection.close()


def rebuild_cubes(where: Path) -> bool:
    """Count anew what the store holds when the data about areas changed since; say whether there was need.

    No rows are read again. Raises store.Busy when a load is running.
    """
    with store.staging(where) as folder:
        held = store.read_manifest(where)
        if not held.months or (held.areas == held.places and not held.old_form):
            return False
        connection = sql.connect(folder)
        try:
            changed, staged = _counted(folder, where, held, connection, {})
        finally:
            connection.close()
        store.swap_in(where, changed, staged)
        return True


def _each(job: _Load, found: list[Found], progress: Progress | None) -> list[FileReport]:
    files: list[FileReport] = []
    with ThreadPoolExecutor(_THREADS) as pool:
        # Progress is told from the caller's own thread, in which the caller may use a database.
        for report in pool.map(lambda number: _judge(job, number, found[number]), range(len(found))):
            files.append(report)
            if progress:
                progress(len(files), len(found))
    return files


def _judge(job: _Load, number: int, file: Found) -> FileReport:
    """Say what is to become of one file, and stage its rows when they are new."""
    report = FileReport(path=file.label, status=Status.SKIPPED, reason=file.skip)
    if file.skip:
        return report
    # A file that does not call itself a police file and is none is passed over; one that does, is refused.
    kind, report.force, report.month = kinds.named(file.name)
    if kind or file.refuse:
        report.status, report.kind = Status.REFUSED, kind.slug if kind else ""
    try:
        if file.refuse:
            raise Unreadable(file.refuse)
        data = job.archives.read(file)
        report.sha256 = hashlib.sha256(data).hexdigest()
        if report.sha256 in job.known:
            _repeat(report, job.known[report.sha256])
        else:
            with job.connection.cursor() as cursor:
                roads.take(cursor, file, data, job.parquet(number), report)
            report.synthetic |= job.synthetic
            report.status = Status.LOADED
    except Unreadable as error:
        if report.kind:
            report.status = Status.REFUSED
        report.reason = str(error)
    return report


def _repeat(report: FileReport, held: Held) -> None:
    report.status = Status.REPEATED
    report.kind, report.force, report.month, report.synthetic = held.kind, held.force, held.month, held.synthetic
    report.rows = report.repeated = held.rows
    report.no_location, report.no_area = held.no_location, held.no_area


def _settle(job: _Load, files: list[FileReport]) -> None:
    """Decide between files of one load that are the same, or that tell the same force-month differently."""
    months: dict[Key, dict[str, list[FileReport]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        key = file.kind, file.force, file.month
        if file.taken:
            months[key][file.sha256].append(file)
        elif file.status is Status.REPEATED:
            # What is held competes too: an older download beside it in the folder must not displace it by chance.
            months[key][file.sha256]
    for key, contents in months.items():
        for same in contents.values():
            for file in same[1:]:
                file.status, file.repeated, file.accepted = Status.REPEATED, file.rows - file.rejected, 0
            for file in same[:1]:
                if len(contents) > 1:
                    _refuse_rival(file)
                elif key in job.manifest.months:
                    file.status, file.replaced_rows = Status.REPLACED, job.manifest.months[key].accepted


def _refuse_rival(file: FileReport) -> None:
    file.status = Status.REFUSED
    file.rows = file.accepted = file.rejected = file.repeated = 0
    file.rejections, file.notes = [], []
    file.reason = (
        f"Another file here tells {file.month} of {file.force} differently, and which is newer cannot be known. "
        "Load the one that you want by itself."
    )


def _ready(job: _Load, files: list[FileReport]) -> Prepared:
    report = LoadReport(files)
    new = {number: _held(file) for number, file in enumerate(files) if file.taken}
    stale = bool(job.manifest.months) and (job.manifest.areas != job.manifest.places or job.manifest.old_form)
    if not new and not stale:
        return Prepared(report, list(job.manifest.months.values()), lambda: None)
    taken = {job.cells(number): held for number, held in new.items()}
    changed, staged = _counted(job.folder, job.where, job.manifest, job.connection, taken)
    for number, held in new.items():
        staged[held.parquet] = job.parquet(number)
        if held.refused:
            staged[held.refused] = job.folder / f"{number}.json"
            write_rejections(files[number].rejections, staged[held.refused])
    return Prepared(report, list(changed.months.values()), lambda: store.swap_in(job.where, changed, staged))


def _held(file: FileReport) -> Held:
    shared = (
        "kind", "force", "month", "sha256", "synthetic", "rows", "accepted", "rejected", "repeated", "no_location",
        "no_area", "columns", "types",
    )  # fmt: skip
    return Held(name=file.path, remarks=tuple(file.notes), **{name: getattr(file, name) for name in shared})


def _counted(
    folder: Path, where: Path, held: Manifest, connection: duckdb.DuckDBPyConnection, new: dict[Path, Held]
) -> tuple[Manifest, dict[str, Path]]:
    """Write each cube that changes; return the manifest that is then true, and the cubes by their place in it."""
    months = {**held.months, **{each.key: each for each in new.values()}}
    places = where / held.places if held.places else None
    anew = held.areas != held.places or held.old_form
    names, staged = dict(held.cubes), {}
    for kind in kinds.KINDS:
        of_kind = {cells: each for cells, each in new.items() if each.kind == kind.slug}
        old = where / held.cubes[kind.slug] if kind.slug in held.cubes else None
        if not of_kind and not (anew and old):
            continue
        cube = folder / f"cube-{kind.slug}.parquet"
        all_held = [each for each in months.values() if each.kind == kind.slug]
        cubes.write_cube(connection, kind, old=old, new=of_kind, held=all_held, places=places, target=cube)
        names[kind.slug] = f"cube-{store.content_name(cube)}.parquet"
        staged[names[kind.slug]] = cube
        if kind is kinds.STREET:
            forces = {each.force for each in (of_kind.values() if of_kind else all_held)}
            months = defects.judged(connection, cube, months, forces)
    return manifest.with_months(held, months, names), staged
