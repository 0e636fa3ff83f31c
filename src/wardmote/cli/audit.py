import argparse

from wardmote.cli.answers import Answer
from wardmote.cli.progress import Progress


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    group = commands.add_parser("audit", help="the record of what was done and seen")
    parts = group.add_subparsers(metavar="COMMAND", required=True)
    verify = parts.add_parser(
        "verify", parents=[common], help="walk the whole chain; status 1 at the first row that is wrong"
    )
    verify.add_argument(
        "--known", type=_known, metavar="SEQUENCE:HASH", help="a head that was noted earlier and must still be there"
    )
    verify.set_defaults(command=run_verify)


def _known(text: str) -> tuple[int, str]:
    sequence, _, noted = text.partition(":")
    if not sequence.isdigit() or len(noted) != 64:
        raise argparse.ArgumentTypeError("give it as it was printed, the number, a colon and 64 characters")
    return int(sequence), noted


def run_verify(options: argparse.Namespace, progress: Progress) -> Answer:
    from wardmote.audit.queries import verify

    sequence, noted = options.known or (None, "")
    verdict = verify(known_sequence=sequence, known_hash=noted)
    head = f"{verdict.head_sequence}:{verdict.head_hash}"
    data = {
        "sound": verdict.sound, "count": verdict.count, "head": head,
        "broken_at": verdict.broken_at, "reason": verdict.reason,
    }  # fmt: skip
    if verdict.sound:
        return Answer(f"{verdict.count:,} rows, each following from the one before it.\nHead {head}", data)
    text = f"{verdict.reason} The {verdict.count:,} rows before it are sound, up to {head}"
    return Answer(text, data, done=False)
