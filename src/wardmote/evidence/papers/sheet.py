"""What the writers of sections share: the data, the words, and how a figure leads to its query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wardmote.common import numbers
from wardmote.common.documents import Linked
from wardmote.evidence.assessing import months

Data = dict[str, Any]
NOT_GIVEN = "not given"


@dataclass(frozen=True)
class Words:
    """What the analyst says in a section. `carried` is whence it came, until somebody has edited it."""

    text: str = ""
    carried: str = ""


def nowhere(source: Mapping[str, Any] | None) -> str:
    """On paper a figure leads nowhere."""
    return ""


@dataclass(frozen=True)
class Sheet:
    """An assessment about to be written. `link` gives a source's address, empty where its reader may not go there."""

    data: Data
    words: Mapping[str, Words] = field(default_factory=dict)
    link: Callable[[Mapping[str, Any] | None], str] = nowhere
    # On a page the map that moves stands apart from the text.
    map_apart: bool = False

    def cell(self, text: str, source: Mapping[str, Any] | None = None) -> str:
        """A cell of a table, leading to where it can be counted again if the reader can go there."""
        href = self.link(source) if source else ""
        return Linked(text, href) if href else text

    def theme(self, part: str, key: str) -> Data | None:
        """A theme's entry in a part; None where the part has none."""
        rows: list[Data] = self.data[part].get("themes", [])
        return next((row for row in rows if row["key"] == key), None)


def whole(value: float | None) -> str:
    return NOT_GIVEN if value is None else numbers.whole(value)


def per(value: float | None, places: int = 1) -> str:
    """A rate or a score."""
    return NOT_GIVEN if value is None else f"{value:,.{places}f}"


def percent(value: float | None, places: int = 0) -> str:
    return NOT_GIVEN if value is None else numbers.percent(value, places)


def moved(value: float | None, places: int = 0) -> str:
    """A change in per cent, with its sign."""
    return NOT_GIVEN if value is None else numbers.signed_percent(value, places)


def many(count: int, noun: str, plural: str = "") -> str:
    """1 month, 2 months."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def over(data: Data) -> str:
    """The months that levels rest on, in words."""
    return months.span(data["levels"]["basis"])


def used(data: Data) -> str:
    """The months by which types, places and areas are compared: the same without those that are faulty."""
    faulty = data["levels"]["faulty"]
    return over(data) + (f" without {months.spans(faulty)}" if faulty else "")


def z_value(value: float) -> str:
    """A z with its sign and one decimal; never a nought with one."""
    return f"{value:+.1f}".replace("-", "−") if round(abs(value), 1) else "0.0"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
