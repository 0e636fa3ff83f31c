"""The folder that holds what was loaded, and how it changes: wholly or not at all.

    manifest.json            what is held; replaced in one rename (`manifest`)
    months/FORCE/…parquet    accepted rows of each force's street file of a month, named by month and content
    outcomes/, stops/        the same of the other kinds
    cube-….parquet           the counts of each kind, named by content
    rejected/…               the lines that a file's load rejected
    reference/…              data about areas, named by content
    staging-…                a load under way; one that was killed leaves this behind, for the next load to clear
    lock                     held while a load runs

Files are named by content and never written twice, so readers of the old manifest keep finding the old files until the
new manifest is in place.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wardmote.evidence.engine import manifest as manifests
from wardmote.evidence.engine.manifest import MANIFEST, Held, Key, Manifest, read_manifest

__all__ = [
    "MANIFEST", "Busy", "Held", "Key", "Manifest", "content_name", "read_manifest", "staging", "swap_in", "sync",
]  # fmt: skip
# What the store's folders may hold and a manifest must name; anything else there is left from an older manifest.
_SWEPT = (
    "cube-*.parquet", "months/*/*.parquet", "outcomes/*/*.parquet", "stops/*/*.parquet", "reference/*.parquet",
    "rejected/*/*.json",
)  # fmt: skip


class Busy(Exception):
    """Another load is using the store."""


@contextmanager
def staging(store: Path) -> Iterator[Path]:
    """Hold the store for one load and give it a folder to work in. Raises Busy when another load holds it."""
    store.mkdir(parents=True, exist_ok=True)
    with open(store / "lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy("Another load is running. Wait until it has finished, then load again.") from error
        for left in store.glob("staging-*"):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()
        folder = Path(tempfile.mkdtemp(prefix="staging-", dir=store))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def swap_in(store: Path, manifest: Manifest, staged: dict[str, Path]) -> None:
    """Make `manifest` what the store holds. `staged` gives the finished file for each new relative path.

    Everything is on disk before the one rename that counts; a stop before it leaves the old state, after it the new.
    """
    for relative, finished in staged.items():
        target = store / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        sync(finished)
        os.replace(finished, target)
    parents = {(store / relative).parent for relative in staged}
    for folder in parents | {parent.parent for parent in parents if parent != store} | {store}:
        sync(folder)
    with tempfile.NamedTemporaryFile("w", dir=store, prefix="staging-", delete=False, encoding="utf-8") as new:
        manifests.write(manifest, new.file)
        new.flush()
        os.fsync(new.fileno())
    os.replace(new.name, store / MANIFEST)
    sync(store)
    _sweep(store, manifest)


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def content_name(path: Path) -> str:
    """Return 16 hexadecimal digits that stand for the content of `path`."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:16]


def _sweep(store: Path, manifest: Manifest) -> None:
    wanted = manifest.files()
    for pattern in _SWEPT:
        for path in store.glob(pattern):
            if str(path.relative_to(store)) not in wanted:
                path.unlink()
