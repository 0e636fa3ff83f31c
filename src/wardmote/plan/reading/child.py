"""The limited process in which a file is read: little memory, little time, no files, nothing of the server's."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import wardmote
from wardmote.plan.reading import limits
from wardmote.plan.reading.types import CannotRead, PlanFile

_TOO_LONG = "The file took too long to read. Take out what is not the plan, or save it anew, and try again."
_DIED = "The file could not be read: reading it was stopped because it needed more than a plan should. Save it anew."
_WORKER = "wardmote.plan.reading.worker"


def read_in_child(
    content: bytes, *, name: str, seconds: float = limits.WALL_SECONDS, worker: str = _WORKER
) -> PlanFile:
    """Read bytes in a child that ends with them. Raises CannotRead however the child ends without an answer."""
    # Refused here already, so that nothing huge is handed over.
    if len(content) > limits.FILE_BYTES:
        raise CannotRead(f"The file is larger than {limits.FILE_BYTES // limits.MEGABYTE} MB.")
    with tempfile.TemporaryDirectory(prefix="wardmote-read-") as folder:
        answer = _run(content, name, folder, seconds, worker)
    try:
        said = json.loads(answer)
        if "refused" in said:
            raise CannotRead(str(said["refused"]))
        return PlanFile.from_dict(said["file"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotRead(_DIED) from error


def _run(content: bytes, name: str, folder: str, seconds: float, worker: str) -> bytes:
    """Return what the child wrote. Its output goes to a file, so that a flood of it fills no memory here."""
    answer = Path(folder) / "answer.json"
    try:
        with answer.open("wb") as out:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module; the name is an argument, not a command
                [sys.executable, "-I", "-c", _start(worker), name[:200].replace("\x00", "")],
                input=content,
                stdout=out,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env={"LANG": "C.UTF-8", "PATH": os.defpath},
                timeout=seconds,
                check=False,
                close_fds=True,
            )
    except subprocess.TimeoutExpired:
        raise CannotRead(_TOO_LONG) from None
    except (OSError, ValueError, UnicodeError) as error:
        raise CannotRead("The file could not be read: no process could be started for it. Try again.") from error
    if done.returncode != 0:
        raise CannotRead(_DIED)
    if answer.stat().st_size > limits.ANSWER_BYTES:
        raise CannotRead("The file holds more than any plan. Take out what is not the plan and try again.")
    return answer.read_bytes()


def _start(worker: str) -> str:
    """Return the child's first words: where this package stands, and nothing from the environment or the folder."""
    here = str(Path(wardmote.__file__).resolve().parent.parent)
    return f"import sys; sys.path.insert(0, {here!r}); import runpy; runpy.run_module({worker!r}, run_name='__main__')"
