import argparse
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from wardmote.cli.answers import Answer, Misused, NotDone
from wardmote.cli.demo import sign_ins
from wardmote.cli.prepare import prepare
from wardmote.cli.progress import Progress

HOST = "127.0.0.1"
# How long a child is given to finish what it is doing before it is killed (seconds).
PATIENCE = 15
SERVER = ["-m", "gunicorn", "--workers=2", "--worker-class=gthread", "--threads=4", "--no-control-socket",
          "--graceful-timeout=10", "--log-level=warning", "wardmote.config.wsgi"]  # fmt: skip
WORKER = ["-m", "wardmote.cli", "work"]


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    command = commands.add_parser("serve", help="prepare, then run the server and the background worker until stopped")
    command.set_defaults(command=run_serve)


def run_serve(options: argparse.Namespace, progress: Progress) -> Answer:
    """Serve until SIGTERM, SIGINT or SIGHUP; raise NotDone when the port is taken or a part ends by itself."""
    from django.conf import settings
    from django.db import connections

    port = _port()
    _must_be_free(port)
    stopping = _Stopping()
    prepare(progress)
    progress.close()
    # What was opened here is not kept open beside the children, which open their own.
    connections.close_all()
    parts = {}
    try:
        parts["server"] = _start([*SERVER, f"--bind={HOST}:{port}"])
        parts["background worker"] = _start(WORKER)
        _wait_until_answering(port, parts["server"], stopping)
        if not stopping:
            print(_welcome(port, demo=settings.DEMO), flush=True)
        ended = _first_to_end(parts, stopping)
    finally:
        _stop(list(parts.values()))
    if ended:
        raise NotDone(f"The {ended} ended by itself, so everything was stopped; the lines above say why.")
    return Answer("Stopped.")


class _Stopping:
    """True once somebody asked for an end, by Ctrl-C, by closing the terminal or from a service manager."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True

    def __bool__(self) -> bool:
        return self.asked


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Misused(f"PORT is {text!r}; it must be a number from 1 to 65535.")
    return int(text)


def _must_be_free(port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except PermissionError as error:
            raise NotDone(
                f"Port {port} needs more rights than this account has. Choose another: PORT=8001 ./run"
            ) from error
        except OSError as error:
            raise NotDone(
                f"Port {port} is taken by another program. Choose another: PORT={port % 65535 + 1} ./run"
            ) from error


def _start(arguments: list[str]) -> "subprocess.Popen[bytes]":
    """Start a part in a session of its own, so that Ctrl-C reaches only us and each part is stopped once, in order."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter, with arguments written above
        [sys.executable, *arguments], stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_end_with_parent()
    )


def _end_with_parent() -> Callable[[], None]:
    """Return what asks Linux to stop a child when we are killed outright and could not stop it ourselves."""
    libc, set_parent_death_signal = ctypes.CDLL(None), 1

    def ask() -> None:
        libc.prctl(set_parent_death_signal, signal.SIGTERM)

    return ask


def _wait_until_answering(port: int, server: "subprocess.Popen[bytes]", stopping: _Stopping) -> None:
    while not stopping and server.poll() is None:
        asking = http.client.HTTPConnection(HOST, port, timeout=60)
        try:
            asking.request("GET", "/")
            asking.getresponse()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            asking.close()


def _welcome(port: int, *, demo: bool) -> str:
    lines = [f"Wardmote is at http://{HOST}:{port}/   (Ctrl-C stops it)"]
    if demo:
        lines += ["", "A demonstration: everybody and everything in it is invented. Sign in with one click as"]
        lines += [f"  {name:<18} {job}" for name, job in sign_ins()]
    return "\n".join(lines)


def _first_to_end(parts: "dict[str, subprocess.Popen[bytes]]", stopping: _Stopping) -> str:
    """Wait, and return the name of the part that ended by itself, or nothing when we were asked to stop."""
    while not stopping:
        for name, part in parts.items():
            # Asked once more, because a part may end because of the very thing that asks us to.
            if part.poll() is not None and not stopping:
                return name
        time.sleep(0.2)
    return ""


def _stop(parts: "list[subprocess.Popen[bytes]]") -> None:
    for part in parts:
        if part.poll() is None:
            part.terminate()
    until = time.monotonic() + PATIENCE
    for part in parts:
        try:
            part.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()
