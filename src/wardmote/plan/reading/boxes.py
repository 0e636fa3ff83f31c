"""A box: a small table that names an objective or who leads, for the tables below it."""

import re
from collections.abc import Sequence

from wardmote.plan.reading.running_heads import is_running_head
from wardmote.plan.reading.types import RawRow, one_line

_LABELS = tuple(
    (field, re.compile(pattern, re.IGNORECASE))
    for field, pattern in (
        ("objective", r"^(?:strategic |key |our )?(?:objective|aim|goal|purpose)s?\s*\d*\s*[:.]?\s*"),
        ("priority", r"^(?:priority|theme)(?: area)?\s*(?:\d+\s*[:.–-]|:)\s*|^(?:priority|theme)$"),
        (
            "leads",
            r"^(?:(?:theme|priority|task group|group|overall) )?(?:lead|owner|sponsor)s?(?:\(s\))?(?: officers?)?\s*"
            r"(?::\s*|$)",
        ),
    )
)
_BANNER = 120
_ROWS, _COLUMNS = 8, 3


def box_of(rows: Sequence[RawRow]) -> dict[str, str]:
    """Return what a box names (objective, priority, leads; a banner: one text alone), or nothing when it is none."""
    filled = [_texts(row) for row in rows if not row.blank]
    if len(filled) == 1 and len(filled[0]) == 1 and not any(_label(filled[0][0])):
        text = one_line(filled[0][0])
        if is_running_head(text):
            return {}
        return (
            {"banner": text} if len(text) <= _BANNER and any(map(str.isalpha, text)) and text[-1] not in ".;," else {}
        )
    if not filled or len(filled) > _ROWS or any(len(texts) >= _COLUMNS for texts in filled):
        return {}
    found: dict[str, list[str]] = {}
    label = ""
    for texts in filled:
        field, rest = _label(texts[0])
        if field:
            label = field
            # "Theme 2: Roads" is the priority's name with its number; "Objective:" only labels what follows.
            words = texts[0] if field == "priority" and rest else rest
            found.setdefault(field, []).extend(each for each in (words, *texts[1:]) if each)
        elif label and len(texts) == 1:
            found[label].append(texts[0])
        else:
            label = ""
    return {field: "\n".join(texts) for field, texts in found.items() if texts}


def _texts(row: RawRow) -> list[str]:
    return [cell.text.strip() for cell in row.cells if cell.text and not cell.merged]


def _label(text: str) -> tuple[str, str]:
    """Return the field a text begins by naming, and what follows the name."""
    for field, pattern in _LABELS:
        found = pattern.match(text)
        if not found:
            continue
        rest = text[found.end() :].strip()
        # "Aims to …" is a sentence; a label stands alone or ends in a colon.
        if not rest or field == "priority" or ":" in found[0] or "\n" in text[: found.end() + 1]:
            return field, rest
        if one_line(text[: found.end()]).isupper():
            return field, rest
    return "", ""
