import argparse

from wardmote.cli.answers import Answer, NotDone
from wardmote.cli.progress import Progress


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    group = commands.add_parser("demo", help="the invented partnership that a newcomer looks round")
    parts = group.add_subparsers(metavar="COMMAND", required=True)
    build = parts.add_parser("build", parents=[common], help="make it; does nothing when it is there already")
    build.set_defaults(command=run_build)


def run_build(options: argparse.Namespace, progress: Progress) -> Answer:
    made = build(progress)
    return Answer("The demonstration was made." if made else "The demonstration is there already.", {"made": made})


def build(progress: Progress) -> bool:
    """Make the demonstration if it is not there, and say whether it was made now."""
    from django.conf import settings

    if not settings.DEMO:
        raise NotDone("These are not the demonstration's settings, so it cannot be made here; ./run uses them.")
    from wardmote.demo.build import build as make

    return make(progress)


def sign_ins() -> list[tuple[str, str]]:
    """Return name and job of the people of the demonstration, in the order of its first page."""
    from wardmote.demo.people import PEOPLE

    return [(person.name, f"{person.job}, {person.organisation}") for person in PEOPLE]
