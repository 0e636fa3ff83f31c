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
    columns = ", ".join(kind.cells)
    connection.execute(f"CREATE OR REPLACE TEMP VIEW rows AS {_rows(columns, old, new)}")
    if kind is kinds.STOPS:
        ordered = f"SELECT force, month, {columns} FROM rows ORDER BY force, month, {columns}"
    else:
        ordered = _by_area(connection, kind, places)
    # Names are joined to sorted numbers, and only the side written first keeps its order: the two may not be exchanged.
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    connection.execute(f"COPY ({ordered}) TO {out(target)} {PARQUET[:-1]}, ROW_GROUP_SIZE {ROWS_A_GROUP})")
    connection.execute("RESET disabled_optimizers")
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


def _by_area(connection: duckdb.DuckDBPyConnection, kind: Kind, places: Path | None) -> str:
    """Return the statement that gives the cube of a kind counted by area, in its order.

    Areas, categories and months are numbered in the order in which they are to stand, so that sorting a nation's cells
    takes a few bytes a row and not their names. A district is what the data about areas say of the code in that month,
    and otherwise what the name begins with. It is policed by the force that printed most of its records; of equals, by
    the first by name.
    """
    category = kind.category
    for name, statement in {
        # Only where the data about areas change does a code need to be looked up anew: an era lasts until they do.
        "starts": f"SELECT DISTINCT from_month FROM {literal(places)}" if places else "SELECT '' AS from_month",
        "times": """SELECT row_number() OVER (ORDER BY month, force)::INTEGER AS time, month, force,
            (SELECT max(from_month) FROM starts WHERE from_month <= month) AS era
            FROM (SELECT DISTINCT month, force FROM rows)""",
        "categories": f"""SELECT row_number() OVER (ORDER BY {category})::INTEGER AS place, {category}
            FROM (SELECT DISTINCT {category} FROM rows)""",
        "areas": """SELECT lsoa_code, lsoa_name, era, force, sum(n) AS n
            FROM rows JOIN times USING (month, force) GROUP BY ALL""",
        "named": _named(places),
        "printed": """SELECT district, force, sum(n) AS n
            FROM areas JOIN named USING (lsoa_code, lsoa_name, era) GROUP BY ALL""",
        "policing": """SELECT district,
            CASE WHEN district = '' THEN '' ELSE first(force ORDER BY n DESC, force) END AS own
            FROM printed GROUP BY district""",
        "ranked": """SELECT dense_rank() OVER (ORDER BY district, lsoa_code, lsoa_name)::INTEGER AS area, *
            FROM named JOIN policing USING (district)""",
        "labels": "SELECT DISTINCT area, district, lsoa_code, lsoa_name, own FROM ranked",
    }.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement}")
    return f"""
        SELECT district, lsoa_code, lsoa_name, {category}, month, force, n, own
        FROM (
            SELECT area, place, time, n
            FROM rows JOIN times USING (month, force) JOIN categories USING ({category})
            JOIN ranked USING (lsoa_code, lsoa_name, era) ORDER BY area, place, time, n
        ) JOIN labels USING (area) JOIN categories USING (place) JOIN times USING (time)"""


def _named(places: Path | None) -> str:
    printed = f"coalesce(regexp_extract(each.lsoa_name, '{_IN_DISTRICT}', 1), '')"
    distinct = "(SELECT DISTINCT lsoa_code, lsoa_name, era FROM areas) AS each"
    if places is None:
        return f"SELECT each.*, {printed} AS district FROM {distinct}"
    return f"""SELECT each.*, coalesce(nullif(places.district, ''), {printed}) AS district
        FROM {distinct} LEFT JOIN {literal(places)} AS places
        ON places.lsoa_code = each.lsoa_code AND each.era BETWEEN places.from_month AND places.to_month"""
