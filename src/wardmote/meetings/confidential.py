"""Which case items a person may know of. This room knows no case: the room that does registers the answer."""

from collections.abc import Callable, Collection

from wardmote.access.actor import Actor

Guard = Callable[[Actor, Collection[int]], frozenset[int]]
_guards: list[Guard] = []


def register(guard: Guard) -> None:
    """Add a guard: of the agenda item ids given, it returns those whose existence this actor may know."""
    if guard not in _guards:
        _guards.append(guard)


def knowable(actor: Actor, item_ids: Collection[int]) -> frozenset[int]:
    """Return the ids that some guard vouches for. With no guard, none."""
    return frozenset().union(*(guard(actor, item_ids) for guard in _guards))
