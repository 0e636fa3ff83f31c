"""How the fields of an action are said, so that a file's row and an action can be set side by side."""

import re
from collections.abc import Iterable
from datetime import date

from wardmote.common.dates import plainday
from wardmote.plan.models import OutsidePriority, PlanAction
from wardmote.plan.reading.types import one_line

DueKind = PlanAction.DueKind
# What a person sees a field called, in the order of the pages.
LABELS = {
    "wording": "Action", "priority": "Priority", "objective": "Objective", "lead": "Lead", "partners": "Partners",
    "lead_text": "Lead in the file’s words", "sponsor": "Sponsor", "starts_on": "Starts", "due": "Due",
    "measures": "Measures", "status": "Status", "status_reason": "Progress", "serves": "Serves", "links": "Points at",
}  # fmt: skip
BETWEEN = "; "  # what stands between the parts of a field that is a list
_OUTSIDE = re.compile(r"priorit|objective|aim", re.IGNORECASE)
_ONE_REF = re.compile(r"[A-Za-z]{0,4}-?\d{1,3}(?:\.\d{1,3})*[a-z]?")


def said_of(action: PlanAction) -> dict[str, str]:
    """Return the text of each field of an action, in the words of `Meant.said`; the caller prefetches."""
    return {
        "wording": action.wording.strip(),
        "priority": action.priority.title,
        "objective": action.objective.title if action.objective else "",
        "lead": action.lead.name if action.lead else "",
        "partners": ", ".join(sorted(each.name for each in action.partners.all())),
        "lead_text": action.lead_text,
        "sponsor": action.sponsor,
        "starts_on": plainday(action.starts_on) if action.starts_on else "",
        "due": due_said(action.due_kind, action.due_text, action.due_on),
        "measures": "\n".join(one_line(each.text) for each in action.measures.all()),
        "status": action.status.label if action.status else "",
        "status_reason": action.status_reason,
        "serves": serves_said(action.serves.all()),
        "links": BETWEEN.join(each.to_action.ref if each.to_action else each.text for each in action.points_at.all()),
    }


def due_said(kind: str, text: str, on: date | None) -> str:
    """Return when an action is due as one line: the file's words and the day that they were taken for."""
    if on is None:
        return text or ("" if kind == DueKind.NONE else str(DueKind(kind).label))
    if not text or text == plainday(on):
        return plainday(on)
    return f"{text} (taken as {plainday(on)})"


def plain(text: str) -> str:
    """Return text as it is compared: one line, lower case, letters and digits only."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def serves_said(outside: Iterable[OutsidePriority]) -> str:
    """Return outside priorities as one line, whatever order they come in."""
    return BETWEEN.join(sorted(f"{each.document}, {each.code}" for each in outside))


def names_outside(text: str) -> bool:
    """Whether a link says of itself that it is to a priority or an objective, not to an action."""
    return _OUTSIDE.search(text) is not None


def targets_in(text: str) -> list[str]:
    """Return the numbers of actions that a link names (`8,11,12,16 and 21`, `1.10`, `ASB-4`), else its words."""
    words = one_line(text).replace(";", ",")[:160]
    if names_outside(words) or _ONE_REF.fullmatch(words):
        return [words]
    return re.findall(r"(?<![\w.-])\d{1,3}(?:\.\d{1,3})*[a-z]?\b", words) or [words]
