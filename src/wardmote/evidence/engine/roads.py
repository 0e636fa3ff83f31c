"""The two roads by which one file comes into a store: the quick one for files as published, the slow one for others."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from wardmote.evidence.engine import careful, forces, kinds, staging
from wardmote.evidence.engine.finding import Found, Unreadable
from wardmote.evidence.engine.kinds import Kind
from wardmote.evidence.engine.report import FileReport

_NAME_IT = "Give it the name that it was published under, such as 2025-01-hampshire-{ending}.csv."


@dataclass(frozen=True)
class Road:
    """One file under way: where it is, what it is, and where its rows and its cells are to be written."""

    cursor: duckdb.DuckDBPyConnection
    file: Found
    data: bytes
    kind: Kind
    header: list[str]
    parquet: Path
    cells: Path
    report: FileReport

    @property
    def copy(self) -> Path:
        """Where lines are written for DuckDB to read when the file itself will not do."""
        return self.parquet.with_suffix(".csv")


def take(cursor: duckdb.DuckDBPyConnection, file: Found, data: bytes, parquet: Path, report: FileReport) -> None:
    """Stage the rows of a file, and say in `report` what was found. Raises Unreadable when nothing can be taken."""
    named, report.force, report.month = kinds.named(file.name)
    kind, header = careful.kind_of(data, named)
    report.kind, report.columns = kind.slug, tuple(header)
    if not report.force:
        _from_rows(kind, header, data, report)
    road = Road(cursor, file, data, kind, header, parquet, parquet.with_suffix(".cells"), report)
    try:
        try:
            checked = _quick(road)
        except staging.NotRight:
            checked = _slow(road)
    finally:
        road.copy.unlink(missing_ok=True)
    _same_force(checked, report)
    report.accepted, report.repeated = checked.rows, checked.repeated
    report.no_location, report.no_area = checked.no_location, checked.no_area
    report.types, report.synthetic = checked.types, checked.synthetic
    _remark(checked, kind, report)


def _from_rows(kind: Kind, header: list[str], data: bytes, report: FileReport) -> None:
    if not kind.printed_force:
        raise Unreadable(f"Its rows do not tell the force. {_NAME_IT.format(ending=kind.ending)}")
    report.month, printed = careful.usual(data, header)
    report.force = forces.slug_of(printed)
    if not report.force or not report.month:
        raise Unreadable("No row tells the month and the force. Download the file again.")


def _quick(road: Road) -> staging.Checked:
    """Load a file that is wholly as published. Raises NotRight for any other."""
    data, heading, report = road.data, road.kind.header, road.report
    crlf = data.startswith(heading + b"\r\n")
    if (not crlf and not data.startswith(heading + b"\n")) or b"\0" in data:
        raise staging.NotRight
    ends = data.count(b"\n")
    if (data.count(b"\r") != ends or data.count(b"\r\n") != ends) if crlf else b"\r" in data:
        raise staging.NotRight
    path = road.file.path
    if road.file.packed:
        path = road.copy
        path.write_bytes(data)
    before = path.stat()
    rows = staging.read(road.cursor, road.kind, path)
    after = path.stat()
    if (before.st_ino, before.st_size, before.st_mtime_ns) != (after.st_ino, after.st_size, after.st_mtime_ns):
        raise staging.NotRight
    # Blank lines, and quotes that swallow line ends, show as fewer rows than lines.
    report.rows = ends - data.endswith(b"\n")
    if rows != report.rows or not rows:
        raise staging.NotRight
    return _staged(road)


def _slow(road: Road) -> staging.Checked:
    """Load what is right of a file, listing the rest. Raises Unreadable when nothing is."""
    report = road.report
    lines = careful.sort_out(road.data, road.kind, road.header, report.month)
    report.rows, report.rejected, report.rejections = lines.rows, len(lines.rejections), lines.rejections
    report.notes += lines.notes
    if not lines.rows:
        raise Unreadable("It has a heading line and no rows, which is not the same as none. Download it again.")
    if report.rejected == report.rows:
        raise Unreadable("None of its lines could be accepted.")
    road.copy.write_bytes(lines.clean)
    try:
        if staging.read(road.cursor, road.kind, road.copy) != report.rows - report.rejected:
            raise staging.NotRight
        return _staged(road)
    except staging.NotRight as error:
        raise Unreadable("It could not be read to the end. Download it again.") from error


def _staged(road: Road) -> staging.Checked:
    """Check the rows that were read, and write them and their cells. Raises NotRight when one of them is wrong."""
    report = road.report
    checked = staging.check(road.cursor, road.kind, report.month)
    staging.write(road.cursor, road.kind, road.parquet, road.cells, force=report.force, month=report.month)
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


def _remark(checked: staging.Checked, kind: Kind, report: FileReport) -> None:
    unknown = [name for name in checked.types if kind.known and name not in kind.known]
    if unknown:
        # The police may add a type; dropping it would understate the total without a word.
        report.notes.append(f"Crime types not met before were accepted: {', '.join(unknown)[:200]}.")
    if checked.twice and kind is kinds.STREET:
        report.notes.append(f"{checked.twice:,} rows share a Crime ID with another and differ from it; all are kept.")
    if checked.before:
        rows = "1 row is" if checked.before == 1 else f"{checked.before:,} rows are"
        report.notes.append(f"{rows} dated in the month before and counted in this one, as published.")
