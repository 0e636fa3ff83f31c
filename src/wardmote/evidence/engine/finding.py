"""Find police files under a path, in folders and in zip files, and read one into memory without trusting its size."""

import gzip
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.evidence.engine import layout

_CHUNK = 1024 * 1024


class Unreadable(Exception):
    """A file that cannot be read as a police file; the message says why and what to do."""


@dataclass(frozen=True)
class Found:
    """A file under the path given. `label` is how reports name it; `skip` says why it is not read, empty when it is.

    `member` is its name inside the zip file at `path`; `refuse` says why a zip file, or a member, is refused unread.
    """

    path: Path
    label: str
    skip: str = ""
    member: str = ""
    refuse: str = ""

    @property
    def name(self) -> str:
        """The file's own name, without any folder."""
        return self.member.rsplit("/", 1)[-1] if self.member else self.path.name

    @property
    def packed(self) -> bool:
        return bool(self.member) or self.name.casefold().endswith(".gz")


def find(paths: Sequence[Path]) -> list[Found]:
    """List every file under `paths`, folders included all the way down, in the order of their names.

    A zip file is listed as itself; `zips.opened` lists its members. Raises FileNotFoundError for a path that is not
    there and Unreadable when there are absurdly many files.
    """
    found: list[Found] = []
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"There is no file or folder {path}.")
        for each in [path] if path.is_file() else sorted(_below(path)):
            # What a person names themselves may be a link; inside a folder a link could lead anywhere.
            label = each.name if each == path else str(each.relative_to(path))
            found.append(Found(each, label, _why_not(each, named=each == path)))
            if len(found) > layout.MOST_FILES:
                raise Unreadable(f"More than {layout.MOST_FILES:,} files. Load a smaller folder.")
    return found


def is_zip(found: Found) -> bool:
    """Say whether this is a zip file on disk."""
    return not found.skip and not found.member and found.name.casefold().endswith(".zip")


def not_a_csv(name: str) -> str:
    """Say why a file of this name is not read; empty when it is."""
    return "" if name.casefold().endswith((".csv", ".csv.gz")) else "not a CSV file"


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, followlinks=False):
        linked = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in [*names, *linked])


def _why_not(path: Path, *, named: bool) -> str:
    if path.is_symlink() and not named:
        return "a link to somewhere else; copy the file itself into the folder"
    if not path.is_file():
        return "not an ordinary file"
    return "" if path.name.casefold().endswith(".zip") else not_a_csv(path.name)


def read(path: Path) -> bytes:
    """Return the whole unpacked content. Raises Unreadable when it is too large, packed absurdly well, or broken."""
    try:
        if path.name.casefold().endswith(".gz"):
            return _unpacked(path)
        if path.stat().st_size > layout.LARGEST_FILE:
            raise Unreadable(too_large())
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"It cannot be read ({error.strerror or 'broken'}). Check the file and its permissions."
        ) from error


def most_bytes(packed: int) -> int:
    """Return how many bytes a file of `packed` packed bytes may unpack to."""
    return min(layout.LARGEST_FILE, max(_CHUNK, packed * layout.LARGEST_RATIO))


def _unpacked(path: Path) -> bytes:
    limit = most_bytes(path.stat().st_size)
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.open(path) as stream:
            while part := stream.read(_CHUNK):
                size += len(part)
                if size > limit:
                    raise Unreadable(too_large())
                parts.append(part)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Unreadable("The packed file is broken or cut short. Download it again.") from error
    return b"".join(parts)


def too_large() -> str:
    """Return what is said of a file that is larger than any month of one force."""
    return (
        f"It unpacks to more than a month of one force could be ({layout.LARGEST_FILE // 2**20} MB, or "
        f"{layout.LARGEST_RATIO} times its packed size). Download it again."
    )
