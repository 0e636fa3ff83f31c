"""What stands on every page and says nothing of the plan: protective markings, `Draft`, the number of the page."""

import re

from wardmote.plan.reading.types import one_line

_MARKING = (
    r"(?:not )?protectively marked|protect(?:ed)?|official(?: ?[-–:] ?sensitive)?|(?:uk |nato )?(?:restricted|secret)|"
    r"top secret|unclassified|(?:strictly |commercial ?[-–]? ?in ?[-–]? ?)?confidential(?:ity)?|in confidence|"
    r"(?:final |working |first |second |latest )?draft(?: (?:v(?:ersion)? ?)?[\d.]+)?|"
    r"(?:draft )?(?:version ?\d[\d.]*|v ?\d+\.\d[\d.]*)|(?:not )?for (?:public release|publication)|"
    r"(?:for )?internal use(?: only)?"
)
_PAGE = r"(?:page|p\.?|[-–—])?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—]?"
_RUNNING = re.compile(rf"^\W*(?:(?:{_MARKING})(?:\W+(?:{_MARKING}))*(?:\W+{_PAGE})?|{_PAGE})\W*$", re.IGNORECASE)
_LONGEST = 60


def is_running_head(text: str) -> bool:
    """Return whether a line is a protective marking, a word such as `Draft`, or the number of a page."""
    line = one_line(text)
    return len(line) <= _LONGEST and bool(_RUNNING.match(line))
