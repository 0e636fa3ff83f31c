"""What a command gives back, and the two ways in which it can fail to."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    """`text` for people, `data` for programs (plain JSON values). `done` False makes the exit status 1."""

    text: str
    data: dict[str, Any] = field(default_factory=dict)
    done: bool = True


class NotDone(Exception):
    """The command was understood and could not be carried out; the message says what to do. Exit status 1."""


class Misused(Exception):
    """What was typed names something that does not exist or makes no sense. Exit status 2."""
