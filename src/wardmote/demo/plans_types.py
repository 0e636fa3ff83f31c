"""How the demonstration's plans are written down before they become files."""

from dataclasses import dataclass

TEAM = "Downs District Council community safety team"


@dataclass(frozen=True)
class Row:
    """An action as a plan's file prints it: `status` and `rag` only where the plan keeps them."""

    ref: str
    action: str
    measures: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    due: str = ""
    links: str = ""
    sponsor: str = ""
    status: tuple[str, ...] = ()
    rag: str = ""


@dataclass(frozen=True)
class Part:
    """Actions under one heading; `watched` are the indicators that the heading names, `lead` who leads all of it."""

    title: str
    rows: tuple[Row, ...]
    watched: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True)
class Theme:
    """A priority with its parts; `side` is whom it serves most, `why` why it is one."""

    title: str
    parts: tuple[Part, ...]
    side: str = ""
    why: str = ""
