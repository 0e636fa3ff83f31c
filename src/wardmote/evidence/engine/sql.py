"""What every statement to DuckDB here shares."""

from pathlib import Path
from typing import Any

import duckdb

# Speed over size: level 1 packs these columns as small as the default does, within a few per cent.
PARQUET = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"


def connect(folder: Path, *, threads: int = 1) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that spills into `folder`, reaches no network and runs on `threads` threads.

    Files are loaded side by side, one on each thread of a pool; DuckDB would otherwise split small files over threads.
    """
    connection = duckdb.connect(
        config={
            "threads": threads,
            "temp_directory": str(folder),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    # Its own bar would stand among our words.
    connection.execute("SET enable_progress_bar = false")
    return connection


def literal(path: Path) -> str:
    """Write a path as SQL text that names this one file even where it holds quotes or wildcards."""
    name = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))
    return "'" + name.replace("'", "''") + "'"


def out(path: Path) -> str:
    """Write a path that is written to: it is taken as it stands, and only quotes need care."""
    return "'" + str(path).replace("'", "''") + "'"


def one(connection: duckdb.DuckDBPyConnection, statement: str) -> tuple[Any, ...]:
    """Return the one row of `statement`."""
    row = connection.execute(statement).fetchone()
    if row is None:
        raise ValueError("A count gave no row.")
    return row
