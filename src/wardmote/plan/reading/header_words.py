"""Which field a column's heading names, by the words that plans put there."""

import re
from functools import lru_cache

from wardmote.plan.reading.types import IGNORE

_LONGEST = 70
_SPACES = re.compile(r"[^a-z0-9+£%]+")

# In this order: "action owner" is a lead and "action no" a ref before either is an action.
_PATTERNS: tuple[tuple[str, str, float], ...] = (
    ("rag", r"^(?:b?rag|r a g|b r a g|r a i? ?g|r i g|r aig|r ag|ra g|rag b|r a g b)\b", 1.0),
    ("rag", r"\bb?rag\b|traffic light|^rating$|status colou?r|^colou?r$", 0.95),
    (
        IGNORE,
        r"\b(?:cost|budget|funding|resources?|£|spend|allocation|risk|date of last|last updated?)\b",
        0.8,
    ),
    ("ref", r"^(?:ref|refs|reference|no|nr|num|number|id|item|item no|s no|ser|serial|line|code|#)$", 1.0),
    (
        "ref",
        r"^(?:action|objective|plan|task|item|ref|reference|unique|project|row)? ?(?:ref|reference|no|number|id|code)$",
        1.0,
    ),
    ("ref", r"^(?:ref|reference|id|action id)\b.{0,12}$", 0.9),
    (
        "links",
        r"cross ref|^links?\b|\blinks? (?:to|with)\b|linked (?:to|with|plans?|priorit)|see also|depend|relates to|"
        r"police and crime|^pc[cp]\b|county priorit",
        0.95,
    ),
    (
        "start",
        r"^(?:start|begin|from|commence)|\bstart(?:s|ing)? (?:date|on)?\b|commencement|date added|date raised",
        0.9,
    ),
    ("due", r"\bby when\b|^when\b|\bdue\b|deadline|time ?scales?|time ?frames?|time ?lines?|due date", 1.0),
    (
        "due",
        r"\b(?:target|end|finish|completion|complete|delivery|review|milestone|expected|revised) (?:date|by)\b",
        0.95,
    ),
    (
        "due",
        r"^(?:date|dates|timing|timings|target month|target quarter|completed? by|by|to be done by|ends?|finish|to)$",
        0.8,
    ),
    (
        "sponsor",
        r"sponsor|\bsro\b|senior responsible|champion|accountable (?:officer|director|exec)|portfolio holder",
        1.0,
    ),
    ("leads", r"\blead(?:s|ing|er)?\b|\bowners?\b|responsib|\bwho\b|by whom|accountab|assigned|allocated to", 0.95),
    (
        "leads",
        r"\bpartners?\b|agenc(?:y|ies)|organi[sz]ations?|delivered by|supporting|\bteam\b|\bofficers?$|^contact$",
        0.75,
    ),
    (
        "measures",
        r"how (?:will|do|would) we (?:know|measure)|success|measur|\bkpis?\b|indicators?|performance target",
        1.0,
    ),
    (
        "measures",
        r"what (?:will )?(?:success|good) looks? like|difference|^targets?\b|outputs?\b|milestones?|metrics?",
        0.85,
    ),
    (
        "status",
        r"progress|status|updates?\b|current position|commentary|^position|achieve(?:d|ments)|to date|so far",
        0.9,
    ),
    ("status", r"^comments?$|^notes?$|\bcomments?\b|narrative|report|^q[1-4]\b", 0.6),
    (
        "action",
        r"^(?:key |our |csp |main |agreed |proposed |specific )?actions?(?: required| needed| to be taken| point)?s?$",
        1.0,
    ),
    ("action", r"what (?:will|do|are) we|what we (?:will|are)|how (?:will|do) we|how we (?:will|are)|what needs", 0.95),
    ("action", r"\bactions?\b|\bactivit(?:y|ies)\b|\btasks?\b|areas? of (?:joint )?work|deliverables?", 0.9),
    (
        "action",
        r"\bcommitments?\b|\binitiatives?\b|\bprojects?\b|interventions?|recommendations?|\bwork ?streams? action",
        0.75,
    ),
    ("action", r"^(?:what|description|details?|step|steps|we will)$", 0.7),
    ("objective", r"objectives?|\bgoals?\b", 0.9),
    (
        "priority",
        r"priorit(?:y|ies)|\bthemes?\b|\baims?\b|strategic (?:area|aim|theme)|work ?streams?|business area|pillar",
        0.9,
    ),
    ("measures", r"outcomes?|impact|benefits?", 0.6),
)
_COMPILED = tuple((field, re.compile(pattern), confidence) for field, pattern, confidence in _PATTERNS)


def plain(text: str) -> str:
    """Return a heading as it is compared: small letters and figures, one space between words."""
    return _SPACES.sub(" ", text.lower()).strip()


@lru_cache(maxsize=4096)
def field_of(header: str) -> tuple[str, float]:
    """Return the field a column's heading names and how sure that is, 0 to 1; (ignore, 0) for words not known."""
    words = plain(header)
    if not words or len(words) > _LONGEST:
        return IGNORE, 0.0
    for field, pattern, confidence in _COMPILED:
        if pattern.search(words):
            return field, confidence
    return IGNORE, 0.0


def tells(header: str) -> bool:
    """Return whether a heading is one that is known, be it to be left out."""
    return field_of(header)[1] > 0
