"""Where a figure can be counted again: plain values that `queries.assessments` turns into an address for a reader."""

from collections.abc import Sequence
from typing import Any

Source = dict[str, Any]
# Types that the police printed until April 2013; asked for of later months they would be refused.
OLD_TYPES, OLD_UNTIL = ("Violent crime", "Public disorder and weapons"), "2013-04"


def explore(types: Sequence[str], months: Sequence[str], measure: str = "count", area: str = "") -> Source | None:
    """The explore page over the first to the last of `months`; None where they have a gap.

    An empty `area` is the partnership.
    """
    if not months or len(months) != _number(months[-1]) - _number(months[0]) + 1:
        return None
    asked = [each for each in types if each not in OLD_TYPES or months[0] <= OLD_UNTIL]
    return {"page": "explore", "types": asked, "from": months[0], "to": months[-1], "measure": measure,
            "area": area}  # fmt: skip


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])


def survey(pk: int) -> Source:
    """A survey's own page."""
    return {"page": "survey", "id": pk}


def measure(key: str, months: Sequence[str]) -> Source:
    """The list that a confidential count was made of, for those who may open it."""
    return {"page": "measure", "key": key, "from": months[0], "to": months[-1]}


def files() -> Source:
    """The page of files held."""
    return {"page": "files"}
