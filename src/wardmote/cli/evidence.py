import argparse
from datetime import date
from pathlib import Path

from wardmote.cli import evidence_assess, evidence_fetch
from wardmote.cli.answers import Answer, Misused, NotDone
from wardmote.cli.progress import Progress


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    group = commands.add_parser("evidence", help="recorded crime")
    parts = group.add_subparsers(metavar="COMMAND", required=True)
    load = parts.add_parser(
        "load", parents=[common], help="load police files and data about areas; loading them again changes nothing"
    )
    load.add_argument(
        "path", type=Path, nargs="+", metavar="PATH", help="a CSV or zip file, or a folder read all the way down"
    )
    load.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="the day that data about areas hold as of")
    load.add_argument("--source", default="", metavar="TEXT", help="where data about areas come from")
    load.set_defaults(command=run_load)
    evidence_fetch.add_to(parts, common)
    evidence_assess.add_to(parts, common)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2025-03-24") from error


def run_load(options: argparse.Namespace, progress: Progress) -> Answer:
    from wardmote.evidence.engine.finding import Unreadable
    from wardmote.evidence.engine.store import Busy
    from wardmote.evidence.services.load_files import load_files

    missing = [str(path) for path in options.path if not path.exists()]
    if missing:
        raise Misused(f"There is no file or folder {missing[0]}.")
    try:
        report = load_files(
            actor=None, paths=options.path, as_of=options.as_of, source=options.source, progress=progress.count("files")
        )
    except Busy as busy:
        raise NotDone("Another load is running. Wait until it has finished, then load again.") from busy
    except Unreadable as error:
        raise NotDone(str(error)) from error
    return Answer(report.as_text(), report.as_dict(), done=report.done)
