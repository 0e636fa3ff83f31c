"""Load street files into a store: judge each file, stage what is new, count it, swap it in."""

import hashlib
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from wardmote.evidence.engine import careful, finding, forces, layout, staging, store
from wardmote.evidence.engine.finding import Found, Unreadable
from wardmote.evidence.engine.report import FileReport, LoadReport, Status

Progress = Callable[[int, int], None]
_THREADS = 2


@dataclass
class Prepared:
    """A load that is ready: `report` says what it will do, `held` is what the store then holds, `commit` does it."""

    report: LoadReport
    held: list[store.Held]
    commit: Callable[[], None]


@dataclass
class _Load:
    """What the parts of one load share."""

    folder: Path
    manifest: store.Manifest
    synthetic: bool
    connection: duckdb.DuckDBPyConnection
    known: dict[str, store.Held] = field(default_factory=dict)

    def parquet(self, number: int) -> Path:
        return self.folder / f"{number}.parquet"


def load(
    paths: Sequence[Path], where: Path, *, synthetic: bool = False, progress: Progress | None = None
) -> LoadReport:
    """Load the street files at `paths` (files, or folders all the way down) into the store `where`.

    `synthetic` marks invented records; files of our own generator are known by their Context column in any case.
    `progress(files done, files in all)` is called as files are finished. Raises FileNotFoundError for a path that is
    not there and store.Busy when another load is running; a file that is wrong is in the report, not an error.
    """
    with preparing(paths, where, synthetic=synthetic, progress=progress) as prepared:
        prepared.commit()
    return prepared.report


@contextmanager
def preparing(
    paths: Sequence[Path], where: Path, *, synthetic: bool = False, progress: Progress | None = None
) -> Iterator[Prepared]:
    """As `load`, but nothing changes until the caller calls `commit` on what this yields, within the block."""
    found = finding.find(paths)
    with store.staging(where) as folder:
        manifest = store.read_manifest(where)
        connection = staging.connect(folder)
        try:
            job = _Load(
                folder, manifest, synthetic, connection, {held.sha256: held for held in manifest.months.values()}
            )
            files = _each(job, found, progress)
            _settle(job, files)
            yield _ready(job, where, files)
        finally:
            connection.close()


def _each(job: _Load, found: list[Found], progress: Progress | None) -> list[FileReport]:
    done = 0
    counting = threading.Lock()

    def one(number: int) -> FileReport:
        nonlocal done
        report = _judge(job, number, found[number])
        with counting:
            done += 1
            if progress:
                progress(done, len(found))
        return report

    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(one, range(len(found))))


def _judge(job: _Load, number: int, file: Found) -> FileReport:
    """Say what is to become of one file, and stage its rows when they are new."""
    report = FileReport(path=file.label, status=Status.SKIPPED, reason=file.skip)
    if file.skip:
        return report
    report.force, report.month = finding.named(file.path)
    # A file that does not call itself a street file and is none is passed over; one that does, is refused.
    if report.force:
        report.status = Status.REFUSED
    try:
        data = finding.read(file.path)
        report.sha256 = hashlib.sha256(data).hexdigest()
        if report.sha256 in job.known:
            _repeat(report, job.known[report.sha256])
        else:
            _take(job, number, file, data, report)
    except Unreadable as error:
        report.reason = str(error)
    return report


def _repeat(report: FileReport, held: store.Held) -> None:
    report.status = Status.REPEATED
    report.force, report.month, report.synthetic = held.force, held.month, held.synthetic
    report.rows = report.repeated = held.rows
    report.no_location = held.no_location


def _take(job: _Load, number: int, file: Found, data: bytes, report: FileReport) -> None:
    careful.header_of(data)
    report.status = Status.REFUSED
    if not report.force:
        report.month, printed = careful.usual(data)
        report.force = forces.slug_of(printed)
        if not report.force or not report.month:
            raise Unreadable("No row tells the month and the force. Download the file again.")
    parquet = job.parquet(number)
    with job.connection.cursor() as cursor:
        try:
            checked = _quick_road(cursor, file.path, data, number, parquet, report)
        except staging.NotRight:
            checked = _slow_road(cursor, data, number, parquet, report)
        _same_force(checked, report)
    report.accepted, report.no_location = checked.rows, checked.no_location
    report.synthetic = job.synthetic or checked.synthetic
    _remark(checked, report)
    report.status = Status.LOADED


def _quick_road(
    cursor: duckdb.DuckDBPyConnection, path: Path, data: bytes, number: int, parquet: Path, report: FileReport
) -> staging.Checked:
    """Load a file that is wholly as published. Raises NotRight for any other."""
    crlf = data.startswith(layout.HEADER + b"\r\n")
    if (not crlf and not data.startswith(layout.HEADER + b"\n")) or b"\0" in data:
        raise staging.NotRight
    ends = data.count(b"\n")
    if (data.count(b"\r") != ends or data.count(b"\r\n") != ends) if crlf else b"\r" in data:
        raise staging.NotRight
    copy = parquet.with_suffix(".csv")
    if path.suffix == ".gz":
        copy.write_bytes(data)
        path = copy
    before = path.stat()
    staging.stage(cursor, path, parquet)
    after = path.stat()
    if (before.st_ino, before.st_size, before.st_mtime_ns) != (after.st_ino, after.st_size, after.st_mtime_ns):
        raise staging.NotRight
    checked = staging.check(cursor, parquet, number, report.month)
    # Blank lines, and quotes that swallow line ends, show as fewer rows than lines.
    report.rows = ends - data.endswith(b"\n")
    if checked.rows != report.rows or not report.rows:
        raise staging.NotRight
    if checked.twice:
        single, report.repeated = careful.without_repeats(data)
        if report.repeated:
            copy.write_bytes(single)
            checked = _again(cursor, copy, number, parquet, report)
    return checked


def _slow_road(
    cursor: duckdb.DuckDBPyConnection, data: bytes, number: int, parquet: Path, report: FileReport
) -> staging.Checked:
    """Load what is right of a file, listing the rest. Raises Unreadable when nothing is."""
    lines = careful.sort_out(data, report.month)
    report.repeated = 0
    report.rows, report.rejected, report.rejections = lines.rows, len(lines.rejections), lines.rejections
    report.notes += lines.notes
    if not lines.rows:
        raise Unreadable("It has a heading line and no rows, which is not the same as no crime. Download it again.")
    if report.rejected == report.rows:
        raise Unreadable("None of its lines could be accepted.")
    single, report.repeated = careful.without_repeats(lines.clean)
    copy = parquet.with_suffix(".csv")
    copy.write_bytes(single)
    try:
        return _again(cursor, copy, number, parquet, report)
    except staging.NotRight as error:
        raise Unreadable("It could not be read to the end. Download it again.") from error


def _again(
    cursor: duckdb.DuckDBPyConnection, copy: Path, number: int, parquet: Path, report: FileReport
) -> staging.Checked:
    """Stage the lines that were kept, in place of what was staged before. Raises NotRight when they do not add up."""
    staging.forget(cursor, number)
    staging.stage(cursor, copy, parquet)
    checked = staging.check(cursor, parquet, number, report.month)
    if checked.rows != report.rows - report.rejected - report.repeated:
        raise staging.NotRight
    return checked


def _same_force(checked: staging.Checked, report: FileReport) -> None:
    printed = [name for name in checked.forces if name in forces.FORCES]
    if printed and report.force not in {forces.slug_of(name) for name in printed}:
        report.rows = report.rejected = report.repeated = 0
        report.rejections = []
        raise Unreadable(f"The file is named {report.force} and its rows are of {printed[0]}. Give it its own name.")
    others = [name for name in checked.forces if forces.slug_of(name) != report.force]
    if others:
        report.notes.append(f"Rows name the force as {', '.join(others)[:200]}.")


def _remark(checked: staging.Checked, report: FileReport) -> None:
    unknown = [name for name in checked.types if name not in layout.CRIME_TYPES]
    if unknown:
        # The police may add a type; dropping it would understate the total without a word.
        report.notes.append(f"Crime types not met before were accepted: {', '.join(unknown)[:200]}.")
    if checked.twice:
        report.notes.append(f"{checked.twice:,} rows share a Crime ID with another and differ from it; all are kept.")


def _settle(job: _Load, files: list[FileReport]) -> None:
    """Decide between files of one load that are the same, or that tell the same force-month differently."""
    months: dict[tuple[str, str], dict[str, list[FileReport]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        if file.taken:
            months[file.force, file.month][file.sha256].append(file)
        elif file.status is Status.REPEATED:
            # What is held competes too: an older download beside it in the folder must not displace it by chance.
            months[file.force, file.month][file.sha256]
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


def _ready(job: _Load, where: Path, files: list[FileReport]) -> Prepared:
    report = LoadReport(files)
    new: dict[int, store.Held] = {}
    for number, file in enumerate(files):
        if file.taken:
            new[number] = store.Held(
                force=file.force,
                month=file.month,
                sha256=file.sha256,
                name=file.path,
                synthetic=file.synthetic,
                rows=file.rows,
                accepted=file.accepted,
                rejected=file.rejected,
                repeated=file.repeated,
                no_location=file.no_location,
            )
    if not new:
        return Prepared(report, list(job.manifest.months.values()), lambda: None)
    months = {**job.manifest.months, **{held.key: held for held in new.values()}}
    cube = job.folder / "cube.parquet"
    old = where / job.manifest.cube if job.manifest.cube else None
    staging.write_cube(job.connection, old, store.Manifest("", months), new, cube)
    manifest = store.Manifest(f"cube-{store.content_name(cube)}.parquet", months)
    staged = {held.parquet: job.parquet(number) for number, held in new.items()} | {manifest.cube: cube}
    return Prepared(report, list(months.values()), lambda: store.swap_in(where, manifest, staged))
