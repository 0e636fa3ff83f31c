"""Which field a column holds, by what stands in it."""

import re
from collections.abc import Callable, Sequence

from wardmote.plan.reading.dates import YearHint, read_due
from wardmote.plan.reading.rag import looks_rated
from wardmote.plan.reading.types import Cell, one_line

REF = re.compile(
    r"^\(?(?:[A-Z]{1,6}[\s.\-/]?)?\d{1,4}(?:[.\-/]\d{1,4}){0,3}\s?[a-z]?[.)]?$|^[A-Z][.)]?$",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"^(?:high|medium|med|low|h|m|l|critical|h/m|m/l)$", re.IGNORECASE)
_TRIANGLE = {"victim": "victim", "victims": "victim", "offender": "offender", "offenders": "offender"}
_TRIANGLE |= {each: "community" for each in ("community", "communities", "location", "locations", "place")}
_TRIANGLE |= {each: "business" for each in ("business", "businesssupport", "partnershipbusiness", "support")}
_NO_YEAR = YearHint(2000, "")
_DATED = {"date", "month", "quarter", "year", "ongoing", "monthly", "quarterly", "yearly"}
# A share of cells that must look alike, and the fewest that say anything.
_MOST, _FEWEST = 0.6, 2


def column(rows: Sequence[Sequence[Cell]], at: int) -> list[Cell]:
    """Return the cells of one column that say something and are not repeated."""
    cells = [row[at] for row in rows if at < len(row)]
    return [cell for cell in cells if (cell.text or cell.colour) and not cell.merged]


def are_refs(cells: Sequence[Cell]) -> bool:
    """Return whether these are numbers of actions: short, and hardly one of them twice."""
    texts = [one_line(cell.text) for cell in cells if cell.text]
    return (
        _mostly(texts, is_ref) and len(set(texts)) > len(texts) * 0.6 and not any(_SERIAL.match(text) for text in texts)
    )


_SERIAL = re.compile(r"^\d{5,}$")


def is_ref(text: str) -> bool:
    """Return whether a text can be the number of an action, such as 3, 3.10, ASB-4 or 7a."""
    return bool(REF.match(text.strip()))


# A number that stands in the action's own cell: "1.2 Light the park" or "3) Light the park".
NUMBER_INSIDE = re.compile(
    r"^\s*(?P<ref>[A-Z]{0,4}-?\d{1,3}(?:\.\d{1,3})+[a-z]?|[A-Z]{0,4}-?\d{1,3}[a-z]?(?=[.):]\s))[.):]?\s+(?P<action>\S[\s\S]*)$"
)


def numbers_inside(texts: Sequence[str]) -> bool:
    """Return whether texts mostly begin with numbers of their own, each another."""
    found = [match["ref"] for text in texts if (match := NUMBER_INSIDE.match(text))]
    return len(found) >= max(_FEWEST, len(texts) * 0.7) and len(set(found)) == len(found)


def are_dates(cells: Sequence[Cell]) -> bool:
    """Return whether these say when something is due."""
    return _mostly([cell.text for cell in cells if cell.text], is_dated)


def is_dated(text: str) -> bool:
    """Return whether a short text says when."""
    return len(text) <= 40 and read_due(text, _NO_YEAR)[0].kind in _DATED


def are_ratings(cells: Sequence[Cell]) -> bool:
    """Return whether these are red, amber and green by letter, word or colour."""
    return bool(cells) and sum(looks_rated(cell) for cell in cells) >= max(1, len(cells) * _MOST)


def are_levels(cells: Sequence[Cell]) -> bool:
    """Return whether these are high, medium and low: a ranking, not the priority of a plan."""
    return _mostly([one_line(cell.text) for cell in cells if cell.text], lambda text: bool(_LEVEL.match(text)))


def triangle_of(text: str) -> str:
    """Return victim, offender, community or business for a side of the problem-solving triangle; "" for any other."""
    return _TRIANGLE.get(one_line(text).lower().replace(" ", ""), "")


def are_triangle(cells: Sequence[Cell]) -> bool:
    """Return whether these are the sides of the problem-solving triangle, perhaps with one more word among them."""
    found = [triangle_of(cell.text) for cell in cells if cell.text]
    return len({each for each in found if each}) >= 2


def mean_length(cells: Sequence[Cell]) -> float:
    """Return the mean length of the texts; 0 where there are none."""
    lengths = [len(cell.text) for cell in cells if cell.text]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _mostly(texts: Sequence[str], test: Callable[[str], bool]) -> bool:
    if len(texts) < _FEWEST:
        return False
    return sum(test(text) for text in texts) >= len(texts) * _MOST
