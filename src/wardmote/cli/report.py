import argparse
from pathlib import Path

from wardmote.cli.answers import Answer, Misused, NotDone
from wardmote.cli.progress import Progress


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    group = commands.add_parser("report", help="reports as files")
    parts = group.add_subparsers(metavar="COMMAND", required=True)
    quarter = parts.add_parser("quarter", parents=[common], help="the quarterly report as HTML, Word and PDF")
    quarter.add_argument("--partnership", required=True, metavar="SLUG")
    quarter.add_argument("--quarter", required=True, metavar="2024-25-Q4")
    quarter.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="the folder to write to; made if missing"
    )
    quarter.set_defaults(command=run_quarter)


def run_quarter(options: argparse.Namespace, progress: Progress) -> Answer:
    from wardmote.publish.services import ReportError, write_quarter_report

    progress("Writing the report…")
    try:
        written = write_quarter_report(partnership=options.partnership, quarter=options.quarter, out=options.out)
    except ReportError as error:
        raise Misused(str(error)) from error
    except OSError as error:
        raise NotDone(f"{options.out} cannot be written to: {error.strerror}.") from error
    return Answer("\n".join(map(str, written)), {"files": [str(path) for path in written]})
