"""Counts of what is held, kept so that a question reads few rows: one Parquet file a kind, written anew by each load.

The cubes of street crime and of outcomes count by small area; that of searches, whose rows print no area, by what is
known of each search. A cube is made of the one before and of the cells of the files that are new; no old row is read
again, not even when districts change.
"""

# ruff: noqa: S608 - COPY takes no parameters: paths go through `literal`, forces and months have matched a pattern.

from collections.abc import Collection, Mapping
from pathlib import Path

import duckdb

from wardmote.evidence.engine import kinds
from wardmote.evidence.engine.kinds import Kind
from wardmote.evidence.engine.manifest import Held
from wardmote.evidence.engine.sql import PARQUET, literal, one, out

# An LSOA is named after its district, a number and a letter or two: "South Oxfordshire 001A".
_IN_DISTRICT = "^(.+) [0-9]{3}[A-Z]{1,2}$"
# Small enough that one partnership reads one or two groups of a national cube, whose rows are sorted by district; and
# large enough that there are not so many groups that looking through their ends takes longer than reading one.
ROWS_A_GROUP = 61_440


def write_cube(
    connection: duckdb.DuckDBPyConnection,
    kind: Kind,
    *,
    old: Path | None,
    new: Mapping[Path, Held],
    held: Collection[Held],
    places: Path | None,
    target: Path,
) -> None:
    """Write the cube of `kind`: `old` without the force-months in `new`, and the cells of those.

    `new` is keyed by the files of cells; `held` is everything of the kind that is to be held; `places` says which
    district an area is in. Raises ValueError, before anything is swapped in, when the cube does not add up to `held`.
    """
    by_area = _by_area(kind, places) if kind is not kinds.STOPS else ""
    columns = ", ".join(kind.cells)
    rows = f"WITH rows AS ({_rows(columns, old, new)})"
    order = (
        f"district, lsoa_code, {kind.category}, month, force, lsoa_name, n" if by_area else f"force, month, {columns}"
    )
    body = by_area or "SELECT force, month, * EXCLUDE (force, month) FROM rows"
    connection.execute(
        f"COPY ({rows}{body} ORDER BY {order}) TO {out(target)} {PARQUET[:-1]}, ROW_GROUP_SIZE {ROWS_A_GROUP})"
    )
    counted = one(connection, f"SELECT coalesce(sum(n), 0) FROM {literal(target)}")[0]
    accepted = sum(each.accepted for each in held)
    if counted != accepted:
        raise ValueError(f"The cube counts {counted} rows where {accepted} were accepted; nothing was changed.")


def _rows(columns: str, old: Path | None, new: Mapping[Path, Held]) -> str:
    """Return force, month and cells of everything that is to be counted, as SQL."""
    parts = []
    if new:
        files = ", ".join(literal(path) for path in new)
        taken = ", ".join(f"('{each.force}', '{each.month}')" for each in new.values())
        parts.append(f"SELECT force, month, {columns} FROM read_parquet([{files}])")
    if old is not None:
        kept = f"WHERE (force, month) NOT IN (VALUES {taken})" if new else ""
        parts.append(f"SELECT force, month, {columns} FROM {literal(old)} {kept}")
    return " UNION ALL ".join(parts)


def _by_area(kind: Kind, places: Path | None) -> str:
    """Return the rest of the statement for a kind counted by area: its district, and the force that polices it.

    A district is what the data about areas say of the code in that month, and otherwise what the name begins with. It
    is policed by the force that printed most of its records; of equals, by the first by name.
    """
    held = """SELECT rows.*, names.district FROM rows JOIN names USING (lsoa_name)"""
    if places is not None:
        held = f"""SELECT rows.*, coalesce(nullif(places.district, ''), names.district) AS district
            FROM rows JOIN names USING (lsoa_name) LEFT JOIN {literal(places)} AS places
            ON places.lsoa_code = rows.lsoa_code AND rows.month BETWEEN places.from_month AND places.to_month"""
    return f""",
        -- each name is taken apart once, not once a row
        names AS (
            SELECT lsoa_name, coalesce(regexp_extract(lsoa_name, '{_IN_DISTRICT}', 1), '') AS district
            FROM (SELECT DISTINCT lsoa_name FROM rows)
        ),
        named AS NOT MATERIALIZED ({held}),
        printed AS (SELECT district, force, sum(n) AS n FROM named GROUP BY ALL),
        policing AS (SELECT district, first(force ORDER BY n DESC, force) AS own FROM printed GROUP BY ALL)
        SELECT district, lsoa_code, lsoa_name, {kind.category}, month, force, n,
            CASE WHEN district = '' THEN '' ELSE own END AS own
        FROM named JOIN policing USING (district)"""
