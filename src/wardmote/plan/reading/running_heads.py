"""What stands on every page and says nothing of the plan: protective markings, `Draft`, the number of the page."""

import re
from collections.abc import Iterable

from wardmote.plan.reading.types import one_line

_MARKING = (
    r"(?:not )?protectively marked|official(?: ?[-–:] ?sensitive)?|(?:uk |nato )?(?:restricted|secret)|"
    r"top secret|unclassified|(?:strictly |commercial ?[-–]? ?in ?[-–]? ?)?confidential(?:ity)?|in confidence|"
    r"(?:final |working |first |second |latest )?draft(?: (?:v(?:ersion)? ?)?[\d.]+)?|"
    r"(?:draft )?(?:version ?\d[\d.]*|v ?\d+\.\d[\d.]*)|(?:not )?for (?:public release|publication)|"
    r"(?:for )?internal use(?: only)?"
)
_PAGE = r"(?:page|p\.?|[-–—])?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—]?"
_RUNNING = re.compile(rf"^\W*(?:(?:{_MARKING})(?:\W+(?:{_MARKING}))*(?:\W+{_PAGE})?|{_PAGE})\W*$", re.IGNORECASE)
_LONGEST = 60


# PROTECT was a marking, in capitals; it is also one of four words that head the parts of many plans.
_PROTECT = re.compile(r"^\W*PROTECT(?:\W+(?:PERSONAL|STAFF|POLICY|COMMERCIAL|PRIVATE))?\W*$")
_ITS_LIKE = {"prevent", "pursue", "prepare"}


def is_running_head(text: str, *, beside: Iterable[str] = ()) -> bool:
    """Return whether a line is a protective marking, a word such as `Draft`, or the number of a page.

    `beside` are the other headings: PROTECT beside Prevent or Pursue is one of them.
    """
    line = one_line(text)
    if len(line) <= _LONGEST and _PROTECT.match(line):
        return not any(one_line(each).lower() in _ITS_LIKE for each in beside)
    return len(line) <= _LONGEST and bool(_RUNNING.match(line))
