"""The way from a case reference in a file of incidents to the case, for those who may open it and for nobody else.

This room knows nothing of cases. A room above says at start-up which references are cases that somebody may open.
"""

from collections.abc import Callable, Collection, Mapping

from wardmote.access.actor import Actor

# (who asks, references) -> address of each that they may open; a reference that is missing or hidden is not in it.
Resolver = Callable[[Actor, Collection[str]], Mapping[str, str]]
_resolvers: list[Resolver] = []


def register(resolver: Resolver) -> None:
    """Let `resolver` answer from now on, in place of any before it."""
    _resolvers[:] = [resolver]


def open_to(actor: Actor, references: Collection[str]) -> Mapping[str, str]:
    """Return the addresses of those references that this person may open; nothing is said of the others."""
    asked = {reference for reference in references if reference}
    return _resolvers[0](actor, asked) if asked and _resolvers else {}
