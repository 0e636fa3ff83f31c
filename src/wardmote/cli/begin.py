import argparse

from wardmote.cli.answers import Answer, NotDone
from wardmote.cli.progress import Progress


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    command = commands.add_parser(
        "begin", parents=[common], help="a real installation's first partnership, organisation and person"
    )
    command.add_argument("--partnership", required=True, metavar="NAME")
    command.add_argument("--slug", required=True, help="its short name in addresses, such as north-downs")
    command.add_argument("--district", action="append", default=[], metavar="NAME",
                         help="a district of it, as police files print it; may be given again")  # fmt: skip
    command.add_argument("--organisation", required=True, metavar="NAME", help="the first person's organisation")
    command.add_argument("--kind", default="council", help="what kind of organisation that is")
    command.add_argument("--email", required=True, help="where the invitation goes")
    command.add_argument("--name", required=True, help="the first person's name")
    command.set_defaults(command=run_begin)


def run_begin(options: argparse.Namespace, progress: Progress) -> Answer:
    from wardmote.partnership.services import Problem, begin

    try:
        made = begin(
            partnership=options.partnership, slug=options.slug, districts=options.district, kind=options.kind,
            organisation=options.organisation, email=options.email, name=options.name,
        )  # fmt: skip
    except Problem as problem:
        raise NotDone(str(problem)) from problem
    text = f"{made.name} is there. {options.name} was sent an invitation, which lasts seven days."
    return Answer(text, {"partnership": made.slug, "invited": options.email})
