"""The child: the file's bytes on standard input, its name as the argument, one JSON object on standard output."""

import sys
from typing import Any

from wardmote.common.confined import answer_parent
from wardmote.plan.reading import limits
from wardmote.plan.reading.parse import parse
from wardmote.plan.reading.types import CannotRead


def read(content: bytes, name: str) -> dict[str, Any]:
    """Return `{"file": …}`. Raises CannotRead."""
    return {"file": parse(content, name=name).to_dict()}


if __name__ == "__main__":
    sys.exit(answer_parent(read, CannotRead, limits.CHILD))
