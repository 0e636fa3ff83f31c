"""DuckDB's part of a load: a CSV that should be right becomes a table, is checked and counted there, and is written.

The CSV reader is given every column with its type and stops at the first thing that is not so; what stops it goes down
the slow road (`careful`), which knows each line. So no row is ever guessed at and the quick road stays quick. Each file
is read once, into a table of its own connection (`held`, in the order of its lines), and its Parquet is written once.
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
    """What is in the rows that were read. `repeated` rows share a Crime ID and all else with an earlier one.

    Those are taken out, and `rows` and the rest are of what stays. `twice` counts rows whose Crime ID stands on an
    earlier one too, and which differ from it; `before` counts searches dated in the month before the file's.
    """

    rows: int
    repeated: int
    twice: int
    no_location: int
    no_area: int
    forces: tuple[str, ...]
    types: tuple[str, ...]
    synthetic: bool
    before: int = 0


def read(connection: duckdb.DuckDBPyConnection, kind: Kind, csv: Path) -> int:
    """Read `csv` into the table of the connection; return how many rows it has.

    Raises NotRight at the first thing out of order. Nothing is sorted: the police publish a month by area, and a row's
    place still leads back to its line.
    The reader's option for line ends is left alone: given together with its strict mode it has lost every row.
    """
    reader = (
        f"read_csv({literal(csv)}, columns = {{{kind.types}}}, header = true, auto_detect = false, delim = ',', "
        f"quote = '\"', escape = '\"', max_line_size = {layout.LONGEST_LINE}, buffer_size = {_BUFFER})"
    )
    try:
        return int(one(connection, f"CREATE OR REPLACE TEMP TABLE held AS SELECT {kind.select} FROM {reader}")[0])
    except (duckdb.InvalidInputException, duckdb.ConversionException, UnicodeDecodeError) as error:
        # The last is DuckDB's own message, which quotes a line that is not UTF-8.
        raise NotRight from error


def check(connection: duckdb.DuckDBPyConnection, kind: Kind, month: str) -> Checked:
    """Look at the rows that were read, take out those that are repeats, and count the cells of the others.

    Raises NotRight when a row breaks a rule that `careful` would reject it for.
    """
    doubled = "count(crime_id) - count(DISTINCT crime_id)" if kind.identified else "0"
    rows, twice, wrong = one(connection, f"SELECT count(*), {doubled}, count_if({kind.wrong_in(month)}) FROM held")
    if wrong:
        raise NotRight
    repeated = _drop_repeats(connection, kind) if twice else 0
    of_kind = _searches if kind is kinds.STOPS else _crimes
    found = of_kind(connection, kind, month)
    return Checked(rows=rows - repeated, repeated=repeated, twice=twice - repeated, **found)


def write(
    connection: duckdb.DuckDBPyConnection, kind: Kind, parquet: Path, cells: Path, *, force: str, month: str
) -> None:
    """Write what was checked: the rows to `parquet` in their order, and the `cells`, which the cube is made of."""
    columns = ", ".join(name if name in ("n", "placed") else f"coalesce({name}, '') AS {name}" for name in kind.cells)
    connection.execute(f"COPY held TO {out(parquet)} {PARQUET}")
    connection.execute(
        f"COPY (SELECT '{force}' AS force, '{month}' AS month, {columns} FROM cells) TO {out(cells)} {PARQUET}"
    )


def _drop_repeats(connection: duckdb.DuckDBPyConnection, kind: Kind) -> int:
    """Take out rows that share a Crime ID and all else with an earlier one; return how many there were.

    Rows without an identifier all stay: two incidents at one map point look exactly alike.
    """
    deleted = one(
        connection,
        f"""DELETE FROM held WHERE rowid IN (
            SELECT unnest(list(rowid ORDER BY rowid)[2:]) FROM held WHERE crime_id IN (
                SELECT crime_id FROM held WHERE crime_id IS NOT NULL GROUP BY crime_id HAVING count(*) > 1)
            GROUP BY {", ".join(kind.kept)})""",
    )
    return int(deleted[0])


def _crimes(connection: duckdb.DuckDBPyConnection, kind: Kind, month: str) -> dict[str, Any]:
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE cells AS SELECT lsoa_code, lsoa_name, {kind.category}, count(*) AS n,
            count(longitude) AS placed
        FROM held GROUP BY ALL"""
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
    names = connection.execute(f"SELECT DISTINCT falls_within, {marked} FROM held").fetchall()
    return {
        "no_location": no_location,
        "no_area": no_area,
        "forces": tuple(sorted({name[0] or "" for name in names})),
        "types": tuple(sorted(types or [])),
        "synthetic": any(name[1] == layout.SYNTHETIC for name in names),
    }


def _searches(connection: duckdb.DuckDBPyConnection, kind: Kind, month: str) -> dict[str, Any]:
    by = ", ".join(name for name in kind.cells if name not in ("n", "placed"))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE cells AS SELECT {by}, count(*) AS n, count(longitude) AS placed
        FROM held GROUP BY ALL"""
    )
    no_location, types = one(connection, "SELECT coalesce(sum(n - placed), 0), list(DISTINCT type) FROM cells")
    marked, before = one(
        connection,
        f"""SELECT count_if({kind.marked} = '{layout.SYNTHETIC}'), count_if(left(date, 7) <> '{month}')
        FROM held""",
    )
    return {
        "no_location": no_location,
        "no_area": 0,
        "forces": (),
        "types": tuple(sorted(types or [])),
        "synthetic": bool(marked),
        "before": before,
    }
