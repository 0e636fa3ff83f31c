"""Measures that run on in one line: `number of calls received number of cases closed`."""

import re
from collections.abc import Sequence

from wardmote.plan.reading.types import one_line

_COUNT = re.compile(r"\bnumber of\b", re.IGNORECASE)
_STARTS = re.compile(r"^number of\b", re.IGNORECASE)
# A cut goes before "number of" where the word before it ends a measure: "held", "cases", "(in all wards)".
_CUT = re.compile(r"(?P<word>[A-Za-z)]*(?:ed|[a-z]s|\)))\s+(?=number of\b)")
_NOT_AN_END = re.compile(
    r"^(?:increas|reduc|decreas|rais|lower|limit|estimat|expect|record|report|combin|agreed?$|as$|is$|was$|has$|this$|"
    r"its$|less$|plus$|versus$|includ|minus$|across$|assess|tracks$|shows$|counts$)",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


def cut_run_ons(measures: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return measures with those that run on cut where that does no harm, and what to say about it."""
    found: list[str] = []
    said: list[str] = []
    for measure in measures:
        parts = _parts(measure)
        found += parts
        if len(parts) > 1:
            said.append(f"A line of measures was cut before “number of” into {len(parts)}; see that each is whole.")
        elif len(_COUNT.findall(measure)) > 1:
            said.append(f"Several measures seem to stand in one: “{measure[:80]}”. It was left whole.")
    return found, said


def _parts(measure: str) -> list[str]:
    """Return the parts of a line in which every measure begins with `number of`; the line where a cut may harm."""
    if not _STARTS.match(measure):
        return [measure]
    parts, start = [], 0
    for each in _CUT.finditer(measure):
        if not _NOT_AN_END.match(each["word"]):
            parts.append(one_line(measure[start : each.end()]))
            start = each.end()
    parts.append(one_line(measure[start:]))
    # As many cuts as there are measures, or none: half a cut leaves two measures in one.
    whole = len(parts) == len(_COUNT.findall(measure)) and all(len(part.split()) > _FEWEST_WORDS for part in parts)
    return parts if whole else [measure]
