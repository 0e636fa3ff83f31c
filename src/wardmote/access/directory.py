"""Who belongs to a partnership, as far as accounts go. The partnership room, which knows, says so at start-up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Listed:
    """A person of a partnership: their account, and in words what they do there today ("" for former members)."""

    user_id: int
    roles: str


Directory = Callable[[int], Iterable[Listed]]
_directories: list[Directory] = []


def register_directory(directory: Directory) -> None:
    """Name the function that lists the people of a partnership, present and past, by its id."""
    if directory not in _directories:
        _directories.append(directory)


def people_of(partnership_id: int) -> dict[int, str]:
    """Return the roles, in words, of everybody who belongs or belonged to the partnership, by account."""
    return {each.user_id: each.roles for directory in _directories for each in directory(partnership_id)}
