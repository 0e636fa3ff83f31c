"""The folder that holds what was loaded, and how it changes: wholly or not at all.

    manifest.json            what is held: one entry a force-month, and the name of the cube; replaced in one rename
    months/FORCE/…parquet    the accepted rows of each force-month, named by month and content
    cube-….parquet           the counts, named by content
    staging-…                a load under way; one that was killed leaves this behind, for the next load to clear
    lock                     held while a load runs

Files are named by content and never written twice, so readers of the old manifest keep finding the old files until the
new manifest is in place.
"""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

MANIFEST = "manifest.json"


class Busy(Exception):
    """Another load is using the store."""


@dataclass(frozen=True)
class Held:
    """One force-month that is held: where it came from and what was counted in it."""

    force: str
    month: str
    sha256: str
    name: str
    synthetic: bool
    rows: int
    accepted: int
    rejected: int
    repeated: int
    no_location: int

    @property
    def key(self) -> tuple[str, str]:
        return self.force, self.month

    @property
    def parquet(self) -> str:
        """Path of the rows, relative to the store."""
        return f"months/{self.force}/{self.month}-{self.sha256[:16]}.parquet"


@dataclass(frozen=True)
class Manifest:
    """Everything that is held. `cube` is empty in a new store."""

    cube: str = ""
    months: dict[tuple[str, str], Held] = field(default_factory=dict)


def read_manifest(store: Path) -> Manifest:
    """Return what `store` holds; an empty manifest when nothing was loaded yet."""
    try:
        found = json.loads((store / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Manifest()
    held = [Held(**entry) for entry in found["months"]]
    return Manifest(found["cube"], {each.key: each for each in held})


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
    for folder in {(store / relative).parent for relative in staged} | {store, store / "months"}:
        sync(folder)
    body = {"cube": manifest.cube, "months": [asdict(manifest.months[key]) for key in sorted(manifest.months)]}
    with tempfile.NamedTemporaryFile("w", dir=store, prefix="staging-", delete=False, encoding="utf-8") as new:
        json.dump(body, new, indent=1)
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
    wanted = {manifest.cube, *(held.parquet for held in manifest.months.values())}
    for path in [*store.glob("cube-*.parquet"), *store.glob("months/*/*.parquet")]:
        if str(path.relative_to(store)) not in wanted:
            path.unlink()
