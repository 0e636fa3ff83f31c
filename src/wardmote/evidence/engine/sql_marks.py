"""An Ibis expression as DuckDB's SQL with marks in the place of values and files, and the marks filled in.

A mark is a string of its own making that stands in the SQL where a value will: the text is looked through once, so that
a value that looks like a mark stays a value. Values are written as DuckDB writes strings, in which only the quotation
mark means something.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis.expr.types as ir

_MARK = re.compile(r"'~([a-z_]+)\.(\d+)~'|\"~([a-z_]+)~\"")


def text(
    question: Callable[..., "ir.Table"], schemas: Mapping[str, Mapping[str, Any]], values: Mapping[str, Any]
) -> str:
    """Return the SQL of `question`, with a mark for each string in a tuple of `values` and for each table."""
    import ibis

    tables = {name: ibis.table(dict(schema), name=f"~{name}~") for name, schema in schemas.items()}
    marks = {
        name: tuple(f"~{name}.{place}~" for place in range(len(value))) if isinstance(value, tuple) else value
        for name, value in values.items()
    }
    return str(ibis.to_sql(question(**tables, **marks), dialect="duckdb"))


def filled(marked: str, files: Mapping[str, tuple[Path, ...]], values: Mapping[str, Any]) -> str:
    """Return `marked` with the values and files in place of the marks."""

    def of(mark: re.Match[str]) -> str:
        if mark[3]:
            return f"read_parquet([{', '.join(quoted(one_file(path)) for path in files[mark[3]])}])"
        return quoted(values[mark[1]][int(mark[2])])

    return _MARK.sub(of, marked)


def quoted(value: str) -> str:
    """Return a string as DuckDB's SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def one_file(path: Path) -> str:
    """Return a path that names this one file even where it holds wildcards."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))
