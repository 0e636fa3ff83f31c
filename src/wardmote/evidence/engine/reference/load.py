"""Load files about areas into a store: judge each, keep what is right of it, and say what all of them say together."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from wardmote.evidence.engine import store as stores
from wardmote.evidence.engine.load import rebuild_cubes
from wardmote.evidence.engine.manifest import Manifest, read_manifest
from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference import dates, held, making, reading, shapes
from wardmote.evidence.engine.reference.cells import Wrong
from wardmote.evidence.engine.reference.columns import Columns
from wardmote.evidence.engine.reference.forms import Form, form_of
from wardmote.evidence.engine.reference.held import Entry
from wardmote.evidence.engine.reference.reading import Unreadable
from wardmote.evidence.engine.reference.reports import ReferenceReport
from wardmote.evidence.engine.report import Status

Progress = Callable[[int, int], None]
SUFFIXES = (".csv", ".csv.gz", ".geojson", ".geojson.gz")
_UNDATED = "Neither its name nor its columns tell when it holds. Say it: --as-of YYYY-MM-DD."


@dataclass
class Prepared:
    """A load that is ready: what it will do, which datasets are then held, and `commit`, which does it."""

    reports: list[ReferenceReport]
    entries: list[Entry]
    commit: Callable[[], None]


@dataclass
class _Read:
    """The rows of one file: those kept, with their columns; `keys` of which say what a row is about."""

    title: str
    vintage: str
    fields: tuple[tuple[str, str], ...]
    keys: int
    rows: dict[tuple[Any, ...], tuple[Any, ...]] = field(default_factory=dict)

    def take(self, row: tuple[Any, ...], report: ReferenceReport) -> None:
        """Keep a row, or count it as repeated. Raises Wrong when an earlier one says otherwise of the same."""
        key = row[: self.keys]
        if key not in self.rows:
            self.rows[key] = row
        elif self.rows[key] == row:
            report.repeated += 1
        else:
            raise Wrong(f"an earlier line says otherwise of {' '.join(str(part) for part in key if part)}")


def is_reference(path: Path) -> bool:
    """Tell from its first bytes whether a file holds data about areas; False for what cannot be read."""
    name = path.name.casefold()
    if not name.endswith(SUFFIXES) or not path.is_file():
        return False
    start = reading.head(path)
    if ".geojson" in name:
        return shapes.is_geojson(start)
    return known.recognise(reading.heading(start)[0]) is not None


def load_reference(
    paths: Sequence[Path], store: Path, *, as_of: date | None = None, source: str = ""
) -> list[ReferenceReport]:
    """Load files about areas (or folders of them, all the way down) into `store`, and return what became of each.

    `as_of` is the day they hold as of, where their columns and names do not tell it rightly; `source` says where they
    come from. Raises FileNotFoundError for a path that is not there and Busy while another load runs; a file that is
    wrong is in the reports, not an error.
    """
    with preparing_reference(paths, store, as_of=as_of, source=source) as prepared:
        prepared.commit()
    return prepared.reports


@contextmanager
def preparing_reference(
    paths: Sequence[Path],
    store: Path,
    *,
    as_of: date | None = None,
    source: str = "",
    progress: Progress | None = None,
) -> Iterator[Prepared]:
    """As `load_reference`, but nothing changes until the caller calls `commit` on what this yields, in the block."""
    found = _files(paths)
    if read_manifest(store).old_form:
        # what is written here has the new form, so cubes of the old one are counted anew first
        rebuild_cubes(store)
    with stores.staging(store) as folder:
        manifest = read_manifest(store)
        before = {entry.key: entry for entry in held.entries_of(manifest)}
        reports: list[ReferenceReport] = []
        new: list[Entry | None] = []
        for number, (path, label) in enumerate(found):
            report = ReferenceReport(label, Status.REFUSED)
            new.append(_judge(path, report, before, as_of, source, folder / f"{number}.parquet"))
            reports.append(report)
            if progress:
                progress(number + 1, len(found))
        _settle(reports, new, before)
        yield _ready(store, folder, manifest, before, reports, new)


def _files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"There is no file or folder {path}.")
        below = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
        for each in below:
            if each == path or (not each.is_symlink() and each.name.casefold().endswith(SUFFIXES)):
                found.append((each, each.name if each == path else str(each.relative_to(path))))
    return found


def _judge(
    path: Path, report: ReferenceReport, before: dict[str, Entry], as_of: date | None, source: str, target: Path
) -> Entry | None:
    """Say what is to become of one file; return its entry when its rows are written to `target`."""
    try:
        data = reading.read(path)
        report.sha256 = hashlib.sha256(data).hexdigest()
        same = [entry for entry in before.values() if entry.sha256 == report.sha256]
        if same and as_of in (None, same[0].day):
            _repeat(report, same[0])
            return None
        read = (_shapes if ".geojson" in path.name.casefold() else _table)(path, data, report, as_of)
    except Unreadable as error:
        report.reason = str(error)
        return None
    held.write(
        target, list(read.rows.values()), read.fields, group=shapes.GROUP if report.kind == "boundaries" else 65_536
    )
    report.accepted, report.title, report.status = len(read.rows), read.title, Status.LOADED
    file = f"reference/{report.kind}-{stores.content_name(target)}.parquet"
    counts = report.rows, report.accepted, report.rejected, report.repeated
    name = path.name[-255:]
    return Entry(report.kind, report.as_of, read.title, read.vintage, report.sha256, name, source, file, *counts)


def _repeat(report: ReferenceReport, entry: Entry) -> None:
    report.status, report.kind, report.title, report.as_of = Status.REPEATED, entry.kind, entry.title, entry.as_of
    report.rows = report.repeated = entry.rows


def _table(path: Path, data: bytes, report: ReferenceReport, as_of: date | None) -> _Read:
    header, sign = reading.heading(data)
    form = form_of(header)
    if form is None:
        raise Unreadable("Its columns are none of data about areas that we know. Choose another file.")
    report.kind = form.kind
    read = _Read(form.title, form.vintage, form.fields, form.keys)
    for number, cells, text in reading.lines(data, sign):
        report.rows += 1
        try:
            read.take(_parsed(form, header, cells), report)
        except Wrong as wrong:
            report.reject(number, str(wrong), text)
    last = max((str(row[1]) for row in read.rows.values()), default="") if form.kind == known.AREA_COUNTS else ""
    _date(report, as_of or dates.as_of(form.kind, Columns(header), path.name, last))
    return _whole(read, report)


def _parsed(form: Form, header: list[str], cells: list[str] | str) -> tuple[Any, ...]:
    if isinstance(cells, str):
        raise Wrong(cells)
    if len(cells) != len(header):
        raise Wrong(f"{len(cells)} columns where the heading has {len(header)}")
    return form.parse(cells)


def _shapes(path: Path, data: bytes, report: ReferenceReport, as_of: date | None) -> _Read:
    report.kind = known.BOUNDARIES
    features = shapes.features_of(data)
    columns = shapes.columns_of(features)
    area = shapes.main_area(columns)
    # Boundaries often come in several files, one a district: each is a dataset of its own.
    stem = path.name.split(".")[0]
    year = f" 20{area.year}" if area.year else ""
    read = _Read(f"{area.level.upper()}{year}: {stem}"[:200], f"20{area.year}", shapes.FIELDS, 2)
    for number, feature in enumerate(features, 1):
        report.rows += 1
        try:
            read.take(shapes.parse(feature, columns, area), report)
        except Wrong as wrong:
            report.reject(number, str(wrong), str(feature))
    _date(report, as_of or dates.as_of(known.BOUNDARIES, columns, path.name))
    return _whole(read, report)


def _date(report: ReferenceReport, day: date | None) -> None:
    if day is None and report.kind == known.HARM:
        # Weights without a year are those in use now; the earliest held serve the time before them as well.
        day = date.today()
        report.notes.append("It does not tell when its weights hold; they are held as of today.")
    if day is None:
        report.forget()
        raise Unreadable(_UNDATED)
    report.as_of = day.isoformat()


def _whole(read: _Read, report: ReferenceReport) -> _Read:
    if not read.rows:
        reason = "None of its rows could be accepted." if report.rows else "It has no rows below the heading."
        if report.rejections:
            reason = f"{reason} The first: line {report.rejections[0].line}, {report.rejections[0].reason}."
        report.forget()
        raise Unreadable(reason)
    if report.rejected:
        report.notes.append(f"{report.rejected:,} of {report.rows:,} rows were rejected: areas may be missing.")
    return read


def _settle(reports: list[ReferenceReport], new: list[Entry | None], before: dict[str, Entry]) -> None:
    """Decide between files of one load that are the same, or that tell the same differently."""
    rivals: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(new):
        if entry:
            rivals[entry.key].append(number)
    for key, numbers in rivals.items():
        for number in numbers:
            report = reports[number]
            if len({reports[each].sha256 for each in numbers}) > 1:
                report.forget()
                new[number], report.status = None, Status.REFUSED
                report.reason = "Another file here tells the same of the same day differently. Load the one you want."
            elif number != numbers[0]:
                new[number], report.status = None, Status.REPEATED
                report.repeated, report.accepted = report.rows - report.rejected, 0
            elif key in before:
                report.status = Status.REPLACED


def _ready(
    store: Path,
    folder: Path,
    manifest: Manifest,
    before: dict[str, Entry],
    reports: list[ReferenceReport],
    new: list[Entry | None],
) -> Prepared:
    taken = {number: entry for number, entry in enumerate(new) if entry}
    entries = {**before, **{entry.key: entry for entry in taken.values()}}
    if not taken:
        return Prepared(reports, list(before.values()), lambda: None)
    staged = {entry.file: folder / f"{number}.parquet" for number, entry in taken.items()}
    where = {entry.file: staged.get(entry.file, store / entry.file) for entry in entries.values()}
    made = {**making.places_of(entries, where, folder, staged), **making.shapes_of(entries, where, folder, staged)}
    after = replace(manifest, reference={**held.described(entries.values()), **made})
    return Prepared(reports, list(entries.values()), lambda: stores.swap_in(store, after, staged))
