import argparse
from datetime import date
from pathlib import Path

from wardmote.cli.answers import Answer, Misused, NotDone
from wardmote.cli.progress import Progress


def add_to(parts: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Add `evidence fetch`."""
    fetch = parts.add_parser(
        "fetch",
        parents=[common],
        help="fetch police files from data.police.uk and load them; stopped, it goes on where it was",
    )
    fetch.add_argument("--force", required=True, metavar="SLUG[,SLUG]", help="forces by short name, such as hampshire")
    fetch.add_argument("--from", dest="first", required=True, type=_month, metavar="YYYY-MM", help="the first month")
    fetch.add_argument("--to", dest="last", type=_month, metavar="YYYY-MM", help="the last month (default: the newest)")
    fetch.add_argument("--kinds", default="street,outcomes,stops", help="which kinds of file, with commas between")
    fetch.add_argument("--into", type=Path, metavar="DIR", help="keep the files in this folder")
    fetch.set_defaults(command=run_fetch)


def run_fetch(options: argparse.Namespace, progress: Progress) -> Answer:
    from wardmote.evidence.engine.fetching import NotFetched
    from wardmote.evidence.engine.forces import FORCES
    from wardmote.evidence.engine.store import Busy
    from wardmote.evidence.services.fetching import KINDS, fetch_police_files

    forces = _listed(options.force, sorted(FORCES.values()), "force")
    kinds = _listed(options.kinds, KINDS, "kind of file")
    if options.last and options.last < options.first:
        raise Misused("--to lies before --from.")
    try:
        done = fetch_police_files(
            forces=forces,
            first=options.first,
            last=options.last,
            kinds=kinds,
            into=options.into,
            progress=progress.count("files"),
        )
    except NotFetched as error:
        raise NotDone(str(error)) from error
    except Busy as busy:
        raise NotDone("Another load is running. Run the same command again when it has finished.") from busy
    loaded = done.loaded
    text = done.fetched.as_text() + (f"\n{loaded.as_text()}" if loaded else "\nNothing was loaded.")
    data = {"fetched": done.fetched.as_dict(), "loaded": loaded.as_dict() if loaded else None}
    return Answer(text, data, done=loaded.done if loaded else True)


def _month(typed: str) -> str:
    try:
        return f"{date.fromisoformat(f'{typed}-01'):%Y-%m}"
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{typed} is no month such as 2025-01") from error


def _listed(typed: str, known: "list[str] | tuple[str, ...]", what: str) -> list[str]:
    found = [each.strip().casefold() for each in typed.split(",") if each.strip()]
    unknown = [each for each in found if each not in known]
    if unknown or not found:
        raise Misused(f"There is no {what} {', '.join(unknown) or 'given'}. Known: {', '.join(known)}.")
    return list(dict.fromkeys(found))
