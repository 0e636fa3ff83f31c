import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.cli.answers import Answer
from wardmote.cli.progress import Progress

if TYPE_CHECKING:
    from wardmote.common.periods import Quarter


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    group = commands.add_parser("report", help="reports as files")
    parts = group.add_subparsers(metavar="COMMAND", required=True)
    quarter = parts.add_parser("quarter", parents=[common], help="the quarterly report as HTML, Word and PDF")
    quarter.add_argument("--partnership", required=True, metavar="SLUG")
    quarter.add_argument("--quarter", required=True, type=_quarter, metavar="2024-25-Q4")
    quarter.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="the folder to write to; made if missing"
    )
    quarter.set_defaults(command=run_quarter)


def _quarter(text: str) -> "Quarter":
    from wardmote.common.periods import Quarter

    try:
        return Quarter.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from error


def run_quarter(options: argparse.Namespace, progress: Progress) -> Answer:
    from wardmote.publish.services import write_quarter_report

    progress("Writing the report…")
    written = write_quarter_report(partnership=options.partnership, quarter=options.quarter, out=options.out)
    return Answer("\n".join(map(str, written)), {"files": [str(path) for path in written]})
