"""Fetch what is wanted of the archives, each file whole or not at all, going on where an earlier fetch stopped."""

import os
import re
import tempfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wardmote.evidence.engine.fetching.archive import KINDS, LARGEST_FILE, Archive, Member, open_archive
from wardmote.evidence.engine.fetching.web import POLICE_UK, Absent, NotFetched, Site, Visitor

# An archive holds the month that it is named after and the 35 before.
MONTHS_IN_ARCHIVE = 36
_MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")
_NEWEST_TRIES = 3
_CHUNK = 2**20
FETCHED, THERE, NOT_YET, NONE = "fetched", "already there", "not yet published", "not published"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Wanted:
    """One force's file of a month, and what became of it. `packed` is how many bytes it took to fetch."""

    kind: str
    force: str
    month: str
    status: str = ""
    archive: str = ""
    packed: int = 0

    @property
    def name(self) -> str:
        return f"{self.month}-{self.force}-{KINDS[self.kind]}.csv"


@dataclass
class FetchReport:
    """What became of a fetch: each file wanted, by month; how often the site was asked, and how much came."""

    newest: str
    files: list[Wanted] = field(default_factory=list)
    requests: int = 0
    received: int = 0

    def paths(self, into: Path) -> list[Path]:
        """Return the files that are now in `into`."""
        there = [file for file in self.files if file.status in (FETCHED, THERE)]
        return [into / file.month / file.name for file in there]

    def count(self, status: str) -> int:
        return sum(file.status == status for file in self.files)

    def as_dict(self) -> dict[str, Any]:
        """Return the report for a program."""
        files = [
            {
                "kind": each.kind,
                "force": each.force,
                "month": each.month,
                "status": each.status,
                "archive": each.archive,
            }
            for each in self.files
        ]
        return {"newest": self.newest, "requests": self.requests, "received": self.received, "files": files}

    def as_text(self) -> str:
        """Return the report for a person."""
        lines = [
            f"data.police.uk has published up to {self.newest}. {self.count(FETCHED):,} files fetched "
            f"({self.received / 1e6:,.1f} MB in {self.requests:,} requests), {self.count(THERE):,} already there."
        ]
        for status in (NOT_YET, NONE):
            found = [f"{each.month} {each.force} {each.kind}" for each in self.files if each.status == status]
            if found:
                lines.append(f"{status.capitalize()}: {', '.join(found)}.")
        return "\n".join(lines)


def fetch(
    *,
    forces: Sequence[str],
    first: str,
    last: str | None,
    into: Path,
    kinds: Sequence[str] = tuple(KINDS),
    site: Site = POLICE_UK,
    progress: Progress | None = None,
) -> FetchReport:
    """Fetch the files of `forces` for the months from `first` to `last` (None: the newest) into folders of `into`.

    A file that is there already and is what the archive holds is not fetched again; one that differs, because its
    month was published anew, is replaced. A month or a force's file that is not published is told and is no error.
    Raises NotFetched when the site cannot be asked: what was fetched until then stays, for the next time.
    """
    visitor = Visitor(site)
    newest = newest_month(visitor)
    report = FetchReport(newest)
    wanted = [
        Wanted(kind, force, month)
        for month in months_between(first, last or newest)
        for force in forces
        for kind in kinds
    ]
    done: list[Wanted] = [_became(each, NOT_YET) for each in wanted if each.month > newest]
    rest = [each for each in wanted if each.month <= newest]
    for name, months in archives_for(newest, sorted({each.month for each in rest})):
        of_these = [each for each in rest if each.month in months]
        done += _from_archive(visitor, name, of_these, into, _counting(progress, len(done), len(wanted)))
    report.requests, report.received = visitor.requests, visitor.received
    order = {(each.kind, each.force, each.month): number for number, each in enumerate(wanted)}
    report.files = sorted(done, key=lambda each: order[each.kind, each.force, each.month])
    return report


def newest_month(visitor: Visitor) -> str:
    """Ask the site which month it published last."""
    try:
        told = str(visitor.json("api/crime-last-updated")["date"])[:7]
    except (Absent, KeyError, TypeError) as error:
        raise NotFetched("The site does not tell its newest month. Try again later.") from error
    if not _MONTH.match(told):
        raise NotFetched("The site does not tell its newest month. Try again later.")
    return told


def months_between(first: str, last: str) -> list[str]:
    """Return the months from `first` to `last`, both included. Raises ValueError for what is no month."""
    for month in (first, last):
        if not _MONTH.match(month):
            raise ValueError(f"{month} is no month such as 2025-01")
    return [_month(number) for number in range(_number(first), _number(last) + 1)]


def archives_for(newest: str, months: Sequence[str]) -> Iterable[tuple[str, set[str]]]:
    """Say which archives to open, and which of `months` (in order) to take from each.

    The newest has the last word on the months it holds. Older months come from as few archives as will do, each the
    last that held the earliest month still wanted.
    """
    left = list(months)
    recent = _number(newest) - MONTHS_IN_ARCHIVE + 1
    taken = {month for month in left if _number(month) >= recent}
    if taken:
        yield newest, taken
    left = [month for month in left if month not in taken]
    while left:
        name = min(_number(newest), _number(left[0]) + MONTHS_IN_ARCHIVE - 1)
        taken = {month for month in left if _number(month) <= name}
        yield _month(name), taken
        left = [month for month in left if month not in taken]


def _from_archive(
    visitor: Visitor, name: str, wanted: Sequence[Wanted], into: Path, tell: Callable[[int], None]
) -> list[Wanted]:
    found = _opened(visitor, name)
    done: list[Wanted] = []
    for each in wanted:
        member = found[1].members.get((each.kind, each.force, each.month)) if found else None
        if found is None or member is None:
            late = found is not None and each.month > found[0]
            done.append(_became(each, NOT_YET if late else NONE, name))
        else:
            target = into / each.month / each.name
            there = _same(target, member)
            if not there:
                _save(found[1], member, target)
            done.append(_became(each, THERE if there else FETCHED, found[0], 0 if there else member.info.compress_size))
        tell(len(done))
    return done


def _opened(visitor: Visitor, name: str) -> tuple[str, Archive] | None:
    """Open an archive, or one shortly before it: the newest month is told of before its archive is there."""
    for number in range(_number(name), _number(name) - _NEWEST_TRIES, -1):
        try:
            return _month(number), open_archive(visitor, _month(number))
        except Absent:
            continue
    return None


def _same(target: Path, member: Member) -> bool:
    """Tell whether the file that is there is the archive's, by its size and checksum."""
    try:
        if target.stat().st_size != member.info.file_size:
            return False
        check = 0
        with open(target, "rb") as stream:
            while part := stream.read(_CHUNK):
                check = zlib.crc32(part, check)
    except OSError:
        return False
    return check == member.info.CRC


def _save(archive: Archive, member: Member, target: Path) -> None:
    """Write one file under its name only when it is whole. A fetch that was stopped leaves nothing that looks whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{target.name}.*"):
        left.unlink()
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as out:
        try:
            size = 0
            with archive.reading(member) as stream:
                while part := stream.read(_CHUNK):
                    size += len(part)
                    if size > min(member.info.file_size, LARGEST_FILE):
                        raise NotFetched(f"{target.name} unpacks to more than the archive says.")
                    out.write(part)
            if size != member.info.file_size:
                raise NotFetched(f"{target.name} in the archive is shorter than the archive says.")
            out.flush()
            os.fsync(out.fileno())
        except BaseException:
            Path(out.name).unlink(missing_ok=True)
            raise
    os.replace(out.name, target)


def _became(each: Wanted, status: str, archive: str = "", packed: int = 0) -> Wanted:
    return Wanted(each.kind, each.force, each.month, status, archive, packed)


def _counting(progress: Progress | None, before: int, whole: int) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if progress:
            progress(before + done, whole)

    return tell


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
