import argparse
import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from wardmote.cli import audit, begin, demo, evidence, plan, prepare, report, serve, work
from wardmote.cli.answers import Answer, Misused, NotDone
from wardmote.cli.progress import Progress

Command = Callable[[argparse.Namespace, Progress], Answer]


class Parser(argparse.ArgumentParser):
    """Says how it was misused in one line; argparse would print the whole usage before it."""

    def error(self, message: str) -> NoReturn:
        raise Misused(f"{message}. See {self.prog} --help.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 not done, 2 misused."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.config.settings.demo")
    # Whatever is made, the database and its key above all, is for this account alone; so is what children make.
    os.umask(0o077)
    try:
        options = parser().parse_args(given)
        answer, status = _carried_out(options)
    except Misused as misuse:
        answer, status = Answer(str(misuse), {"error": str(misuse)}, done=False), 2
    except NotDone as failure:
        answer, status = Answer(str(failure), {"error": str(failure)}, done=False), 1
    except KeyboardInterrupt:
        answer, status = Answer("Stopped.", {"error": "Stopped."}, done=False), 1
    except Exception as error:
        text = _unexpected(error)
        answer, status = Answer(text, {"error": text}, done=False), 1
    return _say(answer, status, as_json=as_json)


def parser() -> Parser:
    """Return the whole command line, one group of commands a file."""
    top = Parser(prog="wardmote", description="The command line of Wardmote.", allow_abbrev=False)
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print one JSON object for a program to read")
    for group in (prepare, serve, work, begin, demo, evidence, plan, report, audit):
        group.add_to(commands, common)
    return top


def _carried_out(options: argparse.Namespace) -> tuple[Answer, int]:
    command: Command = options.command
    _start_django()
    progress = Progress()
    try:
        answer = command(options, progress)
    finally:
        progress.close()
    return answer, 0 if answer.done else 1


def _start_django() -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise NotDone(str(error)) from error
    except ModuleNotFoundError as error:
        raise NotDone(
            f"{error}. Is DJANGO_SETTINGS_MODULE right, and is everything installed? ./run --prepare installs."
        ) from error
    # What a command has to say it prints itself.
    logging.getLogger("wardmote").setLevel(logging.WARNING)


def _say(answer: Answer, status: int, *, as_json: bool) -> int:
    try:
        if as_json:
            print(json.dumps({"done": answer.done, **answer.data}, ensure_ascii=False, default=str))
        elif answer.text:
            print(answer.text, file=sys.stdout if answer.done else sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading, such as `head`, has gone; Python would complain once more while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _unexpected(error: Exception) -> str:
    """Write the traceback to the log and return the one line for whoever typed the command."""
    what = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no more is known'}"
    path = Path(os.environ.get("WARDMOTE_HOME") or "var").resolve() / "logs" / "wardmote.log"
    try:
        from django.conf import settings

        path = Path(settings.WARDMOTE_HOME) / "logs" / "wardmote.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now().astimezone().isoformat()} wardmote {' '.join(sys.argv[1:])}\n")
            log.write("".join(traceback.format_exception(error)) + "\n")
    except Exception:
        return f"Something went wrong and could not be written to {path}: {what}"
    return f"Something went wrong ({what}). All of it is in {path}"
