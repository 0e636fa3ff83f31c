"""Questions to the cube, written once as Ibis expressions, so that another engine can answer them.

`by_force` and `by_month` take a table and return an expression and know nothing of DuckDB. One connection a process is
kept; it reads the cube and holds nothing else.
"""

import threading
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wardmote.evidence.engine import layout
from wardmote.evidence.engine.store import Held, Manifest, read_manifest

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


def by_month(cube: "ir.Table", districts: set[str], crime_type: str, months: list[str]) -> "ir.Table":
    """Return district, force, month, n of the records of `crime_type` (or ALL_CRIME) in `districts` and `months`."""
    rows = cube.filter(cube.district.isin(sorted(districts)), cube.month.isin(months))
    if crime_type == ALL_CRIME:
        rows = rows.filter(rows.crime_type != layout.ANTI_SOCIAL_BEHAVIOUR)
    else:
        rows = rows.filter(rows.crime_type == crime_type)
    return rows.group_by("district", "force", "month").aggregate(n=rows.n.sum())


def recorded_crime(store: Path, districts: set[str], crime_type: str, months: list[str]) -> Counts:
    """Count the records of `crime_type` (as the files print it, or ALL_CRIME) in `districts` for each of `months`.

    A district is the name printed in the LSOA names. It belongs to the force whose files hold most of its records, and
    only that force's files are counted for it. Months are written `2025-01`.
    """
    if not districts or not months:
        return Counts({}, tuple(months), (), False, 0, tuple(sorted(districts)))
    manifest, policing, rows = _ask(store, districts, crime_type, months)
    unknown = tuple(sorted(districts - policing.keys()))
    forces = tuple(sorted({policing[district] for district in districts if district in policing}))
    held = [month for month in months if not unknown and all((force, month) in manifest.months for force in forces)]
    counted: Counter[str] = Counter()
    elsewhere = 0
    for row in rows:
        if row["month"] in held and row["force"] == policing[row["district"]]:
            counted[row["month"]] += row["n"]
        elif row["month"] in held:
            elsewhere += row["n"]
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
    months = read_manifest(store).months
    return [months[key] for key in sorted(months)]


def crime_types(store: Path) -> list[str]:
    """Return the types that the store holds, as printed, by name."""
    for _ in range(2):
        manifest = read_manifest(store)
        if not manifest.cube:
            return []
        try:
            return sorted(
                row["crime_type"] for row in _run(store / manifest.cube, lambda cube: cube[["crime_type"]].distinct())
            )
        except FileNotFoundError:
            continue
    raise FileNotFoundError("The cube was replaced twice while it was read.")


def _ask(
    store: Path, districts: set[str], crime_type: str, months: list[str]
) -> tuple[Manifest, dict[str, str], list[dict[str, Any]]]:
    """Read manifest and cube of the same load: a load may finish in between, and then the cube's name is gone."""
    for _ in range(2):
        manifest = read_manifest(store)
        if not manifest.cube:
            return manifest, {}, []
        cube = store / manifest.cube
        try:
            return manifest, _policing(cube), _run(cube, lambda table: by_month(table, districts, crime_type, months))
        except FileNotFoundError:
            continue
    raise FileNotFoundError("The cube was replaced twice while it was read.")


@lru_cache(maxsize=4)
def _policing(cube: Path) -> dict[str, str]:
    """Return for each district the force that printed most of its records; of equals, the first by name."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in _run(cube, by_force):
        found[row["district"]].append((-row["n"], row["force"]))
    return {district: min(counts)[1] for district, counts in found.items()}


_lock = threading.Lock()


@lru_cache(maxsize=1)
def _backend() -> Any:
    # Imported on first use: a process that asks nothing need not wait for it.
    import ibis

    return ibis.duckdb.connect(threads=2, autoinstall_known_extensions=False, autoload_known_extensions=False)


def _run(cube: Path, expression: Any) -> list[dict[str, Any]]:
    if not cube.exists():
        raise FileNotFoundError(cube)
    with _lock:
        table = _backend().read_parquet(str(cube), table_name="cube")
        return list(expression(table).to_pyarrow().to_pylist())
