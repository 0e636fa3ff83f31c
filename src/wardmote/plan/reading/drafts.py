"""An action as cells, before they are understood; and what a row is that is none."""

import re
from dataclasses import dataclass, field

from wardmote.plan.reading.types import Cell, RawRow, RejectedRow, one_line

# Cells with the headings of their columns.
Headed = list[tuple[str, Cell]]
Fields = dict[str, Headed]
_TOTAL = re.compile(r"^(?:grand |sub[\s-]?|overall )?totals?\b(?P<more>.*)", re.IGNORECASE)


@dataclass
class Draft:
    """One action's cells by field, each with its column's heading, in the order of columns and rows."""

    table: int
    row: int
    group: tuple[int, int]
    priority: str
    objective: str
    cells: Fields = field(default_factory=dict)
    ref: str = ""
    under_ref: bool = False
    triangle: str = ""
    box_leads: str = ""
    several: set[str] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)

    def of(self, name: str) -> list[Cell]:
        """The cells of a field."""
        return [cell for _, cell in self.cells.get(name, [])]

    @property
    def action(self) -> str:
        return "\n".join(cell.text for cell in self.of("action")).strip()


@dataclass
class Sorted:
    """What became of the rows so far."""

    drafts: list[Draft] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str, number: int = 1) -> None:
        """Count rows of one kind."""
        self.counts[what] = self.counts.get(what, 0) + number


def is_total(row: RawRow) -> bool:
    """Return whether a row sums others up: it says total, and beside it stand only figures."""
    for at, cell in enumerate(row.cells[:3]):
        found = _TOTAL.match(one_line(cell.text))
        if found:
            others = [each.text for place, each in enumerate(row.cells) if place != at and not each.merged]
            return not found["more"].strip(" :=") or not any(any(map(str.isalpha, text)) for text in others)
    return False


def words(fields: Fields, name: str) -> str:
    """Return the words of one field on one line, each cell's once."""
    return one_line(" ".join(dict.fromkeys(cell.text for _, cell in fields.get(name, []) if cell.text)))


def only_numbers(row: RawRow) -> bool:
    """Return whether a row holds no letter at all."""
    return not any(any(sign.isalpha() for sign in cell.text) for cell in row.cells)


def heading_like(action: str, fields: Fields) -> list[str]:
    """Return what to say about an action that ends in a colon and for which nothing else stands in its row."""
    others = [name for name in fields if name not in ("ref", "action", "priority", "objective")]
    if not action.rstrip().endswith(":") or any(words(fields, name) for name in others):
        return []
    return ["It ends in a colon and names nobody, so it may be the heading of the rows after it; it was kept."]


def no_action(row: RawRow, ref: str) -> str:
    """Return why a row without the words of an action is rejected."""
    others = [cell for cell in row.cells if cell.text and one_line(cell.text) != ref]
    if ref and not others:
        return f"Only the number {ref} stands there; the action has no words."
    if only_numbers(row):
        return "Only figures stand there; the action has no words."
    return "The action has no words."
