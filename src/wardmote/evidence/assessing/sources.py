"""Where a figure can be counted again: plain values that `queries.assessments` turns into an address for a reader."""

from collections.abc import Sequence
from typing import Any

Source = dict[str, Any]


def explore(types: Sequence[str], months: Sequence[str], measure: str = "count", area: str = "") -> Source:
    """The explore page over the first to the last of `months`. An empty `area` is the partnership."""
    first, last = (months[0], months[-1]) if months else ("", "")
    return {"page": "explore", "types": list(types), "from": first, "to": last, "measure": measure, "area": area}


def survey(pk: int) -> Source:
    """A survey's own page."""
    return {"page": "survey", "id": pk}


def measure(key: str, months: Sequence[str]) -> Source:
    """The list that a confidential count was made of, for those who may open it."""
    return {"page": "measure", "key": key, "from": months[0], "to": months[-1]}


def files() -> Source:
    """The page of files held."""
    return {"page": "files"}
