"""A zip file on another machine, of which only the list of contents and the files wanted are read."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from wardmote.evidence.engine.fetching.web import NotFetched, Part, Visitor

# One force's month of each kind, by the name in file names.
KINDS = {"street": "street", "outcomes": "outcomes", "stops": "stop-and-search"}
MEMBER = re.compile(r"^(\d{4}-(?:0[1-9]|1[0-2]))/\1-([a-z][a-z-]{1,40}?)-(street|outcomes|stop-and-search)\.csv$")
LARGEST_PACKED = 64 * 2**20
LARGEST_FILE = 256 * 2**20
_LARGEST_LIST = 16 * 2**20
_MOST_MEMBERS = 50_000
_BLOCK = 256 * 1024
# A file's own heading stands before it: 30 bytes, its name again, and further fields.
_HEADING = 30 + 256 + 1024
_KIND_OF = {name: kind for kind, name in KINDS.items()}


@dataclass(frozen=True)
class Member:
    """One force's file of a month in an archive."""

    kind: str
    force: str
    month: str
    info: zipfile.ZipInfo

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.force, self.month


class RemoteFile(io.RawIOBase):
    """A file on another machine that can be read from any place. What was read last is kept, and the file's end."""

    def __init__(self, visitor: Visitor, url: str, end: Part) -> None:
        super().__init__()
        self._visitor, self._url, self._end, self._near = visitor, url, end, end
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._end.total}[whence]
        self._place = max(0, start + offset)
        return self._place

    def read(self, size: int | None = -1) -> bytes:
        left = max(0, self._end.total - self._place)
        wanted = left if size is None or size < 0 else min(size, left)
        if not wanted:
            return b""
        near = next((part for part in (self._near, self._end) if _holds(part, self._place, wanted)), None)
        if near is None:
            near = self.bring(self._place, max(wanted, _BLOCK))
        start = self._place - near.start
        self._place += wanted
        return near.data[start : start + wanted]

    def bring(self, first: int, size: int) -> Part:
        """Ask for `size` bytes from `first` at once, and keep them for the reads to come."""
        last = min(first + size, self._end.total) - 1
        part = self._visitor.part(self._url, first, last)
        if (part.total, part.tag) != (self._end.total, self._end.tag):
            raise NotFetched("The archive was published anew while it was read. Run the same command again.")
        self._near = part
        return part


def _holds(part: Part, first: int, size: int) -> bool:
    return part.start <= first and first + size <= part.start + len(part.data)


class Archive:
    """An open archive: its members by kind, force and month."""

    def __init__(self, file: RemoteFile, zipped: zipfile.ZipFile) -> None:
        self._file, self._zipped = file, zipped
        self.members = {member.key: member for member in _members(zipped)}

    @contextmanager
    def reading(self, member: Member) -> Iterator[IO[bytes]]:
        """Give the unpacked content of one file, brought in one request. Its checksum is checked at its end."""
        info = member.info
        self._file.bring(info.header_offset, info.compress_size + _HEADING)
        try:
            with self._zipped.open(info) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise NotFetched(f"{info.filename} in the archive is broken. Run the same command again.") from error


def open_archive(visitor: Visitor, month: str) -> Archive:
    """Open the archive published for `month`. Raises Absent when there is none, NotFetched when it cannot be read."""
    url, end = visitor.where(f"data/archive/{month}.zip")
    file = RemoteFile(visitor, url, end)
    _check_list(end)
    try:
        return Archive(file, zipfile.ZipFile(file))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise NotFetched(f"The archive of {month} is no whole zip file. Try again later.") from error


def _check_list(end: Part) -> None:
    """Refuse a list of contents that is absurdly long before it is asked for."""
    place = end.data.rfind(b"PK\x05\x06")
    told = int.from_bytes(end.data[place + 12 : place + 16], "little") if place >= 0 else 0
    # 0xFFFFFFFF says that the size stands in another place, which zipfile reads
    if _LARGEST_LIST < told < 0xFFFFFFFF:
        raise NotFetched("The archive's list of contents is larger than it could be.")


def _members(zipped: zipfile.ZipFile) -> Iterator[Member]:
    infos = zipped.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise NotFetched("The archive has more files than it could have.")
    for info in infos:
        match = MEMBER.match(info.filename)
        whole = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and not info.flag_bits & 0x1
        if match and whole and info.compress_size <= LARGEST_PACKED and info.file_size <= LARGEST_FILE:
            yield Member(_KIND_OF[match[3]], match[2], match[1], info)
