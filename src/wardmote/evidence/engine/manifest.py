"""The list of what a store holds: one entry a kind, force and month, the cubes, and the data about areas.

A manifest written before there were kinds is read as one of street files. Columns and crime types are much the same in
every file, so each different list is written once and entries give its number.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
STREET = "street"
# Which folder holds the rows of a kind; street files were there first.
_FOLDERS = {STREET: "months"}
# Lists that are written once, and referred to by number.
_SHARED = ("columns", "types")

Key = tuple[str, str, str]
"""Kind, force, month."""


@dataclass(frozen=True)
class Held:
    """One file that is held: where it came from and what was counted in it.

    `no_location` counts rows with no place, `no_area` those with coordinates and no LSOA code. `columns` are those of
    the heading, in its order; `types` the crime types (outcomes, kinds of search) printed. `remarks` is what the load
    noted; `defects` says in words why the month's figures look like a fault of recording, `steps` which levels changed
    with it and stayed: both depend on the months around, and are made anew when those change.
    """

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
    kind: str = STREET
    no_area: int = 0
    columns: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return self.kind, self.force, self.month

    @property
    def parquet(self) -> str:
        """Path of the rows, relative to the store."""
        return f"{_FOLDERS.get(self.kind, self.kind)}/{self.force}/{self.month}-{self.sha256[:16]}.parquet"

    @property
    def refused(self) -> str:
        """Path of the list of rejected lines, relative to the store; empty when none was rejected."""
        return f"rejected/{self.force}/{self.kind}-{self.month}-{self.sha256[:16]}.json" if self.rejected else ""


@dataclass(frozen=True)
class Manifest:
    """Everything that is held.

    `cubes` names the cube of each kind, relative to the store; a kind of which nothing is held has none. `areas` is
    the file of places that the cubes were made with, empty when none was held; `reference` is the data about areas,
    by any key, each entry a mapping whose "file" is relative to the store.
    """

    cubes: dict[str, str] = field(default_factory=dict)
    months: dict[Key, Held] = field(default_factory=dict)
    reference: dict[str, dict[str, Any]] = field(default_factory=dict)
    areas: str = ""
    old_form: bool = False

    @property
    def cube(self) -> str:
        """The cube of street crime; empty when no street file is held."""
        return self.cubes.get(STREET, "")

    def held(self, force: str, month: str, kind: str = STREET) -> Held | None:
        """Return what is held of a force and month, None when it is missing."""
        return self.months.get((kind, force, month))

    def of_kind(self, kind: str) -> dict[tuple[str, str], Held]:
        """Return what is held of one kind, by force and month."""
        return {(held.force, held.month): held for held in self.months.values() if held.kind == kind}

    @property
    def places(self) -> str:
        """The file that says which district each area is in, relative to the store; empty when none is held."""
        return str(self.reference.get("places", {}).get("file", ""))

    def files(self) -> set[str]:
        """Return the path of everything that is held, relative to the store."""
        about_areas = {str(entry["file"]) for entry in self.reference.values() if entry.get("file")}
        rows = {held.parquet for held in self.months.values()}
        return {*self.cubes.values(), *rows, *(held.refused for held in self.months.values()), *about_areas}


def read_manifest(store: Path) -> Manifest:
    """Return what `store` holds; an empty manifest when nothing was loaded yet."""
    try:
        found = json.loads((store / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Manifest()
    shared = {name: [tuple(each) for each in found.get(name, [])] for name in _SHARED}
    months = [_held(entry, shared) for entry in found["months"]]
    return Manifest(
        cubes=found["cubes"] if "cubes" in found else {STREET: found["cube"]} if found["cube"] else {},
        months={each.key: each for each in months},
        reference=found.get("reference", {}),
        areas=found.get("areas", ""),
        old_form="cubes" not in found,
    )


def write(manifest: Manifest, out: IO[str]) -> None:
    """Write `manifest` as JSON."""
    shared: dict[str, dict[tuple[str, ...], int]] = {name: {} for name in _SHARED}
    months = [_entry(manifest.months[key], shared) for key in sorted(manifest.months)]
    lists = {name: list(found) for name, found in shared.items()}
    body = {"cubes": manifest.cubes, "areas": manifest.areas, "reference": manifest.reference, **lists}
    json.dump({**body, "months": months}, out, indent=1)


def with_months(manifest: Manifest, months: dict[Key, Held], cubes: dict[str, str]) -> Manifest:
    """Return `manifest` with other months and cubes, the cubes made with the places that it holds."""
    return replace(manifest, months=months, cubes=cubes, areas=manifest.places, old_form=False)


def _entry(held: Held, shared: dict[str, dict[tuple[str, ...], int]]) -> dict[str, Any]:
    entry = asdict(held)
    for name, seen in shared.items():
        entry[name] = seen.setdefault(entry[name], len(seen))
    return entry


def _held(entry: dict[str, Any], shared: dict[str, list[tuple[str, ...]]]) -> Held:
    for name in _SHARED:
        if name in entry:
            entry[name] = shared[name][entry[name]]
    for name in ("remarks", "defects", "steps"):
        entry[name] = tuple(entry.get(name, ()))
    return Held(**entry)
