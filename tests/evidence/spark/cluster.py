"""A Spark standalone cluster on this machine alone: a master and workers on 127.0.0.1, stopped by their process ids."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

_HOST = "127.0.0.1"
_PATIENCE = 60.0
# Room for one executor, which takes 512 MB of it by the settings below.
_WORKER_MEMORY = "700M"
_DEFAULTS = """\
spark.executor.memory 512m
spark.driver.memory 512m
spark.master.rest.enabled false
"""


@contextmanager
def running(folder: Path, workers: int = 2) -> Iterator[str]:
    """Start a master and `workers` workers of one core each; yield the master's address. `folder` takes their files.

    Raises RuntimeError, with what they wrote, when they do not come up within a minute.
    """
    settings = folder / "conf"
    settings.mkdir(parents=True)
    (settings / "spark-defaults.conf").write_text(_DEFAULTS)
    # The session that a test opens reads the same settings.
    os.environ["SPARK_CONF_DIR"] = str(settings)
    os.environ["SPARK_LOCAL_IP"] = _HOST
    address = f"spark://{_HOST}:{_free_port()}"
    with ExitStack() as stack:
        stack.callback(os.environ.pop, "SPARK_CONF_DIR", None)
        stack.callback(os.environ.pop, "SPARK_LOCAL_IP", None)
        port = address.rpartition(":")[2]
        master = stack.enter_context(
            _process(folder, "master", "master.Master", "--host", _HOST, "--port", port, "--webui-port", "0")
        )
        _wait(lambda: "New state: ALIVE" in master.read_text(), master)
        for number in range(workers):
            stack.enter_context(
                _process(
                    folder, f"worker-{number}", "worker.Worker", "--host", _HOST, "--cores", "1", "--memory",
                    _WORKER_MEMORY, "--webui-port", "0", "--work-dir", str(folder / f"work-{number}"), address,
                )
            )  # fmt: skip
        _wait(lambda: master.read_text().count("Registering worker") == workers, master)
        yield address


@contextmanager
def _process(folder: Path, name: str, of: str, *arguments: str) -> Iterator[Path]:
    """Run one of Spark's daemons; yield the file that it writes to."""
    said = folder / f"{name}.log"
    command = Path(pyspark.__file__).parent / "bin" / "spark-class"
    with said.open("w") as out:
        process = subprocess.Popen(
            [str(command), f"org.apache.spark.deploy.{of}", *arguments],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        yield said
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(folder / f"work-{name.rpartition('-')[2]}", ignore_errors=True)


def _wait(until: Callable[[], bool], log: Path) -> None:
    limit = time.monotonic() + _PATIENCE
    while not until():
        if time.monotonic() > limit:
            raise RuntimeError(f"Spark did not come up. {log.name} says: {log.read_text()[-2000:]}")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])
