import argparse
import textwrap
from pathlib import Path
from typing import Any

from wardmote.cli import plan_commit
from wardmote.cli.answers import Answer, Misused, NotDone
from wardmote.cli.progress import Progress

_WIDTH = 100


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    group = commands.add_parser("plan", help="plans and their actions")
    parts = group.add_subparsers(metavar="COMMAND", required=True)
    read = parts.add_parser("import", parents=[common], help="read a plan out of a Word, Excel or CSV file")
    read.add_argument("file", type=Path, metavar="FILE", help="a .docx, .xlsx or .csv file")
    read.add_argument("--dry-run", action="store_true", help="say what was found and save nothing")
    plan_commit.add_options(read)
    read.set_defaults(command=run_import)


def run_import(options: argparse.Namespace, progress: Progress) -> Answer:
    from wardmote.common import clock
    from wardmote.plan.reading.door import read_plan_file
    from wardmote.plan.reading.types import CannotRead
    from wardmote.plan.reading.understand import understand

    if not options.file.is_file():
        raise Misused(f"There is no file {options.file}.")
    if not options.dry_run and (options.plan is not None or options.new):
        return plan_commit.bring_in(options)
    if not options.dry_run:
        raise NotDone(
            "Nothing was read: a plan is brought in on its page, where every row is looked at first. Add --dry-run to "
            "see what would be found, or say with --plan or --new where it goes."
        )
    try:
        found = understand(read_plan_file(options.file, name=options.file.name), today=clock.today()).to_dict()
    except CannotRead as refusal:
        return Answer(str(refusal), {"refused": str(refusal)}, done=False)
    if not found["rows"] and not found["rejected"]:
        words = " ".join(["No plan was found in the file.", *found["unmatched_tables"].values()])
        return Answer(words, {**found, "refused": words}, done=False)
    return Answer(_as_text(found), found)


def _as_text(found: dict[str, Any]) -> str:
    """Return what was found for a person: each action, what was not taken and why, and the rows' account."""
    lines = [_row(row) for row in found["rows"]]
    for title, rows in (("Not taken", found["rejected"]), ("There twice", found["repeated"])):
        if rows:
            lines.append(f"\n{title}")
        for row in rows:
            lines.append(
                _wrapped(f"table {row['table']}, row {row['row']}: {row['reason']} “{row['text'][:120]}”", "  ")
            )
    for title, notes in (("Tables left out", found["unmatched_tables"].values()), ("Notes", found["notes"])):
        if notes:
            lines += [f"\n{title}", *(_wrapped(note, "  ") for note in notes)]
    return "\n".join([*lines, "", _account(found["accounting"])])


def _row(row: dict[str, Any]) -> str:
    due = row["due"].get("quarter") or row["due"].get("date") or row["due"]["text"] or "no date"
    lead = ", ".join(row["leads"]) or "nobody named"
    parts = [f"{row['ref']}  {row['action']}", f"    {lead} · {due}" + (f" · {row['rag']}" if row["rag"] else "")]
    parts += [f"    • {measure}" for measure in row["measures"]]
    parts += [f"    ! {warning}" for warning in row["warnings"]]
    return "\n".join(_wrapped(part, " " * (len(part) - len(part.lstrip()))) for part in parts)


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")


def _account(counts: dict[str, int]) -> str:
    names = {
        "accepted": "actions",
        "rejected": "not taken",
        "repeated": "there twice",
        "joined": "joined to the row above",
        "headers": "headers",
        "titles": "titles",
        "sections": "headings between rows",
        "boxes": "in boxes above a table",
        "blank": "blank",
        "other_tables": "in tables that are no plan",
    }
    said = ", ".join(f"{counts[key]} {words}" for key, words in names.items() if counts[key])
    return f"{counts['rows']} rows: {said}."
