"""DuckDB's part of a load: a CSV that should be right becomes Parquet, is checked, and is counted into the cube.

The CSV reader is given every column with its type and stops at the first thing that is not so; what stops it goes down
the slow road (`careful`), which knows each line. So no row is ever guessed at and the quick road stays quick.
"""

# ruff: noqa: S608 - COPY takes no parameters: paths go through `literal`, forces and months have matched a pattern.

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from wardmote.evidence.engine import layout
from wardmote.evidence.engine.store import Held, Manifest

_TYPES = ", ".join(
    f"'{column}': '{'DOUBLE' if column in ('Longitude', 'Latitude') else 'VARCHAR'}'" for column in layout.COLUMNS
)
# The identifier is 64 hexadecimal digits that no compression can shorten: kept as its 32 bytes, in half the room.
_ROWS = """
    CASE WHEN length("Crime ID") = 64 THEN coalesce(TRY(unhex("Crime ID")), encode("Crime ID"))
         ELSE encode("Crime ID") END AS crime_id,
    "Month" AS month, "Reported by" AS reported_by, "Falls within" AS falls_within,
    "Longitude" AS longitude, "Latitude" AS latitude, "Location" AS location,
    "LSOA code" AS lsoa_code, "LSOA name" AS lsoa_name, "Crime type" AS crime_type,
    "Last outcome category" AS outcome, "Context" AS context
"""
# Speed over size: level 1 packs these columns as small as the default does, within a few per cent.
# The reader's own 32 MB is more than most files and costs time to make for each.
_BUFFER = 4 * 2**20
_PARQUET = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
# An LSOA is named after its district, a number and a letter or two: "South Oxfordshire 001A".
_IN_DISTRICT = "^(.+) [0-9]{3}[A-Z]{1,2}$"


class NotRight(Exception):
    """The quick road met something that only the slow road can sort out."""


@dataclass(frozen=True)
class Checked:
    """What is in a staged Parquet file. `twice` counts rows whose Crime ID stands on an earlier one too."""

    rows: int
    twice: int
    no_location: int
    forces: tuple[str, ...]
    types: tuple[str, ...]
    synthetic: bool


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that spills into `folder`, reaches no network and runs each statement on one thread.

    Files are loaded side by side, one on each thread of a pool; DuckDB would otherwise split small files over threads.
    """
    connection = duckdb.connect(
        config={
            "threads": 1,
            "temp_directory": str(folder),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    connection.execute(
        "CREATE TABLE counted (number INTEGER, lsoa_code VARCHAR, lsoa_name VARCHAR, crime_type VARCHAR, n INTEGER)"
    )
    return connection


def literal(path: Path) -> str:
    """Write a path as SQL text that names this one file even where it holds quotes or wildcards."""
    name = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))
    return "'" + name.replace("'", "''") + "'"


def stage(connection: duckdb.DuckDBPyConnection, csv: Path, parquet: Path) -> None:
    """Write the rows of `csv` to `parquet`, in their order. Raises NotRight at the first thing out of order.

    Nothing is sorted: the police publish a month by area, and a row's place still leads back to its line.
    The reader's option for line ends is left alone: given together with its strict mode it has lost every row.
    """
    reader = (
        f"read_csv({literal(csv)}, columns = {{{_TYPES}}}, header = true, auto_detect = false, delim = ',', "
        f"quote = '\"', escape = '\"', max_line_size = {layout.LONGEST_LINE}, buffer_size = {_BUFFER})"
    )
    try:
        connection.execute(f"COPY (SELECT {_ROWS} FROM {reader}) TO {_out(parquet)} {_PARQUET}")
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise NotRight from error


def check(connection: duckdb.DuckDBPyConnection, parquet: Path, number: int, month: str) -> Checked:
    """Look at what was staged as file `number`, and count it towards the new cube.

    Raises NotRight when a row breaks a rule that `careful` would reject it for.
    """
    rows, twice, wrong = _one(
        connection,
        f"""SELECT count(*), count(crime_id) - count(DISTINCT crime_id),
            count_if(month IS DISTINCT FROM '{month}' OR NOT (coalesce(longitude, 0) BETWEEN -180 AND 180)
                OR NOT (coalesce(latitude, 0) BETWEEN -90 AND 90))
        FROM {literal(parquet)}""",
    )
    if wrong:
        raise NotRight
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE cells AS SELECT lsoa_code, lsoa_name, crime_type, count(*) AS n
        FROM {literal(parquet)} GROUP BY ALL"""
    )
    no_location, types, wrong = _one(
        connection,
        f"""SELECT coalesce(sum(n) FILTER (lsoa_code IS NULL OR lsoa_name IS NULL), 0), list(DISTINCT crime_type),
            count_if(crime_type IS NULL OR NOT regexp_full_match(lsoa_code, '{layout.LSOA_CODE.pattern}'))
        FROM cells""",
    )
    if wrong:
        raise NotRight
    connection.execute(f"INSERT INTO counted SELECT {number}, * FROM cells")
    names = connection.execute(f"SELECT DISTINCT falls_within, context FROM {literal(parquet)}").fetchall()
    return Checked(
        rows=rows,
        twice=twice,
        no_location=no_location,
        forces=tuple(sorted({name[0] or "" for name in names})),
        types=tuple(sorted(types or [])),
        synthetic=any(name[1] == layout.SYNTHETIC_CONTEXT for name in names),
    )


def forget(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Take back what was counted of file `number`, which is to be staged again."""
    connection.execute(f"DELETE FROM counted WHERE number = {number}")


def write_cube(
    connection: duckdb.DuckDBPyConnection, old: Path | None, manifest: Manifest, new: dict[int, Held], target: Path
) -> None:
    """Write the cube: the old one without the force-months in `new`, and what was counted of those.

    `new` is keyed by file number. Raises ValueError, before anything is swapped in, when the cube does not add up to
    the rows of `manifest`.
    """
    taken = ", ".join(f"({number}, '{held.force}', '{held.month}')" for number, held in new.items())
    kept = ""
    if old is not None:
        kept = f"""UNION ALL SELECT force, month, lsoa_code, lsoa_name, crime_type, n FROM {literal(old)}
            WHERE (force, month) NOT IN (SELECT (force, month) FROM taken)"""
    connection.execute("SET threads = 2")
    connection.execute(
        f"""COPY (
            WITH taken (number, force, month) AS (VALUES {taken}),
            rows AS (
                SELECT force, month, coalesce(lsoa_code, '') AS lsoa_code, coalesce(lsoa_name, '') AS lsoa_name,
                    crime_type, n
                FROM counted JOIN taken USING (number) {kept}
            ),
            -- each name is taken apart once, not once a row
            districts AS (
                SELECT lsoa_name, coalesce(regexp_extract(lsoa_name, '{_IN_DISTRICT}', 1), '') AS district
                FROM (SELECT DISTINCT lsoa_name FROM rows)
            )
            SELECT district, rows.* FROM rows JOIN districts USING (lsoa_name)
            ORDER BY lsoa_code, crime_type, month, force, lsoa_name, n
        ) TO {_out(target)} {_PARQUET}"""
    )
    counted = _one(connection, f"SELECT coalesce(sum(n), 0) FROM {literal(target)}")[0]
    accepted = sum(held.accepted for held in manifest.months.values())
    if counted != accepted:
        raise ValueError(f"The cube counts {counted} rows where {accepted} were accepted; nothing was changed.")


def _out(path: Path) -> str:
    # What is written to is taken as it stands; only quotes need care.
    return "'" + str(path).replace("'", "''") + "'"


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = connection.execute(sql).fetchone()
    if row is None:
        raise ValueError("A count gave no row.")
    return row
