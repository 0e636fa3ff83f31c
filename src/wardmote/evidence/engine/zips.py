"""Zip files as the police publish them: one a month, or one of many months. Members are read one by one into memory.

Nothing is unpacked to disk under a name from the archive, and no size that it states is believed.
"""

import gzip
import io
import struct
import zlib
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from wardmote.evidence.engine import finding, layout
from wardmote.evidence.engine.finding import Found, Unreadable

_CHUNK = 1024 * 1024
# Between an archive and what is in it.
_WITHIN = " › "
_BROKEN = "The zip file is broken or cut short. Download it again."
_ENCRYPTED = 0x1
# What reading a damaged archive may raise.
_BAD = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
# A stated size is no promise, but an archive that itself claims more than any publication is not opened.
_LARGEST_ARCHIVE = 256 * 1024**3


@dataclass
class Archives:
    """The zip files of one load, each opened once. Use as a context manager."""

    _open: dict[Path, ZipFile] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> "Archives":
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def opened(self, found: Iterable[Found]) -> list[Found]:
        """Return `found` with each zip file replaced by its members, or refused with the reason."""
        every: list[Found] = []
        for file in found:
            every += self._members(file) if finding.is_zip(file) else [file]
            if len(every) > layout.MOST_FILES:
                raise Unreadable(f"More than {layout.MOST_FILES:,} files. Load fewer at a time.")
        return every

    def read(self, file: Found) -> bytes:
        """Return the content of `file`, a member or a file of its own. Raises Unreadable as `finding.read` does."""
        if not file.member:
            return finding.read(file.path)
        archive = self._open[file.path]
        data = _member(archive, archive.getinfo(file.member))
        return _gunzipped(data) if file.name.casefold().endswith(".gz") else data

    def _members(self, file: Found) -> list[Found]:
        try:
            archive = self._stack.enter_context(ZipFile(file.path))
        except _BAD:
            return [Found(file.path, file.label, refuse=_BROKEN)]
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > layout.MOST_FILES or sum(info.file_size for info in infos) > _LARGEST_ARCHIVE:
            return [Found(file.path, file.label, refuse="It holds more than any archive that the police publish.")]
        if not infos:
            return [Found(file.path, file.label, refuse="The zip file is empty. Download it again.")]
        self._open[file.path] = archive
        times = Counter(info.filename for info in infos)
        every = []
        for info in sorted(infos, key=lambda info: info.filename):
            label = f"{file.label}{_WITHIN}{info.filename}"
            skip = _why_skipped(info.filename)
            why = "Its name stands in the archive twice." if times[info.filename] > 1 else _why_refused(info)
            every.append(Found(file.path, label, skip=skip, member=info.filename, refuse="" if skip else why))
        return every


def _why_refused(info: ZipInfo) -> str:
    name = info.filename
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
        return "Its name leads out of the archive. Download the archive again."
    if info.flag_bits & _ENCRYPTED:
        return "It is encrypted. Unpack the archive and load the folder."
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "It is packed in a way that is not read here. Unpack the archive and load the folder."
    return ""


def _why_skipped(name: str) -> str:
    if name.casefold().endswith(".zip"):
        return "a zip file inside a zip file; unpack it and load it by itself"
    return finding.not_a_csv(name)


def _member(archive: ZipFile, info: ZipInfo) -> bytes:
    limit = finding.most_bytes(info.compress_size)
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as stream:
            while part := stream.read(_CHUNK):
                size += len(part)
                if size > limit:
                    raise Unreadable(finding.too_large())
                parts.append(part)
    except _BAD as error:
        raise Unreadable("It is broken in the zip file. Download the archive again.") from error
    if size != info.file_size:
        raise Unreadable("It is broken in the zip file. Download the archive again.")
    return b"".join(parts)


def _gunzipped(data: bytes) -> bytes:
    limit = finding.most_bytes(len(data))
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            unpacked = stream.read(limit + 1)
    except (EOFError, zlib.error, OSError) as error:
        raise Unreadable("The packed file is broken or cut short. Download it again.") from error
    if len(unpacked) > limit:
        raise Unreadable(finding.too_large())
    return unpacked
