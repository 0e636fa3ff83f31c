"""Apache Spark as the engine of questions: a session on an existing standalone cluster, through Ibis.

The cluster's workers must see the store at the same path as this machine does. Nothing of ours runs on the workers: a
question becomes Spark's own SQL, and only its answer comes back.
"""

import importlib.util
import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis.expr.types as ir

_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:]{2,39}\])"
_ADDRESS = re.compile(rf"^spark://{_HOST}:[0-9]{{1,5}}(?:,{_HOST}:[0-9]{{1,5}}){{0,9}}$")
# How long a master may take to answer, and a worker to be lent, in seconds.
_MASTER, _WORKER = 5.0, 60.0
# An answer here is small; the 200 parts that Spark takes by itself would each be a task of nothing.
_PARTS = "8"
# Files that are read as one table, by name; each load brings new ones.
_MOST_VIEWS = 200
_LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}


class EngineUnavailable(RuntimeError):
    """The engine that WARDMOTE_ENGINE names cannot be used; the message says why and what to do."""


def master_address(asked: str) -> str:
    """Return the address of a Spark master, checked. Raises EngineUnavailable for anything else."""
    if not _ADDRESS.fullmatch(asked) or any(not 0 < port < 65536 for _, port in _masters(asked)):
        raise EngineUnavailable(
            "WARDMOTE_ENGINE must be “duckdb”, or the address of a Spark master such as spark://10.0.0.5:7077; "
            f"“{asked[:80]}” is neither."
        )
    return asked


def _masters(address: str) -> list[tuple[str, int]]:
    pairs = (each.rpartition(":") for each in address.removeprefix("spark://").split(","))
    return [(host, int(port)) for host, _, port in pairs]


class Spark:
    """A session on a cluster, made at the first question and kept."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = threading.Lock()
        self._ibis: Any = None
        self._views: dict[tuple[Path, ...], str] = {}

    def rows(
        self, question: Callable[..., "ir.Table"], files: Mapping[str, tuple[Path, ...]], values: Mapping[str, Any]
    ) -> Sequence[tuple[Any, ...]]:
        """Return the rows of `question(**tables, **values)`. Raises FileNotFoundError when a file is gone."""
        for path in (path for paths in files.values() for path in paths):
            if not path.exists():
                raise FileNotFoundError(path)
        with self._lock:
            if self._ibis is None:
                self._ibis = _connected(self._address)
            tables = {name: self._ibis.table(self._view(paths)) for name, paths in files.items()}
            asked = self._ibis.compile(question(**tables, **values))
        try:
            return [tuple(row) for row in self._ibis._session.sql(str(asked)).collect()]
        except Exception as error:
            # Spark wraps what went wrong on a worker several times over; only that a file has gone is ours to know.
            for path in (path for paths in files.values() for path in paths):
                if not path.exists():
                    raise FileNotFoundError(path) from error
            raise

    def close(self) -> None:
        """End the session and give the cluster's cores back."""
        with self._lock:
            if self._ibis is not None:
                self._ibis._session.stop()
            self._ibis, self._views = None, {}

    def _view(self, paths: tuple[Path, ...]) -> str:
        """Return the name under which `paths` are one table of the session."""
        if len(self._views) > _MOST_VIEWS:
            for name in self._views.values():
                self._ibis._session.catalog.dropTempView(name)
            self._views = {}
        if paths not in self._views:
            name = f"files_{len(self._views)}"
            # Told the columns, Spark need not send out a task to read them first.
            reader = self._ibis._session.read.schema(_columns(paths[0]))
            reader.parquet(*(_one_file(path) for path in paths)).createOrReplaceTempView(name)
            self._views[paths] = name
        return self._views[paths]


def _columns(path: Path) -> Any:
    """Return a file's columns as Spark writes them; files that are read as one table have the same."""
    import ibis
    import pyarrow.parquet as pq
    from ibis.backends.pyspark.datatypes import PySparkSchema

    return PySparkSchema.from_ibis(ibis.Schema.from_pyarrow(pq.read_schema(path)))


def _one_file(path: Path) -> str:
    """Return a local path as Hadoop reads it, each letter standing for itself."""
    return "file:" + "".join(f"\\{letter}" if letter in "\\*?[]{}" else letter for letter in str(path))


def _connected(address: str) -> Any:
    """Return Ibis' backend on a session of the cluster. Raises EngineUnavailable when there is none to be had."""
    _installed()
    _reached(address)
    import ibis
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(address).appName("Wardmote")
    for name, value in _settings(address).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise EngineUnavailable(f"A session could not be had from {address}: {str(error)[:300]}") from error
    session.sparkContext.setLogLevel("ERROR")
    _lent(session, address)
    return ibis.pyspark.connect(session)


def _settings(address: str) -> dict[str, str]:
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": _PARTS,
        "spark.sql.session.timeZone": "UTC",
        # As DuckDB: a sum that does not fit is an error and not another number.
        "spark.sql.ansi.enabled": "true",
    }
    if all(host in _LOOPBACK for host, _ in _masters(address)):
        # A cluster on this machine alone is answered on this machine alone.
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return settings


def _installed() -> None:
    if importlib.util.find_spec("pyspark") is None:
        raise EngineUnavailable(
            "Spark is asked for and PySpark is not installed: install requirements-spark.lock, "
            "or unset WARDMOTE_ENGINE."
        )
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java") and not (home and shutil.which("java", path=f"{home}/bin")):
        raise EngineUnavailable(
            "Spark needs Java 17 or later and none was found: install it with  apt-get install "
            "openjdk-17-jre-headless  or name it in JAVA_HOME; or unset WARDMOTE_ENGINE."
        )


def _reached(address: str) -> None:
    """Find out at once whether a master is there: Spark itself would try for minutes."""
    said = ""
    for host, port in _masters(address):
        try:
            socket.create_connection((host.strip("[]"), port), timeout=_MASTER).close()
            return
        except OSError as error:
            said = str(error)
    raise EngineUnavailable(f"No Spark master answers at {address} ({said}). Start it, or unset WARDMOTE_ENGINE.")


def _lent(session: Any, address: str) -> None:
    """Wait until the cluster has lent a worker: without one a question would wait for ever."""
    until = time.monotonic() + _WORKER
    while session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() < 2:
        if time.monotonic() > until:
            session.stop()
            raise EngineUnavailable(
                f"The Spark master at {address} has lent no worker within {_WORKER:.0f} seconds: "
                "start a worker, or wait until one is free."
            )
        time.sleep(0.2)
