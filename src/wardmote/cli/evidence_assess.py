import argparse
from pathlib import Path

from wardmote.cli.answers import Answer, Misused, NotDone
from wardmote.cli.progress import Progress


def add_to(parts: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    assess = parts.add_parser(
        "assess", parents=[common], help="the strategic assessment of a partnership as HTML, Word, PDF and figures"
    )
    assess.add_argument("--partnership", required=True, metavar="SLUG")
    assess.add_argument("--to", required=True, metavar="YYYY-MM", help="the last month; its police file must be loaded")
    assess.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="the folder to write to; made if missing"
    )
    assess.add_argument("--months", type=int, default=36, metavar="N", help="how many months to look at (36)")
    assess.add_argument(
        "--structure", default="themes", choices=("themes", "problems", "priorities"), help="the order of the parts"
    )
    assess.set_defaults(command=run_assess)


def run_assess(options: argparse.Namespace, progress: Progress) -> Answer:
    from wardmote.common.states import StateRefused
    from wardmote.evidence.services.assessment_files import write_files
    from wardmote.evidence.services.assessments import ask_for, make
    from wardmote.partnership.queries import get_partnership

    partnership = get_partnership(options.partnership)
    if partnership is None:
        raise Misused(f"There is no partnership {options.partnership}.")
    try:
        asked = ask_for(
            actor=None, partnership=partnership, to=options.to, months=options.months, structure=options.structure
        )
    except StateRefused as refused:
        raise Misused(str(refused)) from refused
    made = make(asked.pk, say=progress)
    if made is None or made.state != made.State.READY:
        raise NotDone(made.error if made else "Another process is making this assessment.")
    progress("Writing the files…")
    try:
        written = write_files(made, options.out)
    except OSError as error:
        raise NotDone(f"{options.out} cannot be written to: {error.strerror}.") from error
    missing = made.data["scope"]["missing"]
    said = [*map(str, written), *([f"Months not held: {', '.join(missing)}."] if missing else [])]
    return Answer(
        "\n".join(said),
        {"files": [str(path) for path in written], "missing": missing, "assessment": str(made.public_id),
         "findings": made.data["summary"]["findings"]},
    )  # fmt: skip
