"""The part of a store that holds data about areas: one Parquet file a dataset, and what is made of them all."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wardmote.evidence.engine.manifest import MANIFEST, Manifest, read_manifest

PLACES, SHAPES = "places", "shapes"
"""Keys of what is made of the lookups and of the boundaries; any other key is a dataset's."""


@dataclass(frozen=True)
class Entry:
    """One dataset that is held. `as_of` is written as a date; `vintage` is the year of its LSOA codes, or empty.

    `file` is relative to the store. rows = accepted + rejected + repeated.
    """

    kind: str
    as_of: str
    title: str
    vintage: str
    sha256: str
    name: str
    source: str
    file: str
    rows: int
    accepted: int
    rejected: int
    repeated: int

    @property
    def key(self) -> str:
        """What a later file must share to take this one's place."""
        return f"{self.kind}/{self.as_of}/{self.title}"

    @property
    def day(self) -> date:
        return date.fromisoformat(self.as_of)


def entries_of(manifest: Manifest) -> list[Entry]:
    """Return the datasets that `manifest` names, by kind, day and title."""
    found = [Entry(**each) for key, each in manifest.reference.items() if key not in (PLACES, SHAPES)]
    return sorted(found, key=lambda entry: entry.key)


def described(entries: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """Return the entries as a manifest writes them."""
    return {entry.key: asdict(entry) for entry in entries}


def read_reference(store: Path) -> list[Entry]:
    """Return the datasets that `store` holds, by kind, day and title."""
    return entries_of(manifest_of(store))


def manifest_of(store: Path) -> Manifest:
    """Return the store's manifest, read again only when it was replaced."""
    try:
        found = (store / MANIFEST).stat()
    except FileNotFoundError:
        return Manifest()
    return _as_of(store, found.st_ino, found.st_mtime_ns)


# A manifest is replaced and never rewritten, so this does not go stale.
@lru_cache(maxsize=2)
def _as_of(store: Path, inode: int, modified: int) -> Manifest:
    return read_manifest(store)


def of_kind(store: Path, kind: str) -> list[Entry]:
    """Return the datasets of one kind, the earliest first."""
    return [entry for entry in read_reference(store) if entry.kind == kind]


def write(path: Path, rows: list[tuple[Any, ...]], fields: Iterable[tuple[str, str]], *, group: int = 65_536) -> None:
    """Write rows as Parquet; `fields` gives each column's name and type (string, int64 or double)."""
    schema = pa.schema([pa.field(name, _TYPES[kind]) for name, kind in fields])
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    pq.write_table(pa.table(arrays, schema=schema), path, compression="zstd", row_group_size=group)


_TYPES = {"string": pa.string(), "int64": pa.int64(), "double": pa.float64()}


def among(column: pa.ChunkedArray, values: Iterable[str]) -> pa.ChunkedArray:
    """Return which of a column's texts are among `values`."""
    return pc.is_in(column, pa.array(list(values), pa.string()))


@lru_cache(maxsize=32)
def table(path: Path) -> pa.Table:
    """Return a small file of the store whole. It is named by its content, so what is kept never goes stale."""
    with pq.ParquetFile(path) as file:
        return file.read()
