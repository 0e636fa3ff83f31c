"""Find street files under a path, and read one into memory without trusting its size."""

import gzip
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.evidence.engine import layout

_CHUNK = 1024 * 1024


class Unreadable(Exception):
    """A file that cannot be read as a street file; the message says why and what to do."""


@dataclass(frozen=True)
class Found:
    """A file under the path given. `label` is how reports name it; `skip` says why it is not read, empty when it is."""

    path: Path
    label: str
    skip: str = ""


def find(paths: Sequence[Path]) -> list[Found]:
    """List every file under `paths`, folders included all the way down, in the order of their names.

    Raises FileNotFoundError for a path that is not there and Unreadable when there are absurdly many files.
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


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, followlinks=False):
        linked = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in [*names, *linked])


def _why_not(path: Path, *, named: bool) -> str:
    name = path.name.casefold()
    if path.is_symlink() and not named:
        return "a link to somewhere else; copy the file itself into the folder"
    if not path.is_file():
        return "not an ordinary file"
    if name.endswith(".zip"):
        return "a zip file; unpack it and load the folder"
    if not name.endswith((".csv", ".csv.gz")):
        return "not a CSV file"
    if name.endswith(("-stop-and-search.csv", "-stop-and-search.csv.gz")):
        return "a stop and search file; only street files are loaded"
    if name.endswith(("-outcomes.csv", "-outcomes.csv.gz")):
        return "an outcomes file; only street files are loaded"
    return ""


def named(path: Path) -> tuple[str, str]:
    """Return (force, month) as the file name tells them, or two empty strings."""
    match = layout.STREET_NAME.match(path.name.casefold())
    return (match[2], match[1]) if match else ("", "")


def read(path: Path) -> bytes:
    """Return the whole unpacked content. Raises Unreadable when it is too large, packed absurdly well, or broken."""
    try:
        if path.name.casefold().endswith(".gz"):
            return _unpacked(path)
        if path.stat().st_size > layout.LARGEST_FILE:
            raise Unreadable(_too_large())
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"It cannot be read ({error.strerror or 'broken'}). Check the file and its permissions."
        ) from error


def _unpacked(path: Path) -> bytes:
    packed = path.stat().st_size
    limit = min(layout.LARGEST_FILE, max(_CHUNK, packed * layout.LARGEST_RATIO))
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.open(path) as stream:
            while part := stream.read(_CHUNK):
                size += len(part)
                if size > limit:
                    raise Unreadable(_too_large())
                parts.append(part)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Unreadable("The packed file is broken or cut short. Download it again.") from error
    return b"".join(parts)


def _too_large() -> str:
    return (
        f"It unpacks to more than a month of one force could be ({layout.LARGEST_FILE // 2**20} MB, or "
        f"{layout.LARGEST_RATIO} times its packed size). Download it again."
    )
