"""DuckDB's part of a load: a CSV that should be right becomes Parquet, is checked, and its cells are counted.

The CSV reader is given every column with its type and stops at the first thing that is not so; what stops it goes down
the slow road (`careful`), which knows each line. So no row is ever guessed at and the quick road stays quick.
"""

# ruff: noqa: S608 - COPY takes no parameters: paths go through `literal`, forces and months have matched a pattern.

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from wardmote.evidence.engine import kinds, layout
from wardmote.evidence.engine.kinds import Kind
from wardmote.evidence.engine.sql import PARQUET, literal, one, out

# The reader's own 32 MB is more than most files and costs time to make for each.
_BUFFER = 4 * 2**20


class NotRight(Exception):
    """The quick road met something that only the slow road can sort out."""


@dataclass(frozen=True)
class Checked:
    """What is in a staged Parquet file. `twice` counts rows whose Crime ID stands on an earlier one too.

    `before` counts searches dated in the month before the file's.
    """

    rows: int
    twice: int
    no_location: int
    no_area: int
    forces: tuple[str, ...]
    types: tuple[str, ...]
    synthetic: bool
    before: int = 0


def stage(connection: duckdb.DuckDBPyConnection, kind: Kind, csv: Path, parquet: Path) -> None:
    """Write the rows of `csv` to `parquet`, in their order. Raises NotRight at the first thing out of order.

    Nothing is sorted: the police publish a month by area, and a row's place still leads back to its line.
    The reader's option for line ends is left alone: given together with its strict mode it has lost every row.
    """
    reader = (
        f"read_csv({literal(csv)}, columns = {{{kind.types}}}, header = true, auto_detect = false, delim = ',', "
        f"quote = '\"', escape = '\"', max_line_size = {layout.LONGEST_LINE}, buffer_size = {_BUFFER})"
    )
    try:
        connection.execute(f"COPY (SELECT {kind.select} FROM {reader}) TO {out(parquet)} {PARQUET}")
    except (duckdb.InvalidInputException, duckdb.ConversionException, UnicodeDecodeError) as error:
        # The last is DuckDB's own message, which quotes a line that is not UTF-8.
        raise NotRight from error


def check(
    connection: duckdb.DuckDBPyConnection, kind: Kind, parquet: Path, cells: Path, *, force: str, month: str
) -> Checked:
    """Look at what was staged, and write its cells, which the cube is made of.

    Raises NotRight when a row breaks a rule that `careful` would reject it for.
    """
    twice = "count(crime_id) - count(DISTINCT crime_id)" if kind.identified else "0"
    rows, doubled, wrong = one(
        connection, f"SELECT count(*), {twice}, count_if({kind.wrong_in(month)}) FROM {literal(parquet)}"
    )
    if wrong:
        raise NotRight
    of_kind = _searches if kind is kinds.STOPS else _crimes
    found = of_kind(connection, kind, parquet, month)
    columns = ", ".join(name if name in ("n", "placed") else f"coalesce({name}, '') AS {name}" for name in kind.cells)
    connection.execute(
        f"COPY (SELECT '{force}' AS force, '{month}' AS month, {columns} FROM cells) TO {out(cells)} {PARQUET}"
    )
    return Checked(rows=rows, twice=doubled, **found)


def drop_repeats(connection: duckdb.DuckDBPyConnection, kind: Kind, parquet: Path) -> int:
    """Take rows that share a Crime ID and all else with an earlier one out of `parquet`; return how many there were.

    Rows without an identifier all stay: two incidents at one map point look exactly alike.
    """
    # A table, for numbering rows of the file itself together with a filter on identifiers has lost rows.
    connection.execute(f"CREATE OR REPLACE TEMP TABLE held AS SELECT * FROM {literal(parquet)}")
    found = connection.execute(
        f"""SELECT doubled FROM (
            SELECT rowid AS doubled, row_number() OVER (PARTITION BY {", ".join(kind.kept)} ORDER BY rowid) AS nth
            FROM held WHERE crime_id IN (
                SELECT crime_id FROM held WHERE crime_id IS NOT NULL GROUP BY crime_id HAVING count(*) > 1)
        ) WHERE nth > 1"""
    ).fetchall()
    if found:
        single = parquet.with_suffix(".single")
        rows = ", ".join(str(at) for (at,) in found)
        connection.execute(
            f"COPY (SELECT * FROM held WHERE rowid NOT IN ({rows}) ORDER BY rowid) TO {out(single)} {PARQUET}"
        )
        single.replace(parquet)
    connection.execute("DROP TABLE held")
    return len(found)


def _crimes(connection: duckdb.DuckDBPyConnection, kind: Kind, parquet: Path, month: str) -> dict[str, Any]:
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE cells AS SELECT lsoa_code, lsoa_name, {kind.category}, count(*) AS n,
            count(longitude) AS placed
        FROM {literal(parquet)} GROUP BY ALL"""
    )
    nowhere = "lsoa_code IS NULL OR lsoa_name IS NULL"
    no_location, no_area, types, wrong = one(
        connection,
        f"""SELECT coalesce(sum(n - placed) FILTER ({nowhere}), 0), coalesce(sum(placed) FILTER ({nowhere}), 0),
            list(DISTINCT {kind.category}),
            count_if({kind.category} IS NULL OR NOT regexp_full_match(lsoa_code, '{layout.LSOA_CODE.pattern}'))
        FROM cells""",
    )
    if wrong:
        raise NotRight
    marked = kind.marked or "NULL"
    names = connection.execute(f"SELECT DISTINCT falls_within, {marked} FROM {literal(parquet)}").fetchall()
    return {
        "no_location": no_location,
        "no_area": no_area,
        "forces": tuple(sorted({name[0] or "" for name in names})),
        "types": tuple(sorted(types or [])),
        "synthetic": any(name[1] == layout.SYNTHETIC for name in names),
    }


def _searches(connection: duckdb.DuckDBPyConnection, kind: Kind, parquet: Path, month: str) -> dict[str, Any]:
    by = ", ".join(name for name in kind.cells if name not in ("n", "placed"))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE cells AS SELECT {by}, count(*) AS n, count(longitude) AS placed
        FROM {literal(parquet)} GROUP BY ALL"""
    )
    no_location, types = one(connection, "SELECT coalesce(sum(n - placed), 0), list(DISTINCT type) FROM cells")
    marked, before = one(
        connection,
        f"""SELECT count_if({kind.marked} = '{layout.SYNTHETIC}'), count_if(left(date, 7) <> '{month}')
        FROM {literal(parquet)}""",
    )
    return {
        "no_location": no_location,
        "no_area": 0,
        "forces": (),
        "types": tuple(sorted(types or [])),
        "synthetic": bool(marked),
        "before": before,
    }
