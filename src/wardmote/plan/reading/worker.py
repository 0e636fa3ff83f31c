"""The child: the file's bytes on standard input, its name as the argument, one JSON object on standard output."""

import contextlib
import json
import resource
import sys

from wardmote.plan.reading import limits


def confine() -> None:
    """Give up what reading a file does not need. A limit that the system does not know is left as it is."""
    for what, most in (
        (resource.RLIMIT_AS, limits.CHILD_MEMORY),
        (resource.RLIMIT_CPU, limits.CHILD_SECONDS),
        (resource.RLIMIT_FSIZE, limits.ANSWER_BYTES),
        (resource.RLIMIT_NOFILE, limits.CHILD_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def main() -> int:
    """Read, answer, and leave: 0 with `{"file": …}` or with `{"refused": …}`."""
    from wardmote.plan.reading.parse import parse
    from wardmote.plan.reading.types import CannotRead

    confine()
    content = sys.stdin.buffer.read(limits.FILE_BYTES + 1)
    try:
        answer: dict[str, object] = {"file": parse(content, name=sys.argv[1] if len(sys.argv) > 1 else "").to_dict()}
    except CannotRead as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
