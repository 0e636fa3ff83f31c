"""A limited process in which a file from outside is read: little memory, little time, nothing of the server's.

The parent hands over bytes on standard input and takes one JSON object from standard output. The child imports no
Django, and what it answers is not believed before whoever asked has checked it.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import wardmote

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes in, bytes out, bytes of memory, seconds of processor and on the clock, open files."""

    file_bytes: int
    answer_bytes: int
    memory: int = 1024 * MEGABYTE
    seconds: int = 20
    wall_seconds: float = 30
    files: int = 32


class How(StrEnum):
    """How a child ended without an answer."""

    DIED = "died"
    TOO_LONG = "too long"
    TOO_MUCH = "too much"
    NOT_STARTED = "not started"


class ChildEnded(Exception):
    """The child gave no answer; `how` says in which way, for words that fit what was being read."""

    def __init__(self, how: How) -> None:
        super().__init__(how.value)
        self.how = how


def ask_child(worker: str, content: bytes, limits: Limits, *, name: str = "") -> dict[str, Any]:
    """Run the module `worker` on a file's bytes and return its answer. Raises ChildEnded however it ends without."""
    with tempfile.TemporaryDirectory(prefix="wardmote-read-") as folder:
        answer = _run(_start(worker), content, limits, name, folder)
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise ChildEnded(How.DIED) from error
    if not isinstance(said, dict):
        raise ChildEnded(How.DIED)
    return said


def _run(start: str, content: bytes, limits: Limits, name: str, folder: str) -> bytes:
    """Return what the child wrote. Its output goes to a file, so that a flood of it fills no memory here."""
    answer = Path(folder) / "answer.json"
    try:
        with answer.open("wb") as out:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module; the name is an argument, not a command
                [sys.executable, "-I", "-c", start, name[:200].replace("\x00", "")], input=content, stdout=out,
                stderr=subprocess.DEVNULL, cwd=folder, env={"LANG": "C.UTF-8", "PATH": os.defpath},
                timeout=limits.wall_seconds, check=False, close_fds=True,
            )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ChildEnded(How.TOO_LONG) from None
    except (OSError, ValueError) as error:
        raise ChildEnded(How.NOT_STARTED) from error
    if done.returncode != 0:
        raise ChildEnded(How.DIED)
    if answer.stat().st_size > limits.answer_bytes:
        raise ChildEnded(How.TOO_MUCH)
    return answer.read_bytes()


def _start(worker: str) -> str:
    """Return the child's first words: where this package stands, and nothing from the environment or the folder."""
    here = str(Path(wardmote.__file__).resolve().parent.parent)
    return f"import sys; sys.path.insert(0, {here!r}); import runpy; runpy.run_module({worker!r}, run_name='__main__')"


def confine(limits: Limits) -> None:
    """In the child: give up what reading does not need. A limit that the system does not know is left as it is."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, limits.answer_bytes),
        (resource.RLIMIT_NOFILE, limits.files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def answer_parent(read: Callable[[bytes, str], dict[str, Any]], refusal: type[Exception], limits: Limits) -> int:
    """In the child: read what stands on standard input, answer, and leave; a refusal becomes `{"refused": words}`."""
    confine(limits)
    content = sys.stdin.buffer.read(limits.file_bytes + 1)
    try:
        answer = read(content, sys.argv[1] if len(sys.argv) > 1 else "")
    except refusal as refused:
        answer = {"refused": str(refused)}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    return 0
