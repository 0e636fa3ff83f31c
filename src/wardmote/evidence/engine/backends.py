"""The engines that answer questions: DuckDB in this process, or Apache Spark on a cluster, by WARDMOTE_ENGINE.

A question is a function from tables to an Ibis expression (`questions.expressions`) and knows of no engine. Each engine
reads the same Parquet files and gives back plain rows of strings, whole numbers and floats, in an order of our own, so
that the answers of one equal the other's, row for row.

    WARDMOTE_ENGINE unset, or duckdb     one kept DuckDB connection; nothing else to install
    WARDMOTE_ENGINE=spark://host:port    a standalone Spark master; needs the extra `spark`, and Java on this machine
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from wardmote.evidence.engine import sql_marks
from wardmote.evidence.engine.spark import EngineUnavailable, Spark, master_address

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["VARIABLE", "EngineUnavailable", "Rows", "address", "ask", "close", "columns", "forget", "using"]

VARIABLE = "WARDMOTE_ENGINE"
DUCKDB = "duckdb"

Rows = tuple[tuple[Any, ...], ...]
Files = Mapping[str, tuple[Path, ...]]
Question = Callable[..., "ir.Table"]
Value = str | int | tuple[str, ...]

# Answers are kept up to this many rows in all: files are named by content, so that what is kept never goes stale.
_MOST_ROWS = 300_000


class Engine(Protocol):
    """Answers questions about Parquet files."""

    def rows(self, question: Question, files: Files, values: Mapping[str, Value]) -> Sequence[tuple[Any, ...]]:
        """Return the rows of `question(**tables, **values)`. Raises FileNotFoundError when a file is gone."""

    def close(self) -> None:
        """Let go of what is kept."""


class DuckDB:
    """One connection that is kept, with a cursor a question; no extension is installed or loaded.

    Ibis takes some milliseconds to put a question into SQL, as long as the answer itself. So the SQL is kept, with
    marks where values and files go: a question put again for another district is not put into words again.
    """

    def __init__(self) -> None:
        import duckdb

        self._connection = duckdb.connect(
            config={"threads": 2, "autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )
        # A file is named by its content, so that what its end says of its groups can be kept.
        self._connection.execute("SET GLOBAL parquet_metadata_cache = true")
        self._lock = threading.Lock()
        self._texts: dict[tuple[Any, ...], str] = {}

    def rows(self, question: Question, files: Files, values: Mapping[str, Value]) -> Sequence[tuple[Any, ...]]:
        import duckdb

        try:
            text = self._text(question, files, values)
            with self._lock:
                cursor = self._connection.cursor()
            return cursor.execute(sql_marks.filled(text, files, values)).fetchall()
        except duckdb.IOException:
            present(files)
            raise

    def close(self) -> None:
        self._connection.close()

    def _text(self, question: Question, files: Files, values: Mapping[str, Value]) -> str:
        # Files that are read as one table are of one kind and have the same columns.
        schemas = {name: _schema(paths[0]) for name, paths in files.items()}
        shape = tuple((name, len(value) if isinstance(value, tuple) else value) for name, value in values.items())
        columns = tuple((name, tuple(schema)) for name, schema in schemas.items())
        key = (question, columns, shape)
        if key not in self._texts:
            self._texts[key] = sql_marks.text(question, schemas, values)
        return self._texts[key]


def present(files: Files) -> None:
    """Raise FileNotFoundError when a file is gone: a load has finished, and there is a newer one."""
    for paths in files.values():
        for path in paths:
            if not path.exists():
                raise FileNotFoundError(path)


@lru_cache(maxsize=512)
def _schema(path: Path) -> Mapping[str, Any]:
    import ibis
    import pyarrow.parquet as pq

    return dict(ibis.Schema.from_pyarrow(pq.read_schema(path)).items())


def columns(path: Path) -> tuple[str, ...]:
    """Return the names of a file's columns. Raises FileNotFoundError when it is gone."""
    return tuple(_schema(path))


def address() -> str:
    """Return what WARDMOTE_ENGINE names: `duckdb`, or a checked `spark://host:port`. Raises EngineUnavailable."""
    asked = os.environ.get(VARIABLE, "").strip() or DUCKDB
    return asked if asked == DUCKDB else master_address(asked)


@lru_cache(maxsize=4)
def using(where: str) -> Engine:
    """Return the engine at an address, made on first use and kept."""
    return DuckDB() if where == DUCKDB else Spark(where)


def close(where: str) -> None:
    """Let go of the engine at an address and of all that it answered."""
    using(where).close()
    using.cache_clear()
    forget()


def forget() -> None:
    """Let go of what was answered, so that the next question is put to the engine."""
    _kept.clear()


def ask(question: Question, files: Files, **values: Value) -> Rows:
    """Answer `question(**tables, **values)` by the engine that is set; `files` gives the Parquet files of each table.

    Rows are sorted by their columns in order, nothing before something. Values in tuples may be anything; a plain
    string or number may decide how the question is put. Raises FileNotFoundError when a file is gone, and
    EngineUnavailable, with words for a person, when the engine cannot be reached.
    """
    where = address()
    key = (where, question, tuple(sorted(files.items())), tuple(sorted(values.items())))
    found = _kept.get(key)
    if found is None:
        found = _in_order(using(where).rows(question, files, values))
        _kept.put(key, found)
    return found


def _in_order(rows: Sequence[tuple[Any, ...]]) -> Rows:
    try:
        return tuple(sorted(rows))
    except TypeError:
        return tuple(sorted(rows, key=_nothing_first))


def _nothing_first(row: tuple[Any, ...]) -> tuple[tuple[bool, Any], ...]:
    return tuple((cell is not None, cell) for cell in row)


class _Kept:
    """Answers, the least lately used going first once they have too many rows between them."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[Any, ...], Rows] = OrderedDict()
        self._rows = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[Any, ...]) -> Rows | None:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: tuple[Any, ...], rows: Rows) -> None:
        with self._lock:
            if key in self._answers:
                return
            self._answers[key] = rows
            # An answer of no rows takes room too.
            self._rows += len(rows) + 1
            while self._rows > _MOST_ROWS and len(self._answers) > 1:
                self._rows -= len(self._answers.popitem(last=False)[1]) + 1

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self._rows = 0


_kept = _Kept()
