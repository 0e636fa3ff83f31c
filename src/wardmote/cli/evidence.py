import argparse
from pathlib import Path

from wardmote.cli.answers import Answer, Misused, NotDone
from wardmote.cli.progress import Progress


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    group = commands.add_parser("evidence", help="recorded crime")
    parts = group.add_subparsers(metavar="COMMAND", required=True)
    load = parts.add_parser(
        "load", parents=[common], help="load police street files; loading them again changes nothing"
    )
    load.add_argument("path", type=Path, nargs="+", metavar="PATH", help="a file, or a folder read all the way down")
    load.set_defaults(command=run_load)


def run_load(options: argparse.Namespace, progress: Progress) -> Answer:
    from wardmote.evidence.engine.store import Busy
    from wardmote.evidence.services import load_police_files

    missing = [str(path) for path in options.path if not path.exists()]
    if missing:
        raise Misused(f"There is no file or folder {missing[0]}.")
    try:
        report = load_police_files(actor=None, paths=options.path, progress=progress.count("files"))
    except Busy as busy:
        raise NotDone("Another load is running. Wait until it has finished, then load again.") from busy
    return Answer(report.as_text(), report.as_dict(), done=report.done)
