"""Questions to the cube, written once as Ibis expressions, so that another engine can answer them.

`by_force` and `by_month` take a table and return an expression and know nothing of DuckDB. One connection a process is
kept; it reads the cube and holds nothing else.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wardmote.evidence.engine import layout
from wardmote.evidence.engine.store import MANIFEST, Held, Manifest, read_manifest

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Every type but anti-social behaviour, which is incidents and not recorded crime.
ALL_CRIME = "All recorded crime"


@dataclass(frozen=True)
class Counts:
    """Records counted in a set of districts, month by month.

    `by_month` has only the months held by every force that polices the districts; the others are in `missing` and are
    not nought. `elsewhere` counts records of the same districts in the files of other forces (a railway, a map point
    over the border): they are left out, so that months with and without those files compare. `unknown` names districts
    that no file has ever printed.
    """

    by_month: dict[str, int]
    missing: tuple[str, ...]
    forces: tuple[str, ...]
    synthetic: bool
    elsewhere: int
    unknown: tuple[str, ...]

    @property
    def held(self) -> tuple[str, ...]:
        return tuple(self.by_month)

    @property
    def total(self) -> int | None:
        """The sum, or None when a month is missing: part of a quarter is no quarter."""
        return None if self.missing else sum(self.by_month.values())


def by_force(cube: "ir.Table") -> "ir.Table":
    """Return district, force, n: how many records each force has printed in each district, ever."""
    return cube.filter(cube.district != "").group_by("district", "force").aggregate(n=cube.n.sum())


def by_month(cube: "ir.Table", districts: Collection[str], crime_type: str) -> "ir.Table":
    """Return district, force, month, n of the records of `crime_type` (or ALL_CRIME) in `districts`."""
    rows = cube.filter(cube.district.isin(sorted(districts)))
    if crime_type == ALL_CRIME:
        rows = rows.filter(rows.crime_type != layout.ANTI_SOCIAL_BEHAVIOUR)
    else:
        rows = rows.filter(rows.crime_type == crime_type)
    return rows.group_by("district", "force", "month").aggregate(n=rows.n.sum())


def recorded_crime(store: Path, districts: Collection[str], crime_type: str, months: Sequence[str]) -> Counts:
    """Count the records of `crime_type` (as the files print it, or ALL_CRIME) in `districts` for each of `months`.

    A district is the name printed in the LSOA names. It belongs to the force whose files hold most of its records, and
    only that force's files are counted for it. Months are written `2025-01`.
    """
    asked = frozenset(districts)
    if not asked:
        return Counts({}, tuple(months), (), False, 0, ())
    manifest, policing, rows = _ask(store, lambda cube: (_policing(cube), _counted(cube, asked, crime_type)), ({}, ()))
    unknown = tuple(sorted(asked - policing.keys()))
    forces = tuple(sorted({policing[district] for district in asked if district in policing}))
    held = [month for month in months if not unknown and all((force, month) in manifest.months for force in forces)]
    counted: Counter[str] = Counter()
    elsewhere = 0
    for district, force, month, n in rows:
        if month in held and force == policing[district]:
            counted[month] += n
        elif month in held:
            elsewhere += n
    return Counts(
        by_month={month: counted[month] for month in held},
        missing=tuple(month for month in months if month not in held),
        forces=forces,
        synthetic=any(manifest.months[force, month].synthetic for force in forces for month in held),
        elsewhere=elsewhere,
        unknown=unknown,
    )


def months_held(store: Path) -> list[Held]:
    """Return every force-month that is held, by force and month."""
    months = _manifest(store).months
    return [months[key] for key in sorted(months)]


def crime_types(store: Path) -> tuple[str, ...]:
    """Return the types that the store holds, as printed, by name."""
    _, types = _ask(store, lambda cube: (_types(cube),), ((),))
    return types


def _ask(store: Path, question: Callable[[Path], tuple[Any, ...]], nothing: tuple[Any, ...]) -> tuple[Any, ...]:
    """Answer with the manifest and what `question` makes of its cube, or with `nothing` of an empty store.

    A load may finish between the two reads; the cube's name is then gone, and both are read again.
    """
    for _ in range(_TRIES):
        manifest = _manifest(store)
        if not manifest.cube:
            return manifest, *nothing
        with suppress(FileNotFoundError):
            return manifest, *question(store / manifest.cube)
    raise FileNotFoundError(f"The counts of {store} are gone. Load the police files again.")


def _manifest(store: Path) -> Manifest:
    try:
        found = (store / MANIFEST).stat()
    except FileNotFoundError:
        return Manifest()
    return _manifest_as_of(store, found.st_ino, found.st_mtime_ns)


# What is kept below never goes stale: a manifest is replaced and not rewritten, and a cube is named by its content.
@lru_cache(maxsize=2)
def _manifest_as_of(store: Path, inode: int, modified: int) -> Manifest:
    return read_manifest(store)


@lru_cache(maxsize=2)
def _policing(cube: Path) -> dict[str, str]:
    """Return for each district the force that printed most of its records; of equals, the first by name."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in _run(cube, by_force):
        found[row["district"]].append((-row["n"], row["force"]))
    return {district: min(counts)[1] for district, counts in found.items()}


@lru_cache(maxsize=256)
def _counted(cube: Path, districts: frozenset[str], crime_type: str) -> tuple[tuple[str, str, str, int], ...]:
    rows = _run(cube, lambda table: by_month(table, districts, crime_type))
    return tuple((row["district"], row["force"], row["month"], row["n"]) for row in rows)


@lru_cache(maxsize=2)
def _types(cube: Path) -> tuple[str, ...]:
    return tuple(sorted(row["crime_type"] for row in _run(cube, lambda table: table[["crime_type"]].distinct())))


_TRIES = 3
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _backend() -> Any:
    # Imported on first use: a process that asks nothing need not wait for it.
    import ibis

    return ibis.duckdb.connect(threads=2, autoinstall_known_extensions=False, autoload_known_extensions=False)


def _run(cube: Path, expression: "Callable[[ir.Table], ir.Table]") -> list[dict[str, Any]]:
    if not cube.exists():
        raise FileNotFoundError(cube)
    with _lock:
        table = _backend().read_parquet(str(cube), table_name="cube")
        return list(expression(table).to_pyarrow().to_pylist())
