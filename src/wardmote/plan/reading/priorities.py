"""Which of the headings above a table is the priority, and which the objective."""

import re
from collections.abc import Mapping, Sequence

from wardmote.plan.reading.running_heads import is_running_head
from wardmote.plan.reading.types import FoundTable, one_line

_GENERAL = re.compile(
    r"^(?:sheet ?\d*|tabelle ?\d*|table ?\d*|plan|actions?|action plan|delivery plan|action tracker|tracker|main|data|"
    r"appendi(?:x|ces)\b.*|annex\b.*|introduction|background|contents|our plans?\b.*|the plan|summary|"
    r".*\bplan\b.{0,30}\d{4}.*|"
    r".*\b(?:progress|status) updates?|current position|"
    r".*\b(?:action|delivery|business|annual|partnership|safety|improvement) plan|\d{4}\s*[-/–]\s*\d{2,4})$",
    re.IGNORECASE,
)
_OBJECTIVE = re.compile(r"^\W*(?:strategic |key )?(?:objective|aim|goal|outcome)s?\b", re.IGNORECASE)
_PRIORITY = re.compile(
    r"^\W*(?:strategic |key )?(?:priority|priorities|theme|business area|work ?stream|strand|pillar|chapter|part)\b",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"^(?:strategic |key )?(?:priority|theme|business area|work ?stream|strand|pillar)"
    r"\s*\d{1,2}\s*[:.–—-]\s*\S.*[^.;,]$",
    re.IGNORECASE,
)
_LONGEST = 120
_NUMBER = re.compile(r"^\W*(?:[A-Za-z]+ ){0,2}(\d{1,2})\b(?![/-]\d)")


def by_headings(tables: Sequence[FoundTable]) -> dict[int, tuple[str, str]]:
    """Return (priority, objective) for each table, from what stands above it.

    Headings that all tables share, or that say only what kind of text follows, name no priority.
    """
    paths = {table.number: _path(table) for table in tables}
    shared = _shared(list(paths.values()))
    found = {}
    for number, path in paths.items():
        own = path[shared:] or path[-1:]
        own = [each for each in own if not _GENERAL.match(each) and not _formula(each, path, paths)]
        found[number] = _named(own)
    return found


def _path(table: FoundTable) -> list[str]:
    """Return the headings that can name a priority: of a sheet, its name and the titles that say they are one."""
    path = [each for each in table.headings if each]
    if table.place.startswith("Table"):
        # The markings among them were left out when the document was read.
        return path
    path = [each for each in path if not is_running_head(each)]
    titles = [one_line(each) for each in table.title_rows]
    return [each for each in path if each not in titles or is_priority(each) or is_objective(each)]


def _named(own: Sequence[str]) -> tuple[str, str]:
    if not own:
        return "", ""
    at = next((at for at, each in enumerate(own) if _PRIORITY.match(each)), 0)
    if len(own) == 1 and _OBJECTIVE.match(own[0]):
        return "", own[0]
    return own[at], own[-1] if at < len(own) - 1 else ""


def _shared(paths: Sequence[Sequence[str]]) -> int:
    """Return how many headings all paths begin with, where the paths differ at all."""
    if len({tuple(path) for path in paths}) < 2:
        return 0
    shortest = min(len(path) for path in paths)
    return next((at for at in range(shortest) if len({path[at] for path in paths}) > 1), shortest)


def _formula(heading: str, path: Sequence[str], paths: Mapping[int, Sequence[str]]) -> bool:
    """Return whether a heading is said again under others, as `Progress update` is beneath every part."""
    at = path.index(heading)
    above = {tuple(other[: other.index(heading)]) for other in paths.values() if heading in other}
    return at > 0 and len(above) > 1


def is_general(text: str) -> bool:
    """Return whether a heading says only what kind of text follows, such as `Delivery plan 2025/26`."""
    return bool(_GENERAL.match(text))


def is_objective(text: str) -> bool:
    """Return whether a heading says of itself that it is an objective."""
    return bool(_OBJECTIVE.match(text))


def is_priority(text: str) -> bool:
    """Return whether a heading says of itself that it is a priority."""
    return bool(_PRIORITY.match(text))


def says_priority(text: str) -> bool:
    """Return whether a plain line names a priority with its number, as `Business Area 2: Partnerships` does."""
    return len(text) <= _LONGEST and bool(_SAYS_SO.match(text))


def number_in(text: str) -> str:
    """Return the number a heading carries (`Priority 2: …`, `2. …`); "" where it has none."""
    found = _NUMBER.match(text)
    return found[1] if found else ""
