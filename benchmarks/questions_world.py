"""Stores for the benchmark of questions: one force's, and a nation's made of it."""

import os
from dataclasses import replace
from pathlib import Path

import duckdb

from wardmote.evidence.engine import load
from wardmote.evidence.engine.cubes import ROWS_A_GROUP
from wardmote.evidence.engine.forces import FORCES
from wardmote.evidence.engine.manifest import Manifest, read_manifest, with_months, write

TIMES = 42


def one_force(folder: Path) -> Path:
    """Load 36 months of one invented force of the size of a large county, and return the store."""
    from wardmote.demo.police_files import District, Force, write_police_files

    districts = tuple(
        District(f"Made Up {number:02d}", number, 857, 75, -1.5 + number / 10, 51.0) for number in range(14)
    )
    files = write_police_files(folder, forces=[Force("hampshire", "Hampshire Constabulary", 0.015, districts)])
    load([files], folder / "one", synthetic=True)
    return folder / "one"


def nation(one: Path, folder: Path) -> Path:
    """Return a store of TIMES forces, each with the records of `one` in districts and areas of its own.

    The cube has the columns, order and groups of the product's. Rows are linked, not copied: what a question to the
    rows reads is as much as of a real nation, in files of the same size; the areas in them are those of `one`.
    """
    target = folder / "nation"
    before = read_manifest(one)
    forces = sorted(set(FORCES.values()) - {each.force for each in before.months.values()})[: TIMES - 1]
    forces += sorted({each.force for each in before.months.values()})
    months = {}
    for force in forces:
        for each in before.of_kind("street").values():
            held = replace(each, force=force)
            months[held.key] = held
            path = target / held.parquet
            path.parent.mkdir(parents=True, exist_ok=True)
            os.link(one / each.parquet, path)
    cube = target / "cube-nation.parquet"
    names = ", ".join(f"({number}, '{force}')" for number, force in enumerate(forces))
    duckdb.connect(config={"threads": 2}).execute(
        f"""COPY (
            SELECT CASE WHEN district = '' THEN '' WHEN number = {len(forces) - 1} THEN district
                    ELSE district || ' of ' || slug END AS district,
                CASE WHEN lsoa_code = '' THEN '' ELSE 'E' || printf('%08d', 1000000 * number
                    + CAST(right(lsoa_code, 6) AS INTEGER)) END AS lsoa_code,
                lsoa_name, crime_type, month, slug AS force, n,
                CASE WHEN own = '' THEN '' ELSE slug END AS own
            FROM read_parquet('{one / before.cube}'), (VALUES {names}) AS forces (number, slug)
            ORDER BY district, lsoa_code, crime_type, month, force, lsoa_name, n
        ) TO '{cube}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {ROWS_A_GROUP})"""  # noqa: S608 - names of our own
    )
    manifest = with_months(Manifest(), months, {"street": cube.name})
    with (target / "manifest.json").open("w", encoding="utf-8") as out:
        write(manifest, out)
    return target
