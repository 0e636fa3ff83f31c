"""Rows of cells as a file holds them, before anything is made of them."""

from dataclasses import dataclass, field, replace

from wardmote.plan.reading import limits
from wardmote.plan.reading.types import CannotRead, Cell, RawRow

_SHORTEN = "Take out what is not the plan and try again."


@dataclass
class Grid:
    """One table of a Word file, one sheet or one CSV file. `headings` are those above it, outermost first.

    `apart`: text stood between this grid and the one before.
    """

    place: str
    headings: list[str]
    rows: list[RawRow]
    apart: bool = True
    number: int = 0

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass
class Reading:
    """What a reader gives: grids in the file's order, and notes for the person."""

    grids: list[Grid] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: int = 0
    characters: int = 0

    def note(self, text: str) -> None:
        """Add a note once."""
        if text not in self.notes:
            self.notes.append(text)

    def count_row(self, where: str) -> None:
        """Count one more row. Raises CannotRead when there are too many."""
        self.rows += 1
        if self.rows > limits.ROWS:
            raise CannotRead(f"{where} makes more than {limits.ROWS:,} rows, which no plan has. {_SHORTEN}")

    def cut(self, text: str, where: str) -> str:
        """Return text no longer than a cell may be, with a note when it was. Raises CannotRead for far too much."""
        self.characters += len(text)
        if self.characters > limits.TEXT_CHARACTERS:
            raise CannotRead(f"The file holds more text than any plan. {_SHORTEN}")
        if len(text) <= limits.CELL_CHARACTERS:
            return text
        self.note(f"A cell of {where} holds {len(text):,} characters; the first {limits.CELL_CHARACTERS:,} were kept.")
        return text[: limits.CELL_CHARACTERS]


def too_wide(where: str, columns: int) -> CannotRead:
    """Return the refusal for a row of more columns than a plan has."""
    return CannotRead(f"{where} has {columns:,} columns; a plan has at most {limits.COLUMNS}. {_SHORTEN}")


def repeated(cell: Cell) -> Cell:
    """Return the cell as those that are joined to it repeat it. Its note stays with the first."""
    return replace(cell, merged=True, note="")


def squared(rows: list[RawRow], *, drop_empty: bool = False) -> list[RawRow]:
    """Return rows of one width, without the columns that are nowhere more than the right part of a joined cell.

    `drop_empty` leaves out columns without any text too: a sheet has them between its own, a Word table never.
    """
    width = max((len(row.cells) for row in rows), default=0)
    full = [RawRow(row.row, row.cells + [Cell()] * (width - len(row.cells))) for row in rows]
    keep = [at for at in range(width) if any(_stands_alone(row, at, drop_empty) for row in full)]
    return [RawRow(row.row, [row.cells[at] for at in keep]) for row in full]


def _stands_alone(row: RawRow, at: int, drop_empty: bool) -> bool:
    cell = row.cells[at]
    if drop_empty and not (cell.text or cell.bullets or cell.colour or cell.note):
        return False
    return not (cell.merged and at and row.cells[at - 1].text == cell.text)
