"""What the datasets say together, made anew whenever one of them changes."""

from pathlib import Path
from typing import Any

from wardmote.evidence.engine import store as stores
from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference import held, places, shapes
from wardmote.evidence.engine.reference.held import PLACES, SHAPES, Entry


def places_of(
    entries: dict[str, Entry], where: dict[str, Path], folder: Path, staged: dict[str, Path]
) -> dict[str, dict[str, Any]]:
    """Write which ward, district and partnership each LSOA is in; return how the manifest names it, if there is any.

    `where` is each dataset's file; what is written goes into `folder` and is added to `staged`.
    """
    lookups = places.Lookups()
    lists = {
        known.LSOA_CHANGES: lookups.changes, known.WARDS: lookups.wards, known.PARTNERSHIPS: lookups.partnerships,
    }  # fmt: skip
    for entry in entries.values():
        if entry.kind in lists:
            told = [{**row, "vintage": entry.vintage} for row in held.table(where[entry.file]).to_pylist()]
            lists[entry.kind].append(places.Lookup(entry.day, told))
    rows = places.build(lookups)
    if not rows:
        return {}
    target = folder / "places.parquet"
    held.write(target, rows, places.FIELDS)
    file = f"reference/places-{stores.content_name(target)}.parquet"
    staged[file] = target
    return {PLACES: {"file": file, "rows": len(rows)}}


def shapes_of(
    entries: dict[str, Entry], where: dict[str, Path], folder: Path, staged: dict[str, Path]
) -> dict[str, dict[str, Any]]:
    """Write all boundaries as one file; the parameters and what comes back are as of `places_of`."""
    drawn = sorted(
        (entry for entry in entries.values() if entry.kind == known.BOUNDARIES),
        # of one day, the file of fewer areas was drawn for them: it goes on top
        key=lambda entry: (entry.as_of, -entry.accepted, entry.key),
    )
    if not drawn:
        return {}
    target = folder / "shapes.parquet"
    shapes.merge([where[entry.file] for entry in drawn], target)
    file = f"reference/shapes-{stores.content_name(target)}.parquet"
    staged[file] = target
    return {SHAPES: {"file": file}}
