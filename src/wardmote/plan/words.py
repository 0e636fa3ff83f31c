"""How what stands in a plan is said: dates due, values before and after a change, and the order of numbers."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from wardmote.common.dates import plainday, shortday
from wardmote.common.periods import Month, Quarter

if TYPE_CHECKING:
    from wardmote.plan.models import PlanAction

DATED = ("day", "month", "quarter")
_UNDATED = {"quarterly": "Each quarter", "ongoing": "Ongoing", "none": "No date"}
# What a change is called for the people who read the plan.
LABELS = {
    "ref": "number", "priority": "priority", "objective": "objective", "wording": "wording",
    "working_title": "working title", "lead": "lead", "lead_text": "lead in the file’s words", "partners": "partners",
    "contact": "contact", "sponsor": "sponsor", "starts_on": "start", "due": "due", "measures": "measures",
    "measure_key": "what is counted", "filters": "what is counted of it", "triangle": "whom it serves",
    "serves": "outside priorities served", "public": "whether the public reads of it", "status": "status",
    "title": "title", "summary": "summary", "kind": "kind of plan", "parent": "plan above it", "group": "group",
    "ends_on": "end", "number": "number", "reason": "why it is a priority", "due_on": "due", "done_on": "done",
    "factor": "factor", "text": "text", "effect": "what it means here", "made_on": "made on", "found": "what it found",
    "address": "address", "document": "document", "code": "number",
}  # fmt: skip


def due_words(kind: str, text: str, on: date | None, *, short: bool = True) -> str:
    """Say when something is due: `30 Jun 2025`, `June 2025`, `Q1 2025/26`, or in its own words where it has no day."""
    if kind not in DATED or on is None:
        return text or _UNDATED.get(kind, "No date")
    if kind == "month":
        return Month.containing(on).label
    if kind == "quarter":
        return Quarter.containing(on).short_label if short else Quarter.containing(on).label
    return shortday(on) if short else plainday(on)


def due_of(action: "PlanAction", *, short: bool = True) -> str:
    """Say when an action is due."""
    return due_words(action.due_kind, action.due_text, action.due_on, short=short)


def natural(ref: str) -> list[tuple[int, str]]:
    """Order `2` before `10`, and `2a` after `2`."""
    return [(int(part) if part.isdecimal() else 0, part.casefold()) for part in re.findall(r"\d+|\D+", ref)]


def called(action: "PlanAction") -> str:
    """What an action is called from day to day: its working title, or its wording where it has none."""
    return action.working_title or action.wording


def said(values: Mapping[str, Any]) -> dict[str, str]:
    """Write the values of a row as people read them. The three fields of a date due are one: `due`."""
    words = {name: _word(value) for name, value in values.items() if not name.startswith("due_")}
    if "due_kind" in values:
        words["due"] = due_words(values["due_kind"], values.get("due_text", ""), values.get("due_on"), short=False)
    elif "due_on" in values:
        words["due_on"] = _word(values["due_on"])
    return words


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return (what in words, before, after) for each that differs."""
    return [
        (LABELS.get(name, name.replace("_", " ")), before.get(name, ""), after[name])
        for name in after
        if before.get(name, "") != after[name]
    ]


def stamp(words: Mapping[str, str]) -> str:
    """Return what a form carries to tell whether somebody else has changed the same thing since."""
    return hashlib.sha256(json.dumps(sorted(words.items())).encode()).hexdigest()[:24]


def _word(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return plainday(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {held}" for name, held in sorted(value.items()))
    if isinstance(value, tuple):
        text, indicator = value
        return f"{text} (indicator: {indicator})" if indicator else str(text)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(_word(each) for each in value)
    label = getattr(value, "label", None)  # a choice
    return str(label if isinstance(value, str) and label else value)
